"""Somebody else's content inside a page: posts, videos, sound."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from transforms.documents import Embed, EmbedKind, text_of
from transforms.extraction.inline import Style, inline_of, resolved

_POST_CLASS = re.compile(
    r"(?:^|[\s-])(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|reddit-(?:card|embed-bq)|bluesky-embed"
    r"|mastodon-embed|threads-post|text-post-media|telegram-post|vk-post)(?:$|\s)",
    re.IGNORECASE,
)
_HOSTS = (
    (
        EmbedKind.VIDEO,
        re.compile(
            r"youtu\.?be|vimeo|dailymotion|twitch|brightcove|jwplay|wistia|rutube|bilibili|/video|video\.|player\."
        ),
    ),
    (EmbedKind.AUDIO, re.compile(r"spotify|soundcloud|podcast|audio|megaphone|acast|simplecast|anchor\.fm")),
    (EmbedKind.POST, re.compile(r"twitter|//x\.com|instagram|facebook|tiktok|reddit|bsky|mastodon|t\.me")),
)
_TRACKERS = re.compile(
    r"googletagmanager|doubleclick|/ads?[/?.]|adservice|recaptcha|about:blank|javascript:|analytics|consent",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[—–-]\s*(?P<author>[^—–\n(]{2,80}?)\s*\((?P<handle>@\w+)\)")


def is_post(element: HtmlElement) -> bool:
    """Tells the block quote that a platform's script turns into one of its posts."""
    return bool(_POST_CLASS.search(element.get("class") or ""))


def post_of(element: HtmlElement, base_url: str | None) -> Embed:
    """Returns a post with the words of it that stand in the page."""
    text = text_of(inline_of(element, Style(), base_url))
    signature = _SIGNATURE.search(text)
    links = [a.get("href") for a in element.iter("a") if a.get("href")]
    url = element.get("cite") or element.get("data-instgrm-permalink") or (links[-1] if links else None)
    return Embed(
        EmbedKind.POST, text, signature["author"] if signature else None, url=resolved(url, base_url) if url else None
    )


def embed_of(element: HtmlElement, base_url: str | None) -> Embed | None:
    """Returns what a frame or a player shows, or None where it is no content: an advertisement, a tracker."""
    url = element.get("data-src") or element.get("src") or element.get("data") or ""
    if not url:
        source = element.find(".//source")
        url = (source.get("src") or "") if source is not None else ""
    title = element.get("title") or element.get("aria-label") or None
    if element.tag in ("video", "audio", "amp-youtube", "amp-video"):
        kind = EmbedKind.AUDIO if element.tag == "audio" else EmbedKind.VIDEO
        return Embed(kind, title=title, url=resolved(url, base_url) or None)
    if not url or _TRACKERS.search(url) or element.get("width") in ("0", "1") or element.get("height") in ("0", "1"):
        return None
    try:
        host = urlsplit(url).netloc or url
    except ValueError:
        return None
    kind = next(
        (kind for kind, pattern in _HOSTS if pattern.search(host.lower()) or pattern.search(url.lower())),
        EmbedKind.OTHER,
    )
    return Embed(kind, title=title, url=resolved(url, base_url))
