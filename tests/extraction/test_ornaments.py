"""What stands among the words of an article and is none of them: buttons, ornaments, boilerplate, second headings."""

import pytest

from tests.extraction.pages import LEAD, TAIL, blocks_between, page, read
from transforms.documents import Heading, ListBlock, Paragraph, ParagraphKind, Quote

SENTENCE = "The ice held the whole week, and the school stayed closed."


def test_what_acts_as_a_button_inside_a_quote_is_left_out():
    (quote,) = blocks_between(
        f"<blockquote><p>{SENTENCE}</p><div><a role=button>Click to expand</a></div></blockquote>"
    )
    assert isinstance(quote, Quote)
    assert quote.text == SENTENCE


def test_a_question_that_acts_as_a_button_is_a_heading():
    question = "<div role=button aria-expanded=false>Who lit the lamp?</div>"
    assert isinstance(blocks_between(f"{question}<p>{SENTENCE}</p>")[0], Heading)


def test_a_button_inside_a_line_is_read_with_it():
    (block,) = blocks_between(f"<p>{SENTENCE} It was <span role=button>the tenth winter</span> of its kind.</p>")
    assert block.text == f"{SENTENCE} It was the tenth winter of its kind."


def test_the_drawing_of_a_formula_is_not_read_beside_it():
    formula = "<span><math><mi>x</mi></math></span><span aria-hidden=true><span>x</span></span>"
    (block,) = blocks_between(f"<p>The ice was {formula} inches thick on the second day of January.</p>")
    assert block.text == "The ice was x inches thick on the second day of January."


def test_a_large_initial_is_read():
    (block,) = blocks_between("<p><span aria-hidden=true>N</span>obody had seen the like of it, said the old men.</p>")
    assert block.text.startswith("Nobody")


def test_a_rating_inside_a_list_is_left_out():
    items = f"<ul><li>{SENTENCE}<div class=share-buttons><p>Share it</p></div></li><li>Second.</li></ul>"
    (block,) = blocks_between(items)
    assert isinstance(block, ListBlock)
    assert block.items[0].text == SENTENCE


def test_a_figure_inside_a_heading_is_no_part_of_it():
    blocks = blocks_between(f"<h2>The score<figure><p>Poor</p><p>Good</p></figure></h2><p>{SENTENCE}</p>")
    assert blocks[0].text == "The score"


def test_how_a_character_sounds_stands_in_brackets():
    (block,) = blocks_between("<p>The sign said <ruby>灯台<rt>とうだい</rt></ruby>, which is a lighthouse.</p>")
    assert block.text == "The sign said 灯台（とうだい）, which is a lighthouse."


@pytest.mark.parametrize("line", ["Advertisement", "Sign up for our newsletter today", "Share this article"])
def test_a_line_that_serves_the_page_is_left_out_by_its_words(line):
    document = read(page(f"<p>{SENTENCE}</p><p>{line}</p>"))
    assert line not in [block.text for block in document.blocks]
    assert ("B1", line) in [(omission.rule, omission.text) for omission in document.omissions]


def test_a_heading_is_left_out_with_all_that_stood_under_it():
    body = f"<p>{SENTENCE}</p><h2>Before you go</h2><p>Sign up for our newsletter today</p><h2>The thaw</h2>"
    assert [block.text for block in read(page(body)).blocks] == [LEAD, SENTENCE, "The thaw", TAIL]


def test_a_list_of_nothing_but_dates_is_left_out():
    document = read(page(f"<p>{SENTENCE}</p><ul><li>Wednesday, December 20, 2023 8:09:56 PM</li></ul>"))
    assert not any(isinstance(block, ListBlock) for block in document.blocks)


def test_a_statement_right_under_the_headline_is_a_standfirst():
    html = page("").replace("</h1>", "</h1><h2>But only the ferry found its way.</h2>")
    first = read(html).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.kind is ParagraphKind.STANDFIRST


def test_a_question_right_under_the_headline_is_a_heading():
    html = page("").replace("</h1>", "</h1><h2>Why did the harbour freeze?</h2>")
    assert isinstance(read(html).blocks[0], Heading)


def test_a_standfirst_beside_a_byline_is_no_byline():
    byline = "<p class=byline>By Ines Hollow</p><p class=strapline>Nobody lit the lamp again for a week, she says.</p>"
    lead = f'<div class="byline-social">{byline}</div>'
    first = next(b for b in read(page("").replace("</h1>", f"</h1>{lead}")).blocks if b.text.startswith("Nobody"))
    assert isinstance(first, Paragraph)
    assert first.kind is ParagraphKind.STANDFIRST


def test_a_label_of_links_above_the_headline_does_not_take_the_standfirst():
    html = page("").replace("<article>", "<article><p>Trending</p><p><a href=/x>An eel</a></p>")
    html = html.replace("</h1>", "</h1><p class=standfirst>Nobody lit the lamp again for a week, she says.</p>")
    assert "Nobody lit the lamp again for a week, she says." in [block.text for block in read(html).blocks]
