"""Tables: small ones cell by cell, large ones in outline, layout ones as the paragraphs that they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Part, Silence, notice
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.documents import Cell, Table, text_of
from transforms.scripts import Role

MOST_CELLS_OF_A_SMALL_TABLE = 12

Row = tuple[Cell, ...]


@parts_of.register
def read_table(table: Table, context: Context) -> Iterator[Part]:
    """Reads a table by the rule for its size."""
    if table.is_layout or _is_one_column(table):
        yield from layout_table(table, context)
    elif sum(len(row) for row in _data_rows(table)) <= MOST_CELLS_OF_A_SMALL_TABLE:
        yield from small_table(table, context)
    else:
        yield from large_table(table, context)


def _is_one_column(table: Table) -> bool:
    return max(map(len, table.rows), default=0) <= 1


def _headers(table: Table) -> list[str]:
    """Returns the names of the columns; empty where the table has none."""
    if table.rows and all(cell.is_header or not cell.text.strip() for cell in table.rows[0]):
        return [_flat(cell.text) for cell in table.rows[0]]
    return []


def _data_rows(table: Table) -> Sequence[Row]:
    return table.rows[1:] if _headers(table) else table.rows


def _flat(text: str) -> str:
    return " ".join(text.split())


def _title(table: Table) -> str:
    return _flat(text_of(table.caption)).rstrip(".")


def _row_words(row: Row, headers: Sequence[str]) -> str:
    """Returns a row as a listener can follow it: its name, then each field, the column's name before it."""
    name, *fields = [_flat(cell.text) for cell in row]
    said = ", ".join(
        f"{header} {field}".strip() for header, field in zip_longest(headers[1:], fields, fillvalue="") if field
    )
    return f"{name}: {said}." if name and said else f"{name}{said}."


@rule("T1", "A small table is read row by row, every field with the name of its column.")
def small_table(table: Table, context: Context) -> Iterator[Part]:
    """Reads up to twelve fields of data."""
    title, headers = _title(table), _headers(table)
    if title and len(headers) == 2:
        headers = []  # the title says what the one column of values holds
    opening = context.words(Notice.TABLE_TITLED, title=title) if title else context.words(Notice.TABLE)
    rows = [row for row in _data_rows(table) if any(cell.text.strip() for cell in row)]
    if opening and rows:
        yield notice(opening, Role.TABLE, after=pauses.AFTER_LIST_NOTICE)
    for position, row in enumerate(rows, 1):
        after = pauses.PARAGRAPH if position == len(rows) else pauses.SENTENCE
        yield notice(_row_words(row, headers), Role.TABLE, after=after)


@rule("T2", "A large table is told in outline: its size, title, columns, and its highest and lowest row.")
def large_table(table: Table, context: Context) -> Iterator[Part]:
    """Tells what a table shows; its fields stay in the text."""
    headers, rows, title = _headers(table), _data_rows(table), _title(table)
    shape = context.words(Notice.TABLE_ROWS_TITLED if title else Notice.TABLE_ROWS, count=len(rows), title=title)
    columns = context.words(Notice.TABLE_COLUMNS, columns=", ".join(filter(None, headers)))
    said = [words for words in (shape, columns if any(headers) else None, *_extremes(table, context)) if words]
    for position, words in enumerate(said, 1):
        yield notice(words, Role.TABLE, after=pauses.PARAGRAPH if position == len(said) else pauses.SENTENCE)
    yield Silence(text=table.text)


def _extremes(table: Table, context: Context) -> Iterator[str | None]:
    """Yields the rows with the highest and the lowest number of the last column that holds only numbers."""
    headers, rows = _headers(table), _data_rows(table)
    for column in reversed(range(1, len(headers))):
        numbers = [_number(row[column].text) if column < len(row) else None for row in rows]
        known = [number for number in numbers if number is not None]
        if len(known) == len(rows) and len(set(known)) > 1 and headers[column]:
            for kind, extreme in ((Notice.TABLE_HIGHEST, max(known)), (Notice.TABLE_LOWEST, min(known))):
                row = rows[numbers.index(extreme)]
                words = f"{_flat(row[0].text)}, {_flat(row[column].text)}"
                yield context.words(kind, column=headers[column], row=words)
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
