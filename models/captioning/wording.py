"""What is said of pictures that are no charts: the text that stands in them, once, and nothing that is not known."""

import re
from collections.abc import Sequence

from models.captioning.captions import PictureKind
from models.captioning.text_lines import BULLETS, TextLine

MOST_WORDS_OF_A_TEXT = 90
_MOST_ITEMS = 6
# One word of a drawing has no neighbours that would give a misreading away.
_SPOKEN_SCORE = 0.98
_SHORTEST_ITEM = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
# Signs of program text: assignments, calls, brackets at an end, paths, options, prompts. Colons end names of fields.
_CODE = re.compile(r"[=]{1,2}\s|\w\(|[\[{(;]$|^[\])}]+,?$|(?<![\w/])[~/]\w+/|\s--?\w|[\w.]+@[\w.]+:|'\w+':|\$\s*$")
# Names that a program's own are hold capitals or underscores inside, and no word there gives a misreading away.
_PROGRAM_NAME = re.compile(r"[_=\\<>^|]|[a-z][A-Z][a-z]")
# The ring of a button before its words is read as a letter.
_RING = re.compile(r"[Oo0Q] ")
_SHARE_OF_CODE = 0.25
# Whatever is drawn, holds words and is nothing else counts as a diagram, and menus over pictures look as maps do: no
# more is said than is known.
_NOUNS = {PictureKind.DIAGRAM: "Graphic", PictureKind.MAP: "Graphic"}
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)]*$")


def text_of(lines: Sequence[TextLine]) -> str:
    """Returns the text of an image of text in the order of reading; a word that a line's end cuts is one again."""
    words = ""
    for line in _in_reading_order([line for line in lines if line.is_sure]):
        if words.endswith("-") and line.text[:1].islower():
            words = words[:-1] + line.text
        else:
            words = f"{words} {line.text}".strip()
    return words


def describe_text(lines: Sequence[TextLine]) -> str:
    """Returns the text of an image of text; of a long one, the sentences at its beginning that are not too many."""
    words = text_of(lines).split()
    if len(words) <= MOST_WORDS_OF_A_TEXT:
        return " ".join(words)
    ends = [at + 1 for at in range(MOST_WORDS_OF_A_TEXT) if _SENTENCE_END.search(words[at])]
    return " ".join(words[: ends[-1]]) if ends else ""


def visible_text(lines: Sequence[TextLine], known: str = "") -> str:
    """Returns what can be read in a graphic, at most six items, without those that the known words hold."""
    items: list[str] = []
    for line in sorted(lines, key=lambda line: -line.height):
        is_word = (
            line.score >= _SPOKEN_SCORE
            and len(line.text) >= _SHORTEST_ITEM
            and line.is_closed
            and _WORD.search(line.text) is not None
            and _PROGRAM_NAME.search(line.text) is None
            and _RING.match(line.text) is None
        )
        text = line.text.strip(BULLETS)
        if is_word and text.lower() not in known.lower() and text not in items:
            items.append(text)
    return "; ".join(items[:_MOST_ITEMS])


def _in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Returns the lines row by row, from left to right; two lines are of one row where their middles are near."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.centre[1]):
        if rows and line.centre[1] - rows[-1][0].centre[1] < 0.5 * min(line.height, rows[-1][0].height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def describe_graphic(kind: PictureKind, lines: Sequence[TextLine], visible: str) -> str:
    """Returns what is said, in English, of a drawing that has text in it: what it is, and some of the text."""
    noun = _NOUNS.get(kind) or str(kind).capitalize()
    if kind is PictureKind.SCREENSHOT and is_code(lines):
        return f"{noun} of a terminal or a program's text."
    return f"{noun}. Text in it includes: {visible}." if visible else ""


def is_code(lines: Sequence[TextLine]) -> bool:
    """Says whether many of the lines look like program text."""
    return sum(_CODE.search(line.text) is not None for line in lines) > _SHARE_OF_CODE * len(lines)
