"""From a document to its script."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from transforms.composition.boilerplate import boilerplate, related_links
from transforms.composition.byline import byline, printed_byline
from transforms.composition.closing import corrections, disclosure, sponsorship
from transforms.composition.context import Context, images_of
from transforms.composition.delivery import Passage, deliver
from transforms.composition.figures import GalleryShare, gallery_figure, gallery_shares
from transforms.composition.opening import headline, repeated_headline, standfirst
from transforms.composition.parts import Line, Part, Picture, Silence
from transforms.composition.placing import Place, Placing, PlacingRule, places_of
from transforms.composition.quotes import repeated_quotes
from transforms.composition.reading import parts_of
from transforms.composition.settings import NarrationSettings
from transforms.documents import Block, Document, Figure
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError
from transforms.scripts import ImageOutcome, Script, Segment, UnaccountedBlockError, account_for

FEWEST_WORDS = 60
CHARACTERS_OF_AN_UNSPACED_WORD = 2

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")  # Thai to Han

PLACING_RULES: tuple[PlacingRule, ...] = (
    sponsorship,
    corrections,
    repeated_headline,
    printed_byline,
    standfirst,
    repeated_quotes,
    boilerplate,
    related_links,
)


def compose_script(document: Document, settings: NarrationSettings) -> Script:
    """Returns the script of a document.

    Raises SkipArticleError for an article that is not to be narrated, ArticleError (`compose_failed`) where words of
    the document are neither spoken nor skipped.
    """
    if settings.voices.voice_for(document.language) is None:
        raise SkipArticleError(f"no_voice:{document.language}")
    if document.is_truncated:
        raise SkipArticleError("paywall")
    context = Context(document, settings)
    delivery = deliver(_passages(context), context)
    _check_length(delivery.segments)
    try:
        coverage = account_for(document.blocks, delivery.segments, delivery.skips, delivery.images)
    except UnaccountedBlockError as error:
        raise ArticleError(FailureCode.COMPOSE_FAILED, str(error)) from error
    return Script(
        article_id=document.article_id,
        source=document.source,
        title=document.title,
        language=document.language,
        segments=tuple(delivery.segments),
        skips=tuple(delivery.skips),
        images=tuple(delivery.images),
        coverage=coverage,
        url=document.url,
        site=document.site,
        section=document.section,
        author=", ".join(document.authors) or None,
        published_at=document.published_at,
        is_truncated=document.is_truncated,
    )


def _check_length(segments: list[Segment]) -> None:
    words = sum(_word_count(segment.text) for segment in segments if not segment.generated)
    if not words:
        raise SkipArticleError("no_words")
    if words < FEWEST_WORDS:
        raise SkipArticleError("too_short")


def _word_count(text: str) -> int:
    """Returns how many words a text has; scripts that write no spaces have one in about two characters."""
    unspaced = sum(map(len, _UNSPACED.findall(text)))
    return len(_UNSPACED.sub(" ", text).split()) + math.ceil(unspaced / CHARACTERS_OF_AN_UNSPACED_WORD)


def _passages(context: Context) -> Iterator[Passage]:
    """Yields all that is said and kept silent, in the order in which it is heard."""
    places = places_of(context, PLACING_RULES)
    yield from _blocks(Place.FIRST, places, context)
    yield from (Passage(None, part) for part in headline(context))
    yield from _blocks(Place.OPENING, places, context)
    yield from (Passage(None, part) for part in byline(context))
    yield from _blocks(Place.BODY, places, context)
    yield from _blocks(Place.END, places, context)
    yield from (Passage(None, part) for part in disclosure(context))


def _blocks(place: Place, places: Mapping[int, Placing], context: Context) -> Iterator[Passage]:
    shares = _galleries(places, context) if place is Place.BODY else {}
    for index, block in enumerate(context.document.blocks):
        placing = places.get(index)
        if placing is not None and placing.place is Place.SILENT and place is Place.BODY:
            yield from (Passage(index, part) for part in _silent(block, placing.rule))
        elif (Place.BODY if placing is None else placing.place) is place:
            if isinstance(block, Figure) and index in shares:
                parts = gallery_figure(block, shares[index], context)
            else:
                parts = parts_of(block, context)
            yield from (Passage(index, _placed(part, placing)) for part in _never_nothing(block, parts))


def _galleries(places: Mapping[int, Placing], context: Context) -> dict[int, GalleryShare]:
    """Returns the shares of figures in galleries: of those that stand in a row in the body."""
    shares: dict[int, GalleryShare] = {}
    row: dict[int, Figure] = {}
    for index, block in enumerate((*context.document.blocks, None)):
        if isinstance(block, Figure) and index not in places:
            row[index] = block
        elif row:
            shares.update(gallery_shares(row, context))
            row = {}
    return shares


def _silent(block: Block, rule_id: str) -> Iterator[Part]:
    yield Silence(rule=rule_id, text=block.text)
    for image in images_of(block):
        yield Picture(rule=rule_id, image=image, outcome=ImageOutcome.SILENT)


def _never_nothing(block: Block, parts: Iterable[Part]) -> Iterator[Part]:
    """Yields the parts of a block, or that it is empty (rule M2)."""
    part = None
    for part in parts:
        yield part
    if part is None:
        yield Silence(rule="M2", text=block.text)


def _placed(part: Part, placing: Placing | None) -> Part:
    """Returns the part with the rule and role of the place that a rule gave its block."""
    if placing is None or placing.role is None or not isinstance(part, Line) or part.generated:
        return part
    return replace(part, rule=placing.rule, role=placing.role)
