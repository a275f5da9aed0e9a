"""Images: which of them are heard, in which words, and where."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.inline import clip
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, Manner, Part, Picture, Silence, notice
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.composition.similarity import overlap
from transforms.documents import Figure, Image, text_of
from transforms.scripts import ImageOutcome, Role

FEWEST_WORDS_OF_AN_ALT = 3
MOST_WORDS_OF_AN_ALT = 60
SAME_AS_CAPTION = 0.6
SMALLEST_WIDTH = 100
SMALLEST_HEIGHT = 60
MOST_IMAGES_IN_A_ROW = 3
IMAGES_HEARD_OF_A_GALLERY = 2

_DECORATIVE_HINT = re.compile(
    r"(?:^|[\s_-])(?:logo|icon|icons|avatar|sprite|spacer|pixel|badge|share|social|ad|ads|advert|sponsor|flag|emoji|"
    r"loading|spinner|author|headshot|gravatar|presentation|aria-hidden|hidden)(?:$|[\s_-])"
)
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|webp|gif|svg|avif)|(?:dsc|img|image|screenshot|photo)[ _-]?\d+", re.IGNORECASE
)
_GENERIC_ALT = re.compile(
    r"(?:image|photo|picture|logo|icon|banner|thumbnail|null|undefined|untitled|alt text|\W*|\d+)", re.IGNORECASE
)

_CREDIT_WORD = (
    r"(?:photo(?:graph|s)?|image|picture|illustration|video|graphic|credit|courtesy|foto|bild|quelle|grafik|crédit|"
    r"source|fuente|imagen|immagine|imagem|beeld)"
)
_CREDIT = re.compile(
    rf"(?:[\s|•·–—-]*\(?\b{_CREDIT_WORD}s?(?:\s(?:credits?|courtesy|by|of|von|par|por|di|door))*\s?[:/]\s?[^.()]{{2,80}}\)?"
    rf"|[\s|•·–—-]*\(?\b(?:photo(?:graph)?|image|picture|illustration|foto)\sby\s[^.()]{{2,80}}\)?"
    rf"|\s*\([^()]{{0,60}}(?:/|\bvia\b|Getty Images|Reuters|AFP|Associated Press|\bAP\b|Shutterstock|dpa|Alamy|EPA)[^()]{{0,60}}\)"
    r"|\s*[|©][^|]{2,80})\.?\s*$",
    re.IGNORECASE,
)


@parts_of.register
def read_figure(figure: Figure, context: Context) -> Iterator[Part]:
    """Reads the images of a figure, then its caption; the credit stays silent."""
    pictures = [_judge(image, figure, context) for image in figure.images]
    if len(pictures) > MOST_IMAGES_IN_A_ROW:
        pictures = list(gallery_pictures(pictures))
        yield from gallery_notice(len(pictures), context)
    yield from pictures
    yield from descriptions(pictures, context)
    yield from caption(figure, context)
    yield from credit(figure.credit)


def _judge(image: Image, figure: Figure, context: Context) -> Picture:
    """Returns the decision of the first rule that has one."""
    return next(picture for judge in JUDGES for picture in judge(image, figure, context))


def _caption_of(figure: Figure) -> str:
    """Returns the words of the caption without the credit."""
    text = text_of(figure.caption)
    return text[: _credit_start(text)].strip()


def _credit_start(text: str) -> int:
    found = _CREDIT.search(text)
    return found.start() if found else len(text)


@rule(
    "I1",
    "A decorative image is silent: an empty alternative text, a spacer, a logo, an icon, a portrait of the author.",
)
def decorative(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences an image that the page gives no meaning."""
    tiny = (image.width is not None and image.width < SMALLEST_WIDTH) or (
        image.height is not None and image.height < SMALLEST_HEIGHT
    )
    hinted = any(_DECORATIVE_HINT.search(hint) for hint in image.hints)
    empty = image.alt is not None and not image.alt.strip()
    if tiny or (not _caption_of(figure) and (hinted or empty)):
        yield Picture(image=image, outcome=ImageOutcome.SILENT)


@rule("I4", "Of a caption and a description that say the same, only the caption is read.")
def caption_says_it(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Leaves the image to its caption where the alternative text adds nothing."""
    words = _caption_of(figure)
    if words and overlap(image.alt or "", words) >= SAME_AS_CAPTION:
        yield Picture(image=image, outcome=ImageOutcome.DESCRIBED, description=words, source="caption")


@rule("I2", "A good alternative text is read: three to sixty words, not a file name, not the caption.")
def good_alt(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Describes an image in its author's words."""
    alt = _without_credit(" ".join((image.alt or "").split()))
    if FEWEST_WORDS_OF_AN_ALT <= len(alt.split()) <= MOST_WORDS_OF_AN_ALT and not (
        _FILE_NAME.fullmatch(alt) or _GENERIC_ALT.fullmatch(alt)
    ):
        yield Picture(image=image, outcome=ImageOutcome.DESCRIBED, description=alt, source="alt")


def _without_credit(alt: str) -> str:
    return alt[: _credit_start(alt)].strip()


@rule(
    "I10", "An image of which nothing sure is known has its caption, else a notice in the full profile, else silence."
)
def unknown(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Leaves the image to its caption, if it has one."""
    words = _caption_of(figure)
    if words:
        yield Picture(image=image, outcome=ImageOutcome.DESCRIBED, description=words, source="caption")
    else:
        yield Picture(image=image, outcome=ImageOutcome.SILENT)


JUDGES: tuple[Callable[[Image, Figure, Context], Iterator[Picture]], ...] = (
    decorative,
    caption_says_it,
    good_alt,
    unknown,
)


@rule("I8", "A description is read after its paragraph, announced, in a voice of its own where there is one.")
def descriptions(pictures: Sequence[Picture], context: Context) -> Iterator[Line]:
    """Reads what is known of the pictures."""
    for picture in pictures:
        if picture.source == "alt" and picture.description:
            yield from _framed(context.words(Notice.IMAGE, description=picture.description), picture.rule, context)
        elif picture.rule == "I10" and picture.outcome is ImageOutcome.SILENT and context.is_full:
            yield from _framed(context.words(Notice.IMAGE_APPEARS), picture.rule, context, is_framed=False)


def _framed(words: str | None, rule_id: str, context: Context, *, is_framed: bool = True) -> Iterator[Line]:
    if words is None:
        return
    around = pauses.AROUND_IMAGE
    begin, end = context.words(Notice.IMAGE_BEGINS), context.words(Notice.IMAGE_ENDS)
    if context.is_full and is_framed and begin and end:
        yield notice(begin, Role.IMAGE, before=around, after=pauses.LINE, manner=Manner.IMAGE)
        yield notice(words, Role.IMAGE, after=pauses.LINE, manner=Manner.IMAGE, rule=rule_id)
        yield notice(end, Role.IMAGE, after=around, manner=Manner.IMAGE)
    else:
        yield notice(words, Role.IMAGE, before=around, after=around, manner=Manner.IMAGE, rule=rule_id)


def caption(figure: Figure, context: Context) -> Iterator[Part]:
    """Reads a caption (rule I4) up to its credit (rule I11)."""
    text = text_of(figure.caption)
    end = _credit_start(text)
    if text[:end].strip():
        cue = context.words(Notice.CAPTION)
        if cue:
            around, after = pauses.AROUND_IMAGE, pauses.AFTER_CUE
            yield notice(cue, Role.CAPTION, before=around, after=after, manner=Manner.IMAGE, rule="I4")
        words = verbatim(clip(figure.caption, 0, end), Role.CAPTION, context, after=pauses.PARAGRAPH)
        yield replace(words, rule="I4")
    yield from credit(text[end:])


@rule("I11", "The credit of an image is not read.")
def credit(text: str) -> Iterator[Silence]:
    """Silences a credit."""
    if text.strip():
        yield Silence(text=text)


@rule("I9", "Of more than three images in a row, the two that are best described are heard.")
def gallery_pictures(pictures: Sequence[Picture]) -> Iterator[Picture]:
    """Yields the pictures of a gallery, all but the two best ones silent."""
    heard = sorted(pictures, key=lambda picture: len(picture.description or ""), reverse=True)
    best = list(islice(heard, IMAGES_HEARD_OF_A_GALLERY))
    for picture in pictures:
        if any(picture is one for one in best) or picture.rule == "I1":
            yield picture
        else:
            yield Picture(image=picture.image, outcome=ImageOutcome.SILENT)


def gallery_notice(count: int, context: Context) -> Iterator[Line]:
    """Says how many images there are (rule I9)."""
    words = context.words(Notice.GALLERY, count=count)
    if words:
        yield notice(
            words, Role.IMAGE, before=pauses.AROUND_IMAGE, after=pauses.AROUND_IMAGE, manner=Manner.IMAGE, rule="I9"
        )
