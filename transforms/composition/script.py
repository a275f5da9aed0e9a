"""From a document to its script, or to the parts of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from transforms.composition.boilerplate import boilerplate, related_links
from transforms.composition.byline import byline, printed_byline
from transforms.composition.closing import corrections, disclosure, empty_blocks, sponsorship
from transforms.composition.context import Context
from transforms.composition.delivery import Passage, deliver
from transforms.composition.division import divided
from transforms.composition.end_matter import (
    author_notes,
    bare_counts,
    contact_notes,
    copyright_notes,
    equation_numbers,
    promotions,
    reference_lists,
    sign_up_boxes,
)
from transforms.composition.figures import GalleryShare, credit_paragraphs, gallery_figure, gallery_shares
from transforms.composition.notes import notes_by_reference
from transforms.composition.opening import headline, repeated_headline, standfirst
from transforms.composition.parts import Line, Part, Picture, Silence
from transforms.composition.placing import Place, Placing, PlacingRule, places_of
from transforms.composition.quotes import repeated_quotes
from transforms.composition.reading import parts_of
from transforms.composition.sections import headings_over_silence
from transforms.composition.settings import NarrationSettings
from transforms.composition.similarity import count_words
from transforms.composition.subheads import with_subheads
from transforms.documents import Block, Document, Figure, images_of
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError
from transforms.scripts import (
    BlockOutcome,
    ImageOutcome,
    Script,
    Segment,
    UnaccountedBlockError,
    account_for,
    coverage_of,
)

FEWEST_WORDS = 60

PLACING_RULES: tuple[PlacingRule, ...] = (
    empty_blocks,
    sponsorship,
    corrections,
    repeated_headline,
    printed_byline,
    standfirst,
    repeated_quotes,
    credit_paragraphs,
    boilerplate,
    related_links,
    sign_up_boxes,
    promotions,
    bare_counts,
    author_notes,
    contact_notes,
    copyright_notes,
    equation_numbers,
    reference_lists,
)


def compose_scripts(document: Document, settings: NarrationSettings) -> tuple[Script, ...]:
    """Returns the scripts of a document: one, or several parts of a long one; raises what `compose_script` raises."""
    context = Context(with_subheads(document), settings)
    script, outcomes = _whole_script(context)
    return divided(script, outcomes, context)


def compose_script(document: Document, settings: NarrationSettings) -> Script:
    """Returns the script of a document, uncut however long it is.

    Raises SkipArticleError for an article that is not to be narrated, ArticleError (`compose_failed`) where words of
    the document are neither spoken nor skipped.
    """
    return _whole_script(Context(with_subheads(document), settings))[0]


def _whole_script(context: Context) -> tuple[Script, tuple[BlockOutcome, ...]]:
    document = context.document
    if context.settings.voices.voice_for(document.language) is None:
        raise SkipArticleError(f"no_voice:{document.language}")
    if document.is_truncated:
        raise SkipArticleError("paywall")
    delivery = deliver(_passages(context), context)
    _check_length(delivery.segments)
    try:
        outcomes = account_for(document.blocks, delivery.segments, delivery.skips, delivery.images)
    except UnaccountedBlockError as error:
        raise ArticleError(FailureCode.COMPOSE_FAILED, str(error)) from error
    script = Script(
        article_id=document.article_id,
        source=document.source,
        title=document.title,
        language=document.language,
        segments=tuple(delivery.segments),
        skips=tuple(delivery.skips),
        images=tuple(delivery.images),
        coverage=coverage_of(outcomes),
        url=document.url,
        site=document.site,
        section=document.section,
        author=", ".join(document.authors) or None,
        published_at=document.published_at,
        is_truncated=document.is_truncated,
    )
    return script, outcomes


def _check_length(segments: list[Segment]) -> None:
    words = sum(count_words(segment.text) for segment in segments if not segment.generated)
    if not words:
        raise SkipArticleError("no_words")
    if words < FEWEST_WORDS:
        raise SkipArticleError("too_short")


def _passages(context: Context) -> Iterator[Passage]:
    """Yields all that is said and kept silent, in the order in which it is heard."""
    places = places_of(context, PLACING_RULES)
    places |= {placing.block: placing for placing in headings_over_silence(context, places)}
    yield from _blocks(Place.FIRST, places, context)
    yield from _words(headline(context))
    yield from _blocks(Place.OPENING, places, context)
    yield from _words(byline(context))
    yield from _body(places, context)
    yield from _blocks(Place.END, places, context)
    yield from _words(disclosure(context))


def _words(parts: Iterable[Part]) -> Iterator[Passage]:
    """Yields passages that belong to no block."""
    return (Passage(None, part) for part in parts)


def _blocks(place: Place, places: Mapping[int, Placing], context: Context) -> Iterator[Passage]:
    """Yields the passages of the blocks that a rule put in a place, with its id and the role that they have there."""
    for index, placing in sorted(places.items()):
        if placing.place is place:
            for part in parts_of(context.document.blocks[index], context):
                yield Passage(index, _in_place(part, placing))


def _in_place(part: Part, placing: Placing) -> Part:
    if isinstance(part, Line) and not part.generated:
        return replace(part, rule=placing.rule, role=placing.role or part.role)
    return part


def _body(places: Mapping[int, Placing], context: Context) -> Iterator[Passage]:
    """Yields the passages of all other blocks in the order of the page; a note is read behind what refers to it."""
    blocks, shares = context.document.blocks, _galleries(places, context)
    references = notes_by_reference(context.document) if context.is_full else {}
    moved = {note for notes in references.values() for note in notes}
    for index, block in enumerate(blocks):
        placing = places.get(index)
        if placing is not None and placing.place is Place.SILENT:
            yield from (Passage(index, part) for part in _silent(block, placing.rule))
        elif placing is None and index not in moved:
            yield from (Passage(index, part) for part in _parts(block, shares.get(index), context))
        for note in references.get(index, ()):
            yield from (Passage(note, part) for part in parts_of(blocks[note], context))


def _parts(block: Block, share: GalleryShare | None, context: Context) -> Iterator[Part]:
    if share is not None and isinstance(block, Figure):
        yield from gallery_figure(block, share, context)
    else:
        yield from parts_of(block, context)


def _silent(block: Block, rule_id: str) -> Iterator[Part]:
    yield Silence(rule=rule_id, text=block.text)
    for image in images_of(block):
        yield Picture(rule=rule_id, image=image, outcome=ImageOutcome.SILENT)


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
