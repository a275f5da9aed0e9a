"""Pictures of a page: which file, what its author says of it, its caption and credit."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from transforms.documents import Figure, Image, Inline, text_of
from transforms.extraction.inline import Style, inline_of, resolved
from transforms.extraction.vocabulary import Hint, hints_of

# Where lazy loaders keep the real address, the most telling first.
_ADDRESS_ATTRIBUTES = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src", "data-full-src",
    "data-image", "data-img-src", "data-url", "data-echo", "data-src-large", "data-src-medium", "data-delayed-url",
    "src",
)  # fmt: skip
# These lead as often to what a click opens.
_ADDRESSES_OF_PAGES_TOO = frozenset({"data-url"})
IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:$|[?#:/])", re.IGNORECASE)
_SET_ATTRIBUTES = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"\s*(?P<url>\S+?)(?:,(?=\s)|\s+(?P<size>[\d.]+)[wxh]\s*(?:,|$)|\s*,\s+|\s*$)")
_PLACEHOLDER = re.compile(
    r"^data:|(?:^|/)(?:blank|spacer|pixel|transparent|placeholder|loading|lazy|1x1|clear)[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_SHORTEST_EMBEDDED = 4_000  # characters: blurred previews of pictures that load later have fewer
# An address inside other data, such as a JSON object of sizes.
_HIDDEN_ADDRESS = re.compile(r"https?://[^\s\"'\\<>&]+?\.(?:jpe?g|png|webp|avif|gif)\b", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$")
_CREDIT_LINE = re.compile(
    r"\(?(?:(?:photos?|images?|pictures?|fotos?|bild(?:er)?|crédits?|credits?|quelle|source|fuente)"
    r"(?: (?:credits?|courtesy|source))?\s?(?::|/|\b(?:by|von|par)\b)"
    r"|(?:(?:image|photo) )?copyright\b|(?:getty|reuters|ap photo|afp|dpa|epa)\b|©|\(c\)).{0,80}",
    re.IGNORECASE,
)


def _pixels(value: str | None) -> int | None:
    match = _PIXELS.match(value or "")
    return int(match[1]) if match else None


def _set_of(value: str) -> list[str]:
    """Returns the addresses of a `srcset`, the largest first."""
    found = [(float(m["size"] or 1), m["url"].rstrip(",")) for m in _CANDIDATE.finditer(value) if m["url"].strip(",")]
    return [url for _, url in sorted(found, key=lambda candidate: -candidate[0])]


def _addresses(element: HtmlElement) -> Iterator[str]:
    """Yields the addresses that a picture names, the best first; a placeholder comes last."""
    placeholders = []
    for attribute in _ADDRESS_ATTRIBUTES:
        url = (element.get(attribute) or "").strip()
        if not url or (attribute != "src" and not re.search(r"[/.]", url)) or url.startswith(("{", "[")):
            continue
        if attribute in _ADDRESSES_OF_PAGES_TOO and not IMAGE_FILE.search(url):
            continue
        if _PLACEHOLDER.search(url):
            placeholders.append(url)
        else:
            yield url
    sources = [element]
    picture = next(element.iterancestors("picture"), None)
    if picture is not None:
        sources += picture.iter("source")  # at any depth: the parser lets an unclosed source hold what follows it
    for source in sources:
        for attribute in _SET_ATTRIBUTES:
            yield from (url for url in _set_of(source.get(attribute) or "") if not _PLACEHOLDER.search(url))
    for attribute, value in element.attrib.items():
        if str(attribute).startswith("data-") and (match := _HIDDEN_ADDRESS.search(str(value))):
            yield match[0]
    yield from (url for url in placeholders if not url.startswith("data:"))


def _embedded(element: HtmlElement) -> list[str]:
    """Returns the picture that stands in the page itself, as notebooks have it; a short one is a placeholder."""
    url = (element.get("src") or "").strip()
    return [url] if len(url) >= _SHORTEST_EMBEDDED and _EMBEDDED.match(url) else []


def image_of(element: HtmlElement, base_url: str | None) -> Image | None:
    """Returns the picture that an `<img>` shows, or None where it names no file."""
    urls = list(dict.fromkeys(resolved(url, base_url) for url in _addresses(element))) or _embedded(element)
    if not urls:
        return None
    hints = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role")))).lower().split()
    if element.get("aria-hidden") == "true":
        hints.append("aria-hidden")
    link = next((a.get("href") for a in element.iterancestors("a") if a.get("href")), None)
    return Image(
        url=urls[0],
        alt=element.get("alt"),
        title=element.get("title") or None,
        width=_pixels(element.get("width")),
        height=_pixels(element.get("height")),
        other_urls=tuple(urls[1:]),
        link=resolved(link.strip(), base_url) if link else None,
        hints=tuple(hints),
    )


def shown_images(element: HtmlElement) -> list[HtmlElement]:
    """Returns the `<img>` below an element, without those for readers that run no scripts."""
    return [img for img in element.iter("img", "amp-img") if next(img.iterancestors("noscript"), None) is None]


def images_in(element: HtmlElement, base_url: str | None) -> list[Image]:
    """Returns the pictures below an element, each file once; where no script has put one, that for other readers."""
    candidates = shown_images(element)
    found = [image for img in candidates if (image := image_of(img, base_url))]
    if not found:
        found = [image for img in element.iter("img") if (image := image_of(img, base_url))]
    return list({image.url: image for image in reversed(found)}.values())[::-1]


def _captions_of(figure: HtmlElement) -> list[HtmlElement]:
    captions = figure.findall(".//figcaption")
    return captions or [el for el in figure.iter("p", "div", "span", "small", "dd") if Hint.CAPTION in hints_of(el)][:1]


def figure_of(element: HtmlElement, style: Style, base_url: str | None) -> Figure | None:
    """Returns the figure of a `<figure>` or of what does its work, or None where it shows no picture."""
    images = images_in(element, base_url)
    if not images:
        return None
    content, credit = caption_of(element, style, base_url)
    return Figure(tuple(images), content, credit)


def caption_of(figure: HtmlElement, style: Style, base_url: str | None) -> tuple[Inline, str]:
    """Returns the words below a figure: its caption, and its credit where the page tells one from the other."""
    captions = _captions_of(figure)
    named = [el for el in figure.iter("p", "div", "span", "small", "cite", "a") if Hint.CREDIT in hints_of(el)]
    holding = {around for caption in captions for around in (caption, *caption.iterancestors())}
    named = [el for el in named if el not in holding]  # of a caption with its credit, only the credit
    sources = [el for el in named if not any(around in named for around in el.iterancestors())]
    credit = " ".join(filter(None, (" ".join(text_of(inline_of(el, style, base_url)).split()) for el in sources)))
    content: Inline = ()
    for caption in captions:
        content += inline_of(caption, style, base_url, frozenset(sources))
    if not credit and _CREDIT_LINE.fullmatch(text_of(content)):
        return (), text_of(content)
    return content, credit
