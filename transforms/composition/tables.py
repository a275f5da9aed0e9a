"""Tables: small ones cell by cell, large ones in outline, layout ones as the paragraphs that they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from statistics import mean

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Part, Silence, notice
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.documents import Mark, Table, text_of
from transforms.scripts import Role

MOST_CELLS_OF_A_SMALL_TABLE = 12
MOST_WORDS_OF_A_HEADER = 9
MOST_ROWS_NAMED = 15
MOST_WORDS_OF_A_ROW_NAME = 4

_ORDINAL_COLUMN = re.compile(
    r"\W*(?:(?:rank(?:ing)?|no|nr|number|year|position|pos|id|date)(?: in \d{4})?)?\W*", re.IGNORECASE
)


@dataclass(frozen=True)
class _Grid:
    """The words of a table: its title, the names of its columns (empty where it has none), its rows."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, table: Table) -> "_Grid":
        rows = tuple(tuple(_flat(cell.text) for cell in row) for row in table.rows)
        title = _flat(text_of(table.caption)).rstrip(".")
        if len(rows) > 1 and len(rows[0]) > 1 and all(cell.is_continued for cell in table.rows[0][1:]):
            table = replace(table, rows=table.rows[1:])  # one field over all columns is a title
            title, rows = title or rows[0][0].rstrip("."), rows[1:]
        if _has_header(table, rows):
            return cls(title, rows[0], tuple(filter(any, rows[1:])))
        return cls(title, (), tuple(filter(any, rows)))

    @property
    def names_rows(self) -> bool:
        """Whether the first field of a row is its name, not one of its values."""
        return mean([len(row[0].split()) for row in self.rows] or [0]) <= MOST_WORDS_OF_A_ROW_NAME


def _flat(text: str) -> str:
    return " ".join(text.split())


def _has_header(table: Table, rows: Sequence[Sequence[str]]) -> bool:
    """Says whether the first row names the columns: where the page says so, or where its fields look like names."""
    if len(rows) < 2:
        return False
    if all(cell.is_header or not cell.text.strip() for cell in table.rows[0]):
        return any(rows[0])
    if all(row[0].is_header for row in table.rows) and not any(cell.is_header for cell in table.rows[0][1:]):
        return False  # the page names the rows, not the columns
    if len(rows) < 3 or not all(0 < len(name.split()) <= MOST_WORDS_OF_A_HEADER for name in rows[0]):
        return False
    is_strong = all(any(Mark.STRONG in span.marks for span in cell.content) for cell in table.rows[0])
    is_apart = any(_differs(column[0], column[1:]) for column in zip(*rows, strict=False))
    return is_strong or (is_apart and not any(map(_number, rows[0])))


def _differs(name: str, values: Sequence[str]) -> bool:
    """Says whether the values under a name are numbers, or far longer than it."""
    numbers = sum(value[:1].isdigit() for value in values)
    return numbers > len(values) / 2 or mean(map(len, values)) > 3 * len(name)


@parts_of.register
def read_table(table: Table, context: Context) -> Iterator[Part]:
    """Reads a table by the rule for its size."""
    if table.is_layout or max(map(len, table.rows), default=0) <= 1:
        yield from layout_table(table, context)
        return
    grid = _Grid.of(table)
    if sum(map(len, grid.rows)) <= MOST_CELLS_OF_A_SMALL_TABLE:
        yield from small_table(grid, context)
    else:
        yield from large_table(grid, context)
        yield Silence(rule="T2", text=table.text)


@rule("T1", "A small table is read row by row, every field with the name of its column.")
def small_table(grid: _Grid, context: Context) -> Iterator[Part]:
    """Reads up to twelve fields of data."""
    opening = context.words(Notice.TABLE_TITLED, title=grid.title) if grid.title else context.words(Notice.TABLE)
    if opening:
        yield notice(opening, Role.TABLE, after=pauses.AFTER_LIST_NOTICE)
    for position, row in enumerate(grid.rows, 1):
        after = pauses.PARAGRAPH if position == len(grid.rows) else pauses.SENTENCE
        yield notice(_row_words(row, grid), Role.TABLE, after=after)


def _row_words(row: Sequence[str], grid: _Grid) -> str:
    """Returns a row as a listener can follow it: its name, then each field, the column's name before it."""
    headers = tuple(map(_name, grid.headers))
    if headers and not grid.names_rows:
        return " ".join(f"{name}: {field.rstrip('.')}." for name, field in zip_longest(headers, row) if field)
    if grid.title and len(headers) == 2:
        headers = ()  # the title says what the one column of values holds
    name, fields = _name(row[0]), row[1:]
    said = ", ".join(
        f"{header} {field}".strip() for header, field in zip_longest(headers[1:], fields, fillvalue="") if field
    )
    return f"{name}: {said}." if name and said else f"{name}{said}."


def _name(field: str) -> str:
    """Returns the name of a row or a column without the colon that the page prints behind it."""
    return field.rstrip(" :：")


@rule("T2", "A large table is told in outline: its size, title, columns, and its highest and lowest row.")
def large_table(grid: _Grid, context: Context) -> Iterator[Part]:
    """Tells what a table shows; its fields stay in the text."""
    kind = Notice.TABLE_ROWS_TITLED if grid.title else Notice.TABLE_ROWS
    shape = context.words(kind, count=len(grid.rows), title=grid.title)
    said = [words for words in (shape, _names(grid, context), *_extremes(grid, context)) if words]
    for position, words in enumerate(said, 1):
        yield notice(words, Role.TABLE, after=pauses.PARAGRAPH if position == len(said) else pauses.SENTENCE)


def _names(grid: _Grid, context: Context) -> str | None:
    """Returns what names the columns, or the rows of a table whose columns have no names."""
    if any(grid.headers):
        return context.words(Notice.TABLE_COLUMNS, columns=", ".join(filter(None, map(_name, grid.headers))))
    names = [_name(row[0]) for row in grid.rows if row[0]]
    if grid.names_rows and 0 < len(names) <= MOST_ROWS_NAMED:
        return context.words(Notice.TABLE_ROW_NAMES, names=", ".join(names))
    return None


def _extremes(grid: _Grid, context: Context) -> Iterator[str | None]:
    """Yields the rows with the highest and the lowest number of the last column that measures something."""
    name = next((i for i, header in enumerate(grid.headers) if not _ORDINAL_COLUMN.fullmatch(header)), 0)
    for column in reversed(range(name + 1, len(grid.headers))):
        numbers = [_number(row[column]) if column < len(row) else None for row in grid.rows]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers) and len(set(known)) > 1 and not _ORDINAL_COLUMN.fullmatch(grid.headers[column]):
            for kind, extreme in ((Notice.TABLE_HIGHEST, max(known)), (Notice.TABLE_LOWEST, min(known))):
                row = grid.rows[numbers.index(extreme)]
                yield context.words(kind, column=_name(grid.headers[column]), row=f"{row[name]}, {row[column]}")
            return


_NUMBER = re.compile(r"[-−–+]?\s?[$€£¥]?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?%?")


def _number(text: str) -> float | None:
    """Returns the value of a field that is one number in English notation, else None."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    sign = -1 if text.strip()[0] in "-−–" else 1
    return sign * float(found[1].replace(",", "") + (found[2] or ""))


@rule("T3", "A table that only places text is read as paragraphs.")
def layout_table(table: Table, context: Context) -> Iterator[Part]:
    """Reads every field as a paragraph."""
    if text_of(table.caption).strip():
        yield verbatim(table.caption, Role.CAPTION, context, after=pauses.SENTENCE)
    for row in table.rows:
        for cell in row:
            if cell.text.strip() and not cell.is_continued:
                yield verbatim(cell.content, Role.PARAGRAPH, context, after=pauses.PARAGRAPH)
