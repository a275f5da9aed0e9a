"""Seconds of silence around the parts of an article.

People who read aloud pause 0.4 to 1.8 s between paragraphs and near 0.6 s between sentences; these are the values that
sound unhurried and lose no listener. A sentence pause inside a segment is the voice's own.
"""

CLAUSE = 0.2
SENTENCE = 0.5
LINE = 0.3
PARAGRAPH = 0.8
SECTION = 1.2

AFTER_HEADLINE = 1.0
AFTER_DATELINE = 0.4
BEFORE_HEADING = 0.9
AFTER_HEADING = 0.6
BETWEEN_SHORT_ITEMS = 0.35
BETWEEN_ITEMS = 0.6
AFTER_ITEM_TERM = 0.35
AFTER_LIST_NOTICE = 0.4
AROUND_QUOTE = 0.5
BEFORE_ATTRIBUTION = 0.4
AROUND_IMAGE = 0.4
AFTER_CUE = 0.2
LAST = 0.5
