"""Rules on words inside a block: each proposes edits of the text; of edits that overlap, the earlier rule's counts."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from transforms.composition.code_words import reading_of_code
from transforms.composition.context import Context
from transforms.composition.equations import reading_of_tex
from transforms.composition.notices import Notice
from transforms.composition.parts import Phrase
from transforms.composition.rules import Ruled, rule
from transforms.documents import Inline, Mark, Span, text_of


@dataclass(frozen=True, kw_only=True)
class Edit(Ruled):
    """The characters `start` to `end` are read as `reading`; where `silent`, they do not count as spoken."""

    start: int
    end: int
    reading: str = ""
    silent: bool = True


@dataclass(frozen=True)
class Wording:
    """The words of a block, and where its spans stand in them."""

    text: str
    spans: tuple[tuple[int, int, Span], ...]

    @classmethod
    def of(cls, content: Inline) -> "Wording":
        """Returns the wording of spans."""
        spans, start = [], 0
        for span in content:
            spans.append((start, start + len(span.text), span))
            start += len(span.text)
        return cls(text_of(content), tuple(spans))

    def marked(self, mark: Mark) -> Iterator[tuple[int, int]]:
        """Yields the runs of characters that bear the mark; neighbours are one run."""
        begin = end = -1
        for start, stop, span in self.spans:
            if mark not in span.marks:
                continue
            if start != end:
                if begin >= 0:
                    yield begin, end
                begin = start
            end = stop
        if begin >= 0:
            yield begin, end


def clip(content: Inline, start: int, end: int | None) -> Inline:
    """Returns the spans between two places of their text."""
    clipped, offset = [], 0
    for span in content:
        text = span.text[max(0, start - offset) : None if end is None else max(0, end - offset)]
        if text:
            clipped.append(replace(span, text=text))
        offset += len(span.text)
    return tuple(clipped)


def phrases_of(content: Inline, context: Context) -> tuple[Phrase, ...]:
    """Returns the words of spans, cut where their treatment changes."""
    wording = Wording.of(content)
    if len(content) <= 1 and not _MAY_NEED_EDITS.search(wording.text) and not any(s.marks for s in content):
        return tuple(Phrase(span.text, span.text, span.language) for span in content)
    edits = _without_overlaps(edit for propose in INLINE_RULES for edit in propose(wording, context))
    return tuple(_phrases(wording, edits))


def _without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Returns the edits in the order of the text; of two that overlap, the one that was proposed first."""
    accepted: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in accepted):
            accepted.append(edit)
    return sorted(accepted, key=lambda edit: edit.start)


def _phrases(wording: Wording, edits: list[Edit]) -> Iterator[Phrase]:
    text = wording.text
    bounds = {0, len(text), *(start for start, _, _ in wording.spans)}
    for edit in edits:
        bounds -= set(range(edit.start + 1, edit.end))
        bounds |= {edit.start, edit.end}
    edit_at: dict[int, Edit] = {edit.start: edit for edit in edits}
    language_at = dict[int, str | None]()
    for start, end, span in wording.spans:
        language_at.update(dict.fromkeys((b for b in bounds if start <= b < end), span.language))
    for start, end in pairwise(sorted(bounds)):
        source, language = text[start:end], language_at.get(start)
        treatment = edit_at.get(start)
        if treatment is None:
            yield Phrase(source, source, language)
        else:
            yield Phrase(source, treatment.reading, language, treatment.rule if treatment.silent else None)


_NOTE_IN_BRACKETS = re.compile(
    r"\s?\[(?:[1-9]\d{0,2}(?:\s?[,–-]\s?[1-9]\d{0,2})*|(?:note|nb|n)\.? ?\d{1,3}|"
    r"(?:citation|clarification) needed)\]",
    re.IGNORECASE,
)
_NOTE_SIGN = re.compile(r"[*†‡§¶]+|\(?\d{1,3}\)?|\[[^\]]{1,12}\]")
_AFTER_A_NOTE = re.compile(r"\s|[.,;:!?)\]”’»]|$")


@rule("F1", "A mark that points to a note is not read.")
def note_marks(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences note marks: marked ones, numbers in square brackets, raised signs and raised numbers after a word."""
    text = wording.text
    for start, end in wording.marked(Mark.NOTE_MARK):
        spaces = len(text[:start]) - len(text[:start].rstrip())
        yield Edit(start=start - spaces if _AFTER_A_NOTE.match(text, end) else start, end=end)
    for start, end in wording.marked(Mark.SUPERSCRIPT):
        raised = text[start:end].strip()
        if _NOTE_SIGN.fullmatch(raised) and not (raised.isdecimal() and _is_power_base(text[:start])):
            yield Edit(start=start, end=end)
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


_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_AUTHORS = rf"{_NAME}(?:(?:,| and| &| und| et| y| e| en)+ {_NAME})*(?:,? et al\.?,?| u\. ?a\.| & al\.?)?"
_YEAR = r"(?:1[6-9]|20)\d\d[a-z]?|in press|forthcoming|n\.d\."
_PAGES = r"(?:[,:] ?(?:pp?\. ?)?\d+(?:[–-]\d+)?)?"
_WORK = rf"(?:e\.g\.,? |see (?:also )?|cf\. |vgl\. )?{_AUTHORS},? (?:{_YEAR})(?:, ?(?:{_YEAR}))*{_PAGES}"
_CITATION = re.compile(rf"\s?\({_WORK}(?:; ?{_WORK})*\)")
_YEAR_AFTER_NAME = re.compile(rf"(?<=[\w.])\s?\((?:{_YEAR}){_PAGES}\)(?=,? [a-z])")
_SCHOLARLY = re.compile(rf"\bet al\b|\({_AUTHORS},? (?:{_YEAR}){_PAGES}[;)]")


@rule("F3", "A citation in brackets is not read; a name that is part of the sentence is.")
def citations(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(Smith et al., 2020)`, and `(2020)` after a name in a text that cites."""
    for found in _CITATION.finditer(wording.text):
        yield Edit(start=found.start(), end=found.end())
    if _SCHOLARLY.search(wording.text):
        for found in _YEAR_AFTER_NAME.finditer(wording.text):
            yield Edit(start=found.start(), end=found.end())


_POINTER = (
    r"(?:see|cf\.?|siehe|s\.|vgl\.|voir|cf|ver|véase|vedi|veja|zie)\s(?:also\s|auch\s|aussi\s|también\s|anche\s|também\s|ook\s)?"
    r"(?:(?:the\s)?(?:above|below|left|right|here|next page|previous page)|"
    r"(?:(?:the\s)?(?:fig(?:ure|\.)?|table|chart|graph|box|photo|picture|image|map|video|gallery|infographic|sidebar|"
    r"section|appendix|footnote|note|page|p\.|chapter|diagram|illustration|caption|list|link|links)\s?)"
    r"(?:[\dIVXivx]{1,4}[a-z]?|above|below|left|right|here|opposite|overleaf)?|"
    r"oben|unten|links|rechts|Abb(?:ildung|\.)\s?\d*|Tabelle\s?\d*|Grafik\s?\d*|Foto|"
    r"ci-dessus|ci-dessous|plus (?:haut|bas)|figure\s?\d*|tableau\s?\d*|"
    r"arriba|abajo|más (?:arriba|abajo)|figura\s?\d*|tabla\s?\d*|sopra|sotto|tabella\s?\d*|"
    r"acima|abaixo|tabela\s?\d*|boven|onder|hieronder|hierboven|afbeelding\s?\d*|tabel\s?\d*)"
)
_POSITION = (
    r"(?:pictured|above|below|shown|photo|left|right|centre|center|im Bild|im Foto|foto|abgebildet)"
    r"(?:,?\s(?:above|below|left|right|centre|center|here|opposite|top|bottom|links|rechts|oben|unten))*"
)
_FIGURE_NUMBER = (
    r"(?:fig(?:ure|\.)?s?|table|chart|box|Abb\.|Tab\.)\s?\d{1,3}[a-z]?(?:\s?(?:[,&–-]|and)\s?\d{0,3}[a-z]?)*"
)
_NAVIGATION = re.compile(
    rf"\s?[(\[](?:{_POINTER}|{_POSITION}|{_FIGURE_NUMBER}|"
    r"click (?:here|to enlarge|for more)|opens in (?:a )?new (?:tab|window))"
    r"\.?[)\]]",
    re.IGNORECASE,
)


@rule("P1", "Brackets that only point to a place on the page are not read; others are read between short pauses.")
def brackets(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(see below)` and reads other asides as between commas."""
    text = wording.text
    for found in _NAVIGATION.finditer(text):
        yield Edit(start=found.start(), end=found.end())
    for found in _ASIDE.finditer(text):
        opening, closing = found.start("opening"), found.start("closing")
        follows_word = text[opening - 2 : opening - 1].isalnum() and text[opening - 1] == " "
        precedes_word = text[closing + 1 : closing + 2] == " "
        yield Edit(start=opening - follows_word, end=opening + 1, reading=", " if follows_word else "", silent=False)
        yield Edit(start=closing, end=closing + 1 + precedes_word, reading=", " if precedes_word else "", silent=False)


_ASIDE = re.compile(
    r"(?:^|(?<=[\s“‘\"]))(?P<opening>\()(?=[^\W\d_][^()]*[\s,][^()]*[\w.!?…’”%]\))[^()]+(?P<closing>\))"
)

_ACRONYM_IN_BRACKETS = re.compile(r"\s\((?P<letters>[A-Z][A-Za-z&.-]{1,7})\)")
_SMALL_WORDS = {
    *("a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"),
    *(
        "der",
        "die",
        "das",
        "des",
        "für",
        "und",
        "im",
        "de",
        "la",
        "le",
        "les",
        "du",
        "et",
        "y",
        "e",
        "el",
        "los",
        "las",
    ),
    *("del", "della", "di", "dei", "da", "do", "dos", "van", "het", "een", "en", "voor"),
}


@rule("N1", "An acronym in brackets right after the name that it shortens is not read.")
def acronyms_after_names(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(WHO)` after `World Health Organization`."""
    for found in _ACRONYM_IN_BRACKETS.finditer(wording.text):
        letters = [letter.lower() for letter in found["letters"].replace("s", "") if letter.isupper()]
        words = re.findall(r"[\w'’]+", wording.text[max(0, found.start() - 120) : found.start()])
        if len(letters) >= 2 and (
            _initials(words, len(letters)) == letters or _initials(words, len(letters), small=True) == letters
        ):
            yield Edit(start=found.start(), end=found.end())


def _initials(words: list[str], count: int, *, small: bool = False) -> list[str]:
    """Returns the initials of the last `count` words; small words count only where `small`."""
    counted = [word for word in words if small or word.lower() not in _SMALL_WORDS]
    return [word[0].lower() for word in counted[-count:]]


INLINE_RULES: tuple[Callable[[Wording, Context], Iterator[Edit]], ...] = (
    note_marks,
    struck_words,
    inline_code,
    inline_equations,
    raised_and_lowered,
    citations,
    acronyms_after_names,
    brackets,
)

_MAY_NEED_EDITS = re.compile(r"[(\[]")
