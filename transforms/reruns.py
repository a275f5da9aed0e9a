"""Dead letters as input: the records that they point at are read again where they stand.

A letter holds no page, so that letters stay small; its `source` says in which file and row the record is.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.pvalue import AsDict, AsIter, PCollection

from models import storage
from transforms.narrations import ManifestRow
from transforms.outcomes import ArticleError, DeadLetter, FailureCode

_ROW_OF_FILE = re.compile(r"(?P<path>.+)#(?P<row>\d+)", re.DOTALL)
_LONGEST_LETTER = 16_000_000
_LETTER = frozenset({"stage", "code", "article_id", "source", "attempts"})


@dataclass(frozen=True)
class LostRecord:
    """A record that an earlier run has lost; `row` is None where it is a whole file.

    `article_id` is empty where the record had not been read, so that its id was not known for sure.
    """

    path: str
    row: int | None
    article_id: str
    source: str
    attempts: int


def read_letters(path: str) -> list[LostRecord] | None:
    """Returns what the letters of a file point at, or None where its first line is no dead letter.

    Raises:
        ArticleError: a later line is none.
    """
    lost: list[LostRecord] = []
    with storage.open_input(path) as stream:
        for number, line in enumerate(storage.lines(stream, _LONGEST_LETTER)):
            letter = _letter_of(line)
            if letter is None and not lost:
                return None
            if letter is None:
                raise ArticleError(FailureCode.BAD_RECORD, f"a file of dead letters, but its line {number} is none")
            lost.append(letter)
    return lost or None


def _letter_of(line: bytes) -> LostRecord | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(record, dict) and record.keys() >= _LETTER):
        return None
    source, article_id, attempts = record["source"], record["article_id"], record["attempts"]
    if not (isinstance(source, str) and source and isinstance(article_id, str) and isinstance(attempts, int)):
        return None
    place = _ROW_OF_FILE.fullmatch(source)
    known_id = "" if record["stage"] == "read" else article_id
    if place is None:
        return LostRecord(source, None, known_id, source, attempts)
    return LostRecord(place["path"], int(place["row"]), known_id, source, attempts)


class CountAttempts(beam.PTransform):
    """Letters in; the same with the attempts of earlier runs added. `earlier` are attempts by source."""

    def __init__(self, earlier: PCollection[tuple[str, int]]) -> None:
        super().__init__()
        self._earlier = earlier

    def expand(self, letters: PCollection[DeadLetter]) -> PCollection[DeadLetter]:
        return letters | "Count" >> beam.ParDo(_CountAttempts(), AsIter(self._earlier))


class _CountAttempts(beam.DoFn):
    def start_bundle(self) -> None:
        self._most: dict[str, int] | None = None

    def process(self, element: DeadLetter, earlier: Iterable[tuple[str, int]]) -> Iterator[DeadLetter]:
        if self._most is None:
            self._most = {}
            for source, attempts in earlier:
                self._most[source] = max(attempts, self._most.get(source, 0))
        yield replace(element, attempts=element.attempts + self._most.get(element.source, 0))


def reads_letters_of(output: str, pattern: str) -> bool:
    """Returns whether the files of a glob are the dead letters of an output folder."""
    letters, read = storage.join(output, "dead_letters"), pattern.rpartition("/")[0]
    if storage.is_remote(output) or storage.is_remote(pattern):
        return read == letters
    return Path(read).absolute() == Path(letters).absolute()


class Others(NamedTuple):
    """Rows and letters of an output folder that a run leaves as they are."""

    rows: tuple[PCollection[ManifestRow], ...] = ()
    letters: tuple[PCollection[DeadLetter], ...] = ()


class KeepOthers(beam.PTransform):
    """The sources that are read again in; the output folder's rows and letters that are of none of them out.

    So a run over letters of its own output folder, be it only a part of them, completes what stands there.
    """

    def __init__(self, output: str) -> None:
        super().__init__()
        self._output = output

    def expand(self, reread: PCollection[tuple[str, int]]) -> "Others":
        folder = reread.pipeline | "OutputFolder" >> beam.Create([self._output])
        rows = folder | "RowsThatStand" >> beam.FlatMap(_other_rows, AsDict(reread))
        letters = folder | "LettersThatStand" >> beam.FlatMap(_other_letters, AsDict(reread))
        return Others((rows,), (letters,))


def _other_rows(output: str, reread: dict[str, int]) -> Iterator[ManifestRow]:
    folder = storage.join(output, "manifest")
    for name in storage.list_folder(folder):
        if name.endswith(".parquet"):
            with storage.open_input(storage.join(folder, name)) as stream:
                yield from (row for row in _rows_of(pq.ParquetFile(stream)) if not _is_of(row.source, reread))


def _other_letters(output: str, reread: dict[str, int]) -> Iterator[DeadLetter]:
    folder = storage.join(output, "dead_letters")
    for name in storage.list_folder(folder):
        if name.startswith("dead_letters-"):
            with storage.open_input(storage.join(folder, name)) as stream:
                letters = [DeadLetter(**json.loads(line)) for line in storage.lines(stream, _LONGEST_LETTER)]
            yield from (letter for letter in letters if not _is_of(letter.source, reread))


def _rows_of(file: pq.ParquetFile) -> Iterator[ManifestRow]:
    batches: Iterable[pa.RecordBatch] = file.iter_batches(batch_size=256)
    records: Iterable[dict[str, Any]] = (record for batch in batches for record in batch.to_pylist())
    return map(ManifestRow.from_record, records)


def _is_of(source: str, reread: dict[str, int]) -> bool:
    """Returns whether a record is read again: by its own letter, or by that of its file."""
    return source in reread or source.rpartition("#")[0] in reread
