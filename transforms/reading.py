"""Records in: Parquet, JSON lines and HTML files become articles, each with the file and row that it came from.

A file is split into units (a row group, or a whole file), so that a large file is read by many workers and never held
whole. The schema is checked before the first row. A file that cannot be read is one dead letter; so is a row that is
no article. A file of dead letters stands for the records that they point at.
"""

import base64
import datetime
import json
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.pvalue import PCollection, TaggedOutput

from models import storage
from transforms.documents import Article, RecordImage
from transforms.outcomes import ArticleError, DeadLetter, FailureCode, dead_letter_of
from transforms.progress import Event, tell
from transforms.reruns import LostRecord, read_letters
from transforms.try_map import DEAD_LETTERS, RESULTS, lost, stage_clock

_COUNTS, _ATTEMPTS = "counts", "attempts"
_BODIES = ("html", "text", "markdown")
_TEXTS = ("article_id", "url", "title", "author", "published_at", "language")
COLUMNS = (*_BODIES, *_TEXTS, "images")
_ROWS_AT_ONCE, _BYTES_AT_ONCE = 16, 64_000_000
# No page and no line is read beyond this: a worker's memory is at stake, and other records with it.
_LARGEST_BYTES = 256_000_000
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class InputUnit:
    """What one worker reads in one go: a row group of a Parquet file, or a whole file of another kind.

    `num_rows` is how many records it is known to hold before it is read. Of a unit with `lost`, only these records are
    read, of one with `limit` only the first so many.
    """

    path: str
    row_group: int | None = None
    first_row: int = 0
    num_rows: int = 1
    lost: tuple[LostRecord, ...] = ()
    limit: int | None = None


class ReadResult(NamedTuple):
    """Articles, how many records each unit held (an unreadable file counts as one), and what could not be read.

    `attempts` are those of earlier runs, by source: empty unless the input are dead letters.
    """

    articles: PCollection[Article]
    counts: PCollection[int]
    dead_letters: PCollection[DeadLetter]
    attempts: PCollection[tuple[str, int]]


class ReadArticles(beam.PTransform):
    """Reads the files that a glob matches.

    `columns` maps the contract's column names to those of the files: `{"html": "body"}`. Of all records, in the
    order of the files' names, the first `limit` are read.
    """

    def __init__(
        self,
        pattern: str,
        columns: Mapping[str, str] | None = None,
        limit: int | None = None,
        *,
        image_bytes: bool = False,
    ) -> None:
        super().__init__()
        unknown = set(columns or {}) - set(COLUMNS)
        if unknown:
            raise ValueError(f"there is no input column {sorted(unknown)[0]!r}; the columns are {', '.join(COLUMNS)}")
        self._pattern = pattern
        self._columns = dict(columns or {})
        self._image_bytes = image_bytes
        self._limit = limit

    def expand(self, root: Any) -> "ReadResult":
        split = (
            root
            | "Pattern" >> beam.Create([self._pattern])
            | "MatchFiles" >> beam.FlatMap(_match_files if self._limit is None else _match_all_files)
            | "SpreadFiles" >> beam.Reshuffle()
            | "SplitFiles"
            >> beam.ParDo(_SplitFiles(self._columns, self._limit)).with_outputs(
                DEAD_LETTERS, _COUNTS, _ATTEMPTS, main=RESULTS
            )
        )
        read = (
            split[RESULTS]
            | "SpreadUnits" >> beam.Reshuffle()
            | "ReadRecords"
            >> beam.ParDo(_ReadUnit(self._columns, self._image_bytes)).with_outputs(DEAD_LETTERS, _COUNTS, main=RESULTS)
        )
        counts = (split[_COUNTS], read[_COUNTS]) | "AllCounts" >> beam.Flatten()
        letters = (split[DEAD_LETTERS], read[DEAD_LETTERS]) | "AllDeadLetters" >> beam.Flatten()
        return ReadResult(read[RESULTS], counts, letters, split[_ATTEMPTS])


def _match_files(pattern: str) -> list[list[InputUnit]]:
    """Returns the files of a glob as elements that take any name: Beam's coder of texts knows UTF-8 only."""
    return [[InputUnit(path)] for path in storage.match(pattern)]


def _match_all_files(pattern: str) -> list[list[InputUnit]]:
    """Returns the files of a glob as one element: which records are the first, one worker has to say."""
    return [[InputUnit(path) for path in storage.match(pattern)]]


class _SplitFiles(beam.DoFn):
    """Files in, units out; of all files of an element, no more units than hold the first `limit` records."""

    def __init__(self, columns: Mapping[str, str], limit: int | None) -> None:
        super().__init__()
        self._columns = columns
        self._limit = limit

    def process(self, element: list[InputUnit]) -> Iterator[Any]:
        left = self._limit
        for file in element:
            if left is not None and left <= 0:
                return
            try:
                units = split_file(file.path, self._columns)
                units = units if left is None else _first_records(units, left)
            except Exception as error:
                units = []
                yield from self._lost_file(error, file.path)
                taken = 1
            else:
                taken = sum(unit.num_rows for unit in units)
            for unit in units:
                yield from (TaggedOutput(_ATTEMPTS, (record.source, record.attempts)) for record in unit.lost)
            yield from units
            left = left if left is None else left - taken

    def _lost_file(self, error: Exception, path: str) -> Iterator[Any]:
        letter = _file_letter(error, path)
        tell(Event.READ, stage="read", article_id="", source=letter.source)
        yield TaggedOutput(_COUNTS, 1)
        yield lost(letter)


class _ReadUnit(beam.DoFn):
    def __init__(self, columns: Mapping[str, str], image_bytes: bool) -> None:
        super().__init__()
        self._columns = columns
        self._image_bytes = image_bytes

    def process(self, element: InputUnit) -> Iterator[Any]:
        count, start = 0, time.monotonic_ns()
        clock = stage_clock("read")
        for record in read_unit(element, self._columns, image_bytes=self._image_bytes):
            count += 1
            tell(Event.READ, stage="read", article_id=record.article_id, source=record.source)
            clock(start)
            yield lost(record) if isinstance(record, DeadLetter) else record
            start = time.monotonic_ns()
        yield TaggedOutput(_COUNTS, count)


def split_file(path: str, columns: Mapping[str, str]) -> list[InputUnit]:
    """Returns the units of a file, or of the files that its dead letters point at.

    Raises:
        ArticleError: its name says that it is of no kind that is read, it lacks a needed column, or one has a type
            that cannot be read.
        OSError, pyarrow.ArrowException: it cannot be opened as what its name says.
    """
    if path.endswith(".parquet"):
        return _row_groups(path, columns)
    if path.endswith(".jsonl"):
        letters = read_letters(path)
        return [InputUnit(path)] if letters is None else _units_of_lost(letters, columns)
    _check_is_page(path)
    return [InputUnit(path)]


def is_page(path: str) -> bool:
    """Returns whether a file is one page, by its name."""
    return path.lower().endswith(_PAGE_SUFFIXES)


def _check_is_page(path: str) -> None:
    """Raises ArticleError for a file of no kind that is read: words of a catalogue in CSV are no article."""
    if not is_page(path):
        message = (
            "the name ends in none of .parquet, .jsonl, .html, .htm and .xhtml: narrow --input, or rename or unpack it"
        )
        raise ArticleError(FailureCode.UNREADABLE_FILE, message)


def _row_groups(path: str, columns: Mapping[str, str]) -> list[InputUnit]:
    with storage.open_input(path) as stream:
        file = pq.ParquetFile(stream)
        _check_schema(file.schema_arrow, columns)
        units, first_row = [], 0
        for row_group in range(file.num_row_groups):
            units.append(InputUnit(path, row_group, first_row, file.metadata.row_group(row_group).num_rows))
            first_row += units[-1].num_rows
        return units


def _units_of_lost(letters: Iterable[LostRecord], columns: Mapping[str, str]) -> list[InputUnit]:
    """Returns the units that hold lost records, each with its own; a file that was lost is read whole."""
    by_path: dict[str, dict[int | None, LostRecord]] = {}
    for letter in letters:  # each part of a record that was lost has a letter
        by_path.setdefault(letter.path, {})[letter.row] = letter
    units = []
    for path, by_row in by_path.items():
        whole, own = [InputUnit(path)], list(by_row.values())
        # What cannot be opened, or has no such row, is found out, and becomes a letter again, where it is read.
        with suppress(OSError, ArticleError, pa.ArrowException):
            whole = _row_groups(path, columns) if path.endswith(".parquet") else whole
        files = [letter for letter in own if letter.row is None]
        units += [replace(unit, lost=tuple(files)) for unit in whole if files]
        if not files:
            units += _with_lost(whole, own)
    return units


def _with_lost(units: Sequence[InputUnit], letters: Iterable[LostRecord]) -> list[InputUnit]:
    """Returns those of a file's units that hold lost records; the last holds what has no row in the file any more."""
    starts = [unit.first_row for unit in units]
    own: dict[int, list[LostRecord]] = {}
    for letter in letters:
        own.setdefault(bisect_right(starts, letter.row or 0) - 1, []).append(letter)
    return [replace(units[index], lost=tuple(found)) for index, found in own.items()]


def _first_records(units: Iterable[InputUnit], limit: int) -> list[InputUnit]:
    """Returns the units that hold the first records, cut where these end."""
    first = []
    for unit in units:
        count = min(limit, _num_records(unit, limit))
        if count and _is_of_rows(unit):
            first.append(replace(unit, num_rows=count, lost=unit.lost[:count]))
        elif count:
            first.append(replace(unit, num_rows=count, limit=count))
        limit -= count
    return first


def _is_of_rows(unit: InputUnit) -> bool:
    """Returns whether single rows of the unit were lost, and not its file."""
    return bool(unit.lost) and unit.lost[0].row is not None


def _num_records(unit: InputUnit, enough: int) -> int:
    """Returns how many records a unit holds, or that there are enough."""
    if _is_of_rows(unit):
        return len(unit.lost)
    if not unit.path.endswith(".jsonl"):
        return unit.num_rows
    with storage.open_input(unit.path) as stream:
        return sum(1 for _ in islice(storage.lines(stream, _LARGEST_BYTES), enough))


def read_unit(
    unit: InputUnit, columns: Mapping[str, str], *, image_bytes: bool = False
) -> Iterator[Article | DeadLetter]:
    """Yields an article or a dead letter for every record of a unit; where it breaks off, for those that it held.

    Files of images inside Parquet records are left on the disk unless `image_bytes` are asked for.
    """
    lost_rows = {record.row: record for record in unit.lost}
    row, is_whole = unit.first_row - 1, None in lost_rows or not lost_rows
    end = max(unit.first_row + unit.num_rows, 1 + max((record.row or 0 for record in unit.lost), default=0))
    error: Exception = ArticleError(FailureCode.UNREADABLE_FILE, "the file does not hold the lost record any more")
    try:
        for row, record in enumerate(islice(_records(unit, columns, image_bytes), unit.limit), start=unit.first_row):
            if is_whole or row in lost_rows:
                yield _outcome_of(record, unit.path, row, lost_rows.get(row))
        if is_whole:
            return
    except Exception as broken:
        error, end = broken, max(end, row + 2)
    for missing in range(row + 1, end):
        if is_whole or missing in lost_rows:
            yield _file_letter(error, f"{unit.path}#{missing}")


def _outcome_of(record: object, path: str, row: int, lost_record: LostRecord | None) -> Article | DeadLetter:
    """Returns the article of a record, or the letter that says why it is none."""
    source = storage.encodable(path if is_page(path) else f"{path}#{row}")
    try:
        if isinstance(record, ArticleError):
            raise record
        article = article_of(record, source)
        if lost_record and lost_record.article_id not in ("", article.article_id):
            message = f"the row holds {article.article_id!r} now, not the lost {lost_record.article_id!r}"
            raise ArticleError(FailureCode.BAD_RECORD, message)
        return article
    except Exception as error:
        identity = {"article_id": _id_as_far_as_known(record, source), "source": source}
        return dead_letter_of(error, stage="read", code=FailureCode.BAD_RECORD, **identity)


def _id_as_far_as_known(record: object, source: str) -> str:
    """Returns the id of a record that is no article; an empty one where nobody can tell whose record it was."""
    try:
        return _id_of(record, source) if isinstance(record, dict) else ""
    except ArticleError:
        return ""


def _id_of(record: Mapping[str, object], source: str) -> str:
    return _text(record.get("article_id"), "article_id") or _text(record.get("url"), "url") or source


def _file_letter(error: Exception, source: str) -> DeadLetter:
    identity = {"article_id": "", "source": storage.encodable(source)}
    return dead_letter_of(error, stage="read", code=FailureCode.UNREADABLE_FILE, **identity)


def article_of(record: object, source: str) -> Article:
    """Returns the article of a record in the contract's column names, or raises ArticleError saying what is wrong."""
    if not isinstance(record, dict):
        raise ArticleError(FailureCode.BAD_RECORD, f"a record is an object, not {type(record).__name__}")
    bodies = {name: record[name] for name in _BODIES if record.get(name)}
    if not bodies:
        raise ArticleError(FailureCode.BAD_RECORD, f"the record has no body: {', '.join(_BODIES)} are null or empty")
    name, body = next(iter(bodies.items()))
    if not isinstance(body, str | bytes) or (isinstance(body, bytes) and name != "html"):
        raise ArticleError(FailureCode.BAD_RECORD, f"the column {name} holds {type(body).__name__}, not text")
    body = storage.encodable(body) if isinstance(body, str) else body
    texts = {column: _text(record.get(column), column) for column in _TEXTS if column != "article_id"}
    images = tuple(_images(record.get("images")))
    return Article(_id_of(record, source), source, **{name: body}, **texts, images=images)  # type: ignore[arg-type]


def _text(value: object, column: str) -> str | None:
    if value is None or isinstance(value, str):
        return storage.encodable(value or "").strip() or None
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and column == "article_id":
        return str(value)
    raise ArticleError(FailureCode.BAD_RECORD, f"the column {column} holds {type(value).__name__}, not text")


def _images(value: object) -> Iterator[RecordImage]:
    for entry in value if isinstance(value, list) else ():
        fields = entry.items() if isinstance(entry, dict) else ()
        texts = {name: storage.encodable(text) for name, text in fields if isinstance(text, str)}
        if "url" in texts:
            data = _image_bytes(dict(fields).get("bytes"))
            yield RecordImage(texts["url"], texts.get("alt"), texts.get("caption"), data)


def _image_bytes(value: object) -> bytes | None:
    """Returns the file of an image: bytes, or base64 in JSON, which has none."""
    if isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True) or None
        except ValueError:
            return None
    return value if isinstance(value, bytes) and value else None


def _records(unit: InputUnit, columns: Mapping[str, str], image_bytes: bool) -> Iterator[object]:
    """Returns the records of a unit in the contract's names; one that cannot be read is the ArticleError saying why."""
    if unit.path.endswith(".parquet"):
        return _parquet_records(unit, columns, image_bytes)
    if unit.path.endswith(".jsonl"):
        return _json_records(unit.path, columns)
    _check_is_page(unit.path)
    return iter([_page_record(unit.path)])


def _page_record(path: str) -> dict[str, Any] | ArticleError:
    page = storage.read_beginning(path, _LARGEST_BYTES + 1)
    return {"article_id": path, "html": page} if len(page) <= _LARGEST_BYTES else _too_large("page")


def _too_large(kind: str) -> ArticleError:
    message = f"the {kind} has more than {_LARGEST_BYTES // 1_000_000} MB; none is read beyond that"
    return ArticleError(FailureCode.TOO_LARGE, message)


def _parquet_records(unit: InputUnit, columns: Mapping[str, str], image_bytes: bool) -> Iterator[object]:
    own_names = {name: columns.get(name, name) for name in COLUMNS}
    with storage.open_input(unit.path) as stream:
        file = pq.ParquetFile(stream)
        leaves = _leaf_paths(file, frozenset(own_names.values()), image_bytes)
        row_group = file.metadata.row_group(unit.row_group or 0)
        rows_at_once = _BYTES_AT_ONCE * row_group.num_rows // max(1, row_group.total_byte_size)
        batch_size = min(_ROWS_AT_ONCE, max(1, rows_at_once))
        for batch in file.iter_batches(batch_size=batch_size, row_groups=[unit.row_group], columns=leaves):
            rows = _in_microseconds(batch)
            yield from (_row_record(rows.slice(row, 1), own_names) for row in range(rows.num_rows))


def _leaf_paths(file: pq.ParquetFile, wanted: Set[str], image_bytes: bool) -> list[str]:
    """Returns the paths of the wanted columns' leaves, those of image bytes only where they are asked for."""
    leaves = (file.schema.column(index) for index in range(len(file.schema)))
    paths = ((leaf.path, leaf.path if leaf.name == leaf.path else leaf.path.split(".")[0]) for leaf in leaves)
    return [path for path, column in paths if column in wanted and (image_bytes or not path.endswith(".bytes"))]


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Returns the rows with their timestamps as exact as Python's are; nanoseconds would be an error."""
    fields = [
        field.with_type(pa.timestamp("us", field.type.tz)) if str(field.type).startswith("timestamp[ns") else field
        for field in batch.schema
    ]
    schema = pa.schema(fields)
    return batch if batch.schema.equals(schema) else batch.cast(schema, safe=False)  # casting loads Arrow's functions


def _row_record(row: pa.RecordBatch, own_names: Mapping[str, str]) -> dict[str, Any] | ArticleError:
    try:
        [cells] = row.to_pylist()
    except (ValueError, OverflowError, LookupError, pa.ArrowException) as error:
        # Bytes that are no UTF-8, a date out of range, a time zone that is none
        return ArticleError(FailureCode.BAD_RECORD, f"a cell of the row cannot be read: {error}")
    return {name: cells.get(own_name) for name, own_name in own_names.items()}


def _json_records(path: str, columns: Mapping[str, str]) -> Iterator[object]:
    with storage.open_input(path) as stream:
        for line in storage.lines(stream, _LARGEST_BYTES):
            yield _json_record(line, columns) if len(line) <= _LARGEST_BYTES else _too_large("line")


def _json_record(line: bytes, columns: Mapping[str, str]) -> object:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ArticleError(FailureCode.BAD_RECORD, f"the line is no JSON: {error}")
    if not isinstance(record, dict):
        return record
    return {name: record.get(columns.get(name, name)) for name in COLUMNS}


def _check_schema(schema: pa.Schema, columns: Mapping[str, str]) -> None:
    own_names = {name: columns.get(name, name) for name in COLUMNS}
    for own_name in own_names.values():
        if schema.names.count(own_name) > 1:
            raise ArticleError(FailureCode.BAD_SCHEMA, f"the file has more than one column {own_name}")
    kinds = {name: schema.field(own).type for name, own in own_names.items() if own in schema.names}
    there_are = f"the file has {', '.join(schema.names)}"
    for name, own_name in columns.items():
        if name not in kinds:
            raise ArticleError(FailureCode.BAD_SCHEMA, f"--columns names {own_name}, which is no column; {there_are}")
    if not kinds.keys() & set(_BODIES):
        mend = "name the body with --columns html=NAME"
        raise ArticleError(FailureCode.BAD_SCHEMA, f"no column html, text or markdown; {there_are}: {mend}")
    for name, kind in kinds.items():
        if not _is_readable(name, kind):
            raise ArticleError(FailureCode.BAD_SCHEMA, f"the column {own_names[name]} is {kind}, not {_WANTED[name]}")


_WANTED = dict.fromkeys((*_TEXTS, *_BODIES), "a string") | {
    "html": "a string or binary",
    "published_at": "a timestamp or a string",
    "images": "a list of structs",
}


def _is_readable(name: str, kind: pa.DataType) -> bool:
    types = pa.types
    is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind) or types.is_null(kind)
    if types.is_dictionary(kind):
        return _is_readable(name, kind.value_type)
    if name == "html":
        return is_text or types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind)
    if name == "published_at":
        return is_text or types.is_timestamp(kind) or types.is_date(kind)
    if name == "article_id":
        return is_text or types.is_integer(kind) or (types.is_decimal(kind) and kind.scale == 0)
    if name == "images":
        if types.is_list(kind) or types.is_large_list(kind):
            return types.is_struct(kind.value_type) or types.is_null(kind.value_type)
        return types.is_null(kind)
    return is_text
