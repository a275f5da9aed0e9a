"""What stands over the posts of a thread: the headline again, who wrote the post, and when."""

import re
from collections.abc import Iterator
from functools import lru_cache

from transforms.composition.context import Context
from transforms.composition.rules import rule
from transforms.composition.similarity import words_in
from transforms.composition.wording import Edit, Wording

_REPLY = r"(?P<reply>(?:(?:re|aw|antw|sv|tr|rv|odp|fwd?)\s?:\s*)+)?"
_POSTER = re.compile(
    r"\W{0,3}\s(?:by|von|par|por|di|door|av|af)\s+(?P<name>\S[^:»]{0,60}?)\s*(?P<time>[:»].{0,100}\d\d.*|:)?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\W*(?:post(?:ed)?\s+)?by\s+(?P<name>[^»\n]{1,60}?)\s*»\s*[^\n]{0,60}\d\d[^\n]*", re.IGNORECASE)


@rule("H7", "The headline over a post of a thread is not read again, nor when it was posted; who wrote it is.")
def post_titles(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `Re: The lamp by` and `: 9:43pm On Dec 09`, or `Post by` and `» Dec 09`, around a name."""
    title = _title_over_a_post(context.document.title)
    found = title.match(wording.text) if title else None
    if found is None:
        signed = _SIGNED.fullmatch(wording.text)
        if signed:
            yield Edit(start=0, end=signed.start("name"))
            yield Edit(start=signed.end("name"), end=len(wording.text))
        return
    poster = _POSTER.match(wording.text, found.end())
    if poster is not None and (found["reply"] or poster["time"]):
        yield Edit(start=0, end=poster.start("name"))
        if poster["time"]:
            yield Edit(start=poster.end("name"), end=len(wording.text))
    elif found["reply"] and not wording.text[found.end() :].strip():
        yield Edit(start=0, end=len(wording.text))


@lru_cache(maxsize=64)
def _title_over_a_post(title: str) -> re.Pattern[str] | None:
    """Returns what finds the headline at the beginning of a text, whatever its spaces and signs."""
    words = r"\W+".join(map(re.escape, words_in(title)))
    return re.compile(rf"\W*{_REPLY}\W*{words}", re.IGNORECASE) if words else None
