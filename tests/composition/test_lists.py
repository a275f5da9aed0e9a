"""Lists: L1 to L4."""

from tests.composition.building import FULL, Heard, bullets, compose, heard, image, item, paragraph, skipped, spoken
from transforms.documents import Code, Figure, ListStyle
from transforms.scripts import Role


def test_l1_a_few_short_items_are_a_series():
    script = compose(bullets("tea", "milk", "sugar"))
    assert heard(script) == [Heard("L1", "tea;", 0.35), Heard("L1", "milk;", 0.35), Heard("L1", "and sugar.", 0.8)]


def test_l1_the_word_before_the_last_item_is_not_the_pages():
    script = compose(bullets("tea", "milk"))
    assert [s.text for s in script.segments[:2]] == ["tea", "milk"]


def test_l1_series_in_german():
    assert spoken(compose(bullets("Tee", "Milch"), language="de")) == ["Tee;", "und Milch."]


def test_l1_series_in_a_language_without_notices():
    assert spoken(compose(bullets("tee", "maito"), language="fi")) == ["tee;", "maito."]


def test_l2_long_items_are_long_in_scripts_that_write_no_spaces():
    items = ["昨夜の雨で川が増水し町の広場は朝までに水に浸かりました", "けが人は一人もいませんでした"]
    assert {line.rule for line in heard(compose(bullets(*items), language="ja"))} == {"L2"}


def test_l2_more_than_six_items_are_read_one_by_one():
    script = compose(bullets(*"abcdefg"))
    assert [(line.rule, line.pause) for line in heard(script)] == [("L2", 0.6)] * 6 + [("L2", 0.8)]


def test_l2_each_long_item_is_a_sentence_of_its_own():
    script = compose(bullets("The first thing is that nobody came", "The second is that it rained."))
    assert heard(script) == [
        Heard("L2", "The first thing is that nobody came.", 0.6),
        Heard("L2", "The second is that it rained.", 0.8),
    ]


def test_l2_full_profile_announces_the_list():
    script = compose(bullets("The first thing is that nobody came.", "The second is that it rained."), settings=FULL)
    announcement = script.segments[0]
    assert (announcement.spoken, announcement.generated, announcement.rule) == ("List of two items.", True, "L2")


def test_l2_a_term_is_said_before_its_description():
    script = compose(bullets(item("A rise in prices.", term="Inflation"), style=ListStyle.DESCRIPTION))
    assert heard(script) == [Heard("L2", "Inflation:", 0.35), Heard("L2", "A rise in prices.", 0.8)]


def test_l3_numbers_are_said():
    script = compose(bullets("Preheat the oven.", "Mix.", style=ListStyle.NUMBERED))
    assert heard(script) == [Heard("L3", "One. Preheat the oven.", 0.6), Heard("L3", "Two. Mix.", 0.8)]
    assert [s.text for s in script.segments[:2]] == ["Preheat the oven.", "Mix."]


def test_l3_a_list_may_begin_elsewhere():
    assert spoken(compose(bullets("Bake.", style=ListStyle.NUMBERED, start=7))) == ["Seven. Bake."]


def test_l3_a_number_that_is_printed_in_the_item_is_said_once():
    assert spoken(compose(bullets("1. Preheat the oven.", style=ListStyle.NUMBERED))) == ["one. Preheat the oven."]


def test_l4_a_list_under_an_item_is_announced_once():
    inner = bullets("with butter", "with oil")
    script = compose(bullets(item("Grease the tin", children=[inner]), "Bake."))
    assert heard(script) == [
        Heard("L2", "Grease the tin:", 0.6),
        Heard("L4", "Under that:", 0.3),
        Heard("L1", "with butter;", 0.35),
        Heard("L1", "and with oil.", 0.8),
        Heard("L2", "Bake.", 0.8),
    ]
    assert [s.generated for s in script.segments[:5]] == [False, True, False, False, False]


def test_code_inside_an_item_is_described_and_its_words_are_skipped():
    script = compose(bullets(item("Run this:", children=[Code("make\nmake test", "bash")]), "Wait."))
    assert [line.rule for line in heard(script)] == ["L2", "C1", "L2"]
    assert skipped(script) == [("C1", "make\nmake test")]


def test_a_paragraph_inside_an_item_is_read_in_its_place():
    script = compose(bullets(item("First.", children=[paragraph("And more of it.")]), "Second."))
    assert spoken(script) == ["First.", "And more of it.", "Second."]


def test_items_have_the_role_of_items():
    script = compose(bullets("tea", "milk"))
    assert {s.role for s in script.segments if s.block == 0} == {Role.LIST_ITEM}


def test_l4_pictures_under_an_item_are_not_announced_as_a_list():
    picture = Figure((image("A bowl of butter on a table"),))
    script = compose(bullets(item("Grease the tin", children=[bullets(item(children=[picture]))]), "Bake."))
    assert "L4" not in [line.rule for line in heard(script)]
    assert spoken(script)[0] == "Grease the tin."


def places(script) -> list[tuple[str, str | None]]:
    return [(segment.text, segment.list_item) for segment in script.segments if segment.role is Role.LIST_ITEM]


def test_items_know_where_they_stand_in_lists_inside_lists():
    inner = bullets("Butter the tin well before anything else.", "Dust it with plenty of flour.")
    script = compose(bullets(item("Preheat the oven.", children=[inner]), "Mix.", style=ListStyle.NUMBERED, start=3))
    assert places(script) == [
        ("Preheat the oven.", "ol3"),
        ("Under that:", "ol3"),
        ("Butter the tin well before anything else.", "ol3/ul1"),
        ("Dust it with plenty of flour.", "ol3/ul2"),
        ("Mix.", "ol4"),
    ]


def test_a_series_and_a_term_know_their_items():
    assert places(compose(bullets("tea", "milk"))) == [("tea", "ul1"), ("milk", "ul2")]
    described = compose(bullets(item("A rise in prices.", term="Inflation"), style=ListStyle.DESCRIPTION))
    assert places(described) == [("Inflation", "dt1"), ("A rise in prices.", "dd1")]


def test_a_paragraph_inside_an_item_knows_the_item_and_one_after_the_list_none():
    inside = paragraph("Nobody had thought of that before the storm came.")
    script = compose(bullets(item("The first thing is the roof.", children=[inside])), paragraph("So it was."))
    items = {segment.text: segment.list_item for segment in script.segments}
    assert items["Nobody had thought of that before the storm came."] == "ul1"
    assert items["So it was."] is None
