import pytest

from tests.extraction.pages import blocks_between, page, read
from transforms.documents import Footnote, Mark, Paragraph, Span, text_of

NOTES = '<ol class=footnotes><li id=fn1>See the log of the harbour master. <a href="#r1">↩</a></li></ol>'


def mark_of(markup: str) -> frozenset[Mark]:
    first, *_ = blocks_between(f"<p>The ice was there before{markup} anybody looked at it.</p>")
    assert isinstance(first, Paragraph)
    return first.content[1].marks


@pytest.mark.parametrize(
    "markup",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<a href="#fn1"><sup>1</sup></a>',
        '<sup id="cite_ref-2"><a href="#cite_note-2">[2]</a></sup>',
        '<a href="#note3">[3]</a>',
        '<a role="doc-noteref" href="#n">4</a>',
        "<sup>[5]</sup>",
        '<sup><a href="#fna">*</a></sup>',
    ],
)
def test_a_note_mark_is_told(markup):
    assert Mark.NOTE_MARK in mark_of(markup)


@pytest.mark.parametrize("markup", ["<sup>2</sup>", "<sup>th</sup>", '<a href="#top">above</a>', '<a href="/2">2</a>'])
def test_a_real_superscript_and_a_plain_link_are_no_note_marks(markup):
    assert Mark.NOTE_MARK not in mark_of(markup)


def test_a_note_is_a_block_with_its_label():
    html = page('<p>It was there before<sup><a href="#fn1" id="r1">1</a></sup> anybody looked.</p>').replace(
        "</article>", f"{NOTES}</article>"
    )
    (note,) = [block for block in read(html).blocks if isinstance(block, Footnote)]
    assert (note.label, text_of(note.content)) == ("1", "See the log of the harbour master.")


def test_a_list_that_no_mark_leads_to_is_a_list():
    (block,) = blocks_between("<ol><li id=fn1>Walk.</li><li>Run as fast as you can.</li></ol>")
    assert not isinstance(block, Footnote)


def test_links_back_to_the_marks_of_a_note_are_no_words_of_it():
    back = '<a href="#cite_ref-log_1-0">1.0</a> <a href="#cite_ref-log_1-1">1.1</a>'
    html = page('<p>It was there before<sup><a href="#note-log">[1]</a></sup> anybody looked.</p>').replace(
        "</article>", f'<ol><li id="note-log">{back} See the log.</li></ol></article>'
    )
    (note,) = [block for block in read(html).blocks if isinstance(block, Footnote)]
    assert text_of(note.content) == "See the log."


def test_a_mark_may_lead_to_the_number_before_its_note():
    note = '<div><a id="note-1" href="#anchor-1">1</a><div><p>See the log.</p></div></div>'
    html = page('<p>It was there before<a href="#note-1" id="anchor-1"><sup>1</sup></a> anybody looked.</p>').replace(
        "</article>", f"{note}</article>"
    )
    (footnote,) = [block for block in read(html).blocks if isinstance(block, Footnote)]
    assert (footnote.label, text_of(footnote.content)) == ("1", "See the log.")


@pytest.mark.parametrize(
    "tool", ['<span class="mw-editsection">[edit]</span>', '<a class="hash-link" href="#x">link</a>']
)
def test_the_tools_of_a_heading_are_no_words_of_it(tool):
    (heading,) = blocks_between(f"<h2>Later{tool}</h2>")[:1]
    assert heading.text == "Later"


def test_a_note_in_the_margin_follows_its_paragraph():
    note = "<sup>1</sup><span class=sidenote>Not all of them, as the wrecks show.</span>"
    first, second = blocks_between(f"<p>The sailors trust the lamp{note} and always have, as far as we know.</p>")
    assert first.text == "The sailors trust the lamp1 and always have, as far as we know."
    assert second == Footnote("", (Span("Not all of them, as the wrecks show."),))


def test_a_note_in_an_aside_is_a_note_without_its_number():
    mark = '<a href="#n1" id=r1 role="doc-noteref">[1]</a>'
    number = '<span>[<a href="#r1" role="doc-backlink">1</a>]</span>'
    note = f'<aside id=n1 role="doc-footnote">{number}<p>The log says.</p></aside>'
    *_, last = read(page(f"<p>The lamp burned for ninety years, say the keepers.{mark}</p>{note}")).blocks[:-1]
    assert isinstance(last, Footnote)
    assert last.text == "The log says."
