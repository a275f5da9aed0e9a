"""What only threads have: the names above posts."""

from collections.abc import Iterator, Sequence

from transforms.documents import Heading
from transforms.extraction.region import Region
from transforms.extraction.units import Unit

_SPEAKER_REACH = 12  # blocks between the name above a post and its text: a date, a rank, a picture


def speakers(units: Sequence[Unit], chosen: Sequence[bool], region: Region) -> Iterator[int]:
    """Yields the headings that say whose post follows; a second one below says their rank."""
    for index, unit in enumerate(units):
        is_second = index > 0 and isinstance(units[index - 1].block, Heading)
        if isinstance(unit.block, Heading) and not is_second and unit.text in region.core:
            reach = range(index + 1, min(index + _SPEAKER_REACH, len(chosen)))
            if any(chosen[i] and not isinstance(units[i].block, Heading) for i in reach):
                yield index
