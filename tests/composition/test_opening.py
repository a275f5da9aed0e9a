"""Headline, byline, dateline and standfirst: H1 to H4."""

from dataclasses import replace

import pytest

from tests.composition.building import (
    FILLER,
    LISTEN,
    Heard,
    bullets,
    compose,
    document,
    heading,
    heard,
    inline,
    paragraph,
    skipped,
    spoken,
)
from transforms.composition import compose_script
from transforms.documents import Heading, ParagraphKind
from transforms.scripts import Role


def test_h1_headline_opens_with_a_second_of_silence_after_it():
    script = compose(title="Rates rise again")
    assert heard(script, None)[0] == Heard("H1", "Rates rise again.", 1.0)
    assert script.segments[0].role is Role.HEADLINE
    assert not script.segments[0].generated


def test_h1_a_heading_that_adds_the_site_to_the_headline_is_silent():
    script = compose(heading("Rates rise again - Money - The Gazette", level=1), title="Rates rise again")
    assert skipped(script) == [("H1", "Rates rise again - Money - The Gazette")]


def test_h1_a_heading_that_goes_on_from_the_headline_is_read():
    script = compose(heading("Rates rise again as banks wait", level=1), title="Rates rise again")
    assert spoken(script) == ["Rates rise again as banks wait."]


def test_h1_a_question_keeps_its_mark():
    assert spoken(compose(title="Why now?"), None)[0] == "Why now?"


@pytest.mark.parametrize("block", [heading("Rates rise again", level=1), paragraph("Rates Rise Again")])
def test_h1_the_page_repeats_the_headline_in_silence(block):
    script = compose(block, title="Rates rise again")
    assert skipped(script) == [("H1", block.text)]


def test_h1_the_same_words_further_down_are_a_subhead():
    filler = [paragraph(f"{FILLER} Part {n}.") for n in range(6)]
    script = compose(*filler, heading("Rates rise again"), title="Rates rise again")
    assert spoken(script, 6) == ["Rates rise again."]


def test_h1_site_name_behind_the_title_is_not_read():
    assert spoken(compose(title="Rates rise again | The Valley News", site="The Valley News"), None)[0] == (
        "Rates rise again."
    )


@pytest.mark.parametrize(
    "title", ["Rates rise again | Money", "Rates rise again｜Money", "Rates rise again - Ann Cole"]
)
def test_h1_what_follows_a_bar_or_names_the_author_is_not_read(title):
    script = compose(title=title, authors=("Ann Cole",))
    assert spoken(script, None)[0] == "Rates rise again."
    assert [rule for rule, _ in skipped(script, None)] == ["H1"]


def test_h1_what_the_page_heading_lacks_is_not_read():
    script = compose(heading("Rates rise again", level=1), title="Rates rise again – Home of News")
    assert spoken(script, None)[0] == "Rates rise again."
    assert skipped(script) == [("H1", "Rates rise again")]


def test_h1_a_dash_inside_a_title_is_no_site_name():
    assert "summer" in spoken(compose(title="Rates rise - again this summer"), None)[0]


def test_h2_author_and_date_are_read_from_the_metadata():
    script = compose(title="Rates", authors=("A. Cole",), published_at="2026-01-06T08:00:00+00:00")
    byline = script.segments[1]
    assert (byline.rule, byline.role, byline.generated) == ("H2", Role.BYLINE, True)
    assert byline.text == "By A. Cole. January 6, 2026."
    assert "January sixth" in byline.spoken


def test_h2_two_authors_are_joined():
    script = compose(title="Rates", authors=("Ann Cole", "Bo Dee"))
    assert spoken(script, None)[1] == "By Ann Cole and Bo Dee."


def test_h2_a_site_is_not_its_own_author():
    script = compose(title="Rates", authors=("The Valley News", "Ann Cole"), site="The Valley News")
    assert spoken(script, None)[1] == "By Ann Cole."


def test_h2_the_date_is_written_as_the_language_writes_it():
    script = compose(title="Zinsen", language="de", authors=("Ann Cole",), published_at="2026-01-06")
    assert script.segments[1].text == "Von Ann Cole. 6. Januar 2026."


def test_h2_an_unknown_date_is_left_out():
    assert compose(title="Rates", authors=("Ann Cole",), published_at="last week").segments[1].text == "By Ann Cole."


def test_h2_printed_byline_is_silent_where_the_metadata_has_its_facts():
    printed = paragraph("By A. Cole | 6 Jan 2026 | 4 min read", kind=ParagraphKind.BYLINE)
    script = compose(printed, title="Rates", authors=("A. Cole",), published_at="2026-01-06")
    assert skipped(script) == [("H2", "By A. Cole | 6 Jan 2026 | 4 min read")]


def test_h2_an_unmarked_byline_is_known_by_its_words():
    script = compose(paragraph("Ann Cole, updated January 6, 2026"), authors=("Ann Cole",), published_at="2026-01-06")
    assert skipped(script) == [("H2", "Ann Cole, updated January 6, 2026")]


def test_h2_a_printed_date_alone_is_silent_where_the_date_is_known():
    assert skipped(compose(paragraph("06.01.2026"), published_at="2026-01-06")) == [("H2", "06.01.2026")]
    assert skipped(compose(paragraph("06.01.2026"))) == []


def test_h2_a_list_of_what_the_metadata_has_is_silent():
    facts = bullets("by: Ann Cole", "From: Valley News", "January 6, 2026 9:00PM")
    script = compose(facts, authors=("Ann Cole",), site="ValleyNews", published_at="2026-01-06")
    assert [rule for rule, _ in skipped(script)] == ["H2"]
    assert skipped(compose(bullets("by: Ann Cole", "A mill"), authors=("Ann Cole",))) == []


def test_h2_the_name_of_the_section_is_silent():
    article = replace(document(paragraph("How to"), paragraph(FILLER)), section="How To")
    assert skipped(compose_script(article, LISTEN)) == [("H2", "How to")]


def test_h2_a_date_as_a_heading_is_silent_where_the_date_is_known():
    script = compose(heading("Sunday, January 6, 2026"), published_at="2026-01-06")
    assert skipped(script) == [("H2", "Sunday, January 6, 2026")]


def test_h2_a_first_sentence_about_the_author_is_no_byline():
    script = compose(paragraph("Ann Cole went to sea."), authors=("Ann Cole",), published_at="2026-01-06")
    assert spoken(script) == ["Ann Cole went to sea."]


@pytest.mark.parametrize(
    "words",
    [
        "(Reporting by Ann Cole in Oslo; Editing by Bo Dee)",
        "Additional reporting by Cy Fox",
        "The Associated Press contributed to this report.",
        "Mit Material von dpa",
        "dpa/abc",
        "Con información de EFE",
        "Courier writers Ann Cole, Bo Dee and Cy Fox in Oslo, and Di Gray in Bergen, contributed to this story.",
        "Contributing: Ann Cole, Courier",
        "ann.cole@courier.example\n(END)",
        "（编辑：王辉）",
    ],
)
def test_h2_what_agencies_print_under_a_text_is_silent(words):
    article = document(heading("The river"), *[paragraph(FILLER)] * 3, paragraph(words))
    assert skipped(compose_script(article, LISTEN), 4) == [("H2", words)]


def test_h2_a_last_sentence_about_what_contributed_is_read():
    article = document(*[paragraph(FILLER)] * 3, paragraph("The wet spring contributed to the flood."))
    assert spoken(compose_script(article, LISTEN), 3) == ["The wet spring contributed to the flood."]


def test_h2_a_signature_at_the_end_is_read_early_where_nobody_else_is_named():
    article = document(*[paragraph(FILLER)] * 3, paragraph("Autorin: Ann Cole, Oslo"), title="The river")
    assert [s.text for s in compose_script(article, LISTEN).segments[:2]] == ["The river", "Autorin: Ann Cole, Oslo"]


def test_h2_a_signature_at_the_end_is_silent_where_the_author_is_known():
    article = document(*[paragraph(FILLER)] * 3, paragraph("Text: Ann Cole"), title="The river", authors=("Ann Cole",))
    assert ("H2", "Text: Ann Cole") in skipped(compose_script(article, LISTEN), 3)


def test_h2_a_printed_byline_without_metadata_is_read_after_the_headline():
    script = compose(paragraph("It rained."), paragraph("By Ann Cole", kind=ParagraphKind.BYLINE), title="Rates")
    assert [s.block for s in script.segments[:3]] == [None, 1, 0]
    assert heard(script, 1)[0] == Heard("H2", "By Ann Cole.", 0.8)


def test_h2_a_line_of_by_and_a_name_near_the_top_is_a_byline():
    script = compose(heading("The night", level=1), paragraph("By Evan Wild"), title="Rates")
    assert [(s.block, s.rule, s.role) for s in script.segments[1:3]] == [
        (1, "H2", Role.BYLINE),
        (0, "H5", Role.HEADING),
    ]


@pytest.mark.parametrize(
    ("words", "place", "silent"),
    [
        ("PARIS (AP) — The bank said so.", "Paris.", "(AP) —"),
        ("NEW YORK — The bank said so.", "New York.", "—"),
        ("LONDON, Jan 6 (Reuters) - The bank said so.", "London.", ", Jan 6 (Reuters) -"),
        ("Berlin (dpa) – The bank said so.", "Berlin.", "(dpa) –"),
        ("ASHCOMBE (Courier) — The bank said so.", "Ashcombe.", "(Courier) —"),
        ("BIRKENRODE. The bank said so.", "Birkenrode.", "."),
        ("ASHCOMBE, Jan. 6, 2026 /PRNewswire/ -- The bank said so.", "Ashcombe.", ", Jan. 6, 2026 /PRNewswire/ --"),
        ("ASHCOMBE, 6 janvier (Reuters) - The bank said so.", "Ashcombe.", ", 6 janvier (Reuters) -"),
        ("Ashcombe, 6 ene (EFE).- The bank said so.", "Ashcombe.", ", 6 ene (EFE).-"),
        ("Port St. Lucie (dpa) The bank said so.", "Port Saint Lucie.", "(dpa)"),
    ],
)
def test_h3_dateline_is_its_place_and_a_short_pause(words, place, silent):
    script = compose(paragraph(words))
    assert heard(script) == [Heard("H3", place, 0.4), Heard("P0", "The bank said so.", 0.8)]
    assert skipped(script) == [("H3", silent)]
    assert script.segments[0].role is Role.DATELINE


@pytest.mark.parametrize("words", ["(CNN) -- The bank said so.", "(Reuters) - The bank said so."])
def test_h3_an_agency_without_a_place_is_silent(words):
    script = compose(paragraph(words))
    assert heard(script) == [Heard("P0", "The bank said so.", 0.8)]
    assert [rule for rule, _ in skipped(script)] == ["H3"]


def test_h3_a_dateline_is_known_in_scripts_without_capitals():
    script = compose(paragraph("دمشق، سوريا (CNN) -- أكدت الجهات ذلك."), language="ar")
    assert next((s.rule, s.text) for s in script.segments if s.block == 0) == ("H3", "دمشق، سوريا")


def test_h3_a_part_of_a_round_up_has_its_own_dateline():
    script = compose(*[paragraph(FILLER)] * 4, paragraph("PHOENIX (AP) — The bank said so."))
    assert heard(script, 4) == [Heard("H3", "Phoenix.", 0.4), Heard("P0", "The bank said so.", 0.8)]


@pytest.mark.parametrize(
    "words",
    [
        "NASA – the agency – said so.",
        "NASA — the agency said so.",
        "FBI (Federal Bureau of Investigation) — the police of the land — said so.",
        "Associated Press (AP) reporters said so.",
        "AC/DC - the band - said so.",
        "He told the paper Reuters (AP) — and others — so.",
        "The bank (AP) said so.",
        "Reuters said so.",
    ],
)
def test_h3_other_beginnings_are_no_dateline(words):
    assert {line.rule for line in heard(compose(paragraph(words)))} == {"P0"}


def test_h4_standfirst_is_read_after_the_headline():
    dek = paragraph("Nobody saw it coming.", kind=ParagraphKind.STANDFIRST)
    script = compose_script(document(dek, paragraph(FILLER), title="Rates", authors=("Ann Cole",)), LISTEN)
    assert [(s.rule, s.role) for s in script.segments[:3]] == [
        ("H1", Role.HEADLINE),
        ("H4", Role.STANDFIRST),
        ("H2", Role.BYLINE),
    ]


def test_h4_standfirst_that_the_first_paragraph_repeats_is_silent():
    words = "The bank raised its main rate on Tuesday, the third rise this year."
    script = compose(paragraph(words, kind=ParagraphKind.STANDFIRST), paragraph(words + " More follows."))
    assert skipped(script) == [("H4", words)]
    assert spoken(script, 1)


def test_h4_a_first_paragraph_that_the_next_one_says_again_is_silent():
    words = "The bank raised its main rate on Tuesday, the third rise this year."
    script = compose(paragraph(words), paragraph(words))
    assert skipped(script, 0) == [("H4", words)]
    assert skipped(script, 1) == []


def test_h4_a_standfirst_under_a_heading_is_read_there():
    dek = paragraph("Banks had waited for it since the spring.", kind=ParagraphKind.STANDFIRST)
    script = compose(heading("What happened"), dek, title="Rates rise again")
    assert [s.text for s in script.segments[:3]] == ["Rates rise again", "What happened", dek.text]


def test_h4_a_standfirst_far_down_is_a_paragraph():
    script = compose(paragraph(FILLER), paragraph(FILLER), paragraph("Nobody saw.", kind=ParagraphKind.STANDFIRST))
    assert [s.block for s in script.segments if s.block is not None][-1] == 3
    assert spoken(script, 2) == ["Nobody saw."]


def test_h4_a_standfirst_under_a_summary_in_points_is_read_there():
    dek = paragraph("Banks had waited for it since the spring.", kind=ParagraphKind.STANDFIRST)
    script = compose(bullets("The rate is four percent.", "It was three."), dek, title="Rates rise again")
    assert [s.block for s in script.segments[:4]] == [None, 0, 0, 1]


def test_h4_the_abstract_of_a_paper_is_read_behind_its_authors():
    label, dek = (paragraph(words, kind=ParagraphKind.STANDFIRST) for words in ("Abstract", "We ask why banks wait."))
    script = compose_script(document(label, dek, paragraph(FILLER), title="Rates", authors=("Ann Cole",)), LISTEN)
    assert [s.block for s in script.segments[:4]] == [None, None, 0, 1]


def test_h4_only_the_first_of_several_is_the_standfirst():
    first, second = (paragraph(words, kind=ParagraphKind.STANDFIRST) for words in ("Nobody saw.", "It rained."))
    script = compose(first, heading("The night"), second, title="Rates")
    assert [(s.block, s.role) for s in script.segments[:4]] == [
        (None, Role.HEADLINE),
        (0, Role.STANDFIRST),
        (1, Role.HEADING),
        (2, Role.PARAGRAPH),
    ]


def test_h5_subhead_stands_between_longer_pauses():
    script = compose(paragraph("One."), heading("Why now?"))
    assert heard(script, 0) == [Heard("P0", "One.", 0.9)]
    assert heard(script, 1) == [Heard("H5", "Why now?", 0.6)]


def test_h5_subhead_is_a_heading_for_the_chapters():
    script = compose(Heading(inline("Why now?"), 3))
    assert script.segments[0].role is Role.HEADING
