"""From a document to its script."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from transforms.composition.boilerplate import boilerplate, related_links
from transforms.composition.closing import corrections, disclosure, sponsorship
from transforms.composition.context import Context
from transforms.composition.delivery import Passage, deliver
from transforms.composition.opening import byline, headline, printed_byline, repeated_headline, standfirst
from transforms.composition.parts import Line, Part, Silence
from transforms.composition.placing import Place, Placing, PlacingRule, places_of
from transforms.composition.quotes import repeated_quotes
from transforms.composition.reading import parts_of
from transforms.composition.settings import NarrationSettings
from transforms.documents import Document
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError
from transforms.scripts import Script, Segment, UnaccountedBlockError, account_for

FEWEST_WORDS = 60

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
    words = sum(len(segment.text.split()) for segment in segments if not segment.generated)
    if not words:
        raise SkipArticleError("no_words")
    if words < FEWEST_WORDS:
        raise SkipArticleError("too_short")


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
    for index, block in enumerate(context.document.blocks):
        placing = places.get(index)
        if placing is not None and placing.place is Place.SILENT and place is Place.BODY:
            yield Passage(index, Silence(rule=placing.rule, text=block.text))
        elif (Place.BODY if placing is None else placing.place) is place:
            parts = list(parts_of(block, context)) or [Silence(rule="M2", text=block.text)]
            yield from (Passage(index, _placed(part, placing)) for part in parts)


def _placed(part: Part, placing: Placing | None) -> Part:
    """Returns the part with the rule and role of the place that a rule gave its block."""
    if placing is None or placing.role is None or not isinstance(part, Line) or part.generated:
        return part
    return replace(part, rule=placing.rule, role=placing.role)
