import pytest
from lxml.html import document_fromstring

from tests.extraction.pages import blocks_between, read
from transforms.documents import Cell, Figure, ListBlock, Span, Table, text_of
from transforms.extraction.tables import join_split_tables


def table(markup: str) -> Table:
    (block,) = blocks_between(markup)
    assert isinstance(block, Table)
    return block


def words(block: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def test_header_cells_are_told_from_data():
    block = table("<table><tr><th>Year<th>Days</tr><tr><td>1929<td>9</tr></table>")
    assert words(block) == [["Year", "Days"], ["1929", "9"]]
    assert [[cell.is_header for cell in row] for row in block.rows] == [[True, True], [False, False]]


def test_all_cells_of_the_head_are_headers():
    block = table("<table><thead><tr><td>Year<td>Days</thead><tbody><tr><td>1929<td>9</tbody></table>")
    assert all(cell.is_header for cell in block.rows[0])


def test_a_caption_names_the_table():
    block = table("<table><caption>Days of ice</caption><tr><th>Year<th>Days</tr><tr><td>1929<td>9</tr></table>")
    assert text_of(block.caption) == "Days of ice"


def test_a_cell_that_spans_columns_is_continued_in_them():
    block = table("<table><tr><th colspan=2>Winter</tr><tr><td>1929<td>9</tr></table>")
    assert block.rows[0] == (Cell((Span("Winter"),), True), Cell((Span("Winter"),), True, is_continued=True))


def test_a_cell_that_spans_rows_is_continued_below():
    block = table("<table><tr><th>Year<th>Days</tr><tr><td rowspan=2>1929<td>9</tr><tr><td>3</tr></table>")
    assert words(block)[2] == ["1929", "3"]
    assert [cell.is_continued for cell in block.rows[2]] == [True, False]


def test_short_rows_are_filled_up():
    block = table("<table><tr><th>a<th>b<th>c</tr><tr><td>1</tr></table>")
    assert words(block) == [["a", "b", "c"], ["1", "", ""]]


def test_the_words_of_a_spanning_cell_are_said_once():
    block = table("<table><tr><th colspan=3>Winter</tr><tr><td>a<td>b<td>c</tr></table>")
    assert block.text == "Winter\na\tb\tc"


def test_a_table_that_only_places_text_is_read_as_paragraphs():
    first, second = "The ice came early that year, they say.", "It went late, and nobody had foreseen it."
    blocks = blocks_between(f"<table><tr><td><p>{first}</p></td></tr><tr><td><p>{second}</p></td></tr></table>")
    assert [block.text for block in blocks] == [first, second]


def test_a_table_that_says_it_is_for_layout_is_believed():
    blocks = blocks_between(
        "<table role=presentation><tr><td>The ice came early that year.<td>It went late.</tr>"
        "<tr><td>Nobody had foreseen it.<td>Nobody minded it.</tr></table>"
    )
    assert not any(isinstance(block, Table) for block in blocks)
    assert len(blocks) == 4


def test_spans_that_ask_for_millions_of_fields_are_ignored():
    row = "<tr><td colspan=100 rowspan=100>a</td><th>b</th></tr>"
    blocks = read(f"<html><body><p>{'word ' * 100}</p><table>{row * 300}</table></body></html>").blocks
    assert words(blocks[-1]) == [["a", "b"]] * 300


def test_a_table_whose_fields_hold_lists_is_read_in_the_order_of_its_rows():
    blocks = blocks_between(
        "<table><tr><th>Day<th>Reading</tr>"
        "<tr><td>Monday<td><ul><li>On ice<li>On thaw</ul></tr><tr><td>Tuesday<td><ul><li>On tides</ul></tr></table>"
    )
    assert [block.text for block in blocks] == ["Day", "Reading", "Monday", "On ice\nOn thaw", "Tuesday", "On tides"]
    assert [type(block) for block in blocks].count(ListBlock) == 2


def test_a_table_with_one_list_among_its_rows_stays_a_table():
    rows = "".join(f"<tr><td>{year}<td>{year % 9}</tr>" for year in range(1929, 1934))
    block = table(f"<table><tr><th>Year<th>Days</tr>{rows}<tr><td>1934<td><ul><li>3<li>4</ul></tr></table>")
    assert len(block.rows) == 7


def test_a_table_of_lists_that_is_not_the_article_is_left_out_with_all_its_fields():
    links = "".join(f"<tr><td>Town {n}<td><ul><li><a href=/{n}>Ice in town {n}</a></ul></tr>" for n in range(4))
    assert blocks_between(f"<div class=newsletter><table>{links}</table></div>") == ()


def test_the_pictures_of_a_table_of_lists_follow_it():
    row = "<tr><td><img src=ice.jpg width=600><td><ul><li>On ice<li>On thaw</ul></tr>"
    assert [type(block) for block in blocks_between(f"<table>{row}{row}</table>")] == [ListBlock] * 2 + [Figure] * 2


def one_row(*fields: str) -> str:
    return f"<table><tbody><tr>{''.join(f'<td>{field}' for field in fields)}</tr></tbody></table>"


def test_a_table_split_into_tables_of_one_row_is_one():
    head = "<table><thead><tr><th>Year<th>Days<th>Depth</tr></thead></table>"
    block = table(f"{head}{one_row('1929', '9', '30')}\n{one_row('1930', '3', '12')}")
    assert words(block) == [["Year", "Days", "Depth"], ["1929", "9", "30"], ["1930", "3", "12"]]
    assert [cell.is_header for cell in block.rows[1]] == [False] * 3


@pytest.mark.parametrize(
    "markup",
    [
        one_row("1929", "9", "30") + "<p>It went late, and nobody had foreseen it.</p>" + one_row("1930", "3", "12"),
        one_row("1929", "9", "30") + "It went late, and nobody had foreseen it." + one_row("1930", "3", "12"),
        one_row("1929", "9", "30") + one_row("1930", "3"),
    ],
)
def test_tables_with_words_between_them_or_other_columns_are_not_joined(markup):
    root = document_fromstring(f"<html><body>{markup}</body></html>")
    join_split_tables(root)
    assert len(root.findall(".//table")) == 2
