"""The notation of `--voices`, and which voice it gives an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.voices import Voice, VoiceMap, primary_language

HEART = Voice("hibari", "heart")


@pytest.mark.parametrize(
    ("notation", "voice"),
    [
        ("hibari:heart", HEART),
        (" hibari : heart ", HEART),
        ("vits:facebook/mms-tts-deu@0123abc", Voice("vits", "facebook/mms-tts-deu@0123abc")),
        ("vits:gs://models/deu", Voice("vits", "gs://models/deu")),
        ("vits:/models/vctk#12", Voice("vits", "/models/vctk#12")),
    ],
)
def test_a_voice_is_an_engine_and_a_name(notation, voice):
    assert Voice.parse(notation) == voice


@pytest.mark.parametrize("notation", ["", "hibari", "hibari:", ":heart", " : ", "heart"])
def test_what_is_no_voice_is_an_error_that_shows_how_to_write_one(notation):
    with pytest.raises(ValueError, match=r"write ENGINE:NAME, as in hibari:heart"):
        Voice.parse(notation)


name_part = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)


@settings(derandomize=True)
@given(name_part.filter(lambda engine: ":" not in engine), name_part)
def test_a_voice_reads_back_as_it_is_written(engine, name):
    assert Voice.parse(str(Voice(engine, name))) == Voice(engine, name)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("en-GB", "en"), ("pt_BR", "pt"), ("ZH-Hant-TW", "zh"), ("", "")],
)
def test_the_primary_language_is_the_first_subtag(tag, language):
    assert primary_language(tag) == language


def test_each_language_gets_its_voice():
    voices = VoiceMap.parse("en=hibari:heart, de = vits:facebook/mms-tts-deu@1 ,")
    assert voices.voice_for("en") == HEART
    assert voices.voice_for("de") == Voice("vits", "facebook/mms-tts-deu@1")
    assert voices.voice_for("fr") is None


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en-GB", "british"),
        ("EN-gb", "british"),
        ("en_GB", "british"),
        ("en-US", "any"),
        ("fr", "other"),
        ("", "other"),
    ],
)
def test_a_regions_own_voice_goes_before_its_languages_and_that_before_any(language, name):
    voices = VoiceMap.parse("*=e:other,en=e:any,en-GB=e:british")
    assert voices.voice_for(language) == Voice("e", name)


def test_a_region_may_be_written_with_an_underscore():
    assert VoiceMap.parse("en_GB=hibari:heart").voice_for("en-GB") == HEART


def test_the_name_of_a_voice_may_hold_an_equals_sign():
    assert VoiceMap.parse("en=vits:a=b").voice_for("en") == Voice("vits", "a=b")


@pytest.mark.parametrize(
    ("notation", "message"),
    [
        ("", "no voice is named"),
        (" , ", "no voice is named"),
        ("hibari:heart", "'hibari:heart' names no language; write LANGUAGE=ENGINE:NAME"),
        ("en=heart", "'heart' is not a voice"),
        ("en=hibari:heart,en=vits:x", "the language 'en' has two voices"),
        ("en=hibari:heart,EN=vits:x", "the language 'en' has two voices"),
        ("en-GB=hibari:heart,en_gb=vits:x", "the language 'en-gb' has two voices"),
        ("=hibari:heart", "names no language"),
    ],
)
def test_a_map_that_cannot_be_read_is_an_error_that_says_why(notation, message):
    with pytest.raises(ValueError, match=message):
        VoiceMap.parse(notation)


def test_a_second_voice_of_the_engine_of_one_language_speaks_that_language():
    first = VoiceMap.parse("en=kokoro:af_heart,de=vits:german")
    assert VoiceMap.parse_second("kokoro:am_adam", first) == VoiceMap((("en", Voice("kokoro", "am_adam")),))


def test_second_voices_may_be_named_by_language():
    second = VoiceMap.parse_second("en=hibari:heart,de=vits:other", VoiceMap.parse("en=kokoro:af_heart"))
    assert second.voice_for("de") == Voice("vits", "other")


@pytest.mark.parametrize("first", ["en=vits:english", "en=kokoro:af_heart,es=kokoro:ef_dora"])
def test_a_second_voice_of_no_certain_language_is_an_error_that_says_how_to_write_it(first):
    with pytest.raises(ValueError, match="write it as in en=kokoro:am_adam"):
        VoiceMap.parse_second("kokoro:am_adam", VoiceMap.parse(first))
