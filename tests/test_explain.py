"""`narrate explain`: the script as a table and as JSON."""

import io
import json

import pytest
from rich.console import Console

from models.lexicon import Lexicon, LexiconEntry
from models.voices import VoiceMap
from pipeline.explain import outcome_as_json, render_scripts, scripts_as_json
from tests.composition.building import FILLER, VOICES, document, heading, image, inline, marked, paragraph
from transforms.composition import NarrationSettings, compose_script, compose_scripts
from transforms.documents import Document, Figure, Mark, Omission
from transforms.manifest_schema import MANIFEST_SCHEMA
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError
from transforms.scripts import Script

LEXICON = Lexicon([LexiconEntry("Cwm", "en", ipa="kʊm"), LexiconEntry("Rhyl", "en", alias="rill")])


@pytest.fixture
def article() -> Document:
    return document(
        heading("Why now?"),
        paragraph("We walked from Cwm to Rhyl.", marked("[15]", Mark.NOTE_MARK)),
        Figure((image("A boat on a flooded street"),), inline("Photo: Ann Cole")),
        paragraph(FILLER),
        title="Rates rise again",
        authors=("Ann Cole",),
        published_at="2026-01-06",
        omissions=(Omission("B1", "Accept all cookies"),),
    )


@pytest.fixture
def script(article: Document) -> Script:
    return compose_script(article, NarrationSettings(VOICES, lexicon=LEXICON))


def printed(article: Document, *scripts: Script, color: bool = False, width: int = 200) -> str:
    output = io.StringIO()
    color_system = "truecolor" if color else None
    render_scripts(article, scripts, Console(file=output, width=width, force_terminal=color, color_system=color_system))
    return output.getvalue()


def row_of(text: str, words: str) -> str:
    return next(line for line in text.splitlines() if words in line)


def test_every_segment_has_a_row(article, script):
    row = row_of(printed(article, script), "Why now?")
    for cell in ("0", "heading", "H5", "0.60 s"):
        assert cell in row


def test_skips_have_their_rule_and_its_sentence(article, script):
    row = row_of(printed(article, script), "[15]")
    assert "F1" in row
    assert "A mark that points to a note is not read." in row


def test_images_and_what_the_page_left_out_are_shown(article, script):
    text = printed(article, script)
    assert "described" in row_of(text, "https://example.org/a.jpg")
    assert "B1" in row_of(text, "Accept all cookies")


def test_the_ledger_closes_the_table(article, script):
    assert "4 blocks = 3 spoken + 1 described + 0 skipped + 0 failed" in printed(article, script)


def test_the_lexicon_is_marked_where_it_was_used(article, script):
    assert "lexicon: Cwm, Rhyl" in " ".join(printed(article, script).split())


def test_generated_words_have_a_star_where_there_are_no_colours(article, script):
    text = printed(article, script)
    assert "image *" in row_of(text, "A boat on a flooded street")
    assert "*" not in row_of(text, "Why now?")


def test_generated_words_differ_in_colour(article, script):
    assert "\x1b[3;36m" in row_of(printed(article, script, color=True), "A boat on a flooded street")


def test_a_narrow_terminal_shows_what_is_spoken_under_the_text_where_it_differs(article, script):
    lines = [line.strip() for line in printed(article, script, width=80).splitlines()]
    assert max(map(len, lines)) <= 80
    assert any("→ By Ann Cole. January sixth" in line for line in lines)
    assert not any("→ Why now?" in line for line in lines)
    assert not any("0 heading" in line for line in lines)
    assert "F1 A mark that points to a note is not read." in lines


def test_a_phrase_of_another_language_says_so():
    french = paragraph(marked("La pluie est tombée toute la nuit.", language="fr"))
    article = document(french, paragraph(FILLER))
    settings = NarrationSettings(VoiceMap.parse("en=hibari:heart,fr=vits:some/french"))
    assert "paragraph [fr]" in row_of(printed(article, compose_script(article, settings)), "pluie")


def test_the_parts_of_a_long_article_are_shown_one_after_the_other():
    long = document(*[paragraph(FILLER)] * 200, title="The flood")
    parts = compose_scripts(long, NarrationSettings(VOICES))
    text = printed(long, *parts)
    assert ["part 1 of 2" in text, "part 2 of 2" in text, "200 blocks = " in text] == [True] * 3
    explained = scripts_as_json(long, parts)
    assert (explained["parts"], explained["coverage"]["blocks"]) == (2, 200)
    assert {row["part"] for row in explained["segments"]} == {1, 2}


def test_markup_of_an_article_is_printed_as_it_stands(script):
    hostile = document(paragraph(f"[bold]Not bold[/bold] {FILLER}"))
    assert "[bold]Not" in printed(hostile, compose_script(hostile, NarrationSettings(VOICES)))


def test_json_has_the_names_of_the_manifest(article, script):
    explained = scripts_as_json(article, [script])
    assert explained["title"] == "Rates rise again"
    assert explained["segments"][2] == {
        "part": 1,
        "index": 2,
        "block": 0,
        "role": "heading",
        "rule": "H5",
        "text": "Why now?",
        "spoken": "Why now?",
        "generated": False,
        "language": "en",
        "voice": "hibari:heart",
        "list_item": None,
        "pause_seconds": 0.6,
    }
    assert explained["skips"] == [
        {"block": 1, "rule": "F1", "text": "[15]"},
        {"block": 2, "rule": "I11", "text": "Photo: Ann Cole"},
    ]
    assert explained["coverage"] == {"blocks": 4, "spoken": 3, "described": 1, "skipped": 0, "failed": 0}
    assert [(i["url"], i["decision"], i["rule"]) for i in explained["images"]] == [
        ("https://example.org/a.jpg", "described", "I2")
    ]
    assert explained["omissions"] == [{"rule": "B1", "text": "Accept all cookies"}]


def test_json_has_every_name_of_the_manifest_that_a_script_has(article, script):
    explained = scripts_as_json(article, [script])
    columns = {field.name: field.type for field in MANIFEST_SCHEMA}
    assert explained.keys() - columns.keys() == {"omissions"}
    segment = {field.name for field in columns["segments"].value_type}
    assert explained["segments"][0].keys() == segment - {"start_seconds", "end_seconds"} | {"part", "pause_seconds"}
    for name in ("skips", "images"):
        assert set(explained[name][0]) == {field.name for field in columns[name].value_type}


def test_json_can_be_written(article, script):
    assert json.loads(json.dumps(scripts_as_json(article, [script])))["article_id"] == "article"


def test_an_article_without_script_says_why():
    assert outcome_as_json(SkipArticleError("no_voice:de")) == {"status": "skipped", "reason": "no_voice:de"}
    assert outcome_as_json(ArticleError(FailureCode.TOO_DEEP, "300 levels")) == {
        "status": "dead_letter",
        "reason": "too_deep",
        "message": "300 levels",
    }
