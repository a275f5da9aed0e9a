"""Rules on words inside a block: F1, F3, F4, P1, N1, E3, U1."""

import pytest

from tests.composition.building import FULL, Heard, compose, heard, link, marked, paragraph, skipped, spoken
from transforms.documents import Mark

NOTE = marked("[15]", Mark.NOTE_MARK, href="#fn15")


def test_f1_a_note_mark_is_silent():
    script = compose(paragraph("This is the rule.", NOTE, " It holds."))
    assert heard(script) == [Heard("P0", "This is the rule. It holds.", 0.8)]
    assert script.segments[0].text == "This is the rule. It holds."
    assert skipped(script) == [("F1", "[15]")]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("The rule [15] holds.", "The rule holds."),
        ("The rule.[3, 4] It holds.", "The rule. It holds."),
        ("The rule.[12–15]", "The rule."),
        ("The rule[note 2] holds.", "The rule holds."),
        ("The rule.[citation needed]", "The rule."),
    ],
)
def test_f1_marks_in_plain_text_are_silent(words, left):
    assert compose(paragraph(words)).segments[0].text == left


@pytest.mark.parametrize("words", ["He said “[the] rule” holds.", "The list is [a, b]."])
def test_f1_other_square_brackets_are_the_authors(words):
    assert compose(paragraph(words)).segments[0].text == words


def test_f1_a_raised_number_after_a_word_is_a_note_mark():
    script = compose(paragraph("So says the rule", marked("7", Mark.SUPERSCRIPT), " today."))
    assert spoken(script) == ["So says the rule today."]
    assert skipped(script) == [("F1", "7")]


@pytest.mark.parametrize(
    ("before", "raised", "said"),
    [("It is 10", "6", "ten to the sixth"), ("It has 5 m", "2", "square")],
)
def test_f4_powers_are_read(before, raised, said):
    script = compose(paragraph(before, marked(raised, Mark.SUPERSCRIPT), " today."))
    assert said in spoken(script)[0]
    assert skipped(script) == []


def test_f4_the_source_keeps_the_characters_of_the_page():
    script = compose(paragraph("It is 10", marked("6", Mark.SUPERSCRIPT), " today."))
    assert script.segments[0].text == "It is 106 today."


def test_f4_indices_are_read():
    assert "H two O" in spoken(compose(paragraph("Water is H", marked("2", Mark.SUBSCRIPT), "O.")))[0]


def test_f4_a_raised_ending_of_an_ordinal_is_part_of_its_word():
    assert "twenty first" in spoken(compose(paragraph("On the 21", marked("st", Mark.SUPERSCRIPT), " floor.")))[
        0
    ].replace("-", " ")


@pytest.mark.parametrize(
    "citation",
    [
        "(Smith et al., 2020)",
        "(Smith & Jones, 2019)",
        "(Smith, 2020; Jones and Cole, 2021)",
        "(see Smith, 2020, p. 14)",
        "(Müller u. a. 2018)",
        "[Smith '19]",
        "[Smith-Cole ’19, Jones et al. '20]",
        "[Smith et al., 2020]",
    ],
)
def test_f3_a_citation_in_brackets_is_silent(citation):
    script = compose(paragraph(f"Rain is wet {citation}."))
    assert heard(script) == [Heard("P0", "Rain is wet.", 0.8)]
    assert skipped(script) == [("F3", citation)]


@pytest.mark.parametrize("words", ["As shown by [Smith '19].", "Rain is wet: [Smith '19].", "He [Smith] said so."])
def test_f3_a_name_in_square_brackets_that_the_sentence_needs_is_read(words):
    assert skipped(compose(paragraph(words))) == []


def test_f3_a_name_in_the_sentence_is_read():
    script = compose(paragraph("Smith et al. (2020) found that rain is wet."))
    assert spoken(script)[0].startswith("Smith")
    assert skipped(script) == [("F3", "(2020)")]


@pytest.mark.parametrize("words", ["He won (Rome, 2020) and left.", "The film (2020) is long."])
def test_f3_a_year_alone_or_a_place_is_no_citation(words):
    assert ("F3", "(2020)") not in skipped(compose(paragraph(words)))


@pytest.mark.parametrize(
    "pointer",
    [
        *(
            "(see below)",
            "(pictured)",
            "(see Figure 2)",
            "(Fig. 3)",
            "[Table 1]",
            "(click to enlarge)",
            "(photo, left)",
        ),
        *("(siehe oben)", "(siehe Kasten)", "(s. Tab. 2)", "(vgl. Abb. 4)", "(Foto oben)", "(im Bild links)"),
        *("(voir l’encadré ci-contre)", "(lire ci-dessous)", "(cf. figure 1)", "(photo ci-contre)", "(voir la vidéo)"),
        *(
            "(véase la figura 2)",
            "(ver más abajo)",
            "(en la foto)",
            "(ver el recuadro)",
            "(pinche aquí)",
            "(Gráfico 1)",
        ),
        *("(vedi sopra)", "(ver abaixo)", "(zie onder)"),
    ],
)
def test_p1_a_pointer_to_the_page_is_silent(pointer):
    script = compose(paragraph(f"The mill {pointer} stands."))
    assert spoken(script) == ["The mill stands."]
    assert skipped(script) == [("P1", pointer)]


def test_p3_how_a_word_sounds_is_not_read_after_it():
    script = compose(paragraph("灯台守は弾劾（だんがい）された。"), language="ja")
    assert skipped(script) == [("P3", "（だんがい）")]


def test_p3_other_brackets_in_japanese_are_read():
    script = compose(paragraph("灯台（とうだいもと暗し、という）の守（2人）。"), language="ja")
    assert skipped(script) == []


@pytest.mark.parametrize(
    "aside", ["(watch the sea)", "(see you)", "(siehe Müller)", "(voir le maire)", "(no photo)", "(p. 5 of the report)"]
)
def test_p1_brackets_that_say_more_than_a_place_are_read(aside):
    assert skipped(compose(paragraph(f"The mill {aside} stands."))) == []


def test_p1_a_sentence_that_leads_to_pictures_is_silent():
    script = compose(paragraph("The mill stands. (See pictures of the mill.) It is old."))
    assert spoken(script) == ["The mill stands. It is old."]


@pytest.mark.parametrize("aside", ["(See you there.)", "(Read: no pictures.)", "(Watch out for the mill.)"])
def test_p1_another_sentence_in_brackets_is_read(aside):
    assert skipped(compose(paragraph(f"The mill stands. {aside}"))) == []


def test_p1_an_aside_is_read():
    script = compose(paragraph("The mill (a ruin by then) stands."))
    assert "a ruin by then" in spoken(script)[0]
    assert skipped(script) == []


@pytest.mark.parametrize(
    ("words", "acronym"),
    [
        ("The World Health Organization (WHO) met.", "(WHO)"),
        ("The Department of Justice (DOJ) met.", "(DOJ)"),
        ("Application programming interfaces (APIs) grow.", "(APIs)"),
    ],
)
def test_n1_an_acronym_after_its_name_is_silent(words, acronym):
    script = compose(paragraph(words))
    assert skipped(script) == [("N1", acronym)]


@pytest.mark.parametrize("words", ["He went home (USA) and slept.", "The World Health Organization (NATO) met."])
def test_n1_another_acronym_in_brackets_is_read(words):
    assert skipped(compose(paragraph(words))) == []


def test_e3_struck_words_are_silent():
    script = compose(paragraph("It costs ", marked("ten", Mark.STRUCK), " five coins."))
    assert skipped(script) == [("E3", "ten")]
    assert spoken(script) == ["It costs five coins."]


def test_u1_a_link_is_its_words():
    assert spoken(compose(paragraph("The ", link("report"), " is long."))) == ["The report is long."]


def test_of_two_rules_that_meet_in_one_place_the_first_one_decides():
    script = compose(paragraph("The rule ", marked("[15]", Mark.NOTE_MARK, Mark.SUPERSCRIPT), " holds."))
    assert skipped(script) == [("F1", "[15]")]


def test_q3_an_inline_quote_is_read_without_saying_so():
    assert spoken(compose(paragraph("“No,” he said, “never.”"), settings=FULL)) == ["“No,” he said, “never.”"]


def test_u1_of_a_link_its_words_are_read_and_nothing_else():
    assert spoken(compose(paragraph("The ", link("report"), " is out."))) == ["The report is out."]
