import codecs

import pytest

from tests.extraction.pages import page, read
from transforms.extraction.encoding import decode, without_control_characters

WORDS = "Größe, Wärme – und „Glück“ über alles"


def html_of(words: str, declared: str | None = None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{words * 5}</p></body></html>"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", None),
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),  # a wrong declaration: the bytes are valid UTF-8
        ("windows-1252", "iso-8859-1"),  # what browsers read under that name
        ("windows-1252", "windows-1252"),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding, declared):
    assert WORDS in decode(html_of(WORDS, declared).encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("shift_jis", "Shift_JIS", "港が凍った日のこと"),
        ("euc-jp", "EUC-JP", "港が凍った日のこと"),
        ("gb18030", "gb2312", "港口结冰的那一天，没有人忘记"),
        ("euc-kr", "euc-kr", "항구가 얼어붙은 날"),
        ("koi8-r", "koi8-r", "День, когда замёрзла гавань"),
        ("iso2022_jp", "iso-2022-jp", "港が凍った日のこと"),
    ],
)
def test_a_page_is_read_in_the_script_of_its_language(encoding, declared, words):
    assert words in decode(html_of(words, declared).encode(encoding))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides(mark, encoding):
    assert decode(mark + html_of(WORDS, "koi8-r").encode(encoding)).startswith("<html>")


def test_utf_16_without_a_mark_is_told():
    assert WORDS in decode(html_of(WORDS).encode("utf-16-le"))


def test_a_few_broken_bytes_do_not_cost_a_page_its_encoding():
    data = html_of(WORDS * 100, "utf-8").encode() + b"\xff\xfe\xfd"
    assert WORDS in decode(data)


def test_an_unknown_declaration_breaks_nothing():
    assert "plain" in decode(b'<meta charset="no-such-thing"><p>plain \xe9t\xe9</p>')


def test_control_characters_are_taken_out():
    assert without_control_characters("a\x00b\x08c\td\ne\ud800\x81f") == "abc\td\nef"


def test_a_windows_page_that_was_taken_for_latin_1_keeps_its_quotes():
    assert without_control_characters("\x93It holds,\x94 he said\x85") == "“It holds,” he said…"


def test_nul_bytes_in_a_page_cost_no_text():
    text = "The ice held\x00 for nine days and nine nights, they said."
    assert any("held for nine days" in block.text for block in read(page(f"<p>{text}</p>")).blocks)


@pytest.mark.parametrize("glyph", ["\ue001", "\U000f0001", "&#xf0c9;", "&#xF0001", "&#1114109;", "&#x10fffd"])
def test_the_glyphs_of_an_icon_font_are_no_text(glyph):
    (block,) = [
        b for b in read(page(f"<p>{glyph} The ice held for nine days and nights.</p>")).blocks if "held" in b.text
    ]
    assert block.text == "The ice held for nine days and nights."


def test_a_glyph_that_stands_alone_is_nothing():
    blocks = read(page("<p><i>&#xf0fff;</i></p><p>The ice held for nine days and nights.</p>")).blocks
    assert [block.text for block in blocks][1:-1] == ["The ice held for nine days and nights."]
