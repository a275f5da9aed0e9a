import pytest

from tests.extraction.pages import LEAD, TAIL, blocks_between, page, read
from transforms.documents import (
    Code,
    Embed,
    EmbedKind,
    Equation,
    Heading,
    ListBlock,
    ListItem,
    ListStyle,
    Mark,
    Paragraph,
    ParagraphKind,
    PullQuote,
    Quote,
    Span,
    text_of,
)

SENTENCE = "The ice held the whole week, and the school stayed closed."


def spans(body: str) -> tuple[Span, ...]:
    (block,) = blocks_between(body)
    assert isinstance(block, Paragraph)
    return block.content


def test_a_heading_keeps_its_level():
    assert blocks_between(f"<h3>Why now?</h3><p>{SENTENCE}</p>")[0] == Heading((Span("Why now?"),), 3)


def test_the_headline_is_the_title_and_no_block():
    document = read(page(f"<p>{SENTENCE}</p>"))
    assert document.title == "Ice in the harbour"
    assert not any(isinstance(block, Heading) for block in document.blocks)


def test_equal_paragraphs_are_all_kept():
    refrain = "<p>And still the ice held, day after day after day.</p>"
    assert len(blocks_between(refrain * 3)) == 3


def test_a_sign_that_links_to_its_own_heading_is_not_read():
    blocks = blocks_between(f'<h2>Why now?<a class=headerlink href="#why">¶</a></h2><p>{SENTENCE}</p>')
    assert blocks[0].text == "Why now?"


@pytest.mark.parametrize(
    ("markup", "mark"),
    [
        ("<em>never</em>", Mark.EMPHASIS),
        ("<i>never</i>", Mark.EMPHASIS),
        ("<strong>never</strong>", Mark.STRONG),
        ("<b>never</b>", Mark.STRONG),
        ("<code>never</code>", Mark.CODE),
        ("<s>never</s>", Mark.STRUCK),
        ("<sup>never</sup>", Mark.SUPERSCRIPT),
        ("<sub>never</sub>", Mark.SUBSCRIPT),
    ],
)
def test_inline_markup_becomes_a_mark(markup, mark):
    before, marked, after = spans(f"<p>The ice had {markup} held so long, they said.</p>")
    assert (before.text, marked, after.text) == (
        "The ice had ",
        Span("never", frozenset({mark})),
        " held so long, they said.",
    )


def test_a_link_keeps_its_words_and_its_full_address():
    html = page('<p>The <a href="/report?a=1">report of the harbour master</a> says more about it.</p>')
    link = read(html, url="https://gazette.example/news/ice").blocks[1].content[1]
    assert link == Span(
        "report of the harbour master", frozenset({Mark.LINK}), href="https://gazette.example/report?a=1"
    )


def test_marks_nest():
    _, nested, _ = spans("<p>It was <em><strong>very</strong></em> cold on that day, and windy.</p>")
    assert nested.marks == {Mark.EMPHASIS, Mark.STRONG}


def test_a_phrase_in_another_language_is_told():
    _, phrase, _ = spans("<p>She called it <i lang=fr>la grande glace</i> to the end of her life.</p>")
    assert (phrase.text.strip(), phrase.language) == ("la grande glace", "fr")


def test_white_space_is_drawn_as_a_browser_would():
    (block,) = blocks_between("<p>\n  The   ice\n <b> held </b> \t the  <i>week</i> , they  said of it.\n</p>")
    assert block.text == "The ice held the week , they said of it."


def test_a_line_break_is_a_newline_and_two_are_a_paragraph():
    blocks = blocks_between("<p>Ice in the harbour,<br>ice on the quay,<br><br>ice in the well of the yard.</p>")
    assert [block.text for block in blocks] == [
        "Ice in the harbour,\nice on the quay,",
        "ice in the well of the yard.",
    ]


def test_a_quotation_is_read_with_the_signs_that_a_browser_draws():
    (block,) = blocks_between("<p>He said <q>it will hold</q> and stepped on it at once.</p>")
    assert block.text == "He said “it will hold” and stepped on it at once."


def test_text_that_stands_in_no_paragraph_is_one():
    blocks = blocks_between(
        f"<div>{SENTENCE}<p>It was a Monday, as everybody later knew.</p>And then came a Tuesday.</div>"
    )
    assert [block.text for block in blocks] == [
        SENTENCE,
        "It was a Monday, as everybody later knew.",
        "And then came a Tuesday.",
    ]


def test_bullets_and_numbers_are_told():
    bullets, numbers = blocks_between(
        "<ul><li>skates</li><li>a sledge</li></ul><p>and then</p><ol start=3><li>Walk.</li><li>Run.</li></ol>"
    )[::2]
    assert isinstance(bullets, ListBlock)
    assert isinstance(numbers, ListBlock)
    assert (bullets.style, [item.text for item in bullets.items]) == (ListStyle.BULLETED, ["skates", "a sledge"])
    assert (numbers.style, numbers.start) == (ListStyle.NUMBERED, 3)


def test_a_list_nests_in_its_item():
    (block,) = blocks_between("<ul><li>food<ul><li>bread</li><li>soup</li></ul></li><li>wood</li></ul>")
    inner = ListBlock((ListItem((Span("bread"),)), ListItem((Span("soup"),))), ListStyle.BULLETED)
    assert block == ListBlock((ListItem((Span("food"),), (inner,)), ListItem((Span("wood"),))), ListStyle.BULLETED)


def test_a_list_that_stands_in_no_item_of_its_list_is_read_all_the_same():
    (block,) = blocks_between("<ul><li>food</li><ul><li>bread</li></ul><li>wood</li></ul>")
    assert sorted(block.text.split("\n")) == ["bread", "food", "wood"]


def test_a_description_list_pairs_terms_and_descriptions():
    (block,) = blocks_between("<dl><dt>firn</dt><dd>old snow</dd><dt>névé</dt><dd>young snow</dd></dl>")
    assert isinstance(block, ListBlock)
    assert block.style is ListStyle.DESCRIPTION
    assert [(text_of(i.term), text_of(i.content)) for i in block.items] == [
        ("firn", "old snow"),
        ("névé", "young snow"),
    ]


def test_a_block_quote_keeps_its_paragraphs_and_who_said_it():
    (quote,) = blocks_between(
        "<blockquote><p>The sea is a door.</p><p>The ice shuts it.</p>"
        "<footer>— <cite>A harbour master</cite></footer></blockquote>"
    )
    assert isinstance(quote, Quote)
    assert [block.text for block in quote.blocks] == ["The sea is a door.", "The ice shuts it."]
    assert text_of(quote.attribution) == "— A harbour master"


def test_a_pull_quote_is_told_from_a_quote():
    (block,) = blocks_between('<aside class="pull-quote"><p>Half of the town stood on the ice</p></aside>')
    assert block == PullQuote((Span("Half of the town stood on the ice"),))


def test_code_keeps_its_lines_and_names_its_language():
    (block,) = blocks_between('<pre><code class="language-python">if ice:\n    walk()\n</code></pre>')
    assert block == Code("if ice:\n    walk()", "python")


def test_code_leaves_out_its_line_numbers():
    (block,) = blocks_between("<pre><span class=lineno>1</span>walk()\n<span class=lineno>2</span>run()</pre>")
    assert block == Code("walk()\nrun()")


def test_a_displayed_formula_is_its_tex():
    tex = '<annotation encoding="application/x-tex">E = mc^2</annotation>'
    blocks = blocks_between(f"<math display=block><semantics><mi>E</mi>{tex}</semantics></math>")
    assert blocks == (Equation("E = mc^2"),)


def test_a_formula_in_a_sentence_is_a_span_of_it():
    _, formula, _ = spans(
        "<p>The ice is <math><mi>d</mi><mo>+</mo><mn>2</mn></math> centimetres thick, they measured.</p>"
    )
    assert (formula.text.strip(), formula.marks) == ("d + 2", {Mark.MATH})


def test_a_post_says_who_wrote_it():
    (block,) = blocks_between(
        '<blockquote class="twitter-tweet"><p>The ferry is back!</p>&mdash; Ida Holm (@idaholm) '
        '<a href="https://twitter.com/idaholm/status/1">January 9</a></blockquote>'
    )
    assert isinstance(block, Embed)
    assert (block.kind, block.author) == (EmbedKind.POST, "Ida Holm")
    assert block.text.startswith("The ferry is back!")


def test_a_video_is_named_by_its_title():
    (block,) = blocks_between('<iframe src="https://www.youtube.com/embed/x1" title="The ferry returns"></iframe>')
    assert block == Embed(EmbedKind.VIDEO, title="The ferry returns", url="https://www.youtube.com/embed/x1")


def test_a_frame_that_counts_visitors_is_no_content():
    assert blocks_between('<iframe src="https://www.googletagmanager.com/ns.html" height=0></iframe>') == ()


def test_a_correction_is_told():
    (block,) = blocks_between('<p class="correction">Correction, 7 Jan: the ferry is older than we wrote.</p>')
    assert isinstance(block, Paragraph)
    assert block.kind is ParagraphKind.CORRECTION


def test_a_standfirst_between_headline_and_text_is_told():
    html = page("").replace(
        "</h1>", "</h1><h2 class=standfirst>A town that walked on water for nine days tells its tale.</h2>"
    )
    assert read(html).blocks[0] == Paragraph(
        (Span("A town that walked on water for nine days tells its tale."),), ParagraphKind.STANDFIRST
    )


@pytest.mark.parametrize(
    "line", ["By Ida Holm", "Ida Holm, 6 January 2026", "Ida Holm | 6 Jan 2026 | 4 min read", "06.01.2026"]
)
def test_the_line_that_says_who_wrote_it_and_when_is_the_byline(line):
    head = '<meta name=author content="Ida Holm">'
    blocks = read(page("", head).replace("</h1>", f"</h1><p>{line}</p>")).blocks
    assert blocks[0] == Paragraph((Span(line),), ParagraphKind.BYLINE)


def test_a_first_sentence_that_names_the_author_is_no_byline():
    html = page("", '<meta name=author content="Ida Holm">').replace("</h1>", "</h1><p>Ida Holm was there in 1929.</p>")
    assert isinstance(read(html).blocks[0], Paragraph)
    assert read(html).blocks[0].kind is ParagraphKind.BODY


def test_text_keeps_the_order_of_the_page():
    body = f"<p>{SENTENCE}</p><ul><li>first thing</li></ul><h2>Then</h2><p>{SENTENCE[::-1].capitalize()}.</p>"
    html = page(body)
    assert [type(block).__name__ for block in read(html).blocks] == [
        "Paragraph",
        "Paragraph",
        "ListBlock",
        "Heading",
        "Paragraph",
        "Paragraph",
    ]
    assert read(html).blocks[0].text == LEAD
    assert read(html).blocks[-1].text == TAIL


def test_lists_nested_very_deep_are_read_without_a_recursion_error():
    deep = "<ul><li>again" * 200 + "</li></ul>" * 200
    (block,) = blocks_between(deep)
    assert block.text.count("again") == 200


def test_what_stands_in_a_template_is_not_read():
    assert blocks_between("<template><article><p>The ice held for nine days.</p></article></template>") == ()
