from tests.extraction.pages import LEAD, LIMITS, page
from transforms.documents import Article, Block, Code, Heading, ListBlock, ListStyle, Mark, Paragraph, Quote, Table
from transforms.extraction import extract_document


def markdown(text: str, **record: str) -> tuple[Block, ...]:
    return extract_document(Article("a", "s", markdown=text, **record), LIMITS).blocks


def test_a_blank_line_parts_paragraphs_of_plain_text():
    text = f"{LEAD}\n\nIt went on\nfor nine days.\r\n\r\nThen it thawed."
    blocks = extract_document(Article("a", "s", text=text), LIMITS).blocks
    assert [block.text for block in blocks] == [LEAD, "It went on for nine days.", "Then it thawed."]


def test_each_line_is_a_paragraph_where_no_line_is_blank():
    blocks = extract_document(Article("a", "s", text=f"{LEAD}\nThen it thawed."), LIMITS).blocks
    assert [block.text for block in blocks] == [LEAD, "Then it thawed."]


def test_markup_in_plain_text_is_text():
    (block,) = extract_document(Article("a", "s", text=f"Type <b>ice</b> &amp; wait. {LEAD}"), LIMITS).blocks
    assert block.text == f"Type <b>ice</b> &amp; wait. {LEAD}"


def test_markdown_gives_the_same_blocks_as_its_page():
    blocks = markdown(
        "Some *text* here.\n\n## Why now?\n\n1. Walk.\n2. Run.\n\n> Ice.\n\n"
        "```python\nx = 1\n```\n\n|a|b|\n|-|-|\n|1|2|\n"
    )
    assert [type(block) for block in blocks] == [Paragraph, Heading, ListBlock, Quote, Code, Table]
    assert isinstance(blocks[2], ListBlock)
    assert blocks[2].style is ListStyle.NUMBERED
    assert blocks[4] == Code("x = 1", "python")


def test_markdown_keeps_links_and_marks():
    (block,) = markdown("The **old** [report](https://gazette.example/r).")
    assert isinstance(block, Paragraph)
    assert {span.text.strip(): span.marks for span in block.content if span.marks} == {
        "old": {Mark.STRONG},
        "report": {Mark.LINK},
    }


def test_the_first_heading_of_markdown_is_its_title():
    document = extract_document(Article("a", "s", markdown=f"# Ice in the harbour\n\n{LEAD}"), LIMITS)
    assert (document.title, [block.text for block in document.blocks]) == ("Ice in the harbour", [LEAD])


def test_markdown_that_is_all_article_loses_nothing_to_link_density():
    links = "\n".join(f"- [story number {n}](https://gazette.example/{n})" for n in range(9))
    (block,) = markdown(links)
    assert isinstance(block, ListBlock)
    assert len(block.items) == 9


def test_html_as_text_and_as_bytes_gives_the_same_document():
    as_text = extract_document(Article("a", "s", html=page("<p>Größe und Glück, nine days long.</p>")), LIMITS)
    as_bytes = extract_document(
        Article("a", "s", html=page("<p>Größe und Glück, nine days long.</p>").encode()), LIMITS
    )
    assert as_text == as_bytes
