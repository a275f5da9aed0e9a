"""The script of an article: what is spoken, in order, what is left out, and the ledger that accounts for both."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.speech import Pronunciation
from transforms.documents import Block

# The pace of the embedded voice in English, and of scripts that write no spaces, whose signs are syllables.
_LETTERS_PER_SECOND = 15.0
_UNSPACED_PER_SECOND = 5.0
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")  # Thai to Han


class Role(StrEnum):
    """What a segment is in the article; voices and pauses follow it."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    EQUATION = "equation"
    IMAGE = "image"
    CAPTION = "caption"
    EMBED = "embed"
    NOTE = "note"
    CORRECTION = "correction"
    SPONSORSHIP = "sponsorship"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True)
class Segment:
    """One breath of the narration: at most a few sentences, spoken in one piece by one voice.

    `block` is the index into the document's blocks, or None where the words come from its metadata or from no page at
    all. `rule` is the id in the narration rules. `text` is the article's own words, unless `generated`; `spoken` is
    what the voice is given. `voice` is `engine:name`. `pronunciations` refer to `spoken`. `pause_seconds` of silence
    follow the segment. `lexicon_entries` are the words of `text` that the lexicon has a say in, `ambiguous_dates` its
    dates that another locale would read as other days.

    `list_item` is the item of a list that the words stand in, from the outermost list inwards: `ol3/ul1` is the first
    item of a list with bullets in the third of a numbered one, `dt` and `dd` are terms and their descriptions.
    """

    block: int | None
    role: Role
    rule: str
    text: str
    spoken: str
    generated: bool
    language: str
    voice: str
    pause_seconds: float
    rate: float = 1.0
    pronunciations: tuple[Pronunciation, ...] = ()
    lexicon_entries: tuple[str, ...] = ()
    ambiguous_dates: tuple[str, ...] = ()
    list_item: str | None = None


@dataclass(frozen=True)
class Skip:
    """Words of a block that are not spoken, and the rule that says so."""

    block: int | None
    rule: str
    text: str


class ImageOutcome(StrEnum):
    """What becomes of an image of the article."""

    DESCRIBED = "described"
    SILENT = "silent"
    FAILED = "failed"


@dataclass(frozen=True)
class ImageDecision:
    """What becomes of an image, by which rule; `source` says what the description was made from (`alt`, `caption`)."""

    url: str
    block: int
    decision: ImageOutcome
    rule: str
    description: str | None = None
    source: str | None = None
    model: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Coverage:
    """How many blocks of a document there are, and what became of them; the four outcomes add up to `blocks`."""

    blocks: int
    spoken: int
    described: int
    skipped: int
    failed: int = 0


class UnaccountedBlockError(Exception):
    """A block, or words of one, that no segment speaks and no rule skips: a defect of a rule, never of an article."""


@dataclass(frozen=True)
class Script:
    """What is read aloud for one article, or one part of a long one; metadata is for the manifest and the tags.

    `cover` is the picture of its audio files, relative to the output folder. `record_digest` is that of the article,
    or empty where nothing is to be remembered of it.
    """

    article_id: str
    source: str
    title: str
    language: str
    segments: tuple[Segment, ...]
    skips: tuple[Skip, ...]
    images: tuple[ImageDecision, ...]
    coverage: Coverage
    part: int = 1
    parts: int = 1
    url: str | None = None
    site: str | None = None
    section: str | None = None
    author: str | None = None
    published_at: str | None = None
    is_truncated: bool = False
    cover: str | None = None
    record_digest: str = ""


def letters_of(text: str) -> Counter[str]:
    """Returns how often each letter and digit stands in the text, without its layout and punctuation."""
    return Counter(filter(str.isalnum, text))


def predicted_seconds(segments: Iterable[Segment]) -> float:
    """Returns about how long segments are as audio."""
    return sum(_predicted_speech_seconds(segment) + segment.pause_seconds for segment in segments)


def _predicted_speech_seconds(segment: Segment) -> float:
    unspaced = sum(map(len, _UNSPACED.findall(segment.spoken)))
    letters = len(segment.spoken) - unspaced
    return (letters / _LETTERS_PER_SECOND + unspaced / _UNSPACED_PER_SECOND) / segment.rate


class BlockOutcome(StrEnum):
    """What became of a block of a document."""

    SPOKEN = "spoken"
    DESCRIBED = "described"
    SKIPPED = "skipped"


def coverage_of(outcomes: Iterable[BlockOutcome]) -> Coverage:
    """Returns how many blocks there are of each outcome."""
    counts = Counter(outcomes)
    spoken, described, skipped = (counts[outcome] for outcome in BlockOutcome)
    return Coverage(counts.total(), spoken, described, skipped)


def account_for(
    blocks: Sequence[Block], segments: Iterable[Segment], skips: Iterable[Skip], images: Iterable[ImageDecision]
) -> tuple[BlockOutcome, ...]:
    """Returns what became of each block, or raises UnaccountedBlockError.

    A block counts as spoken where any of its own words are, else as described where a generated segment stands for it,
    else as skipped. Of a block that is spoken, every letter and digit must stand in its verbatim segments or its skips,
    no more and no fewer: words are neither lost nor said twice.
    """
    verbatim, skipped = [Counter[str]() for _ in blocks], [Counter[str]() for _ in blocks]
    described: set[int] = set()
    left_out: set[int] = set()
    for segment in segments:
        if segment.block is not None and segment.generated:
            described.add(segment.block)
        elif segment.block is not None:
            verbatim[segment.block].update(letters_of(segment.text))
    for skip in skips:
        if skip.block is not None:
            left_out.add(skip.block)
            skipped[skip.block].update(letters_of(skip.text))
    left_out.update(image.block for image in images)
    outcomes = []
    for index, block in enumerate(blocks):
        if verbatim[index]:
            accounted, letters = verbatim[index] + skipped[index], letters_of(block.text)
            if accounted != letters:
                lost, doubled = (letters - accounted).total(), (accounted - letters).total()
                raise UnaccountedBlockError(
                    f"block {index} ({type(block).__name__}): {lost} characters lost, {doubled} said twice"
                )
            outcomes.append(BlockOutcome.SPOKEN)
        elif index in described:
            outcomes.append(BlockOutcome.DESCRIBED)
        elif index in left_out:
            outcomes.append(BlockOutcome.SKIPPED)
        else:
            raise UnaccountedBlockError(f"block {index} ({type(block).__name__}) is neither spoken nor skipped")
    return tuple(outcomes)
