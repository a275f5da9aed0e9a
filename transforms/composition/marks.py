"""Rules on words that the page marks: note marks, raised and lowered numbers, code, formulas, struck words."""

import re
from collections.abc import Iterator

from transforms.composition.code_words import reading_of_code
from transforms.composition.context import Context
from transforms.composition.equations import reading_of_tex
from transforms.composition.notices import Notice
from transforms.composition.rules import rule
from transforms.composition.wording import Edit, Wording
from transforms.documents import Mark

_NOTE_IN_BRACKETS = re.compile(
    r"\s?\[(?:[1-9]\d{0,2}(?:\s?[,–-]\s?[1-9]\d{0,2})*|(?:note|nb|n)\.? ?\d{1,3}|"
    r"(?:citation|clarification) needed)\]",
    re.IGNORECASE,
)
_NOTE_SIGN = re.compile(r"[*†‡§¶]+|\(?\d{1,3}\)?|\[[^\]]{1,12}\]")
_RUN = re.compile(r"\S+")
_AFTER_A_NOTE = re.compile(r"\s|[.,;:!?)\]”’»]|$")


@rule("F1", "A mark that points to a note is not read.")
def note_marks(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences note marks: marked ones, numbers in square brackets, raised signs and raised numbers after a word."""
    text = wording.text
    for start, end in wording.marked(Mark.NOTE_MARK):
        has_space = text[start - 1 : start].isspace() and _AFTER_A_NOTE.match(text, end)
        yield Edit(start=start - 1 if has_space else start, end=end)
    for start, end in wording.marked(Mark.SUPERSCRIPT):
        for raised in _RUN.finditer(text, start, end):
            if _NOTE_SIGN.fullmatch(raised.group()) and not (
                raised.group().isdecimal() and _is_power_base(text[max(0, raised.start() - 3) : raised.start()])
            ):
                yield Edit(start=raised.start(), end=raised.end())
    for found in _NOTE_IN_BRACKETS.finditer(text):
        if found.start():
            yield Edit(start=found.start(), end=found.end())


_POWER_BASE = re.compile(r"(?:\d|[)\]]|(?<![^\W\d_])[^\W\d_]{1,2})$")


def _is_power_base(text: str) -> bool:
    """Says whether a number raised after the text is a power: after a digit, a bracket, a symbol such as `x`."""
    return bool(_POWER_BASE.search(text))


_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_RAISABLE = re.compile(r"[+\-−–]?\d{1,4}[+\-−–]?|n|[+\-−–]")
_LOWERABLE = re.compile(r"\d{1,3}")


@rule("F4", "A raised or lowered number is read as the power or index that it is.")
def raised_and_lowered(wording: Wording, context: Context) -> Iterator[Edit]:
    """Writes powers and indices with their own characters, so that they are not read as digits of their neighbour."""
    for mark, shape, table in (
        (Mark.SUPERSCRIPT, _RAISABLE, _RAISED),
        (Mark.SUBSCRIPT, _LOWERABLE, _LOWERED),
    ):
        for start, end in wording.marked(mark):
            number = wording.text[start:end].strip()
            if shape.fullmatch(number) and start:
                yield Edit(start=start, end=end, reading=number.translate(table), silent=False)


@rule("C2", "Inline code of at most three words is read as words; longer code is called code.")
def inline_code(wording: Wording, context: Context) -> Iterator[Edit]:
    """Reads names in code as words, and says `code` in the place of what has no reading."""
    for start, end in wording.marked(Mark.CODE):
        source = wording.text[start:end]
        reading = reading_of_code(source)
        if reading is None:
            yield Edit(start=start, end=end, reading=context.words(Notice.CODE_WORD) or "")
        elif reading != source:
            yield Edit(start=start, end=end, reading=reading, silent=False)


@rule("C3", "A short formula is read in words; for another, a notice stands in its place.")
def inline_equations(wording: Wording, context: Context) -> Iterator[Edit]:
    """Reads formulas inside a sentence."""
    for start, end in wording.marked(Mark.MATH):
        reading = reading_of_tex(wording.text[start:end], context.language)
        if reading is None:
            yield Edit(start=start, end=end, reading=context.words(Notice.EQUATION_WORD) or "")
        else:
            yield Edit(start=start, end=end, reading=reading, silent=False)


@rule("E3", "Words that the author struck out are not read.")
def struck_words(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences struck words."""
    for start, end in wording.marked(Mark.STRUCK):
        yield Edit(start=start, end=end)
