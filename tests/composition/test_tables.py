"""Tables: T1 to T3."""

from tests.composition.building import Heard, bullets, compose, heard, inline, item, paragraph, skipped, spoken, table
from transforms.documents import Cell, Table
from transforms.scripts import Role

SALES = table(["Year", "Sales"], ["2024", "5"], ["2025", "7"], caption="Sales by year")


def test_t1_title_then_every_row():
    script = compose(SALES)
    assert [s.text for s in script.segments if s.block == 0] == ["Table: Sales by year", "2024: 5.", "2025: 7."]
    assert [line.rule for line in heard(script)] == ["T1"] * 3
    assert [line.pause for line in heard(script)] == [0.4, 0.5, 0.8]


def test_t1_is_marked_as_generated_and_counts_as_described():
    script = compose(SALES)
    assert {(s.role, s.generated) for s in script.segments if s.block == 0} == {(Role.TABLE, True)}
    assert script.coverage.described == 1


def test_t1_every_field_has_the_name_of_its_column():
    script = compose(table(["City", "Rain", "Sun"], ["Oslo", "12", "3"], ["Rome", "2", "9"]))
    assert [s.text for s in script.segments if s.block == 0] == [
        "Table.",
        "Oslo: Rain 12, Sun 3.",
        "Rome: Rain 2, Sun 9.",
    ]


def test_t1_a_table_without_header_is_read_row_by_row():
    script = compose(table(["Rain", "12"], ["Sun", "3"], header=False))
    assert [s.text for s in script.segments if s.block == 0] == ["Table.", "Rain: 12.", "Sun: 3."]


def test_t1_an_empty_field_is_not_read():
    script = compose(table(["City", "Rain", "Sun"], ["Oslo", "", "3"]))
    assert [s.text for s in script.segments if s.block == 0][1] == "Oslo: Sun 3."


def test_t1_a_first_row_that_looks_like_names_is_the_header():
    script = compose(table(["City", "Rain"], ["Oslo", "12"], ["Rome", "2"], header=False))
    assert [s.text for s in script.segments if s.block == 0][1:] == ["Oslo: Rain 12.", "Rome: Rain 2."]


def test_t1_columns_of_sentences_are_both_named():
    rows = [["It is easy to learn and to use.", "It may cost more than the others do."]] * 2
    script = compose(table(["Pros", "Cons"], *rows))
    assert [s.text for s in script.segments if s.block == 0][1] == (
        "Pros: It is easy to learn and to use. Cons: It may cost more than the others do."
    )


def test_t1_the_colon_behind_a_name_is_said_once():
    script = compose(table(["Region:", "Napa"], ["Year:", "2015"], header=False))
    assert [s.text for s in script.segments if s.block == 0] == ["Table.", "Region: Napa.", "Year: 2015."]


def test_t2_names_are_listed_without_their_colons():
    rows = [[f"Kind {number}:", "red", "dry"] for number in range(5)]
    script = compose(table(*rows, header=False))
    assert spoken(script)[1] == "The rows are Kind zero, Kind one, Kind two, Kind three, Kind four."


def test_t1_a_table_of_headers_only_is_read_as_a_row():
    script = compose(table(["City", "Rain", "Sun"]))
    assert [s.text for s in script.segments if s.block == 0] == ["Table.", "City: Rain, Sun."]


def test_t2_a_large_table_is_told_in_outline():
    rows = [[f"City {n}", str(n), str(10 * n)] for n in range(1, 6)]
    script = compose(table(["City", "Rain", "Sun"], *rows, caption="the weather"))
    assert [s.text for s in script.segments if s.block == 0] == [
        "A table of 5 rows shows the weather.",
        "The columns are City, Rain, Sun.",
        "Highest Sun: City 5, 50.",
        "Lowest Sun: City 1, 10.",
    ]
    assert [rule for rule, _ in skipped(script)] == ["T2"]


def test_t2_ranks_have_no_extremes():
    rows = [[f"City {n}", "wet", str(n)] for n in range(1, 6)]
    assert not any("Highest" in words for words in spoken(compose(table(["City", "Rain", "Rank"], *rows))))


def test_t2_the_name_of_a_row_is_no_rank():
    rows = [[str(n), f"City {n}", str(10 * n)] for n in range(1, 6)]
    assert [s.text for s in compose(table(["Rank", "City", "Rain"], *rows)).segments][2] == "Highest Rain: City 5, 50."


def test_t2_a_table_of_words_has_no_extremes():
    rows = [[f"City {n}", "wet", "dark"] for n in range(1, 6)]
    assert len(spoken(compose(table(["City", "Rain", "Sun"], *rows)))) == 2


def test_t2_a_table_without_header_names_its_rows():
    script = compose(table(*[[f"City {n}", "wet", "dark"] for n in range(1, 6)], header=False))
    assert [s.text for s in script.segments if s.block == 0] == [
        "A table of 5 rows.",
        "The rows are City 1, City 2, City 3, City 4, City 5.",
    ]


def test_t2_many_rows_without_names_of_columns_are_counted_only():
    script = compose(table(*[[f"City {n}", "wet", "dark"] for n in range(1, 30)], header=False))
    assert [s.text for s in script.segments if s.block == 0] == ["A table of 29 rows."]


def test_t1_the_names_of_rows_are_no_names_of_columns():
    rows = [
        (Cell(inline(name), is_header=True), Cell(inline(value))) for name, value in (("Oslo", "12"), ("Rome", "2"))
    ]
    assert [s.text for s in compose(Table(tuple(rows))).segments if s.block == 0] == ["Table.", "Oslo: 12.", "Rome: 2."]


def test_t3_layout_table_is_read_as_paragraphs():
    script = compose(table(["Left words.", "Right words."], is_layout=True))
    assert heard(script) == [Heard("T3", "Left words.", 0.8), Heard("T3", "Right words.", 0.8)]
    assert {(s.role, s.generated) for s in script.segments if s.block == 0} == {(Role.PARAGRAPH, False)}


def test_t3_a_table_of_one_column_is_read_as_paragraphs():
    assert [line.rule for line in heard(compose(table(["One."], ["Two."], header=False)))] == ["T3", "T3"]


def test_t3_a_field_that_spans_columns_is_read_once():
    wide = Cell(paragraph("Wide words.").content)
    script = compose(Table(((wide, Cell(wide.content, is_continued=True)),), is_layout=True))
    assert spoken(script) == ["Wide words."]


def test_a_table_inside_an_item_is_told_and_its_words_are_skipped():
    script = compose(bullets(item("See:", children=[SALES]), "Done."))
    assert [line.rule for line in heard(script)] == ["L2", "T1", "T1", "T1", "L2"]
    assert skipped(script) == [("T1", SALES.text)]


def test_an_empty_table_is_skipped():
    assert [rule for rule, _ in skipped(compose(table(["", ""], ["", ""], header=False)))] == ["M2"]


def test_tables_in_a_language_without_notices_say_their_fields_only():
    script = compose(table(["Vuosi", "Myynti"], ["2024", "5"]), language="fi")
    assert [s.text for s in script.segments if s.block == 0] == ["2024: Myynti 5."]


def test_t1_a_field_over_all_columns_is_the_title():
    wide, built, year = (Cell(inline(words), is_header=i < 2) for i, words in enumerate(("The mill", "Built", "1936")))
    rows = ((wide, Cell(wide.content, is_header=True, is_continued=True)), (built, year))
    assert [s.text for s in compose(Table(rows)).segments if s.block == 0] == ["Table: The mill", "Built: 1936."]
