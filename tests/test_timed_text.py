"""Captions and chapters as a strict reader of their formats takes them."""

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.audio.tags import Chapter
from models.audio.timed_text import Cue, chapters_json, webvtt

TIMING = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
HEADER = re.compile(r"WEBVTT(\nLanguage: [A-Za-z0-9-]+)?")

words = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: text.replace("\0", "").strip())


def parse_webvtt(text: str) -> list[Cue]:
    """Returns the cues of a file, or fails where it is not WebVTT to the letter."""
    assert text.endswith("\n")
    assert "\0" not in text
    header, *blocks = text.removesuffix("\n").split("\n\n")
    assert HEADER.fullmatch(header)
    return [_parse_cue(number, block) for number, block in enumerate(blocks, start=1)]


def _parse_cue(number: int, block: str) -> Cue:
    identifier, timing, payload = block.split("\n")
    assert identifier == str(number)
    match = TIMING.fullmatch(timing)
    assert match, timing
    fields = [int(field) for field in match.groups()]
    start, end = (3600 * h + 60 * m + s + ms / 1000 for h, m, s, ms in (fields[:4], fields[4:]))
    assert start <= end
    assert "-->" not in payload
    assert not re.search(r"[<>]|&(?!(amp|lt|gt);)", payload)
    return Cue(start, end, html.unescape(payload))


def test_cues_come_back_with_their_times_and_words():
    cues = [Cue(0.0, 1.25, "Rates rise again."), Cue(1.75, 4.0, "By A. Cole.")]
    assert parse_webvtt(webvtt(cues, "en-GB")) == cues


def test_no_cue_is_a_file_with_a_header_only():
    assert parse_webvtt(webvtt([], "en")) == []


@pytest.mark.parametrize(
    "text",
    [
        "a --> b",
        "<script>alert(1)</script> & <c.loud>",
        "&lt; is written &amp;lt;",
        "00:00:00.000 --> 00:00:01.000",
        "STYLE ::cue { color: red }",
        "עברית and 🌊",
    ],
)
def test_markup_in_the_words_stays_words(text):
    [cue] = parse_webvtt(webvtt([Cue(0, 1, text)], "en"))
    assert cue.text == text


@pytest.mark.parametrize(
    "text", ["one\n\ntwo", "one\r\n\r\ntwo", " one \t two\n", "one\u2028\u2029two", "one\x0b\x0ctwo"]
)
def test_line_breaks_in_the_words_do_not_end_the_cue(text):
    [cue] = parse_webvtt(webvtt([Cue(0, 1, text)], "en"))
    assert cue.text == "one two"


@settings(max_examples=150)
@given(st.lists(words, min_size=1, max_size=4))
def test_any_words_make_a_file_that_parses(texts):
    cues = [Cue(float(number), number + 0.5, text) for number, text in enumerate(texts)]
    assert len(parse_webvtt(webvtt(cues, "en"))) == len(texts)


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0.0, "00:00:00.000"),
        (59.9996, "00:01:00.000"),
        (3599.9994, "00:59:59.999"),
        (3661.5, "01:01:01.500"),
        (360_000.0, "100:00:00.000"),
    ],
)
def test_times_are_written_to_the_millisecond_whatever_the_hour(seconds, written):
    assert f"{written} --> " in webvtt([Cue(seconds, seconds + 1, "Words.")], "en")


@settings(max_examples=60)
@given(st.floats(0, 400_000), st.floats(0.001, 100))
def test_times_read_back_within_half_a_millisecond(start, length):
    [cue] = parse_webvtt(webvtt([Cue(start, start + length, "Words.")], "en"))
    assert cue.start_seconds == pytest.approx(start, abs=0.000_501)
    assert cue.end_seconds == pytest.approx(start + length, abs=0.000_501)


@pytest.mark.parametrize("language", ["en\n\n1\n00:00:00.000 --> 00:00:09.000\nInjected", "en --> de", ""])
def test_a_language_that_is_none_adds_no_line_to_the_header(language):
    assert len(parse_webvtt(webvtt([Cue(0, 1, "Words.")], language))) == 1


def test_chapters_are_a_file_of_the_podcast_namespace():
    chapters = (Chapter('Rates “rise” "again"\n', 0.0, 61.25), Chapter("Why now? 🌊", 61.2504, 99.0))
    assert json.loads(chapters_json(chapters)) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0.0, "title": 'Rates “rise” "again"\n'},
            {"startTime": 61.25, "title": "Why now? 🌊"},
        ],
    }


def test_no_chapter_is_a_file_with_an_empty_list():
    assert json.loads(chapters_json(()))["chapters"] == []
