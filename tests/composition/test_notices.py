"""Our own words, by language."""

from string import Formatter

import pytest

from transforms.composition.notices import DISCLOSURES, NOTICES, Notice, words_of


def names_in(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("language", sorted(NOTICES))
def test_every_language_has_every_notice(language):
    assert set(NOTICES[language]) == set(Notice)


@pytest.mark.parametrize("language", sorted(set(NOTICES) - {"en"}))
def test_translations_hold_the_same_facts(language):
    english, translated = NOTICES["en"], NOTICES[language]
    assert all(names_in(translated[kind]) == names_in(english[kind]) - {"a"} for kind in Notice)


def test_a_region_has_the_words_of_its_language():
    assert words_of(Notice.GALLERY, "pt-BR", count=5) == "Uma galeria de 5 imagens."


@pytest.mark.parametrize("language", sorted(DISCLOSURES))
def test_the_disclosure_is_a_sentence_in_languages_without_other_words(language):
    words = words_of(Notice.DISCLOSURE, f"{language}-XX")
    assert words is not None and len(words) > 9 and not names_in(words)
    assert words_of(Notice.CAPTION, language) is None


def test_a_language_that_we_know_nothing_of_has_no_words():
    assert words_of(Notice.DISCLOSURE, "eo") is None
