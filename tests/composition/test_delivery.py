"""From parts to segments: pieces, pauses, languages, voices, the lexicon; M1."""

import pickle

import pytest

from models.lexicon import Lexicon, LexiconEntry
from models.voices import VoiceMap
from tests.composition.building import (
    FILLER,
    LISTEN,
    VOICES,
    bullets,
    compose,
    heading,
    heard,
    marked,
    paragraph,
    skipped,
    spoken,
)
from transforms.composition import NarrationSettings
from transforms.documents import ListStyle, Mark, Quote

SENTENCE = "The river rose through the night and the town by the mill slept badly under the loud rain. "


def test_a_long_paragraph_is_cut_at_the_ends_of_sentences():
    script = compose(paragraph(SENTENCE * 6))
    pieces = [s for s in script.segments if s.block == 0]
    assert len(pieces) > 1
    assert all(piece.text.endswith(".") and len(piece.text) <= 300 for piece in pieces)
    assert [piece.pause_seconds for piece in pieces] == [0.5] * (len(pieces) - 1) + [0.8]


def test_a_cut_inside_a_sentence_is_a_short_pause():
    sentence = ", ".join(["the river rose through the night and the town slept badly"] * 8)
    pauses = [line.pause for line in heard(compose(paragraph(f"{sentence}.")))]
    assert set(pauses[:-1]) == {0.2}


def test_no_cut_falls_into_words_that_have_a_reading_of_their_own():
    code = marked("first_name()", Mark.CODE)
    runs = [run for n in range(12) for run in (f"Here the river number {n} rose and then came ", code, ". ")]
    assert " ".join(spoken(compose(paragraph(*runs)))).count("first name") == 12


@pytest.mark.parametrize(
    ("text", "ends"), [("Rain", "Rain."), ("Rain?", "Rain?"), ("“Rain.”", '."'), ("Rain:", "Rain:")]
)
def test_words_that_end_without_a_mark_get_one(text, ends):
    assert spoken(compose(heading(text)))[0].replace("”", '"').endswith(ends)


def test_words_without_a_mark_end_in_that_of_their_script():
    assert spoken(compose(heading("川の増水"), language="ja")) == ["川の増水。"]
    assert spoken(compose(heading("น้ำขึ้น"), language="th")) == ["น้ำขึ้น."]


def test_the_text_of_a_segment_is_the_pages_letter_for_letter():
    words = "He paid £1,250.50 — “twice” — in ’98\u00a0already."
    assert compose(paragraph(words)).segments[0].text == words


def test_a_line_break_of_the_page_is_a_pause():
    script = compose(paragraph("Roses are red,\nViolets are blue\nAnd so it goes."))
    assert [s.text for s in script.segments if s.block == 0] == [
        "Roses are red,",
        "Violets are blue",
        "And so it goes.",
    ]
    assert [line.pause for line in heard(script)] == [0.5, 0.5, 0.8]
    assert spoken(script)[1] == "Violets are blue."


def test_a_line_that_goes_on_in_lower_case_is_only_wrapped():
    assert spoken(compose(paragraph("The river rose\nthrough the night."))) == ["The river rose through the night."]


def test_a_long_open_line_of_a_script_without_case_is_only_wrapped():
    words = "昨夜の雨で川が増水し、町の広場は朝までに水に浸かりましたが、けが人は一人もいませんでしたが"
    script = compose(paragraph(f"{words}\n市長はそれを奇跡と呼びました。"), language="ja")
    assert len([s for s in script.segments if s.block == 0]) == 1


def test_a_row_of_signs_is_the_break_between_sections():
    script = compose(paragraph("It rained."), paragraph("* * *"))
    assert heard(script)[0].pause == 1.2
    assert skipped(script, 1) == [("P0", "* * *")]


def test_e2_signs_without_words_are_skipped():
    assert skipped(compose(heading("→ 🔥"))) == [("E2", "→ 🔥")]


def test_m2_an_empty_block_is_skipped():
    script = compose(paragraph(""), bullets())
    assert [skipped(script, n) for n in (0, 1)] == [[("M2", "")], [("M2", "")]]


def test_m1_a_sentence_of_another_language_has_its_own_voice():
    settings = NarrationSettings(VoiceMap.parse("en=hibari:heart,fr=vits:some/french"))
    french = marked("La pluie est tombée toute la nuit.", language="fr")
    script = compose(paragraph("He said: ", french, " And left."), settings=settings)
    assert [(s.language, s.voice, s.text) for s in script.segments if s.block == 0] == [
        ("en", "hibari:heart", "He said:"),
        ("fr", "vits:some/french", "La pluie est tombée toute la nuit."),
        ("en", "hibari:heart", "And left."),
    ]


def test_m1_a_second_voice_does_not_speak_another_language():
    voices = VoiceMap.parse("en=kokoro:heart,fr=kokoro:siwis")
    quote = Quote((paragraph(marked("La pluie est tombée toute la nuit.", language="fr")),))
    script = compose(quote, settings=NarrationSettings(voices, quote_voices=VoiceMap.parse("en=kokoro:adam")))
    assert script.segments[0].voice == "kokoro:siwis"


def test_m1_a_phrase_of_another_language_stays_in_its_sentence():
    script = compose(paragraph("It was a ", marked("coup d’état", language="fr"), " they said."))
    assert [s.language for s in script.segments if s.block == 0] == ["en"]


def test_m1_without_a_voice_for_it_another_language_stays_in_its_sentence():
    settings = NarrationSettings(VoiceMap.parse("en=hibari:heart"))
    french = marked("La pluie est tombée toute la nuit.", language="fr")
    assert {s.language for s in compose(paragraph(french), settings=settings).segments} == {"en"}


def test_the_lexicon_has_a_say_and_its_use_is_recorded():
    lexicon = Lexicon([LexiconEntry("Cwm", "en", alias="koom")])
    script = compose(paragraph("We walked to Cwm today."), settings=NarrationSettings(VOICES, lexicon=lexicon))
    assert spoken(script) == ["We walked to koom today."]
    assert script.segments[0].lexicon_entries == ("Cwm",)


def test_a_date_that_the_locale_decides_is_recorded():
    script = compose(paragraph("We met on 3/4/2024 and 13/4/2024."), settings=NarrationSettings(VOICES))
    assert script.segments[0].ambiguous_dates == ("3/4/2024",)


def test_sounds_of_the_lexicon_refer_to_the_spoken_words_behind_a_number():
    lexicon = Lexicon([LexiconEntry("Cwm", "en", ipa="kʊm")])
    script = compose(
        bullets("Walk to Cwm today.", style=ListStyle.NUMBERED), settings=NarrationSettings(VOICES, lexicon=lexicon)
    )
    segment = script.segments[0]
    assert segment.spoken == "One. Walk to Cwm today."
    assert [segment.spoken[p.start : p.end] for p in segment.pronunciations] == ["Cwm"]


def test_text_that_looks_like_markup_for_a_voice_is_not_obeyed():
    words = " ".join(spoken(compose(paragraph('He wrote <break time="3s"/> and [pause] there.'))))
    assert "<" not in words
    assert "[" not in words


def test_settings_can_be_sent_to_a_worker():
    assert pickle.loads(pickle.dumps(LISTEN)).voices == LISTEN.voices


def test_equal_documents_have_equal_scripts():
    assert compose(paragraph(FILLER)) == compose(paragraph(FILLER))
