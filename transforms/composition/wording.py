"""The words of a block, and what rules propose to read in the place of some of them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from transforms.composition.rules import Ruled
from transforms.documents import Inline, Mark, Span, text_of


@dataclass(frozen=True, kw_only=True)
class Edit(Ruled):
    """The characters `start` to `end` are read as `reading`; where `silent`, they do not count as spoken."""

    start: int
    end: int
    reading: str = ""
    silent: bool = True


@dataclass(frozen=True)
class Wording:
    """The words of a block, and where its spans stand in them."""

    text: str
    spans: tuple[tuple[int, int, Span], ...]

    @classmethod
    def of(cls, content: Inline) -> "Wording":
        """Returns the wording of spans."""
        spans, start = [], 0
        for span in content:
            spans.append((start, start + len(span.text), span))
            start += len(span.text)
        return cls(text_of(content), tuple(spans))

    def language_at(self, place: int) -> str | None:
        """Returns the language that the page marks a character as being in, if any."""
        index = bisect_right(self.spans, place, key=itemgetter(0)) - 1
        return self.spans[index][2].language if 0 <= index < len(self.spans) else None

    def marked(self, mark: Mark) -> Iterator[tuple[int, int]]:
        """Yields the runs of characters that bear the mark; neighbours are one run."""
        begin = end = -1
        for start, stop, span in self.spans:
            if mark not in span.marks:
                continue
            if start != end:
                if begin >= 0:
                    yield begin, end
                begin = start
            end = stop
        if begin >= 0:
            yield begin, end


def clip(content: Inline, start: int, end: int | None) -> Inline:
    """Returns the spans between two places of their text."""
    clipped, offset = [], 0
    for span in content:
        text = span.text[max(0, start - offset) : None if end is None else max(0, end - offset)]
        if text:
            clipped.append(replace(span, text=text))
        offset += len(span.text)
    return tuple(clipped)
