"""What stands at fixed places: B4, B5 and X1."""

import pytest

from models.voices import VoiceMap
from tests.composition.building import FILLER, VOICES, Heard, compose, heard, paragraph, skipped
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
        paragraph("(Corrects 10th paragraph to show that the mill is older.)"),
        paragraph("(This Jan. 6 story corrects the year: the mill is older.)"),
        paragraph("* This post has been updated to clarify that the mill is older."),
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


@pytest.mark.parametrize("words", ["Corrections officers went home.", "Correct the wind for the mill."])
def test_b4_a_sentence_about_corrections_is_no_correction(words):
    assert heard(compose(paragraph(words))) == [Heard("P0", words, 0.8)]


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Sponsored by the mill", kind=ParagraphKind.SPONSORSHIP),
        paragraph("Paid for by the mill"),
        paragraph("In partnership with the mill"),
        paragraph("– Anzeige: Dieser Beitrag ist in Zusammenarbeit mit der Mühle entstanden –"),
        paragraph("(This post was created in partnership with the mill.)"),
        paragraph("This article was written with the help of AI."),
    ],
)
def test_b5_who_paid_is_read_before_the_headline(block):
    script = compose(paragraph(FILLER), block, title="Rates")
    assert [(s.block, s.rule, s.role) for s in script.segments[:1]] == [(1, "B5", Role.SPONSORSHIP)]
    assert script.segments[1].role is Role.HEADLINE


def test_b5_one_label_is_read_once():
    script = compose(paragraph("Paid for by the mill"), paragraph("Paid for by the mill"), title="Rates")
    assert [s.rule for s in script.segments[:2]] == ["B5", "H1"]
    assert skipped(script, 1) == [("B5", "Paid for by the mill")]


@pytest.mark.parametrize(("blocks", "words"), [(1, "Sponsored Ads"), (6, "Sponsored")])
def test_b5_a_label_of_an_advertisement_is_not_read(blocks, words):
    script = compose(*[paragraph(FILLER)] * blocks, paragraph(words), title="Rates")
    assert skipped(script, blocks) == [("B1", words)]


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


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Stimme"), ("fr", "voix"), ("es", "voz"), ("it", "voce"), ("pl", "głosem")]
)
def test_x1_is_said_in_the_language_of_the_article(language, word):
    last = compose(language=language, settings=NarrationSettings(VoiceMap.parse("*=vits:any"))).segments[-1]
    assert word in last.spoken
    assert last.language == language


def test_x1_is_not_said_in_a_language_that_we_have_no_words_in():
    assert not any(s.generated for s in compose(language="eo").segments)
