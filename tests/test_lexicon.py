"""Pronunciation lexicons: what PLS files say, what stands in a text, and what is wrong with a file, by its line."""

import pickle
from collections import Counter
from pathlib import Path

import pytest
from hibari import Hibari

from models.lexicon import BUILT_IN, Lexicon, LexiconEntry, LexiconError
from models.phonemes import misaki_of_ipa
from models.pronunciations import (
    ALIASES,
    ARTISTS,
    ATHLETES,
    GIVEN_NAMES,
    ORGANISATIONS,
    PLACES,
    STATESPEOPLE,
    TERMS,
)

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en-GB" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <lexeme><grapheme>Cholmondeley</grapheme><alias>Chumley</alias></lexeme>
  <lexeme role="own:ignore-case" xmlns:own="urn:own">
    <grapheme>sql</grapheme><grapheme>sequel</grapheme><phoneme>ˈsiːkwəl</phoneme>
  </lexeme>
  <lexeme>
    <grapheme>St. Ives</grapheme><phoneme>first</phoneme><phoneme prefer="true">sənt aɪvz</phoneme>
  </lexeme>
</lexicon>
"""


def pls(body: str, attributes: str = 'alphabet="ipa" xml:lang="en"') -> bytes:
    namespace = 'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'
    return f'<lexicon version="1.0" {attributes} {namespace}>\n{body}\n</lexicon>'.encode()


def found(lexicon: Lexicon, text: str, language: str = "en") -> list[str]:
    return [text[match.start : match.end] for match in lexicon.matches(text, language)]


def test_a_file_gives_aliases_and_sounds(tmp_path: Path):
    file = tmp_path / "names.pls"
    file.write_text(PLS, encoding="utf-8")
    assert Lexicon.read(file).entries == (
        LexiconEntry("Cholmondeley", "en-GB", alias="Chumley"),
        LexiconEntry("sql", "en-GB", ipa="ˈsiːkwəl", ignores_case=True),
        LexiconEntry("sequel", "en-GB", ipa="ˈsiːkwəl", ignores_case=True),
        LexiconEntry("St. Ives", "en-GB", ipa="sənt aɪvz"),
    )


def test_whole_words_and_phrases_are_found_in_order():
    lexicon = Lexicon.parse(PLS.encode(), "names.pls")
    text = "St. Ives, Cholmondeleys and SQL at Cholmondeley."
    assert found(lexicon, text, "en-GB") == ["St. Ives", "SQL", "Cholmondeley"]


def test_the_longest_of_several_entries_is_found():
    lexicon = Lexicon([LexiconEntry("Xi", "en", alias="Shee"), LexiconEntry("Xi Jinping", "en", alias="Shee Jin-ping")])
    assert found(lexicon, "Xi Jinping met Xi") == ["Xi Jinping", "Xi"]


def test_a_region_does_not_serve_another():
    lexicon = Lexicon.parse(PLS.encode(), "names.pls")
    assert found(lexicon, "Cholmondeley", "en-US") == []
    assert found(Lexicon([LexiconEntry("a b", "en", alias="c")]), "a b", "en-US") == ["a b"]


def test_another_language_is_not_served():
    assert found(Lexicon([LexiconEntry("Chat", "fr", alias="sha")]), "Chat", "en") == []


def test_the_later_lexicon_counts():
    ours, theirs = Lexicon([LexiconEntry("a", "en", alias="b")]), Lexicon([LexiconEntry("a", "en", alias="c")])
    assert ours.merge(theirs).entries == theirs.entries


def test_the_fingerprint_is_of_the_entries_whatever_their_order():
    first, second = LexiconEntry("a", "en", alias="b"), LexiconEntry("c", "en", ipa="d")
    assert Lexicon([first, second]).fingerprint == Lexicon([second, first]).fingerprint
    assert Lexicon([first, second]).fingerprint != Lexicon([first]).fingerprint


def test_a_lexicon_travels_to_workers():
    copy = pickle.loads(pickle.dumps(BUILT_IN))
    assert copy.fingerprint == BUILT_IN.fingerprint
    assert found(copy, "at IKEA") == ["IKEA"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<lexicon", r"bad\.pls:1: "),
        (pls("<lexeme><alias>b</alias></lexeme>"), r"bad\.pls:2: the lexeme has no grapheme"),
        (pls("\n<lexeme><grapheme>a</grapheme></lexeme>"), r"bad\.pls:3: 'a' has neither an alias nor a phoneme"),
        (pls("<lexeme><grapheme> </grapheme><alias>b</alias></lexeme>"), r"bad\.pls:2: the grapheme is empty"),
        (pls("<lexeme><grapheme>a</grapheme><alias/></lexeme>"), r"bad\.pls:2: 'a' has an empty reading"),
        (
            pls("<lexeme><grapheme>a</grapheme><phoneme>b</phoneme></lexeme>", 'alphabet="x-sampa" xml:lang="en"'),
            r"bad\.pls:2: 'a' is in the alphabet 'x-sampa'; only ipa is read",
        ),
        (pls("", 'alphabet="ipa"'), r"bad\.pls:1: the lexicon names no language; write xml:lang"),
        (b"<html/>", r"bad\.pls:1: the root is not <lexicon"),
        (b'<!DOCTYPE lexicon [<!ENTITY a "b">]>' + pls(""), r"bad\.pls:1: a lexicon has no document type"),
    ],
)
def test_an_error_names_the_file_and_the_line(data, message):
    with pytest.raises(LexiconError, match=message):
        Lexicon.parse(data, "bad.pls")


def test_no_entity_reads_a_file(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden")
    body = pls("<lexeme><grapheme>a</grapheme><alias>&x;</alias></lexeme>")
    with pytest.raises(LexiconError, match="document type"):
        Lexicon.parse(f'<!DOCTYPE lexicon [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + body, "bad.pls")


def test_a_missing_file_is_an_error_of_the_lexicon(tmp_path: Path):
    with pytest.raises(LexiconError, match=r"none\.pls: No such file"):
        Lexicon.read(tmp_path / "none.pls")


def test_an_entry_has_one_reading():
    with pytest.raises(ValueError, match="needs an alias or a phoneme, and not both"):
        LexiconEntry("a", "en", alias="b", ipa="c")


def test_every_built_in_reading_is_of_sounds_that_the_voice_knows():
    voice = Hibari()
    unknown = {
        entry.grapheme: strange
        for entry in BUILT_IN.entries
        if entry.ipa and (strange := set(misaki_of_ipa(entry.ipa)) - set(voice.vocab))
    }
    assert unknown == {}


def test_a_name_stands_once_in_the_built_in_lexicon():
    tables = (ARTISTS, ATHLETES, GIVEN_NAMES, ORGANISATIONS, PLACES, STATESPEOPLE, TERMS, ALIASES)
    names = [name for table in tables for name in table]
    assert [name for name, count in Counter(names).items() if count > 1] == []
