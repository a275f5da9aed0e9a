"""ID3 tags as mutagen reads them."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from models.audio.id3 import id3_tag
from models.audio.tags import Chapter, Tags

HOSTILE = [
    "Rates rise again",
    "Zwölf Bäume — “für alle” …",
    "東京の朝 🌊👩‍👩‍👧",
    "two\nlines\r\nand\ttabs",
    "[00:01] <b>bold</b> & ID3\x04 TIT2",
    "long " * 5000,
]
plain_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


def read(tags: Tags) -> ID3:
    return ID3(io.BytesIO(id3_tag(tags)))


def chapters_of(count: int) -> tuple[Chapter, ...]:
    return tuple(Chapter(f"Chapter {number}", float(number), number + 1.0) for number in range(count))


def test_every_field_reads_as_it_was_written():
    tags = read(
        Tags(
            title="Rates rise again",
            artist="A. Cole",
            album="The Paper",
            date="2026-01-06T09:30:00",
            language="en-GB",
            url="https://example.org/rates?a=b#c",
            comments=(("synthetic voice", "yes"), ("encoded by", "Narrate")),
        )
    )
    assert tags.version == (2, 4, 0)
    assert tags["TIT2"].text == ["Rates rise again"]
    assert tags["TPE1"].text == ["A. Cole"]
    assert tags["TALB"].text == ["The Paper"]
    assert str(tags["TDRC"]) == "2026-01-06 09:30:00"
    assert tags["TLAN"].text == ["eng"]
    assert tags["WOAF"].url == "https://example.org/rates?a=b#c"
    assert tags["TXXX:synthetic voice"].text == ["yes"]
    assert tags["TXXX:encoded by"].text == ["Narrate"]


def test_what_is_not_known_has_no_frame():
    assert list(read(Tags("Only a title")).keys()) == ["TIT2"]


def test_where_nothing_is_known_there_is_no_tag():
    assert id3_tag(Tags("")) == b""


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_of_any_characters_reads_as_it_was_written(title):
    assert read(Tags(title)).getall("TIT2")[0].text == [title]


@settings(max_examples=100)
@given(plain_text, plain_text, plain_text)
def test_no_text_breaks_the_frames_after_it(title, name, comment):
    tags = read(Tags(title, comments=((name, comment),), chapters=chapters_of(2)))
    assert tags["TIT2"].text == [title]
    assert [frame.text for frame in tags.getall("TXXX")] == [[comment]]
    assert len(tags.getall("CHAP")) == 2


def test_nuls_which_separate_values_are_left_out():
    tags = read(Tags("one\0two", artist="\0A.\0 Cole", comments=(("syn\0thetic", "y\0es"),), url="https://a.org/\0b"))
    assert tags["TIT2"].text == ["onetwo"]
    assert tags["WOAF"].url == "https://a.org/b"
    assert tags["TPE1"].text == ["A. Cole"]
    assert tags["TXXX:synthetic"].text == ["yes"]


def test_half_a_surrogate_pair_costs_no_tag():
    tags = read(Tags("broken \ud83d emoji", chapters=(Chapter("\udc00", 0, 1),)))
    assert tags["TIT2"].text == ["broken ? emoji"]
    assert tags["CHAP:chapter0"].sub_frames["TIT2"].text == ["?"]


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("2026-01-06", "2026-01-06"),
        ("2026-01", "2026-01"),
        ("2026-01-06 09:30:00", "2026-01-06 09:30:00"),
        ("2026-01-06T09:30:00.123+02:00", "2026-01-06 09:30:00"),
    ],
)
def test_a_date_is_cut_to_what_the_tag_has(date, read_as):
    assert str(read(Tags("T", date=date))["TDRC"]) == read_as


@pytest.mark.parametrize(("language", "code"), [("de", "deu"), ("pt-BR", "por"), ("ZH-Hant", "zho"), ("tlh", "und")])
def test_a_language_is_written_as_its_code_of_three_letters(language, code):
    assert read(Tags("T", language=language))["TLAN"].text == [code]


def test_an_address_is_written_in_the_characters_that_the_standard_has():
    assert read(Tags("T", url="https://example.org/é/東京"))["WOAF"].url == "https://example.org/é/"


def test_chapters_read_with_their_times_and_titles_in_order():
    chapters = (Chapter("Rates", 0.0, 61.25), Chapter("Why now? 🌊", 61.25, 3_601.0005))
    tags = read(Tags("T", chapters=chapters))
    contents = tags["CTOC:contents"]
    frames = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [(frame.start_time, frame.end_time) for frame in frames] == [(0, 61_250), (61_250, 3_601_000)]
    assert [frame.sub_frames["TIT2"].text for frame in frames] == [["Rates"], ["Why now? 🌊"]]
    assert contents.flags == 3  # ordered, top level


@pytest.mark.parametrize(("count", "written"), [(0, 0), (1, 1), (255, 255), (300, 255)])
def test_as_many_chapters_are_written_as_the_table_of_contents_can_hold(count, written):
    tags = read(Tags("T", chapters=chapters_of(count)))
    assert len(tags.getall("CHAP")) == written
    assert [len(contents.child_element_ids) for contents in tags.getall("CTOC")] == ([written] if written else [])


def test_equal_tags_give_equal_bytes():
    tags = Tags("T", artist="A", comments=(("a", "b"),), chapters=chapters_of(3))
    assert id3_tag(tags) == id3_tag(tags)
