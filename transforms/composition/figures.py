"""Images: which of them are heard, in which words, and where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.captioning.captions import PictureKind
from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.credits import caption_start, credit_start, is_credit
from transforms.composition.judging import Judge, caption_words, decorative, is_decorative, is_small
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, Manner, Part, Picture, Silence, notice
from transforms.composition.placing import Place, Placing
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.composition.similarity import count_words, folded, overlap
from transforms.composition.wording import clip
from transforms.documents import Description, Figure, Image, Paragraph, text_of
from transforms.scripts import ImageOutcome, Role

FEWEST_WORDS_OF_AN_ALT = 3
MOST_WORDS_OF_AN_ALT = 60
SAME_AS_CAPTION = 0.6
SAME_AS_HEADLINE = 0.8
SAID_BY_THE_BODY = 0.8
LEAST_CONFIDENCE = 0.5
MOST_IMAGES_IN_A_ROW = 3
IMAGES_HEARD_OF_A_GALLERY = 2

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|webp|gif|svg|avif)|(?:dsc|img|image|screenshot|photo)[ _-]?\d+", re.IGNORECASE
)
_GENERIC_ALT = re.compile(
    r"(?:image|photo|picture|banner|thumbnail|null|undefined|untitled|alt text"
    r"|(?:refer to|see) (?:the )?caption|\W*|\d+"
    # what networks write under the pictures of those who write nothing
    r"|(?:image|photo|video) may contain\b.*|may be an? [\w -]{0,30}(?:image|photo|illustration|graphic)\b.*"
    r"|no (?:photo|image|alternative text) (?:description )?(?:is )?(?:available|provided)\W*"
    r"|bild könnte enthalten\b.*|l[’']image contient peut-être\b.*|la imagen puede contener\b.*"
    r"|l[’']immagine può contenere\b.*|a imagem pode conter\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(r"^(?:an? |the )?(?:image|picture|photo(?:graph)?) (?:of|showing) ", re.IGNORECASE)
_IN_BRACKETS_AT_THE_END = re.compile(r"\s*\((?P<name>[^()\n]{3,60})\)\s*$")
_KINDS_OF_TEXT = frozenset({PictureKind.TEXT, PictureKind.SCREENSHOT})
_MEANINGLESS_KINDS = frozenset({PictureKind.LOGO, PictureKind.DECORATIVE})
_RULES_FOR_WANT_OF_WORDS = frozenset({"I1", "I4", "I10"})
_DESCRIBING_RULES = frozenset({"I2", "I3", "I5", "I6"})


@dataclass(frozen=True)
class GalleryShare:
    """What a figure has in a gallery: the size of the whole, and the positions of its own images that are heard."""

    images: int
    heard: frozenset[int]
    is_first: bool


@parts_of.register
def read_figure(figure: Figure, context: Context) -> Iterator[Part]:
    """Reads a figure that has no neighbours."""
    shares = gallery_shares({0: figure}, context)
    yield from gallery_figure(figure, shares[0], context) if shares else single_figure(figure, context)


def single_figure(figure: Figure, context: Context) -> Iterator[Part]:
    """Reads the images of a figure, then its caption; the credit stays silent."""
    pictures = pictures_of(figure, context)
    yield from pictures
    yield from descriptions(pictures, context)
    yield from caption(figure, context)


def pictures_of(figure: Figure, context: Context) -> list[Picture]:
    """Returns, for each image of a figure, the decision of the first rule that has one."""
    return [_decision(image, figure, context) for image in figure.images]


def lacks_words(image: Image, figure: Figure, context: Context) -> bool:
    """Says whether an image means something and its page leaves it without words of its own."""
    return _decision(image, figure, context).rule in _RULES_FOR_WANT_OF_WORDS


def _decision(image: Image, figure: Figure, context: Context) -> Picture:
    """Returns the decision of the first rule that has one; where we have no word for an image, none is described."""
    picture = next(picture for judge in JUDGES for picture in judge(image, figure, context))
    if picture.rule in _DESCRIBING_RULES and context.words(Notice.IMAGE, description=picture.description) is None:
        picture = replace(picture, outcome=ImageOutcome.SILENT)
    description = context.description_of(image)
    if description is None or description.width is None:
        return picture
    return replace(picture, width=description.width, height=description.height)


def _alt_words(image: Image) -> str:
    alt = " ".join((image.alt or "").split())
    return alt[: credit_start(alt)].strip()


def _says_more(words: str, figure: Figure, context: Context) -> bool:
    """Says whether words about an image are in neither its caption, the headline, the text nor the block beside it."""
    return not _is_said(words, figure, context) and overlap(words, caption_words(figure)) < SAME_AS_CAPTION


def _is_said(words: str, figure: Figure, context: Context) -> bool:
    return (
        overlap(words, context.document.title) >= SAME_AS_HEADLINE
        or context.says(words)
        or context.says_beside(figure, words, SAID_BY_THE_BODY)
    )


def _is_first_with_its_words(image: Image, context: Context) -> bool:
    """Says whether no picture before that means something has the same alternative text."""
    for other, figure in context.pictures_named_like(image):
        if other is image:
            return True
        if next(decorative(other, figure, context), None) is None:
            return False
    return True


@rule("I1_seen", "A file that holds a logo, an ornament or next to nothing is silent.")
def seen_decorative(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences what turned out to be decorative when it was looked at."""
    description = context.description_of(image)
    if description is None or caption_words(figure):
        return
    if description.kind in _MEANINGLESS_KINDS or is_small(description.width, description.height):
        yield Picture(image=image, outcome=ImageOutcome.SILENT, model=description.model)


@rule("I2", "A good alternative text is read: three to sixty words, not a file name, not the caption.")
def good_alt(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Describes an image in its author's words."""
    alt = _alt_words(image)
    is_good = FEWEST_WORDS_OF_AN_ALT <= count_words(alt) <= MOST_WORDS_OF_AN_ALT and not (
        _FILE_NAME.fullmatch(alt) or _GENERIC_ALT.fullmatch(alt)
    )
    if is_good and _is_first_with_its_words(image, context) and _says_more(alt, figure, context):
        yield Picture(image=image, outcome=ImageOutcome.DESCRIBED, description=alt, source="alt")


@rule("I6", "The text in an image of text is read, once: not where the article says it too.")
def image_of_text(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Describes an image of text, or silences it where its text stands in the article."""
    description = _usable(image, context)
    if description is None or description.kind not in _KINDS_OF_TEXT or not description.visible_text:
        return
    if context.holds(description.visible_text, SAID_BY_THE_BODY):
        yield Picture(image=image, outcome=ImageOutcome.SILENT, model=description.model)
    elif description.text:
        yield _described(image, description)


@rule("I5", "Of a chart, its kind, title, axes, trend and extremes are told.")
def chart(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Describes a chart in the words that were made from what stands in it."""
    description = _usable(image, context)
    if description is not None and description.kind is PictureKind.CHART and description.text:
        yield _described(image, description)


@rule("I3", "An image without a good alternative text is described, where that adds to its caption.")
def model_description(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Describes an image in the words of a captioner."""
    description = _usable(image, context)
    if description is not None and description.text and _says_more(description.text, figure, context):
        yield _described(image, description)


def _usable(image: Image, context: Context) -> Description | None:
    """Returns what a captioner says of an image, if it is sure enough and may be said."""
    description = context.description_of(image)
    if description is None or description.is_blocked or description.confidence < LEAST_CONFIDENCE:
        return None
    return description


def _described(image: Image, description: Description) -> Picture:
    source = "+".join(description.sources) or "model"
    return Picture(
        image=image,
        outcome=ImageOutcome.DESCRIBED,
        description=_OPENING.sub("", description.text),
        source=source,
        model=description.model,
    )


@rule("I4", "What a caption, the headline, the text or another image says already is not said again of the image.")
def said_elsewhere(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Leaves the image to its caption where the alternative text adds nothing."""
    words, alt = caption_words(figure), _alt_words(image)
    if words and alt and overlap(alt, words) >= SAME_AS_CAPTION:
        yield Picture(image=image, outcome=ImageOutcome.DESCRIBED, description=words, source="caption")
    elif alt and (_is_said(alt, figure, context) or not _is_first_with_its_words(image, context)):
        yield Picture(image=image, outcome=ImageOutcome.SILENT)


@rule("I1", "An image that its author leaves without words on purpose, and of which nobody knows more, is silent.")
def left_without_words(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences an empty alternative text without a caption."""
    if (
        image.alt is not None
        and not image.alt.strip()
        and not caption_words(figure)
        and not _has_failed(image, context)
    ):
        yield Picture(image=image, outcome=ImageOutcome.SILENT)


@rule(
    "I10", "An image of which nothing sure is known has its caption, else a notice in the full profile, else silence."
)
def unknown(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Leaves the image to its caption, if it has one."""
    words = caption_words(figure)
    if words:
        yield Picture(image=image, outcome=ImageOutcome.DESCRIBED, description=words, source="caption")
    else:
        outcome = ImageOutcome.FAILED if _has_failed(image, context) else ImageOutcome.SILENT
        yield Picture(image=image, outcome=outcome, source=_reason(image, context))


def _has_failed(image: Image, context: Context) -> bool:
    description = context.description_of(image)
    return description is not None and description.fault is not None


def _reason(image: Image, context: Context) -> str | None:
    """Returns why nothing is said of an image that somebody has looked at."""
    description = context.description_of(image)
    if description is None:
        return None
    return description.fault or ("blocked" if description.is_blocked else None)


JUDGES: tuple[Judge, ...] = (
    decorative,
    seen_decorative,
    good_alt,
    image_of_text,
    chart,
    model_description,
    said_elsewhere,
    left_without_words,
    unknown,
)


@rule("I8", "A description is read after its paragraph, announced, in a voice of its own where there is one.")
def descriptions(pictures: Sequence[Picture], context: Context) -> Iterator[Line]:
    """Reads what is known of the pictures."""
    for picture in pictures:
        if picture.outcome is ImageOutcome.DESCRIBED and picture.rule in _DESCRIBING_RULES:
            words = context.words(Notice.IMAGE, description=picture.description)
            yield from _framed(words, picture.rule, context)
        elif picture.rule == "I10" and picture.outcome is not ImageOutcome.DESCRIBED and context.is_full:
            yield from _announced(context.words(Notice.IMAGE_APPEARS), "I10")


def _framed(words: str | None, rule_id: str, context: Context) -> Iterator[Line]:
    begin, end = context.words(Notice.IMAGE_BEGINS), context.words(Notice.IMAGE_ENDS)
    framed = context.is_full and words is not None
    yield from _announced(begin if framed else None, "I8")
    yield from _announced(words, rule_id)
    yield from _announced(end if framed else None, "I8")


def _announced(words: str | None, rule_id: str) -> Iterator[Line]:
    if words is not None:
        around = pauses.AROUND_IMAGE
        yield notice(words, Role.IMAGE, before=around, after=around, manner=Manner.IMAGE, rule=rule_id)


def caption(figure: Figure, context: Context) -> Iterator[Part]:
    """Reads a caption (rule I4), each of its lines up to the credit (rule I11)."""
    cue = context.words(Notice.CAPTION)
    if cue and caption_words(figure):
        around, after = pauses.AROUND_IMAGE, pauses.AFTER_CUE
        yield notice(cue, Role.CAPTION, before=around, after=after, manner=Manner.IMAGE, rule="I4")
    start = 0
    for line in text_of(figure.caption).splitlines(keepends=True):
        begin, end = start + caption_start(line), start + _credit_start(line, context)
        yield from credit(text_of(clip(figure.caption, start, min(begin, end))))
        words = clip(figure.caption, begin, end)
        if text_of(words).strip():
            yield replace(verbatim(words, Role.CAPTION, context, after=pauses.PARAGRAPH), rule="I4")
        start += len(line)
        yield from credit(text_of(clip(figure.caption, end, start)))
    yield from credit(figure.credit)


def _credit_start(line: str, context: Context) -> int:
    """Returns where the credit of a line begins; an author of the article in brackets at its end is one."""
    start = credit_start(line)
    name = _IN_BRACKETS_AT_THE_END.search(line, 0, start)
    authors = map(folded, context.document.authors)
    return name.start() if name is not None and folded(name["name"]) in authors else start


@rule("I11", "The credit of an image is not read.")
def credit(text: str) -> Iterator[Silence]:
    """Silences a credit."""
    if text.strip():
        yield Silence(text=text)


def credit_paragraphs(context: Context) -> Iterator[Placing]:
    """Silences paragraphs that are nothing but the credit of an image (rule I11)."""
    for index, block in enumerate(context.document.blocks):
        if isinstance(block, Paragraph) and is_credit(block.text):
            yield Placing(rule="I11", block=index, place=Place.SILENT)


def gallery_shares(figures: Mapping[int, Figure], context: Context) -> dict[int, GalleryShare]:
    """Returns the share of each of a row of figures in its gallery; empty where the row is too short for one."""
    pictures = {
        (index, position): picture
        for index, figure in figures.items()
        for position, picture in enumerate(pictures_of(figure, context))
        if not is_decorative(picture)
    }
    if len(pictures) <= MOST_IMAGES_IN_A_ROW:
        return {}
    best = sorted(pictures, key=lambda place: len(pictures[place].description or ""), reverse=True)
    heard = [place for place in best[:IMAGES_HEARD_OF_A_GALLERY] if pictures[place].description]
    return {
        index: GalleryShare(
            images=len(pictures),
            heard=frozenset(position for owner, position in heard if owner == index),
            is_first=index == min(figures),
        )
        for index in figures
    }


@rule("I9", "Of more than three images in a row, their number is said and the two that are best described are heard.")
def gallery_figure(figure: Figure, share: GalleryShare, context: Context) -> Iterator[Part]:
    """Reads what a figure has in a gallery."""
    words = context.words(Notice.GALLERY, count=share.images)
    if share.is_first and words:
        yield from _announced(words, "I9")
    pictures = [
        picture
        if position in share.heard or is_decorative(picture)
        else Picture(image=picture.image, outcome=ImageOutcome.SILENT)
        for position, picture in enumerate(pictures_of(figure, context))
    ]
    yield from pictures
    yield from descriptions(pictures, context)
    if share.heard:
        yield from caption(figure, context)
    else:
        yield Silence(text=figure.text)
