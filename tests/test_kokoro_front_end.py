import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kokoro.front_end import MAX_PHONEMES, EnglishFrontEnd, Token, split_tokens
from models.speech import Pronunciation, Utterance
from tests.real_kokoro import real_config

VOCABULARY = real_config()["vocab"]


@pytest.fixture(scope="module")
def american():
    return EnglishFrontEnd(VOCABULARY, british=False)


def utterance(text: str, *pronunciations: Pronunciation) -> Utterance:
    return Utterance(text, "en", "af_heart", pronunciations=pronunciations)


def said(tokens) -> str:
    return "".join(token.phonemes for token in tokens)


def test_words_and_marks_keep_their_order_and_spaces(american):
    tokens = american.tokens(utterance("The bank said no, twice."))
    assert [token.text for token in tokens] == ["The", "bank", "said", "no", ",", "twice", "."]
    assert said(tokens) == "ðə bˈæŋk sˈɛd nˈO, twˈIs."


@pytest.mark.parametrize("space", [" ", "\n", "\t", "  "])
def test_words_on_two_lines_are_two_words(american, space):
    assert said(american.tokens(utterance(f"one{space}two"))).split() == ["wˈʌn", "tˈu"]


def test_marks_are_not_spoken_words_are(american):
    tokens = american.tokens(utterance("No, twice."))
    assert [token.is_spoken for token in tokens] == [True, False, True, False]


def test_british_and_american_differ(american):
    british = EnglishFrontEnd(VOCABULARY, british=True)
    assert said(british.tokens(utterance("the last dance"))) != said(american.tokens(utterance("the last dance")))


def test_a_pronunciation_goes_before_the_lexicon(american):
    tokens = american.tokens(utterance("Ms Nguyen won.", Pronunciation(3, 9, "/wˈɪn/")))
    assert [token.phonemes for token in tokens if token.text == "Nguyen"] == ["wˈɪn "]


def test_the_front_end_s_own_notation_in_a_text_is_text(american):
    tokens = american.tokens(utterance("a [trick](/kˈæt/) here"))
    assert "kˈæt" not in said(tokens)
    assert "tɹˈɪk" in said(tokens)


@pytest.mark.parametrize("text", ["", "日本", "🔥🔥", "…", '"" — ,'])
def test_what_cannot_be_read_aloud_is_not_spoken(american, text):
    assert not any(token.is_spoken for token in american.tokens(utterance(text)))


def test_every_phoneme_is_the_network_s(american):
    tokens = american.tokens(utterance("“Crème brûlée”, she said — 100% of Ångström’s naïve façade… (quietly)?"))
    assert set(said(tokens)) <= set(VOCABULARY)


def test_a_short_utterance_is_one_piece():
    tokens = [Token("one", "wˈʌn "), Token("two", "tˈu"), Token(".", ".")]
    assert split_tokens(tokens) == [tuple(tokens)]


def test_a_piece_ends_with_a_sentence_rather_than_a_clause():
    tokens = [Token("a", "aaaaaa "), Token(".", ". "), Token("b", "b"), Token(",", ", "), Token("c", "cccccccccc")]
    assert [said(piece) for piece in split_tokens(tokens, limit=15)] == ["aaaaaa . ", "b, cccccccccc"]


def test_a_piece_ends_with_a_clause_rather_than_a_word():
    tokens = [Token("a", "aaaaaa "), Token(",", ", "), Token("b", "b "), Token("c", "cccccccccc")]
    assert [said(piece) for piece in split_tokens(tokens, limit=15)] == ["aaaaaa , ", "b cccccccccc"]


def test_an_end_in_the_first_half_makes_no_short_piece():
    tokens = [Token("a", "a"), Token(".", ". "), Token("b", "bbbbbbbbb "), Token("c", "cccccccccc")]
    assert [said(piece) for piece in split_tokens(tokens, limit=15)] == ["a. bbbbbbbbb ", "cccccccccc"]


PHONEMES = st.text(alphabet="abc ", max_size=40)
TOKENS = st.lists(
    st.builds(Token, st.just("word"), st.one_of(PHONEMES, st.sampled_from([". ", ", ", "; "]))), max_size=80
)


@given(TOKENS, st.integers(1, 60))
def test_pieces_hold_every_phoneme_in_order_and_none_is_too_long(tokens, limit):
    pieces = split_tokens(tokens, limit)
    assert "".join(map(said, pieces)) == said(tokens)
    assert all(len(said(piece)) <= limit for piece in pieces)


def test_real_text_of_a_thousand_words_fits_the_network(american):
    pieces = split_tokens(american.tokens(utterance("The river broke its banks and nobody had seen it coming " * 100)))
    assert len(pieces) > 1
    assert all(MAX_PHONEMES / 2 <= len(said(piece)) <= MAX_PHONEMES for piece in pieces[:-1])
