"""From parts to segments: cut into breaths, put into spoken form, given to voices, joined by pauses."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from models.sentences import split_for_speech, split_sentences
from models.speech import Pronunciation
from models.spoken_forms import spoken_form
from models.voices import primary_language
from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.parts import Line, Part, Phrase, Picture, Silence
from transforms.composition.rules import rule
from transforms.composition.similarity import count_words
from transforms.scripts import ImageDecision, Segment, Skip

FEWEST_WORDS_OF_A_SENTENCE = 4
LONGEST_OPEN_LINE = 40


@dataclass(frozen=True)
class Passage:
    """A part and the block that it came from; None where it came from the metadata or from us."""

    block: int | None
    part: Part


@dataclass
class Delivery:
    """What the passages have become so far."""

    segments: list[Segment] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    images: list[ImageDecision] = field(default_factory=list)


def deliver(passages: Iterable[Passage], context: Context) -> Delivery:
    """Returns the segments with their pauses, the skips and the decisions on images, all in order."""
    delivery = Delivery()
    for passage in passages:
        match passage.part:
            case Line() as line:
                _deliver_line(line, passage.block, delivery, context)
            case Silence() as silence:
                delivery.skips.append(Skip(passage.block, silence.rule, silence.text.strip()))
                _breathe(silence.breath, delivery)
            case Picture() as picture:
                delivery.images.append(_decision(picture, passage.block))
    if delivery.segments:
        delivery.segments[-1] = replace(delivery.segments[-1], pause_seconds=pauses.LAST)
    return delivery


def _decision(picture: Picture, block: int | None) -> ImageDecision:
    if block is None:
        raise ValueError("an image without a block")
    return ImageDecision(
        url=picture.image.url,
        block=block,
        decision=picture.outcome,
        rule=picture.rule,
        description=picture.description,
        source=picture.source,
        model=picture.model,
        width=picture.width or picture.image.width,
        height=picture.height or picture.image.height,
    )


def _breathe(seconds: float, delivery: Delivery) -> None:
    """Makes the pause after the last segment at least this long."""
    if delivery.segments and delivery.segments[-1].pause_seconds < seconds:
        delivery.segments[-1] = replace(delivery.segments[-1], pause_seconds=seconds)


def _deliver_line(line: Line, block: int | None, delivery: Delivery, context: Context) -> None:
    for phrase in line.phrases:
        if phrase.silenced_by and phrase.source.strip():
            delivery.skips.append(Skip(block, phrase.silenced_by, phrase.source.strip()))
    segments: list[Segment] = []
    for piece in _pieces(line, context):
        segment = _segment(piece, line, block, context, is_first=not segments)
        if _has_words(segment.spoken) and (line.generated or _has_words(segment.text)):
            segments.append(segment)
        else:
            delivery.skips.extend(Skip(block, sign.rule, sign.text) for sign in unspeakable_signs(piece.source))
    if segments:
        _breathe(line.before, delivery)
        segments[-1] = replace(segments[-1], pause_seconds=line.after)
        delivery.segments.extend(segments)


@rule("E2", "Signs that have no words, and what is left of markup, are not read.")
def unspeakable_signs(source: str) -> Iterator[Silence]:
    """Silences what has no spoken form."""
    if source.strip():
        yield Silence(text=source.strip())


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


@dataclass(frozen=True)
class _Piece:
    """Words for one segment, and the pause that follows them inside their line.

    `ends_line` where the page breaks its line after them.
    """

    source: str
    reading: str
    language: str
    pause_seconds: float
    ends_line: bool


def _segment(piece: _Piece, line: Line, block: int | None, context: Context, *, is_first: bool) -> Segment:
    form = spoken_form(piece.reading, piece.language, context.settings.lexicon)
    lead = _lead(line.lead, piece.language, context) if is_first else ""
    voice, rate = context.voice_for(piece.language, line.manner)
    return Segment(
        block=block,
        role=line.role,
        rule=line.rule,
        text=_INNER_SPACE.sub(" ", piece.source).strip(),
        spoken=_ended(lead + form.text, line.ending) if piece.ends_line else lead + form.text,
        generated=line.generated,
        language=piece.language,
        voice=str(voice),
        pause_seconds=piece.pause_seconds,
        rate=rate,
        pronunciations=tuple(Pronunciation(p.start + len(lead), p.end + len(lead), p.ipa) for p in form.pronunciations),
        lexicon_entries=form.lexicon_entries,
        ambiguous_dates=form.ambiguous_dates,
        list_item=line.list_item,
    )


def _lead(words: str, language: str, context: Context) -> str:
    """Returns what is said before a line, with the space behind it: `One. `."""
    if not words:
        return ""
    spoken = spoken_form(words, language, context.settings.lexicon).text
    return f"{spoken[0].upper()}{spoken[1:]} " if words[0].isdigit() else f"{spoken} "


_INNER_SPACE = re.compile(r"[ \t\r\n\f]+")
_SENTENCE_END = re.compile(r"[.!?…:;。！？]['\"’”»)\]]*\s*$")
_KANA_OR_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_ANY_END = re.compile(r"[.!?…:;,。！？、；：،؟।]['\"’”»)\]]*\s*$")


def _ended(spoken: str, ending: str) -> str:
    """Returns the words with the punctuation that tells the voice that they are over."""
    spoken = spoken.rstrip()
    if _ANY_END.search(spoken):
        return spoken
    return spoken + ("。" if ending == "." and _KANA_OR_HAN.match(spoken[-1:]) else ending)


def _pieces(line: Line, context: Context) -> Iterator[_Piece]:
    """Yields the words of a line in pieces of a breath, every one in one language."""
    for language, phrases in _runs(line.phrases, context):
        run = _Run.of(phrases)
        cuts = [0, *run.cuts(language)]
        for start, end in pairwise(cuts):
            source = run.text[start:end]
            reading = _INNER_SPACE.sub(" ", run.reading(start, end))
            ends_line = end == cuts[-1] or bool(_LINE_END.search(source))
            pause = pauses.SENTENCE if ends_line or _SENTENCE_END.search(source) else pauses.CLAUSE
            yield _Piece(source, reading.lstrip(" ,;:").rstrip(), language, pause, ends_line)


def _runs(phrases: Iterable[Phrase], context: Context) -> Iterator[tuple[str, list[Phrase]]]:
    """Yields runs of phrases with their language (rule M1).

    Another language has a run of its own where it is at least a sentence and there is a voice for it.
    """
    runs: list[tuple[str, list[Phrase]]] = []
    for phrase in phrases:
        language = phrase.language or context.language
        if runs and (runs[-1][0] == language or phrase.silenced_by or not _has_words(phrase.source)):
            runs[-1][1].append(phrase)
        else:
            runs.append((language, [phrase]))
    merged: list[tuple[str, list[Phrase]]] = []
    for language, run in runs:
        own = language if _is_foreign_sentence(language, run, context) else context.language
        if merged and merged[-1][0] == own:
            merged[-1][1].extend(run)
        else:
            merged.append((own, run))
    yield from merged


def _is_foreign_sentence(language: str, run: list[Phrase], context: Context) -> bool:
    text = "".join(phrase.source for phrase in run).strip()
    return (
        primary_language(language) != primary_language(context.language)
        and context.settings.voices.voice_for(language) is not None
        and count_words(text) >= FEWEST_WORDS_OF_A_SENTENCE
        and bool(_SENTENCE_END.search(split_sentences(text, language)[0]))
    )


@dataclass(frozen=True)
class _Run:
    """Phrases of one language: the text of those that are spoken, and where in it each phrase begins."""

    text: str
    phrases: tuple[Phrase, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "_Run":
        """Returns the run of phrases; one that is silent has no place in the text but between two others."""
        phrases = tuple(phrases)
        sources = ["" if phrase.silenced_by else phrase.source for phrase in phrases]
        starts = accumulate(map(len, sources), initial=0)
        return cls("".join(sources), phrases, tuple(starts)[:-1])

    def _end_of(self, index: int) -> int:
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)

    def cuts(self, language: str) -> list[int]:
        """Returns where the pieces of the text end; none ends inside a phrase that has a reading of its own."""
        ends, end = set[int](), 0
        for line in _lines(self.text):
            for piece in split_for_speech(line, language):
                end += len(piece)
                index = bisect_left(self.starts, end) - 1
                phrase = self.phrases[index]
                is_rigid = not phrase.silenced_by and phrase.reading != phrase.source
                ends.add(self._end_of(index) if is_rigid else end)
        return sorted(ends)

    def reading(self, start: int, end: int) -> str:
        """Returns what is read for a piece of the text, the words that stand for silent phrases in it included."""
        reading = []
        for index in range(max(0, bisect_left(self.starts, start) - 1), len(self.phrases)):
            phrase, offset = self.phrases[index], self.starts[index]
            if offset > end or (offset == end and end < len(self.text)):
                break
            if phrase.silenced_by or phrase.reading != phrase.source:
                reading.append(phrase.reading if start <= offset else "")
            else:
                reading.append(phrase.source[max(0, start - offset) : end - offset])
        return "".join(reading)


_LINE_END = re.compile(r"\n\s*$")


def _lines(text: str) -> Iterator[str]:
    """Yields the lines of a text, with their ends; a line that is only wrapped is one with the next."""
    line = ""
    for part in text.splitlines(keepends=True):
        if line and not _goes_on(line, part):
            yield line
            line = ""
        line += part
    if line:
        yield line


def _goes_on(line: str, rest: str) -> bool:
    """Says whether a sentence runs over the break: the next line begins in lower case, or the line is long and open."""
    first = rest.lstrip()[:1]
    if not line.strip() or line.endswith("\n\n") or not rest.strip():
        return not rest.strip()
    is_caseless = first.isalpha() and first.lower() == first.upper()
    return first.islower() or (is_caseless and len(line) > LONGEST_OPEN_LINE and not _ANY_END.search(line))
