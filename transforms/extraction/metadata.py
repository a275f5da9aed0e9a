"""What a page says about itself: JSON-LD first, then its meta elements, then its visible parts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from transforms.extraction.bylines import names_of_byline
from transforms.extraction.dates import iso_date
from transforms.extraction.page import without_names
from transforms.extraction.vocabulary import Hint, hints_of

_ARTICLE_TYPES = re.compile(
    r"article|posting|report|review|newsitem|webpage|recipe|howto|faqpage|creativework", re.IGNORECASE
)
_PROPER_ARTICLE = re.compile(r"article|posting|report|review|recipe|howto", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "date",
    "dc.date", "dc.date.issued", "dcterms.created", "citation_publication_date", "pubdate", "publishdate",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author", "byl",
)  # fmt: skip
_FAMILY_NAME_FIRST = re.compile(r"^([^,]+), ([^,]+)$")
_TIMES_READ = 3
_FRONT_PAGE = re.compile(r"(?:https?://[^/]+)?(?:/|(?:\.\.?/)*|(?:\.\.?/)*index\.\w+)", re.IGNORECASE)
_THREAD_TYPES = re.compile(r"DiscussionForumPosting|QAPage")
_LONGEST_TITLE = 300
_TITLE_SHARE = 0.4
_SITE_SHARE = 0.7
_BLANK = re.compile(r"\s+")
PARTS_OF_A_TITLE = re.compile(r"\s+(?:[|–—·•«»›-]|::)\s+")


@dataclass(frozen=True)
class Metadata:
    """What a page says of its article; None and empty where it does not say. `body` is the text in structured data."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    language: str | None = None
    site: str | None = None
    section: str | None = None
    url: str | None = None
    description: str | None = None
    is_free: bool | None = None
    body: str = ""
    is_article: bool = False
    is_thread: bool = False


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yields the objects of all JSON-LD of a page, those inside others too."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(without_names(script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [data]
        seen = 0
        while queue and seen < 2000:
            seen += 1
            item = queue.pop(0)
            if isinstance(item, dict):
                yield item
                queue += [
                    value
                    for key, value in item.items()
                    if key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                ]
            elif isinstance(item, list):
                queue += item


def _is_thread(root: HtmlElement) -> bool:
    """Tells a page of posts by several people, by what its structured data calls it."""
    return thread_of(root) is not None or any(_THREAD_TYPES.search(_type_of(item)) for item in _linked_data(root))


def thread_of(root: HtmlElement) -> HtmlElement | None:
    """Returns the element that holds the posts of a thread, where the page marks one."""
    marked = root.iter("div", "article", "main", "section")
    return next((element for element in marked if _THREAD_TYPES.search(element.get("itemtype") or "")), None)


def _type_of(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _text(value: Any) -> str | None:
    """Returns a JSON-LD value as one line of text: a string, an object's name, the first of a list."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), None)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    if isinstance(value, str):
        return _BLANK.sub(" ", unescape(value)).strip() or None
    return None


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_text, values) if text]


def _article_data(root: HtmlElement) -> dict[str, Any]:
    items = [item for item in _linked_data(root) if _ARTICLE_TYPES.search(_type_of(item))]
    proper = [item for item in items if _PROPER_ARTICLE.search(_type_of(item))]
    return max(
        proper or items,
        key=lambda item: ("headline" in item) + ("datePublished" in item) + ("author" in item),
        default={},
    )


def _meta(root: HtmlElement) -> dict[str, str]:
    """Returns the page's meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _BLANK.sub(" ", element.get("content") or "").strip()
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], *names: str) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _headings(root: HtmlElement, *tags: str) -> list[str]:
    """Returns what the headings say that may be a headline: not the name of the site, which leads to its front page."""
    own = (element for element in root.iter(*tags) if not _leads_home(element))
    texts = (_BLANK.sub(" ", without_names("".join(element.itertext()))).strip(" ¶#") for element in own)
    return [text for text in texts if 0 < len(text) < _LONGEST_TITLE]


def _leads_home(heading: HtmlElement) -> bool:
    link = heading.find(".//a[@href]")
    return link is not None and _FRONT_PAGE.fullmatch(link.get("href", "")) is not None


def _without_site(title: str, site: str | None) -> str:
    """Returns a `<title>` without the name of the site that follows it."""
    head, separator, tail = max(
        (title.rpartition(mark) for mark in (" | ", " - ", " – ", " — ", " · ", " « ", " » ", " › ", " :: ")),
        key=lambda parts: len(parts[0]),
    )
    if separator and (
        (site and tail.strip().casefold() == site.casefold())
        or (len(head) > 15 and len(tail) < _SITE_SHARE * len(head))
    ):
        return head.strip()
    return title


def _title(root: HtmlElement, data: dict[str, Any], meta: dict[str, str], site: str | None) -> str | None:
    """Returns the headline: the longest heading that the page's own titles bear out, else what they say."""
    stated = _text(data.get("headline")) or _first(meta, "og:title", "twitter:title", "dc.title", "citation_title")
    element = root.find(".//head/title")
    whole = _BLANK.sub(" ", element.text or "").strip() if element is not None else ""
    reference = (stated or whole).casefold()
    headings = _headings(root, "h1", "h2", "h3")
    confirmed = list(dict.fromkeys(text for text in headings if text.casefold() in reference))
    parts = {part.casefold() for part in PARTS_OF_A_TITLE.split(whole)}
    named = [text for text in confirmed if text.casefold() in parts]
    if len(named) > 1 and not stated:  # the banner of the site comes before the headline
        return named[-1]
    if confirmed and len(max(confirmed, key=len)) > _TITLE_SHARE * len(reference):
        return max(confirmed, key=len)
    first = _headings(root, "h1")
    if len(first) == 1 and (not reference or _is_title_of(first[0].casefold(), reference)):
        return first[0]
    return _without_site(stated or whole, site) if reference else None


def _is_title_of(heading: str, stated: str) -> bool:
    """Tells the heading that says all of what is stated, or all of it before the name of the site."""
    return heading.startswith(stated) or re.match(rf"{re.escape(heading)}\s+(?:[|–—·•«»›-]|::)\s", stated) is not None


_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|authors?)(?:[-_]{1,2}(?:names?|link|line))?(?:$|\s)", re.IGNORECASE)


def _visible_authors(root: HtmlElement, site: str | None) -> tuple[str, ...]:
    for element in root.iter("a", "span", "p", "div", "address"):
        itemprop = element.get("itemprop") or ""
        if (
            element.get("rel") == "author"
            or "author" in itemprop.split()
            or _AUTHOR_CLASS.search(element.get("class") or "")
        ):
            text = _BLANK.sub(" ", without_names(" ".join(element.itertext()))).strip()
            names = names_of_byline(text, site) if len(text) < 200 else ()
            if names and not _is_of_readers(element):
                return names
    return ()


def _is_of_readers(element: HtmlElement) -> bool:
    """Tells what stands among comments: the name of one who answers, the label of a field."""
    return any(Hint.COMMENTS in hints_of(around) for around in (element, *element.iterancestors()))


def _stated_authors(root: HtmlElement) -> list[str]:
    """Returns what the meta elements say of the authors, one a text: those of the first name that the page uses."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = _BLANK.sub(" ", element.get("content") or "").strip()
        if name in _AUTHOR_NAMES and content:
            is_reversed = name.startswith("citation")
            found.setdefault(name, []).append(_FAMILY_NAME_FIRST.sub(r"\2 \1", content) if is_reversed else content)
    return next((found[name] for name in _AUTHOR_NAMES if name in found), [])


def _authors(root: HtmlElement, data: dict[str, Any], site: str | None) -> tuple[str, ...]:
    stated = _texts(data.get("author")) or _texts(data.get("creator"))
    if not stated:
        stated = _stated_authors(root)
    names = tuple(dict.fromkeys(name for text in stated for name in names_of_byline(text, site)))
    return names or _visible_authors(root, site)


def _published(root: HtmlElement, data: dict[str, Any], meta: dict[str, str]) -> str | None:
    stated = [
        _text(data.get("datePublished")),
        *(meta.get(name) for name in _DATE_NAMES),
        _text(data.get("dateCreated")),
    ]
    shown = list(islice(root.iter("time"), _TIMES_READ))
    stated += [element.get("datetime") or "".join(element.itertext()) for element in shown]
    return next((date for text in stated if text and (date := iso_date(text))), None)


def metadata_of(root: HtmlElement) -> Metadata:
    """Returns what a page says about itself."""
    data, meta = _article_data(root), _meta(root)
    site = _first(meta, "og:site_name", "application-name") or _text(data.get("publisher"))
    free = data.get("isAccessibleForFree")
    canonical = next(
        (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    html = root if root.tag == "html" else root.getroottree().getroot()
    return Metadata(
        title=_title(root, data, meta, site),
        authors=_authors(root, data, site),
        published_at=_published(root, data, meta),
        language=(
            html.get("lang")
            or html.get("{http://www.w3.org/XML/1998/namespace}lang")
            or _first(meta, "content-language", "og:locale")
            or _text(data.get("inLanguage"))
            or None
        ),
        site=site,
        section=_text(data.get("articleSection")) or _first(meta, "article:section"),
        url=canonical or meta.get("og:url") or _text(data.get("url")),
        description=_text(data.get("description")) or _first(meta, "description", "og:description"),
        is_article=bool(_PROPER_ARTICLE.search(_type_of(data))) or meta.get("og:type") == "article",
        is_thread=_is_thread(root),
        body=body if isinstance(body := data.get("articleBody"), str) else "",
        is_free=None if free is None else str(free).lower() not in ("false", "no", "0"),
    )
