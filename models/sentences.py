"""Where a text may be cut: into sentences, and into pieces of a breath or two for a voice.

The boundaries are sentencex's, mended where it is known to err: inside addresses of the net, after abbreviations that
never end a sentence, between an item's number and its words. A mend moves a boundary; no character is ever lost.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from models.abbreviations import ends_after_initials, is_never_last
from models.voices import primary_language

SHORTEST_PIECE = 100
SHORT_SENTENCE = 50
SHORTEST_CLAUSE = 15

_UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "my", "km", "lo", "bo", "am", "yue"})

_ITEM = re.compile(r"(?<!\S)[•⁃·*-]?\s?(\d{1,2}|[a-h])(?:\.\)|[.)])(?=\s+\S)")
_STRETCH = re.compile(r"(?s).{1,4000}(?:(?<=\n)|\Z)|.{1,8000}(?:(?<=[.!?]\s)|\Z)|.{1,8000}")
_HALF_PAIR = re.compile("[\ud800-\udfff]")  # not text to sentencex, one character all the same
# What sentencex takes for an item of a list, in which it ends no sentence: "(a) He left. She came."
_ITEM_IN_BRACKETS = re.compile(
    r"(?m)(^[^\S\n]*|(?<=[.!?;:]) |(?<=[.!?;:][)\"”]) )[(\[]([A-Za-z]{1,5}|\d{1,2})[)\]](?=\s)"
)
_MAY_BEGIN = re.compile(r"[.!?:;]\s*$|\n\s*$|^\s*$")
_LINE_START = re.compile(r"(?<=\n)[^\S\n]*(?=[ivx]{1,4}\)|[A-ZÀ-Þ\d•⁃·*“\"\t-])")
_MARKER_ALONE = re.compile(r"\s*(?:[•⁃·*-]?\s?\d{1,3}|[A-Z])(?:\.\)?|\))\s*")

_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(\"“'#-])(?:No|no|p|P|pg|fig|vol|ch|sec|art|Op|op|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|c|b|d|est)\.\s*$"
)
_HALF_DAY = re.compile(r"\b[ap]\.\s?m\.\s*$", re.IGNORECASE)
_AFTER_HALF_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Eastern|Pacific|Central"
    r"|Mountain|local|[A-Z]{2,4}\b)"
)
_FULL_WIDTH_ENDS = "。．！？"
_LOST_SPACE_BEFORE = re.compile(r"[^\W\d_]{2}[.!?]$|\d{3}\.$")
_ADDRESS = re.compile(r"www\.|//|@|\.\w+\.")
_DASH_OR_LOWER = re.compile(r"(?:--|[—–]|[a-zà-ÿ][a-zà-ÿ,;\s'’-])")
_SHORT_WORD = re.compile(r"(?<!\w)(?:\d{1,4}|[^\W\d_]{1,4})\.\s*$")
_LOWER_CASE_WORD = re.compile(r"[^\W\d_A-Z]+(?!\w)")
# A note's number after the point of a sentence, a quotation after one in brackets, whatever follows a sentence that
# stands in brackets by itself, and what is told after speech that was cut short: sentencex ends nothing there.
_MISSED = re.compile(
    r"(?<=[a-zà-ÿ)][.!?])\d{1,2}(?:[ ,–-]\d{1,2})*\s+(?=[A-ZÀ-Þ])|(?<=[.!?]\))\s+(?=[“\"][A-ZÀ-Þ])"
    r"|(?:^|(?<=[.!?][\"”’' ])|(?<=\n))[(\[][A-ZÀ-Þ“\"][^()\[\]]{3,400}[.!?][\"”’']?[)\]]\s+(?=[A-ZÀ-Þ“\"(\[])"
    r"|(?<=(?:--|.—)[\"”])\s+(?=(?:The|At|In|On|But|And|Then|A|An|It|There|When|As|After|Before|Now|So|Suddenly)\s)"
)

_CLAUSE_ENDS = (
    re.compile(r"[;:]['\"”’)]?\s+"),
    re.compile(r",['\"”’)]?\s+|\s[—–-]+\s+|—"),
    re.compile(r"\s+(?=(?:and|but|or|because|which|who|while|when|where|that|und|et|y|e|en)\s)"),
    re.compile(r"\s+"),
)
_QUOTATION = re.compile(r"[“\"][^“”\"]{1,39}[”\"]")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w.'’-]*(?:\s(?:(?:of|the|de|von|van|der|la|al)\s)?[A-ZÀ-Þ][\w.'’-]*)+")
_NUMBER = re.compile(r"[$£€]?\d[\d.,:/]*(?:\s(?:million|billion|trillion|percent|per cent|[a-z]{1,3}\b))?")


def split_sentences(text: str, language: str) -> list[str]:
    """Returns the sentences in order, each with the space that follows it: joined, they are the text."""
    if not text:
        return []
    primary = primary_language(language)
    ends = {0, len(text), *_ends_of(text, primary)}
    if primary not in _UNSPACED_LANGUAGES:
        ends = _mended(text, ends, primary)
    return [text[start:end] for start, end in pairwise(sorted(ends))]


def _ends_of(text: str, language: str) -> Iterator[int]:
    """Yields where sentencex ends a sentence; it gets a stretch at a time, for open quotes cost it their square."""
    end = 0
    text = _ITEM_IN_BRACKETS.sub(r"\1A\2a", _HALF_PAIR.sub("\ufffd", text))  # as long, and begins a sentence
    for stretch in _STRETCH.findall(text):
        for sentence in sentencex.segment(language, stretch):
            end += len(sentence)
            yield end


def _mended(text: str, ends: set[int], language: str) -> set[int]:
    """Returns the boundaries without the false ones and with those that were missed."""
    kept = {0, len(text)}
    start = 0
    for end in sorted(ends - kept):
        if _is_end(text[start:end], text[end : end + 40], language):
            kept.add(end)
            start = end
    kept.update(line.end() for line in _LINE_START.finditer(text))
    kept.update(gap.end() for gap in _MISSED.finditer(text))
    kept.update(ends_after_initials(text, language))
    return _with_items(text, kept)


def _is_end(sentence: str, rest: str, language: str) -> bool:
    is_inside_token = not sentence[-1].isspace() and not rest[:1].isspace() and sentence[-1] not in _FULL_WIDTH_ENDS
    if is_inside_token and not _is_missing_space(sentence, rest):
        return False
    if _MARKER_ALONE.fullmatch(sentence) or rest.startswith("& "):
        return False
    if sentence.rstrip().endswith("]") and rest.lstrip()[:1].islower():  # "Yan et al. [2004] found"
        return False
    if is_never_last(sentence[-24:], language):
        return False
    if language != "en":
        return not (_SHORT_WORD.search(sentence[-24:]) and rest[:1].islower() and _LOWER_CASE_WORD.match(rest))
    if sentence.rstrip().endswith((".", "!", "?")) and _DASH_OR_LOWER.match(rest):
        return False
    if rest[:1].isdecimal() and _BEFORE_NUMBER.search(sentence[-24:]):
        return False
    return not (_HALF_DAY.search(sentence[-24:]) and _AFTER_HALF_DAY.match(rest))


def _is_missing_space(sentence: str, rest: str) -> bool:
    """Tells whether a boundary inside a token is an end whose space was lost, not a point of www.example.com."""
    token = sentence[-80:].rsplit(maxsplit=1)[-1]
    return _LOST_SPACE_BEFORE.search(token) is not None and rest[:1].isupper() and not _ADDRESS.search(token)


def _with_items(text: str, ends: set[int]) -> set[int]:
    """Returns the boundaries with those of a list in running text: before each item's number, and none after it."""
    for marker in _items_of(text):
        ends -= set(range(marker.start() + 1, marker.end() + 2))
        ends.add(marker.start())
    return ends | {len(text)}


def _items_of(text: str) -> list[re.Match[str]]:
    """Returns the markers that count on, in runs that begin where a sentence may."""
    found: list[re.Match[str]] = []
    previous: re.Match[str] | None = None
    for marker in _ITEM.finditer(text):
        if previous and _follows(previous.group(1), marker.group(1)):
            found += [marker] if found and found[-1] is previous else [previous, marker]
            previous = marker
        elif _MAY_BEGIN.search(text[max(0, marker.start() - 3) : marker.start()]) or marker.start() == 0:
            previous = marker
    return found


def _follows(first: str, second: str) -> bool:
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    return not first.isdecimal() and not second.isdecimal() and ord(second) == ord(first) + 1


def split_for_speech(text: str, language: str, longest: int = 300) -> list[str]:
    """Returns the text in pieces of about 100 to `longest` characters: joined, they are the text.

    A cut falls at a sentence end, else after `;` or `:`, else after a comma or dash, else before a conjunction, else
    between words; never inside a number, a name or a short quotation while there is another place.
    """
    pieces: list[str] = []
    for sentence in split_sentences(text, language):
        for part in _parts_of(sentence, longest):
            is_short = bool(pieces) and (len(pieces[-1]) < SHORTEST_PIECE or len(part) < SHORT_SENTENCE)
            if is_short and len(pieces[-1]) + len(part) <= longest:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces


def _parts_of(sentence: str, longest: int) -> list[str]:
    parts = []
    while len(sentence.rstrip()) > longest:
        cut = _cut_of(sentence, longest)
        parts.append(sentence[:cut])
        sentence = sentence[cut:]
    return [*parts, sentence]


def _cut_of(sentence: str, longest: int) -> int:
    """Returns the best place to cut the first piece off: as late as leaves a piece, or at least a clause, behind it."""
    window = sentence[:longest]
    spans = (match.span() for pattern in (_QUOTATION, _NAME, _NUMBER) for match in pattern.finditer(window))
    unbroken = {position for start, end in spans for position in range(start + 1, end)}
    latest_cuts = [min(longest, len(sentence) - rest) for rest in (min(SHORTEST_PIECE, longest // 2), SHORTEST_CLAUSE)]
    for ends in _CLAUSE_ENDS:
        cuts = [match.end() for match in ends.finditer(window) if match.end() >= SHORTEST_PIECE // 2]
        for latest in latest_cuts:
            whole = [cut for cut in cuts if cut <= latest and cut not in unbroken]
            if whole:
                return whole[-1]
    return _between_words(window) or longest


def _between_words(window: str) -> int:
    return window.rstrip().rfind(" ") + 1
