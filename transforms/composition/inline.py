"""The words of a block as phrases: each inline rule proposes edits; of two that overlap, the earlier rule's counts."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from operator import attrgetter

from transforms.composition.asides import acronyms_after_names, citations, pointers, sounds_of_words
from transforms.composition.boilerplate import boilerplate_sentences
from transforms.composition.context import Context
from transforms.composition.credits import credit_behind
from transforms.composition.marks import inline_code, inline_equations, note_marks, raised_and_lowered, struck_words
from transforms.composition.parts import Phrase
from transforms.composition.threads import post_titles
from transforms.composition.wording import Edit, Wording
from transforms.documents import Inline


def credits_behind_lines(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences the credit behind a caption that the page draws as a paragraph (rule I11)."""
    start = credit_behind(wording.text)
    if start:
        yield Edit(rule="I11", start=start, end=len(wording.text))


INLINE_RULES: tuple[Callable[[Wording, Context], Iterator[Edit]], ...] = (
    struck_words,
    note_marks,
    inline_code,
    inline_equations,
    raised_and_lowered,
    citations,
    acronyms_after_names,
    pointers,
    post_titles,
    sounds_of_words,
    credits_behind_lines,
    boilerplate_sentences,
)


def phrases_of(content: Inline, context: Context) -> tuple[Phrase, ...]:
    """Returns the words of spans, cut where their treatment changes."""
    wording = Wording.of(content)
    edits = _without_overlaps(edit for propose in INLINE_RULES for edit in propose(wording, context))
    return tuple(_phrases(wording, edits))


def _without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Returns the edits in the order of the text; of two that overlap, the one that was proposed first."""
    accepted: list[Edit] = []
    for edit in edits:
        place = bisect_left(accepted, edit.start, key=attrgetter("start"))
        is_free = place == len(accepted) or edit.end <= accepted[place].start
        if is_free and (place == 0 or accepted[place - 1].end <= edit.start):
            accepted.insert(place, edit)
    return accepted


def _phrases(wording: Wording, edits: list[Edit]) -> Iterator[Phrase]:
    """Yields the runs of characters between the bounds of spans and edits; no span cuts an edit."""
    bounds = {0, len(wording.text), *(start for start, _, _ in wording.spans)}
    edit_at: dict[int, Edit] = {}
    for edit in edits:
        bounds -= set(range(edit.start + 1, edit.end))
        bounds |= {edit.start, edit.end}
        edit_at[edit.start] = edit
    for start, end in pairwise(sorted(bounds)):
        source, language, treatment = wording.text[start:end], wording.language_at(start), edit_at.get(start)
        if treatment is None:
            yield Phrase(source, source, language)
        else:
            yield Phrase(source, treatment.reading, language, treatment.rule if treatment.silent else None)
