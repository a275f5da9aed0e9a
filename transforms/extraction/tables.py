"""Tables: spread over a rectangle, and told from tables that only place text."""

from lxml.html import HtmlElement

from transforms.documents import Cell, Table, text_of
from transforms.extraction.inline import BLOCK_LEVEL, Style, inline_of

_MAX_SPAN = 100
_MAX_CELLS = 20_000


def _span(cell: HtmlElement, attribute: str) -> int:
    value = (cell.get(attribute) or "1").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1


def _rows_of(table: HtmlElement) -> list[HtmlElement]:
    """Returns the table's own rows, not those of tables inside it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def is_layout(table: HtmlElement) -> bool:
    """Tells a table that only places text from one whose rows and columns mean something."""
    if table.get("role") in ("presentation", "none"):
        return True
    if any(True for _ in table.iterdescendants("table", "form", "h1", "h2", "article", "section", "pre")):
        return True
    rows = _rows_of(table)
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if any(cell.tag == "th" for row in cells for cell in row) or table.find("caption") is not None:
        return False
    widths = [sum(_span(cell, "colspan") for cell in row) for row in cells if row]
    if not widths or max(widths) < 2 or len(widths) < 2:
        return True
    blocks = sum(1 for el in table.iterdescendants("p", "div", "ul", "ol") if el.tag in BLOCK_LEVEL)
    return blocks > 3 * len(widths) * max(widths)


def table_of(element: HtmlElement, style: Style, base_url: str | None) -> Table | None:
    """Returns a data table as a rectangle of cells, or None where it is empty."""
    rows: list[dict[int, Cell]] = []
    pending: dict[int, tuple[int, Cell]] = {}  # column: rows that a cell still reaches down, and what it leaves there
    for row in _rows_of(element):
        in_head = next(row.iterancestors()).tag == "thead"
        filled: dict[int, Cell] = {}
        for column, (left, above) in list(pending.items()):
            filled[column] = above
            pending[column] = (left - 1, above)
            if left == 1:
                del pending[column]
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while column in filled:
                column += 1
            content = inline_of(cell, style, base_url)
            is_header = cell.tag == "th" or in_head
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for offset in range(width):
                filled[column + offset] = Cell(content, is_header, is_continued=offset > 0)
                if height > 1:
                    pending[column + offset] = (height - 1, Cell(content, is_header, is_continued=True))
            column += width
        if filled:
            rows.append(filled)
        if sum(map(len, rows)) > _MAX_CELLS:
            break
    width = max((max(row) + 1 for row in rows), default=0)
    spread = tuple(tuple(row.get(column, Cell(())) for column in range(width)) for row in rows)
    spread = tuple(row for row in spread if any(text_of(cell.content) for cell in row))
    caption = element.find("caption")
    if not spread:
        return None
    return Table(spread, inline_of(caption, style, base_url) if caption is not None else ())
