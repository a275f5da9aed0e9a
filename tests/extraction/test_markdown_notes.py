from tests.extraction.pages import LEAD, LIMITS
from transforms.documents import Article, Block, Code, Footnote, Mark, Paragraph, text_of
from transforms.extraction import extract_document


def markdown(text: str) -> tuple[Block, ...]:
    return extract_document(Article("a", "s", markdown=text), LIMITS).blocks


def marks(block: Block) -> list[str]:
    assert isinstance(block, Paragraph)
    return [span.text for span in block.content if Mark.NOTE_MARK in span.marks]


def test_a_mark_and_its_note_are_told():
    paragraph, note = markdown(f"{LEAD}[^1] So they said.\n\n[^1]: See the *log* of the harbour master.\n")
    assert marks(paragraph) == ["1"]
    assert isinstance(note, Footnote)
    assert (note.label, text_of(note.content)) == ("1", "See the log of the harbour master.")


def test_notes_may_stand_line_below_line_and_run_over_several():
    _, *notes = markdown(f"{LEAD}[^log] It thawed.[^2]\n\n[^log]: See the log\nof the master.\n[^2]: In March.\n")
    assert [(note.label, note.text) for note in notes if isinstance(note, Footnote)] == [
        ("log", "See the log of the master."),
        ("2", "In March."),
    ]


def test_a_mark_without_a_note_is_text():
    (paragraph,) = markdown(f"{LEAD} Type [^7] there.")
    assert marks(paragraph) == []
    assert "[^7]" in paragraph.text


def test_a_note_in_code_is_code():
    _, code, paragraph = markdown(f"{LEAD}\n\n```\n[^1]: x\n```\n\nThen `[^1]` was typed.")
    assert code == Code("[^1]: x")
    assert paragraph.text == "Then [^1] was typed."


def test_a_link_in_brackets_is_a_link():
    (paragraph,) = markdown(f"{LEAD} [report](https://gazette.example/r) and [the log][log].\n\n[log]: /log\n")
    assert isinstance(paragraph, Paragraph)
    assert [span.text for span in paragraph.content if Mark.LINK in span.marks] == ["report", "the log"]


def test_a_note_in_a_quote_has_its_words_alone():
    _, quote = markdown(f"{LEAD}\n\n> It thawed.[^1]\n>\n> [^1]: See the log\n> of the master.")
    assert quote.text == "It thawed.1\nSee the log of the master."
