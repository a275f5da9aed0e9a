"""Embeds and footnotes: B3 and F2."""

import pytest

from tests.composition.building import FULL, Heard, compose, heard, inline, marked, paragraph, skipped, spoken
from transforms.documents import Embed, EmbedKind, Footnote, Mark
from transforms.scripts import Role


def test_b3_a_post_is_read_with_its_author_before_it():
    script = compose(Embed(EmbedKind.POST, "The bridge is open again.", author="Ann Cole"))
    assert heard(script) == [
        Heard("B3", "A post by Ann Cole reads:", 0.3),
        Heard("B3", "The bridge is open again.", 0.8),
    ]
    assert [(s.role, s.generated) for s in script.segments[:2]] == [(Role.EMBED, True), (Role.EMBED, False)]


@pytest.mark.parametrize(
    "signature", ["\n— Ann Cole (@anncole) May 16, 2026", " — Ann Cole (@anncole)", "\nAnn Cole, May 16"]
)
def test_b3_the_signature_of_a_post_is_not_read_again(signature):
    script = compose(Embed(EmbedKind.POST, f"The bridge is open again.{signature}", author="Ann Cole"))
    assert spoken(script) == ["A post by Ann Cole reads:", "The bridge is open again."]
    assert skipped(script) == [("B3", signature.strip())]


def test_b3_a_post_without_words_is_mentioned():
    assert spoken(compose(Embed(EmbedKind.POST))) == ["A post appears here."]


def test_b3_a_video_is_named():
    script = compose(Embed(EmbedKind.VIDEO, title="How the bridge was built"))
    assert spoken(script) == ["A video is included: How the bridge was built."]


@pytest.mark.parametrize("title", ["YouTube video player", "Embedded video", "Vimeo", "iframe", "Spotify Embed"])
def test_b3_the_name_of_a_player_is_no_title(title):
    assert spoken(compose(Embed(EmbedKind.VIDEO, title=title))) == ["A video is included."]


def test_b3_a_sound_without_title():
    assert spoken(compose(Embed(EmbedKind.AUDIO))) == ["An audio clip is included."]


@pytest.mark.parametrize(("settings", "said"), [(None, []), (FULL, ["Interactive content appears here."])])
def test_b3_other_embeds_are_mentioned_in_the_full_profile_only(settings, said):
    chosen = {} if settings is None else {"settings": settings}
    assert spoken(compose(Embed(EmbedKind.OTHER, title="Map"), **chosen)) == said


NOTE = Footnote("15", inline("Said at the time to nobody."))
MARK = marked("[15]", Mark.NOTE_MARK, href="#fn15")


def test_f2_a_footnote_is_silent():
    script = compose(paragraph("The rule.", MARK), NOTE)
    assert skipped(script, 1) == [("F2", "Said at the time to nobody.")]


def test_f2_full_profile_reads_it_after_the_paragraph_that_refers_to_it():
    script = compose(paragraph("The rule.", MARK), paragraph("Another rule."), NOTE, settings=FULL)
    assert heard(script, 2) == [
        Heard("F2", "Note:", 0.2),
        Heard("F2", "Said at the time to nobody.", 0.3),
        Heard("F2", "End note.", 0.5),
    ]
    assert [s.block for s in script.segments[:5]] == [0, 2, 2, 2, 1]


def test_f2_full_profile_reads_a_note_that_nothing_refers_to_in_its_place():
    script = compose(paragraph("The rule."), NOTE, settings=FULL)
    assert [s.block for s in script.segments[:4]] == [0, 1, 1, 1]


def test_f2_two_marks_of_one_note_read_it_once():
    script = compose(paragraph("The rule.", MARK), paragraph("Another.", MARK), NOTE, settings=FULL)
    assert spoken(script, 2).count("Note:") == 1
