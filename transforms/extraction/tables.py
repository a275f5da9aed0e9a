"""Tables: spread over a rectangle, and told from tables that only place text."""

from collections.abc import Callable

from lxml.html import HtmlElement

from transforms.documents import Cell, Inline, Table
from transforms.extraction.inline import Style, inline_of

_MAX_SPAN = 100
_MAX_SPANNED_FIELDS = 20_000
_FEWEST_SPLIT_COLUMNS = 3  # two fields side by side are as often a label and its text
_LISTING_SHARE = 0.5
_BLANK = Cell(())
_FIELD_TAGS = ("td", "th")


def _span(cell: HtmlElement, attribute: str) -> int:
    value = (cell.get(attribute) or "1").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1


def _spans(cell: HtmlElement) -> tuple[int, int]:
    """Returns how many columns and rows a field covers."""
    return _span(cell, "colspan"), _span(cell, "rowspan")


def drop_excessive_spans(root: HtmlElement) -> None:
    """Takes the spans from all fields of a page where they would cover more fields than anybody reads.

    Spans multiply: a hundred bytes of them can ask for millions of fields.
    """
    spanning = root.xpath("//*[@colspan or @rowspan]")
    if sum(width * height for width, height in map(_spans, spanning)) > _MAX_SPANNED_FIELDS:
        for cell in spanning:
            cell.attrib.pop("colspan", None)
            cell.attrib.pop("rowspan", None)


def _rows_of(table: HtmlElement) -> list[HtmlElement]:
    """Returns the table's own rows, not those of tables inside it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _fields_of(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in _FIELD_TAGS]


def join_split_tables(root: HtmlElement) -> None:
    """Makes one table of neighbours of one row each that have the same columns: some editors write a table a row."""
    first: HtmlElement | None = None
    columns = 0
    for table in list(root.iter("table")):
        own = _columns_of_only_row(table)
        has_same_columns = own == columns and own >= _FEWEST_SPLIT_COLUMNS
        if first is not None and has_same_columns and _is_next(first, table):
            first.extend(list(table))
            table.drop_tree()  # what follows it is kept
        else:
            first, columns = table, own


def _is_next(first: HtmlElement, second: HtmlElement) -> bool:
    return second.getprevious() is first and not (first.tail or "").strip()


def _columns_of_only_row(table: HtmlElement) -> int:
    """Returns how many fields the only row of a table of words has; 0 where it has other rows, pictures or lists."""
    rows = _rows_of(table)
    if len(rows) != 1 or next(table.iterdescendants("img", "ul", "ol", "table", "form", "input"), None) is not None:
        return 0
    return sum(_span(cell, "colspan") for cell in _fields_of(rows[0]))


def is_layout(table: HtmlElement) -> bool:
    """Tells a table that only places text from one whose rows and columns mean something."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table", "form", "h1", "h2", "article", "section", "pre"), None) is not None:
        return True
    rows = list(filter(None, map(_fields_of, _rows_of(table))))
    if any(cell.tag == "th" for row in rows for cell in row) or table.find("caption") is not None:
        return False
    columns = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    if columns < 2 or len(rows) < 2:
        return True
    blocks = sum(1 for _ in table.iterdescendants("p", "div", "ul", "ol"))
    return blocks > 3 * len(rows) * columns


def holds_lists(table: HtmlElement) -> bool:
    """Tells a table every other row of which holds a list: its fields are texts of their own, whatever heads them."""
    rows = _rows_of(table)
    listing = sum(
        any(next(cell.iterdescendants("ul", "ol"), None) is not None for cell in _fields_of(row)) for row in rows
    )
    return listing > 0 and listing >= _LISTING_SHARE * len(rows)


def table_of(element: HtmlElement, style: Style, base_url: str | None) -> Table | None:
    """Returns a data table as a rectangle of fields, or None where it is empty."""

    def content_of(cell: HtmlElement) -> Inline:
        return inline_of(cell, style, base_url)

    rows = _rows_of(element)
    spread = _spread(rows, content_of)
    width = max((max(row) + 1 for row in spread if row), default=0)
    rectangle = tuple(tuple(row.get(column, _BLANK) for column in range(width)) for row in spread)
    filled = tuple(row for row in rectangle if any(cell.content and not cell.is_continued for cell in row))
    caption = element.find("caption")
    if not filled:
        return None
    return Table(filled, content_of(caption) if caption is not None else ())


def _spread(rows: list[HtmlElement], content_of: Callable[[HtmlElement], Inline]) -> list[dict[int, Cell]]:
    """Returns the fields of each row by column; a field that spans others is continued in them."""
    spread = []
    reaching: dict[int, tuple[int, Cell]] = {}  # column: rows that a field still reaches down, and what it leaves there
    for row in rows:
        fields = {column: cell for column, (_, cell) in reaching.items()}
        reaching = {column: (left - 1, cell) for column, (left, cell) in reaching.items() if left > 1}
        in_head = next(row.iterancestors()).tag == "thead"
        column = 0
        for cell in _fields_of(row):
            while column in fields:
                column += 1
            content, is_header = content_of(cell), in_head or cell.tag == "th"
            width, height = _spans(cell)
            for offset in range(width):
                fields[column + offset] = Cell(content, is_header, is_continued=offset > 0)
                if height > 1:
                    reaching[column + offset] = (height - 1, Cell(content, is_header, is_continued=True))
            column += width
        spread.append(fields)
    return spread
