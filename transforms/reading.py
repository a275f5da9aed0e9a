"""Records in: Parquet, JSON lines and HTML files become articles, each with the file and row that it came from.

A file is split into units (a row group, or a whole file), so that a large file is read by many workers and never held
whole. The schema is checked before the first row. A file that cannot be read is one dead letter; so is a row that is
no article.
"""

import datetime
import json
import time
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.pvalue import PCollection, TaggedOutput

from models import storage
from transforms.documents import Article, RecordImage
from transforms.outcomes import ArticleError, DeadLetter, FailureCode, dead_letter_of
from transforms.progress import Event, tell
from transforms.try_map import DEAD_LETTERS, RESULTS, stage_clock

_COUNTS = "counts"
_BODIES = ("html", "text", "markdown")
_TEXTS = ("article_id", "url", "title", "author", "published_at", "language")
COLUMNS = (*_BODIES, *_TEXTS, "images")
_ROWS_AT_ONCE = 16


@dataclass(frozen=True)
class InputUnit:
    """What one worker reads in one go: a row group of a Parquet file, or a whole file of another kind.

    `num_rows` is how many records it is known to hold before it is read.
    """

    path: str
    row_group: int | None = None
    first_row: int = 0
    num_rows: int = 1


class ReadResult(NamedTuple):
    """Articles, how many records each unit held (an unreadable file counts as one), and what could not be read."""

    articles: PCollection[Article]
    counts: PCollection[int]
    dead_letters: PCollection[DeadLetter]


class ReadArticles(beam.PTransform):
    """Reads the files that a glob matches.

    `columns` maps the contract's column names to those of the files: `{"html": "body"}`.
    """

    def __init__(self, pattern: str, columns: Mapping[str, str] | None = None) -> None:
        super().__init__()
        unknown = set(columns or {}) - set(COLUMNS)
        if unknown:
            raise ValueError(f"there is no input column {sorted(unknown)[0]!r}; the columns are {', '.join(COLUMNS)}")
        self._pattern = pattern
        self._columns = dict(columns or {})

    def expand(self, root: Any) -> "ReadResult":
        split = (
            root
            | "Pattern" >> beam.Create([self._pattern])
            | "MatchFiles" >> beam.FlatMap(_match_files)
            | "SpreadFiles" >> beam.Reshuffle()
            | "SplitFiles" >> beam.ParDo(_SplitFile(self._columns)).with_outputs(DEAD_LETTERS, _COUNTS, main=RESULTS)
        )
        read = (
            split[RESULTS]
            | "SpreadUnits" >> beam.Reshuffle()
            | "ReadRecords" >> beam.ParDo(_ReadUnit(self._columns)).with_outputs(DEAD_LETTERS, _COUNTS, main=RESULTS)
        )
        counts = (split[_COUNTS], read[_COUNTS]) | "AllCounts" >> beam.Flatten()
        letters = (split[DEAD_LETTERS], read[DEAD_LETTERS]) | "AllDeadLetters" >> beam.Flatten()
        return ReadResult(read[RESULTS], counts, letters)


def _match_files(pattern: str) -> list[InputUnit]:
    """Returns the files of a glob as elements that take any name: Beam's coder of texts knows UTF-8 only."""
    return [InputUnit(path) for path in storage.match(pattern)]


class _SplitFile(beam.DoFn):
    def __init__(self, columns: Mapping[str, str]) -> None:
        super().__init__()
        self._columns = columns

    def process(self, element: InputUnit) -> Iterator[Any]:
        try:
            units = split_file(element.path, self._columns)
        except Exception as error:
            yield TaggedOutput(_COUNTS, 1)
            yield TaggedOutput(DEAD_LETTERS, _file_letter(error, element.path))
            tell(Event.READ)
            tell(Event.DEAD_LETTER)
        else:
            yield from units


class _ReadUnit(beam.DoFn):
    def __init__(self, columns: Mapping[str, str]) -> None:
        super().__init__()
        self._columns = columns

    def process(self, element: InputUnit) -> Iterator[Any]:
        count, start = 0, time.monotonic_ns()
        clock = stage_clock("read")
        for record in read_unit(element, self._columns):
            count += 1
            tell(Event.READ)
            clock(start)
            if isinstance(record, DeadLetter):
                tell(Event.DEAD_LETTER)
                yield TaggedOutput(DEAD_LETTERS, record)
            else:
                yield record
            start = time.monotonic_ns()
        yield TaggedOutput(_COUNTS, count)


def split_file(path: str, columns: Mapping[str, str]) -> list[InputUnit]:
    """Returns the units of a file.

    Raises:
        ArticleError: it lacks a needed column, or one has a type that cannot be read.
        OSError, pyarrow.ArrowException: it cannot be opened as what its name says.
    """
    if not path.endswith(".parquet"):
        return [InputUnit(path)]
    with storage.open_input(path) as stream:
        file = pq.ParquetFile(stream)
        _check_schema(file.schema_arrow, columns)
        units, first_row = [], 0
        for row_group in range(file.num_row_groups):
            units.append(InputUnit(path, row_group, first_row, file.metadata.row_group(row_group).num_rows))
            first_row += units[-1].num_rows
        return units


def read_unit(unit: InputUnit, columns: Mapping[str, str]) -> Iterator[Article | DeadLetter]:
    """Yields an article or a dead letter for every record of a unit; where it breaks off, for those that it held."""
    row = unit.first_row - 1
    try:
        for row, record in enumerate(_records(unit, columns), start=unit.first_row):
            source = storage.encodable(unit.path if unit.path.endswith(".html") else f"{unit.path}#{row}")
            try:
                if isinstance(record, ArticleError):
                    raise record
                yield article_of(record, source)
            except ArticleError as error:
                article_id = record.get("article_id") if isinstance(record, dict) else None
                identity = {"article_id": storage.encodable(str(article_id or source)), "source": source}
                yield dead_letter_of(error, stage="read", code=FailureCode.BAD_RECORD, **identity)
    except (OSError, ValueError, pa.ArrowException) as error:
        for lost in range(row + 1, max(row + 2, unit.first_row + unit.num_rows)):
            yield _file_letter(error, f"{unit.path}#{lost}")


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
    texts = {column: _text(record.get(column), column) for column in _TEXTS}
    article_id = texts.pop("article_id") or texts["url"] or source
    return Article(article_id, source, **{name: body}, **texts, images=tuple(_images(record.get("images"))))  # type: ignore[arg-type]


def _text(value: object, column: str) -> str | None:
    if value is None or isinstance(value, str):
        return storage.encodable(value or "").strip() or None
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and column == "article_id":
        return str(value)
    raise ArticleError(FailureCode.BAD_RECORD, f"the column {column} holds {type(value).__name__}, not text")


def _images(value: object) -> Iterator[RecordImage]:
    for entry in value if isinstance(value, list) else ():
        fields = entry.items() if isinstance(entry, dict) else ()
        texts = {name: storage.encodable(text) for name, text in fields if isinstance(text, str)}
        if "url" in texts:
            yield RecordImage(texts["url"], texts.get("alt"), texts.get("caption"))


def _records(unit: InputUnit, columns: Mapping[str, str]) -> Iterator[object]:
    """Returns the records of a unit in the contract's names; one that cannot be read is the ArticleError saying why."""
    if unit.path.endswith(".parquet"):
        return _parquet_records(unit, columns)
    if unit.path.endswith(".jsonl"):
        return _json_records(unit.path, columns)
    return iter([{"article_id": unit.path, "html": storage.read_bytes(unit.path)}])


def _parquet_records(unit: InputUnit, columns: Mapping[str, str]) -> Iterator[object]:
    own_names = {name: columns.get(name, name) for name in COLUMNS}
    with storage.open_input(unit.path) as stream:
        file = pq.ParquetFile(stream)
        leaves = _leaf_paths(file, frozenset(own_names.values()))
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, row_groups=[unit.row_group], columns=leaves):
            rows = _in_microseconds(batch)
            yield from (_row_record(rows.slice(row, 1), own_names) for row in range(rows.num_rows))


def _leaf_paths(file: pq.ParquetFile, wanted: Set[str]) -> list[str]:
    """Returns the paths of the wanted columns' leaves, but for image bytes: those are left on the disk."""
    leaves = (file.schema.column(index) for index in range(len(file.schema)))
    paths = ((leaf.path, leaf.path if leaf.name == leaf.path else leaf.path.split(".")[0]) for leaf in leaves)
    return [path for path, column in paths if column in wanted and not path.endswith(".bytes")]


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Returns the rows with their timestamps as exact as Python's are; nanoseconds would be an error."""
    fields = [
        field.with_type(pa.timestamp("us", field.type.tz)) if str(field.type).startswith("timestamp[ns") else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)


def _row_record(row: pa.RecordBatch, own_names: Mapping[str, str]) -> dict[str, Any] | ArticleError:
    try:
        [cells] = row.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException) as error:  # bytes that are no UTF-8, a date out of range
        return ArticleError(FailureCode.BAD_RECORD, f"a cell of the row cannot be read: {error}")
    return {name: cells.get(own_name) for name, own_name in own_names.items()}


def _json_records(path: str, columns: Mapping[str, str]) -> Iterator[object]:
    with storage.open_input(path) as stream:
        for line in stream:
            if line.strip():
                yield _json_record(line, columns)


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
        return is_text or types.is_binary(kind) or types.is_large_binary(kind)
    if name == "published_at":
        return is_text or types.is_timestamp(kind) or types.is_date(kind)
    if name == "article_id":
        return is_text or types.is_integer(kind)
    if name == "images":
        if types.is_list(kind) or types.is_large_list(kind):
            return types.is_struct(kind.value_type) or types.is_null(kind.value_type)
        return types.is_null(kind)
    return is_text
