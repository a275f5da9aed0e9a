"""A long script as several: parts of at most an hour, cut where the article has headings."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.delivery import Passage, deliver
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, notice
from transforms.composition.rules import rule
from transforms.documents import Block, Heading
from transforms.scripts import BlockOutcome, Role, Script, Segment, coverage_of, predicted_seconds

# An hour of audio is as much as a worker should hold, and as a listener should have to search through.
LONGEST_PART_SECONDS = 3600.0
# How far from an even share a part may end for the sake of a heading.
SHORTEST_SHARE, LONGEST_SHARE = 0.5, 1.5

_BLOCK_WITHOUT_LEVEL, _INSIDE_A_BLOCK = 7, 8  # behind the levels of headings, 1 to 6


@rule("H6", "An article of more than an hour is cut into parts at headings; each says which one it is.")
def announcement(part: int, parts: int, context: Context) -> Iterator[Line]:
    """Says `Part 2 of 3`."""
    words = context.words(Notice.PART, part=part, parts=parts)
    if words:
        yield notice(words, Role.HEADLINE, after=pauses.AFTER_HEADLINE)


def divided(script: Script, outcomes: Sequence[BlockOutcome], context: Context) -> tuple[Script, ...]:
    """Returns the script in parts; every block of the document, with its outcome, counts in one of them.

    Each part opens with the headline and its number and ends with the disclosure: it can be heard by itself.
    """
    segments = script.segments
    opening = max((i for i, segment in enumerate(segments, 1) if segment.role is Role.HEADLINE), default=0)
    cuts = [opening, *_cuts(segments, opening, context.document.blocks), len(segments)]
    parts = len(cuts) - 1
    if parts == 1:
        return (script,)
    headline = tuple(segment for segment in segments[:opening] if segment.role is Role.HEADLINE)
    closing = tuple(segment for segment in segments if segment.role is Role.DISCLOSURE)
    part_of = _parts_of_blocks(segments, cuts, len(outcomes))

    def part_of_script(part: int, start: int, end: int) -> Script:
        head = segments[:opening] if part == 1 else headline
        announced = deliver([Passage(None, line) for line in announcement(part, parts, context)], context).segments
        announced = [replace(segment, pause_seconds=pauses.AFTER_HEADLINE) for segment in announced]
        body, tail = segments[start:end], closing if part < parts else ()
        if part < parts:
            body = (*body[:-1], replace(body[-1], pause_seconds=pauses.SECTION if tail else pauses.LAST))
        return replace(
            script,
            segments=(*head, *announced, *body, *tail),
            skips=tuple(s for s in script.skips if part == (1 if s.block is None else part_of[s.block])),
            images=tuple(image for image in script.images if part == part_of[image.block]),
            coverage=coverage_of(outcome for outcome, own in zip(outcomes, part_of) if own == part),
            part=part,
            parts=parts,
        )

    return tuple(part_of_script(part, start, end) for part, (start, end) in enumerate(pairwise(cuts), 1))


def _cuts(segments: Sequence[Segment], start: int, blocks: Sequence[Block]) -> Iterator[int]:
    """Yields where new parts begin: at the highest heading near an even share, else at a paragraph."""
    ends = [0.0, *accumulate(predicted_seconds([segment]) for segment in segments)]
    while (left := ends[-1] - ends[start]) > LONGEST_PART_SECONDS:
        share = left / math.ceil(left / LONGEST_PART_SECONDS)
        shortest, longest = SHORTEST_SHARE * share, min(LONGEST_SHARE * share, LONGEST_PART_SECONDS)
        start = min(
            (i for i in range(start + 1, len(segments)) if shortest <= ends[i] - ends[start] <= longest),
            key=lambda i: (_rank(segments, i, blocks), abs(ends[i] - ends[start] - share)),
            default=start + 1,
        )
        yield start


def _rank(segments: Sequence[Segment], index: int, blocks: Sequence[Block]) -> int:
    """Returns how well a part may begin with a segment; the lowest is the best."""
    block = segments[index].block
    if block is not None and block == segments[index - 1].block:
        return _INSIDE_A_BLOCK
    first = blocks[block] if block is not None else None
    return first.level if isinstance(first, Heading) else _BLOCK_WITHOUT_LEVEL


def _parts_of_blocks(segments: Sequence[Segment], cuts: Sequence[int], count: int) -> list[int]:
    """Returns the part of each block: where its first words are heard, else the part of the block before it."""
    first_heard: dict[int, int] = {}
    for part, (start, end) in enumerate(pairwise([0, *cuts[1:]]), 1):
        for segment in segments[start:end]:
            if segment.block is not None:
                first_heard.setdefault(segment.block, part)
    return list(accumulate(range(count), lambda part, block: first_heard.get(block, part), initial=1))[1:]
