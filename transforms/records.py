"""What becomes of a record as a whole: known from an earlier run, or one of several under the same id.

The first step after reading looks up each record's memo: one whose memo and narrations stand goes round all the others.
After composing, everything that claims an article id meets at one place, which holds text only; there the first record
of an id is given to the voice, and what was found out about it becomes its memo.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.util import WaitOn

from transforms.documents import Article
from transforms.memos import Memo, read_memo, write_memo
from transforms.narrations import ManifestRow, Recipe, finished_row, skipped_row
from transforms.outcomes import ArticleError, DeadLetter, FailureCode, Skipped, dead_letter_of
from transforms.packing import FlattenAfter, pack, unpack
from transforms.progress import Event, tell
from transforms.scripts import Script
from transforms.try_map import DEAD_LETTERS, Outcome, TryMap, lost, stage_clock

_KNOWN, _CHANGED = "known", "changed"
_SCRIPTS, _COPIES, _ROWS = "scripts", "copies", "rows"


@dataclass(frozen=True)
class KnownRecord:
    """A record that an earlier run has brought to an end under the same settings, and its rows of the manifest."""

    article_id: str
    source: str
    rows: tuple[ManifestRow, ...]


Claim = Script | Skipped | KnownRecord


class Recalled(NamedTuple):
    """Articles that are new or have changed, and those of which nothing has."""

    changed: PCollection[Article]
    known: PCollection[KnownRecord]


class RecallRecords(beam.PTransform):
    """Articles in; those that have not changed since a run under the same settings go round the steps that follow."""

    def __init__(self, output: str, settings_digest: str) -> None:
        super().__init__()
        self._do_fn = _Recall(output, settings_digest)

    def expand(self, articles: PCollection[Article]) -> "Recalled":
        outputs = articles | beam.ParDo(self._do_fn).with_outputs(_KNOWN, main=_CHANGED)
        return Recalled(outputs[_CHANGED], outputs[_KNOWN])


class _Recall(beam.DoFn):
    def __init__(self, output: str, settings_digest: str) -> None:
        super().__init__()
        self._output = output
        self._settings_digest = settings_digest

    def process(self, element: Article) -> Iterator[Any]:
        start = time.monotonic_ns()
        known = known_record(element, self._output, self._settings_digest)
        stage_clock("recall")(start)
        yield element if known is None else TaggedOutput(_KNOWN, known)


def known_record(article: Article, output: str, settings_digest: str) -> KnownRecord | None:
    """Returns what is known of an article, or None where it, the settings or its narrations are not what they were."""
    memo = read_memo(output, article.article_id)
    if memo is None or (memo.record_digest, memo.settings_digest) != (article.record_digest, settings_digest):
        return None
    rows = memo.rows_at(article.source, output)
    return None if rows is None else KnownRecord(article.article_id, article.source, rows)


class Settled(NamedTuple):
    """One record's scripts for each id; those of its copies; the rows of what is at an end; what shares a taken id."""

    scripts: PCollection[Script]
    copies: PCollection[Script]
    rows: PCollection[ManifestRow]
    dead_letters: PCollection[DeadLetter]


class SettleRecords(beam.PTransform):
    """All that claims an article id in: scripts, skips and known records; one of them for each id out.

    Of several records the first by source counts. One that comes to the same is its copy: the same narration, a row of
    its own. Any other becomes a dead letter. This is the shuffle of scripts: it spreads them over the workers, too.
    """

    def __init__(self, output: str, recipe: Recipe, settings_digest: str) -> None:
        super().__init__()
        self._do_fn = _Settle(output, recipe, settings_digest)

    def expand(self, claims: tuple[PCollection[Claim], ...]) -> "Settled":
        key_by_id = beam.Map(lambda claim: (claim.article_id, pack(claim))).with_output_types(tuple[str, bytes])
        outputs = (
            claims
            | "KeyById" >> FlattenAfter(key_by_id)
            | "GroupById" >> beam.GroupByKey()
            | "Settle" >> beam.ParDo(self._do_fn).with_outputs(_SCRIPTS, _COPIES, _ROWS, DEAD_LETTERS)
        )
        return Settled(outputs[_SCRIPTS], outputs[_COPIES], outputs[_ROWS], outputs[DEAD_LETTERS])


class _Settle(beam.DoFn):
    def __init__(self, output: str, recipe: Recipe, settings_digest: str) -> None:
        super().__init__()
        self._output = output
        self._recipe = recipe
        self._settings_digest = settings_digest

    def process(self, element: tuple[str, Iterable[bytes]]) -> Iterator[Any]:
        first, *others = records_of(map(unpack, element[1]))
        memo = self._memo_of(first)
        if memo is not None:
            write_memo(self._output, memo)
        yield from _put_out(first, _SCRIPTS)
        for record in others:
            if self._end_of(record) == self._end_of(first):
                yield from _put_out(record, _COPIES)
            else:
                yield lost(duplicate_letter(first[0], record[0]))

    def _end_of(self, record: Sequence[Claim]) -> tuple[str | None, ...]:
        """Returns what a record comes to: the fingerprints of its parts, or the reason of its skip."""
        match record[0]:
            case KnownRecord(rows=rows):
                return tuple(row.fingerprint or row.reason for row in rows)
            case Skipped(reason=reason):
                return (reason,)
        return tuple(self._recipe.fingerprint_of(part) for part in record if isinstance(part, Script))

    def _memo_of(self, record: Sequence[Claim]) -> Memo | None:
        """Returns what is to be remembered of a record; None where it is known already or to be looked at again."""
        match record[0]:
            case KnownRecord() | Script(record_digest=""):
                return None
            case Skipped() as skip:
                digests = (skip.article_id, skip.record_digest, self._settings_digest)
                return Memo(*digests, (), skip.reason, skip.url, skip.title, skip.language)
            case Script() as script:
                rows = tuple(self._recipe.files_of(part).row for part in record if isinstance(part, Script))
                return Memo(script.article_id, script.record_digest, self._settings_digest, rows)


def records_of(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Returns the claims of each record, its parts in order, the records in the order of their sources."""
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim)
    return [sorted(by_source[source], key=_part_of) for source in sorted(by_source, key=_place_of)]


def _part_of(claim: Claim) -> int:
    return claim.part if isinstance(claim, Script) else 1


def _place_of(source: str) -> tuple[str, int]:
    """Returns file and row, so that row 10 comes after row 9."""
    path, _, row = source.rpartition("#")
    return (path, int(row)) if path and row.isdecimal() else (source, 0)


def _put_out(record: Sequence[Claim], scripts: str) -> Iterator[TaggedOutput]:
    for claim in record:
        match claim:
            case KnownRecord(rows=rows):
                tell(Event(rows[0].status), stage="recall", article_id=claim.article_id, source=claim.source)
                yield from (TaggedOutput(_ROWS, row) for row in rows)
            case Skipped():
                yield TaggedOutput(_ROWS, skipped_row(claim))
            case Script():
                yield TaggedOutput(scripts, claim)


def duplicate_letter(first: Claim, other: Claim) -> DeadLetter:
    """Returns the dead letter of a record whose id another record has taken; it names the sources of both."""
    error = ArticleError(
        FailureCode.DUPLICATE_ID,
        f"the id {first.article_id!r} stands at {first.source} with other content, and that comes first; "
        f"give the record at {other.source} an id of its own",
    )
    identity = {"article_id": other.article_id, "source": other.source}
    return dead_letter_of(error, stage="settle", code=FailureCode.DUPLICATE_ID, **identity)


class RowsOfCopies(beam.PTransform):
    """Scripts of copies in; rows out, found where the narrations that they share were written in the meantime."""

    def __init__(self, output: str, recipe: Recipe, narrated: PCollection[ManifestRow]) -> None:
        super().__init__()
        self._row_of_copy = _RowOfCopy(output, recipe)
        self._narrated = narrated

    def expand(self, copies: PCollection[Script]) -> "Outcome[ManifestRow]":
        find = TryMap(self._row_of_copy, stage="settle", code=FailureCode.SYNTHESIS_FAILED, worker_faults=(OSError,))
        narrated = WaitOn(self._narrated)  # a narration that was lost is over, too, when all that were not are
        outcome: Outcome[ManifestRow] = copies | "AfterNarrations" >> narrated | "FindRows" >> find
        return outcome


@dataclass(frozen=True)
class _RowOfCopy:
    output: str
    recipe: Recipe

    def __call__(self, script: Script) -> ManifestRow:
        row = finished_row(script, self.recipe, self.output)
        if row is None:
            message = (
                "the narration that this record shares with another of its id was lost; see the other's dead letter"
            )
            raise ArticleError(FailureCode.SYNTHESIS_FAILED, message)
        tell(Event.REUSED, stage="settle", article_id=script.article_id, source=script.source)
        return row
