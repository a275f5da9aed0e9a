"""Words of texts: how many, and how much of one text stands in another."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from difflib import SequenceMatcher

LONGEST_COMPARED = 250
CHARACTERS_OF_AN_UNSPACED_WORD = 2
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")  # Thai to Han

_WORD = re.compile(r"\w+")


def count_words(text: str) -> int:
    """Returns how many words a text has; scripts that write no spaces have one in about two characters."""
    unspaced = sum(map(len, _UNSPACED.findall(text)))
    return len(_UNSPACED.sub(" ", text).split()) + math.ceil(unspaced / CHARACTERS_OF_AN_UNSPACED_WORD)


def words_in(text: str) -> list[str]:
    """Returns the words of a text, in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def folded(text: str) -> str:
    """Returns the words of a text with one space between them."""
    return " ".join(words_in(text))


def overlap(first: str, second: str) -> float:
    """Returns the share of words that two texts have in common, 0 to 1 (Dice's coefficient of their words)."""
    one, other = Counter(words_in(first)), Counter(words_in(second))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def sequence_containment(part: str, whole: str) -> float:
    """Returns the share of the first text's words that stand in the second in the same order, 0 to 1.

    Only the beginnings of long texts are compared: the comparison is quadratic.
    """
    words, others = words_in(part)[:LONGEST_COMPARED], words_in(whole)[: 4 * LONGEST_COMPARED]
    if not words:
        return 0.0
    matches = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches) / len(words)


class Texts:
    """Texts under numbers, which are asked where the words of another text stand."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self._counts = {number: Counter(words_in(text)) for number, text in texts.items()}
        self._numbers: dict[str, list[int]] = {}
        for number, counts in self._counts.items():
            for word in counts:
                self._numbers.setdefault(word, []).append(number)

    @property
    def numbers(self) -> Set[int]:
        """The numbers of the texts."""
        return self._texts.keys()

    def holding(self, words: str, share: float) -> Iterator[int]:
        """Yields the texts in which at least this share of the words stands, in order; the share is a half or more."""
        counts = Counter(words_in(words))
        for number in self._candidates(counts):
            common = (counts & self._counts[number]).total()
            if common >= share * counts.total() and sequence_containment(words, self._texts[number]) >= share:
                yield number

    def _candidates(self, counts: Counter[str]) -> list[int]:
        """Returns the texts that hold one of the rarer half of the words; a text that holds half of all is one."""
        rarest = sorted(counts, key=lambda word: len(self._numbers.get(word, ())))[: len(counts) // 2 + 1]
        return sorted({number for word in rarest for number in self._numbers.get(word, ())})
