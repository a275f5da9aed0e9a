"""Quotes: Q1 to Q3."""

from models.voices import VoiceMap
from tests.composition.building import (
    FILLER,
    FULL,
    Heard,
    bullets,
    compose,
    heard,
    image,
    inline,
    paragraph,
    skipped,
    spoken,
)
from transforms.composition import NarrationSettings
from transforms.documents import Figure, PullQuote, Quote
from transforms.scripts import ImageOutcome, Role

QUOTE = Quote((paragraph("We never gave up."),))


def test_q1_quote_stands_between_pauses_and_is_a_little_slower():
    script = compose(paragraph("She said:"), QUOTE)
    assert heard(script, 1) == [Heard("Q1", "We never gave up.", 0.5)]
    assert heard(script, 0)[0].pause == 0.8
    assert [(s.role, s.rate) for s in script.segments if s.block == 1] == [(Role.QUOTE, 0.95)]


def test_q1_a_quote_voice_speaks_at_its_own_pace():
    voices = VoiceMap.parse("en=kokoro:af_heart")
    script = compose(QUOTE, settings=NarrationSettings(voices, quote_voices=VoiceMap.parse("en=kokoro:am_adam")))
    assert [(s.voice, s.rate) for s in script.segments if s.block == 0] == [("kokoro:am_adam", 1.0)]
    assert script.segments[-1].voice == "kokoro:af_heart"


def test_q1_a_quote_voice_speaks_its_own_language_only():
    voices = VoiceMap.parse("de=vits:some/german")
    settings = NarrationSettings(voices, quote_voices=VoiceMap.parse("en=kokoro:am_adam"))
    script = compose(Quote((paragraph("Wir gaben nie auf."),)), language="de", settings=settings)
    assert [(s.voice, s.rate) for s in script.segments if s.block == 0] == [("vits:some/german", 0.95)]


def test_q1_full_profile_says_where_a_quote_begins_and_ends():
    script = compose(QUOTE, settings=FULL)
    assert spoken(script) == ["Quote.", "We never gave up.", "End quote."]
    assert [s.generated for s in script.segments[:3]] == [True, False, True]


def test_q1_who_said_it_is_read_after_the_quote_by_the_narrator():
    script = compose(Quote(QUOTE.blocks, inline("Ann Cole")))
    assert spoken(script) == ["We never gave up.", "Ann Cole."]
    assert script.segments[1].rate == 1.0


def test_q1_a_list_inside_a_quote_is_read_in_its_place():
    script = compose(Quote((paragraph("Bring:"), bullets("bread", "salt"), paragraph("Come soon."))))
    assert spoken(script) == ["Bring:", "bread;", "and salt.", "Come soon."]
    assert [s.rate for s in script.segments[:4]] == [0.95] * 4


def test_q2_a_pull_quote_that_repeats_the_text_is_silent():
    script = compose(PullQuote(inline("Nobody was hurt, which the mayor called a wonder")))
    assert skipped(script) == [("Q2", "Nobody was hurt, which the mayor called a wonder")]


def test_q2_a_shortened_pull_quote_is_silent_too():
    script = compose(PullQuote(inline("Nobody was hurt, a wonder")))
    assert [rule for rule, _ in skipped(script)] == ["Q2"]


def test_q2_a_block_quote_that_repeats_the_text_is_silent():
    script = compose(Quote((paragraph("Nobody was hurt, which the mayor called a wonder."),)))
    assert [rule for rule, _ in skipped(script)] == ["Q2"]


def test_q2_an_image_in_a_silent_quote_has_its_decision():
    quote = Quote((paragraph("Nobody was hurt, which the mayor called a wonder."), Figure((image("A boat at sea"),))))
    script = compose(quote)
    assert [(i.rule, i.decision) for i in script.images] == [("Q2", ImageOutcome.SILENT)]


def test_q2_a_pull_quote_whose_words_stand_nowhere_else_is_read_as_a_quote():
    script = compose(PullQuote(inline("Hope is a habit of mine")))
    assert heard(script) == [Heard("Q1", "Hope is a habit of mine.", 0.5)]


def test_q2_a_quote_of_several_earlier_paragraphs_is_silent():
    lines = [
        "The river rose through the night and the town slept badly.",
        "By noon boats had come from the next valley.",
    ]
    quote = Quote((paragraph("\n".join(["Ann Cole said:", *lines, "Click to expand..."])),))
    script = compose(*map(paragraph, lines), quote)
    assert [rule for rule, _ in skipped(script, 2)] == ["Q2"]


def test_q2_a_poem_that_shares_one_line_with_the_text_is_read():
    poem = ["The rain came.", "The river rose.", "Nobody slept.", "People carried what they could up the stairs."]
    script = compose(Quote((paragraph("\n".join(poem)),)))
    assert len(spoken(script)) == 4


def test_q2_of_two_quotes_that_say_the_same_the_first_is_read():
    first, second = (
        Quote((paragraph(f"We never gave up the mill to the {who} in the end."),)) for who in ("bank", "town")
    )
    script = compose(first, paragraph("Later."), second)
    assert spoken(script, 0) == ["We never gave up the mill to the bank in the end."]
    assert [rule for rule, _ in skipped(script, 2)] == ["Q2"]


def test_q2_a_refrain_of_the_body_is_heard_each_time():
    script = compose(paragraph("We never gave up."), paragraph(FILLER), paragraph("We never gave up."))
    assert spoken(script, 0) == spoken(script, 2) == ["We never gave up."]


def test_q3_a_quote_inside_a_sentence_is_not_announced():
    words = spoken(compose(paragraph("“No,” he said.")))
    assert len(words) == 1
    assert "quote" not in words[0].lower()


def test_e1_a_lone_emoji_in_a_quote_is_said_by_its_name():
    script = compose(Quote((paragraph("🔥"),)))
    assert heard(script) == [Heard("E1", "fire.", 0.5)]
    assert script.segments[0].generated
