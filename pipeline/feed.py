"""The podcast feed of an output folder.

Formats: RSS 2.0.11 (RSS Advisory Board), Apple's podcast tags, the Podcast Namespace's transcript and chapters.
"""

import datetime
import email.utils
import uuid
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from models.audio.formats import AUDIO_FORMATS

FEED_FILE = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_NAMESPACES = {"atom": _ATOM, "itunes": _ITUNES, "podcast": _PODCAST}
_FEED_NAMES = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # given by the Podcast Namespace for feeds' ids
_SUMMARY_CHARACTERS = 300
_SYNTHETIC = "Read by a synthetic voice."
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself; `base_url` is where the output folder is served, `image_url` a square cover."""

    base_url: str
    title: str
    image_url: str = ""

    def __post_init__(self) -> None:
        for url in filter(None, (self.base_url, self.image_url)):
            if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
                raise ValueError(f"{url!r} is no web address; write it as in https://audio.example.com/narrated")

    def url_of(self, uri: str) -> str:
        """Returns the address of a file of the output folder."""
        return f"{self.base_url.rstrip('/')}/{quote(uri)}"


def feed(rows: Sequence[Row], channel: Channel) -> bytes:
    """Returns the feed of narrated rows of the manifest, in their order; the same bytes for the same rows."""
    for prefix, uri in _NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    root = ET.Element("rss", {"version": "2.0"})
    element = ET.SubElement(root, "channel")
    _describe(element, rows, channel)
    for row in rows:
        _add_item(element, row, channel)
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _describe(element: ET.Element, rows: Sequence[Row], channel: Channel) -> None:
    languages = Counter(row["language"] for row in rows)
    address = channel.url_of(FEED_FILE)
    _add(element, "title", channel.title)
    _add(element, "link", channel.base_url)
    _add(element, "description", f"{channel.title}, read aloud. {_SYNTHETIC}")
    _add(element, "language", languages.most_common(1)[0][0] if languages else "en")
    _add(element, "generator", "Narrate")
    _add(element, f"{{{_ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    _add(element, f"{{{_PODCAST}}}guid", str(uuid.uuid5(_FEED_NAMES, address.partition("://")[2])))
    _add(element, f"{{{_ITUNES}}}author", channel.title)
    _add(element, f"{{{_ITUNES}}}explicit", "false")
    _add(element, f"{{{_ITUNES}}}category", text="News")
    if channel.image_url:
        _add(element, f"{{{_ITUNES}}}image", href=channel.image_url)


def _add_item(channel_element: ET.Element, row: Row, channel: Channel) -> None:
    item = ET.SubElement(channel_element, "item")
    part = f" ({row['part']}/{row['parts']})" if row["parts"] > 1 else ""
    _add(item, "title", (row["title"] or row["article_id"]) + part)
    if urlsplit(row["url"] or "").scheme in ("http", "https"):
        _add(item, "link", row["url"])
    _add(item, "description", f"{_summary(row)} {_SYNTHETIC}".strip())
    _add(item, "guid", f"{row['article_id']}#{row['part']}", isPermaLink="false")
    published = _rfc_2822(row["published_at"])
    if published:
        _add(item, "pubDate", published)
    media_type = AUDIO_FORMATS[row["audio_format"]].content_type
    _add(
        item,
        "enclosure",
        url=channel.url_of(row["audio_uri"]),
        length=str(row["audio_bytes"]),
        type=media_type.partition(";")[0],
    )
    _add(item, f"{{{_ITUNES}}}duration", str(round(row["duration_seconds"])))
    _add(item, f"{{{_ITUNES}}}explicit", "false")
    if row["author"]:
        _add(item, f"{{{_ITUNES}}}author", row["author"])
    captions = channel.url_of(row["captions_uri"])
    _add(item, f"{{{_PODCAST}}}transcript", url=captions, type="text/vtt", language=row["language"])
    chapters = channel.url_of(row["chapters_uri"])
    _add(item, f"{{{_PODCAST}}}chapters", url=chapters, type="application/json+chapters")


def _add(parent: ET.Element, tag: str, content: str | None = None, **attributes: str) -> None:
    element = ET.SubElement(parent, tag, {name: _xml_text(value) for name, value in attributes.items()})
    element.text = None if content is None else _xml_text(content)


def _xml_text(text: str) -> str:
    """Returns a text without the characters that XML has no way to write."""
    return text.translate(_NOT_IN_XML)


def _summary(row: Row) -> str:
    """Returns how the article begins, in its own words."""
    words = " ".join(s["text"] for s in row["segments"] if s["role"] in ("standfirst", "paragraph"))
    if len(words) <= _SUMMARY_CHARACTERS:
        return words
    return words[:_SUMMARY_CHARACTERS].rpartition(" ")[0] + " …"


def _rfc_2822(date: str | None) -> str | None:
    """Returns an ISO date as feeds write it; one without a zone is taken for UTC, and what is no date for none."""
    try:
        moment = datetime.datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return email.utils.format_datetime(moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC))
