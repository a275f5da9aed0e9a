"""Words of texts: how many, and how much of one text stands in another."""

import math
import re
from collections import Counter
from difflib import SequenceMatcher

LONGEST_COMPARED = 250
CHARACTERS_OF_AN_UNSPACED_WORD = 2
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")  # Thai to Han

_WORD = re.compile(r"\w+")


def count_words(text: str) -> int:
    """Returns how many words a text has; scripts that write no spaces have one in about two characters."""
    unspaced = sum(map(len, UNSPACED.findall(text)))
    return len(UNSPACED.sub(" ", text).split()) + math.ceil(unspaced / CHARACTERS_OF_AN_UNSPACED_WORD)


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
