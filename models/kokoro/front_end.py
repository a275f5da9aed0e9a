"""From English words to Kokoro's phonemes: hibari's front end, the lexicon's IPA, pieces of at most 510 phonemes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hibari.g2p import G2P

from models.notation import annotated, with_names_as_words
from models.speech import Utterance

MAX_PHONEMES = 510
_SENTENCE_ENDS, _CLAUSE_ENDS = frozenset(".!?…"), frozenset(";:,—")
# One character for one, so that pronunciations keep their places; brackets are the front end's own notation.
_PLAIN = str.maketrans({"[": "(", "]": ")", "’": "'", "―": "—", "\n": " ", "\t": " "})
_SILENT = frozenset(';:,.!?—…"()“” ˈˌ')


@dataclass(frozen=True)
class Token:
    """A word or a punctuation mark: as it is written, and as it is said, with the space that follows it."""

    text: str
    phonemes: str

    @property
    def is_spoken(self) -> bool:
        return any(phoneme not in _SILENT for phoneme in self.phonemes)


class EnglishFrontEnd:
    """Phonemes of spoken-form English; an American and a British one differ in lexicon and rules."""

    def __init__(self, vocabulary: Mapping[str, int], *, british: bool) -> None:
        """Takes the phonemes that the network knows; others are left out."""
        self._vocabulary = vocabulary
        self._g2p = G2P(british=british)

    def tokens(self, utterance: Utterance) -> list[Token]:
        """Returns the utterance's words and marks in order; what cannot be read aloud has no phonemes."""
        text = with_names_as_words(utterance.text.translate(_PLAIN), self._is_known)
        marked = self._g2p.phonemize_tokens(self._g2p.tokenize(annotated(text, utterance.pronunciations)))
        return [Token(token.text, self._known(f"{token.phonemes or ''}{token.whitespace}")) for token in marked]

    def _is_known(self, word: str) -> bool:
        known = self._g2p.lexicon.golds
        return word in known or word.lower() in known

    def _known(self, phonemes: str) -> str:
        return "".join(phoneme for phoneme in phonemes if phoneme in self._vocabulary)


def split_tokens(tokens: Sequence[Token], limit: int = MAX_PHONEMES) -> list[tuple[Token, ...]]:
    """Returns the tokens in pieces of at most `limit` phonemes.

    A piece ends after a sentence where there is such an end in its second half, else after a clause, else after a word.
    A single token over the limit is cut where the limit falls.
    """
    pieces = []
    rest = [part for token in tokens for part in _shortened(token, limit)]
    while rest:
        lengths = _running_lengths(rest)
        fitting = sum(length <= limit for length in lengths)
        cut = fitting if fitting == len(rest) else _best_cut(rest[:fitting], lengths, limit // 2)
        pieces.append(tuple(rest[:cut]))
        rest = rest[cut:]
    return pieces


def _running_lengths(tokens: Sequence[Token]) -> list[int]:
    total, lengths = 0, []
    for token in tokens:
        total += len(token.phonemes)
        lengths.append(total)
    return lengths


def _best_cut(tokens: Sequence[Token], lengths: Sequence[int], minimum: int) -> int:
    """Returns after how many tokens to cut: the last sentence's end past `minimum`, else clause's, else word's."""
    for ends in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        for count in range(len(tokens), 0, -1):
            if lengths[count - 1] < minimum:
                break
            if tokens[count - 1].phonemes.strip()[-1:] in ends:
                return count
    return len(tokens)


def _shortened(token: Token, limit: int) -> list[Token]:
    """Returns the token, cut into several where it is longer than the limit; the first keeps the text."""
    parts = [token.phonemes[start : start + limit] for start in range(0, len(token.phonemes), limit)] or [""]
    return [Token(token.text if part == 0 else "", phonemes) for part, phonemes in enumerate(parts)]
