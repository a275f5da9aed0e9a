"""Text with times: WebVTT captions and Podcasting 2.0 chapters."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.audio.tags import Chapter

_LANGUAGE_TAG = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Cue:
    """Text that is shown while it is spoken, in seconds from the start."""

    start_seconds: float
    end_seconds: float
    text: str


def webvtt(cues: Sequence[Cue], language: str) -> str:
    """Returns a WebVTT file (W3C, "WebVTT: The Web Video Text Tracks Format"), one cue per text."""
    blocks = [f"WEBVTT\nLanguage: {language}" if _LANGUAGE_TAG.fullmatch(language) else "WEBVTT"]
    for number, cue in enumerate(cues, start=1):
        blocks.append(
            f"{number}\n{_timestamp(cue.start_seconds)} --> {_timestamp(cue.end_seconds)}\n{_escape(cue.text)}"
        )
    return "\n\n".join(blocks) + "\n"


def chapters_json(chapters: Sequence[Chapter]) -> str:
    """Returns a chapters file of the Podcast Namespace (version 1.2.0)."""
    entries = [{"startTime": round(chapter.start_seconds, 3), "title": chapter.title} for chapter in chapters]
    return json.dumps({"version": "1.2.0", "chapters": entries}, ensure_ascii=False, indent=1) + "\n"


def _timestamp(seconds: float) -> str:
    milliseconds = round(1000 * seconds)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _escape(text: str) -> str:
    """Returns cue text: no markup, no NUL, no blank line and no arrow, which would end the cue."""
    line = " ".join(text.replace("\0", "").split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
