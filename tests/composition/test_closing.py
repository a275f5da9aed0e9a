"""What stands at fixed places: B4, B5 and X1."""

import pytest

from models.voices import VoiceMap
from tests.composition.building import FILLER, VOICES, Heard, compose, heard, paragraph, spoken
from transforms.composition import NarrationSettings
from transforms.documents import ParagraphKind
from transforms.scripts import Role


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Correction, 7 Jan: the mill is older.", kind=ParagraphKind.CORRECTION),
        paragraph("Correction: the mill is older."),
        paragraph("Editor’s note: we have corrected the year: the mill is older."),
        paragraph("An earlier version of this article said otherwise: the mill is older."),
    ],
)
def test_b4_a_correction_is_read_at_the_end(block):
    script = compose(block)
    assert [(s.block, s.rule) for s in script.segments[-2:]] == [(0, "B4"), (None, "X1")]
    assert script.segments[-2].role is Role.CORRECTION
    assert "the mill is older" in script.segments[-2].spoken


def test_b4_a_correction_in_german_is_read_at_the_end():
    script = compose(paragraph("Korrektur: Die Mühle ist älter."), language="de")
    assert script.segments[-2].rule == "B4"


def test_b4_an_update_is_read_at_its_place():
    script = compose(paragraph("Update: the bridge is open.", kind=ParagraphKind.UPDATE))
    assert heard(script) == [Heard("P0", "Update: the bridge is open.", 0.8)]
    assert script.segments[0].block == 0


@pytest.mark.parametrize(
    "words", ["Editor’s note: this story tells of a drowning.", "This article is about a mill that turned again."]
)
def test_b4_other_notes_of_the_editor_stay_in_their_place(words):
    script = compose(paragraph(words), paragraph(FILLER))
    assert (script.segments[0].block, script.segments[0].rule) == (0, "P0")


def test_b4_a_sentence_about_corrections_is_no_correction():
    assert spoken(compose(paragraph("Corrections officers went home."))) == ["Corrections officers went home."]


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Sponsored by the mill", kind=ParagraphKind.SPONSORSHIP),
        paragraph("Paid for by the mill"),
        paragraph("In partnership with the mill"),
        paragraph("This article was written with the help of AI."),
    ],
)
def test_b5_who_paid_is_read_before_the_headline(block):
    script = compose(paragraph(FILLER), block, title="Rates")
    assert [(s.block, s.rule, s.role) for s in script.segments[:1]] == [(1, "B5", Role.SPONSORSHIP)]
    assert script.segments[1].role is Role.HEADLINE


@pytest.mark.parametrize(
    "words",
    [
        "Sponsored by nobody, the club has played in the valley for a hundred years and never lost at home.",
        "Presented by the mayor, the plan failed.",
    ],
)
def test_b5_a_sentence_about_sponsors_stays_in_its_place(words):
    script = compose(paragraph(FILLER), paragraph(words), title="Rates")
    assert script.segments[0].role is Role.HEADLINE


def test_x1_the_last_words_name_the_synthetic_voice():
    script = compose()
    last = script.segments[-1]
    assert (last.rule, last.role, last.block, last.generated) == ("X1", Role.DISCLOSURE, None, True)
    assert last.spoken == "This article was read by a synthetic voice."
    assert last.pause_seconds == 0.5
    assert script.segments[-2].pause_seconds == 1.2


def test_x1_can_be_switched_off():
    script = compose(settings=NarrationSettings(VOICES, disclosure=False))
    assert Role.DISCLOSURE not in {s.role for s in script.segments}


@pytest.mark.parametrize(("language", "word"), [("de", "Stimme"), ("fr", "voix"), ("es", "voz"), ("it", "voce")])
def test_x1_is_said_in_the_language_of_the_article(language, word):
    last = compose(language=language, settings=NarrationSettings(VoiceMap.parse("*=vits:any"))).segments[-1]
    assert word in last.spoken
    assert last.language == language


def test_x1_is_not_said_in_a_language_that_we_have_no_words_in():
    assert not any(s.generated for s in compose(language="fi").segments)
