"""Somebody else's content inside the page."""

import re
from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Manner, Part, Silence, notice
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.documents import Embed, EmbedKind, Span
from transforms.scripts import Role

# What players call themselves where nobody has named what they play.
_NO_TITLE = re.compile(
    r"(?:(?:youtube|vimeo|facebook|twitter|x|instagram|tiktok|spotify|soundcloud|dailymotion|embedded|external|iframe|html5?"
    r"|audio|video|media|podcast|post|tweet|content|embed|player|frame|from|inhalt|inhalte|von|vidéo|lecteur|reproductor"
    r"|vídeo|default|untitled|oembed|widget)[\s:.-]*)*",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\(@\w+\)")


@parts_of.register
@rule("B3", "A post is read with its author's name before it; a video or a sound is named.")
def embed(block: Embed, context: Context) -> Iterator[Part]:
    """Reads or names an embed."""
    if block.kind is EmbedKind.POST and block.text.strip():
        words = context.words(Notice.POST_BY if block.author else Notice.POST, author=block.author)
        if words:
            yield notice(words, Role.EMBED, after=pauses.LINE)
        words = block.text[: _signature_start(block)]
        yield verbatim((Span(words),), Role.EMBED, context, after=pauses.PARAGRAPH, manner=Manner.QUOTE)
        yield Silence(text=block.text[len(words) :])
        return
    words = _name(block, context)
    if words:
        yield notice(words, Role.EMBED, after=pauses.PARAGRAPH)
    yield Silence(text=block.text)


def _signature_start(block: Embed) -> int:
    """Returns where the last line of a post, which names its author and handle, begins; its end where it has none."""
    start = max(block.text.rstrip().rfind(sign) for sign in ("\n", "— ", "– "))
    signature = block.text[max(start, 0) :]
    names_author = block.author is not None and block.author in signature
    return start if start > 0 and (names_author or _HANDLE.search(signature)) else len(block.text)


def _name(block: Embed, context: Context) -> str | None:
    title = "" if _NO_TITLE.fullmatch((block.title or "").strip()) else " ".join((block.title or "").split())
    match block.kind:
        case EmbedKind.POST:
            return context.words(Notice.POST_APPEARS)
        case EmbedKind.VIDEO:
            return context.words(Notice.VIDEO_TITLED if title else Notice.VIDEO, title=title)
        case EmbedKind.AUDIO:
            return context.words(Notice.AUDIO_TITLED if title else Notice.AUDIO, title=title)
        case EmbedKind.OTHER:
            return context.words(Notice.EMBED) if context.is_full else None
