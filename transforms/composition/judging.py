"""Which images mean nothing to a listener: judged by what the page says of them, before any of them is fetched.

The rules follow the W3C's decision tree for alternative texts: what is hidden, what works as a button or a link, what
decorates, what repeats. They ask in order; the first that answers decides. An image that none of them names is worth a
description. An empty alternative text alone is no answer: on pages of news a third of the pictures that matter have it.
"""

import math
import re
from collections.abc import Callable, Iterator
from itertools import chain
from urllib.parse import unquote

from transforms.composition.context import Context
from transforms.composition.credits import caption_start, credit_start
from transforms.composition.parts import Picture
from transforms.composition.rules import rule
from transforms.composition.similarity import count_words
from transforms.documents import Figure, Image, text_of
from transforms.scripts import ImageOutcome

SMALLEST_WIDTH = 100
SMALLEST_HEIGHT = 60
SMALLEST_AREA = 20_000
MOST_ELONGATED = 5.0
MOST_WORDS_OF_A_LOGOS_ALT = 5

Judge = Callable[[Image, Figure, Context], Iterator[Picture]]

_HIDDEN = frozenset({"presentation", "none", "aria-hidden", "hidden"})
_FURNITURE = (
    r"logos?|icons?|avatars?|sprites?|spacers?|pixels?|badges?|share|social|ads?|advert|sponsors?|flags?|emojis?|smil(?:ie|ey)s?"
    r"|loading|spinner|authors?|headshots?|gravatar|buttons?|achievements?|cards?|teasers?|promo|related|recommended|newsletter"
)
_FURNITURE_HINT = re.compile(rf"(?:^|[\s_-])(?:{_FURNITURE}|background(?:-image)?|fallback)(?:$|[\s_-])")
_FURNITURE_FILE = re.compile(
    r"(?:^|[/_.-])(?:logos?|icons?|avatars?|sprites?|spacer|pixel|badges?|emojis?|smil(?:ie|ey)s?|spinner|gravatar|buttons?"
    r"|achievements?|favicon|beacon|tracking|1x1)(?=[/_.\d-]|$)",
    re.IGNORECASE,
)
_FURNITURE_ALT = re.compile(
    r"\b(?:logo|icon|avatar|emoji|advertisement|profile (?:photo|picture|image))\b", re.IGNORECASE
)
_EMOTICON = re.compile(r":\w+:|[^\w\s]{1,4}")
_PICTURE_ADDRESS = re.compile(
    r"\.(?:jpe?g|png|webp|gif|svg|avif)(?:$|/)|attachment|/photos?/|/media/|/file", re.IGNORECASE
)
_CAMPAIGN = re.compile(r"[?&](?:utm_\w+|aff(?:iliate)?(?:_?id)?|campaign(?:id)?|clickid)=", re.IGNORECASE)

# Sizes that an address asks its server for: `/w_600,h_400/`, `?width=600`, `-600x400.jpg`, `/600x400/`, `-down/600?`.
_SIZES = re.compile(
    r"(?<![a-z0-9])(?:(?:w|width)[_=](?P<width>\d{1,4})(?!\d)|(?:h|height)[_=](?P<height>\d{1,4})(?!\d)"
    r"|(?P<both>\d{2,4}x\d{2,4})(?![a-z0-9])|to-width-down/(?P<down>\d{2,4}))",
    re.IGNORECASE,
)


def caption_words(figure: Figure) -> str:
    """Returns the words of the caption without its label and the credits."""
    lines = text_of(figure.caption).splitlines()
    return " ".join(filter(None, (line[caption_start(line) : credit_start(line)].strip() for line in lines)))


def is_decorative(picture: Picture) -> bool:
    """Says whether a picture was found to mean nothing."""
    return picture.rule == "I1" or picture.rule.startswith("I1_")


def _silent(image: Image) -> Picture:
    return Picture(image=image, outcome=ImageOutcome.SILENT)


@rule("I1_hidden", "An image that the page hides from those who listen to it is silent.")
def hidden(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences what is marked as presentation."""
    if not caption_words(figure) and _HIDDEN.intersection(image.hints):
        yield _silent(image)


@rule("I1_small", "An image too small to show anything is silent: an icon, a thumbnail, a tracker.")
def small(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences what the page or the address says is small."""
    width, height = image.width or None, image.height or None
    if is_small(width, height) or (width is None and height is None and is_small(*_requested_size(image))):
        yield _silent(image)


def is_small(width: int | None, height: int | None) -> bool:
    """Says whether a picture of this size, in pixels, is too small to be told of; where one is unknown, as a square."""
    if width is None and height is None:
        return False
    known = [side for side in (width, height) if side is not None]
    area = math.prod(known) if len(known) > 1 else known[0] ** 2
    too_narrow = width is not None and width < SMALLEST_WIDTH
    return too_narrow or (height is not None and height < SMALLEST_HEIGHT) or area < SMALLEST_AREA


def _requested_size(image: Image) -> tuple[int | None, int | None]:
    """Returns the largest size that the addresses of an image ask for; none where one of them asks for none."""
    sizes = [_size_in(url) for url in (image.url, *image.other_urls)]
    return max(sizes, key=lambda size: size[0] or size[1] or math.inf) if sizes else (None, None)


def _size_in(url: str) -> tuple[int | None, int | None]:
    width: int | None = None
    height: int | None = None
    for found in _SIZES.finditer(unquote(url)):
        if found["both"]:
            width, height = map(int, found["both"].lower().split("x"))
        elif found["height"]:
            height = int(found["height"])
        else:
            width = int(found["width"] or found["down"])
    return width or None, height or None


@rule("I1_shape", "A strip more than five times as long as it is high is a banner or a line, and silent.")
def elongated(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences banners and rules that nobody has captioned."""
    if image.width and image.height and not caption_words(figure):
        ratio = image.width / image.height
        if max(ratio, 1 / ratio) > MOST_ELONGATED:
            yield _silent(image)


@rule("I1_advertisement", "An image that leads to what somebody sells is silent.")
def advertisement(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences images whose link counts the clicks of a campaign."""
    if image.link and _CAMPAIGN.search(image.link):
        yield _silent(image)


@rule("I1_furniture", "What its names call a logo, an icon, an avatar, a badge, an emoticon or a card is silent.")
def furniture(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences the furniture of a site, by class names, file names and alternative texts."""
    alt = (image.alt or "").strip()
    if caption_words(figure):
        return
    if (
        any(map(_FURNITURE_HINT.search, image.hints))
        or (_FURNITURE_ALT.search(alt) and count_words(alt) <= MOST_WORDS_OF_A_LOGOS_ALT)
        or (alt and _EMOTICON.fullmatch(alt))
        or _FURNITURE_FILE.search(_path_of(image.url))
    ):
        yield _silent(image)


def _path_of(url: str) -> str:
    """Returns the path of an address, without its host and query."""
    return unquote(url).partition("?")[0].partition("://")[2].partition("/")[2] or url


@rule("I1_link", "An image that leads to another page stands for that page, and is silent.")
def functional(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences links in the form of images, unless they lead to the picture itself or stay on the page."""
    link = (image.link or "").partition("?")[0]
    if not link or caption_words(figure) or _PICTURE_ADDRESS.search(link):
        return
    page, _, fragment = link.partition("#")
    own_page = (context.document.url or "").partition("#")[0].partition("?")[0]
    if page.rstrip("/") != own_page.rstrip("/") and (page or not fragment):
        yield _silent(image)


@rule("I1_repeat", "A picture that the page has shown before is silent, in whichever size.")
def repeated(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Silences what was shown before."""
    if context.is_repeated(image):
        yield _silent(image)


DECORATIVE: tuple[Judge, ...] = (hidden, small, elongated, advertisement, furniture, functional, repeated)


def decorative(image: Image, figure: Figure, context: Context) -> Iterator[Picture]:
    """Yields the decision of the first rule by which an image means nothing, if any."""
    yield from chain.from_iterable(judge(image, figure, context) for judge in DECORATIVE)
