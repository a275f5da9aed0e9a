"""What only threads have: the names above posts, and headlines that answer a headline."""

import re
from collections.abc import Iterator, Sequence

from transforms.documents import Heading, Paragraph
from transforms.extraction.region import Region
from transforms.extraction.signs import letters_of
from transforms.extraction.units import Unit
from transforms.extraction.vocabulary import Hint

_REPLY = re.compile(r"(?:(?:re|aw|antw|sv|tr|rv|odp|fwd?)\s?:\s*)*", re.IGNORECASE)
_BYLINE_REACH = 2
_LONGEST_BYLINE = 150
_SPEAKER_REACH = 12  # blocks between the name above a post and its text: a date, a rank, a picture


def speakers(units: Sequence[Unit], chosen: Sequence[bool], region: Region) -> Iterator[int]:
    """Yields the headings that say whose post follows; a second one below says their rank."""
    for index, unit in enumerate(units):
        is_second = index > 0 and isinstance(units[index - 1].block, Heading)
        if isinstance(unit.block, Heading) and not is_second and unit.text in region.core:
            reach = range(index + 1, min(index + _SPEAKER_REACH, len(chosen)))
            if any(chosen[i] and not isinstance(units[i].block, Heading) for i in reach):
                yield index


def post_headings(units: Sequence[Unit], headline: str) -> list[int]:
    """Returns the headings that say the headline over each post (`Re: Lamps`); none where there is one post.

    `headline` are the letters of the headline.
    """
    said = {
        i: letters_of(_REPLY.sub("", unit.block.text, count=1)) for i, unit in enumerate(units) if _is_heading(unit)
    }
    found = [index for index, letters in said.items() if letters and letters == headline]
    return found if any(letters_of(units[index].block.text) != headline for index in found) else []


def _is_heading(unit: Unit) -> bool:
    return isinstance(unit.block, Heading)


def posters(units: Sequence[Unit], headings: Sequence[int]) -> Iterator[int]:
    """Yields the lines right under the headings of posts that say who wrote them."""
    for heading in headings:
        for index in range(heading + 1, min(heading + 1 + _BYLINE_REACH, len(units))):
            unit = units[index]
            if isinstance(unit.block, Paragraph) and Hint.AUTHOR in unit.hints and unit.length < _LONGEST_BYLINE:
                yield index
                break
