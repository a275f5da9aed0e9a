"""English utterances as long as those of articles, the same in every run."""

import random
from collections.abc import Sequence

from models.speech import Utterance

# Characters of a segment at each tenth of 3,290 segments of 40 English articles, of at most 300 characters each.
_DECILES = (4, 11, 21, 34, 56, 85, 117, 157, 199, 248, 300)
_TEXT = (
    "the river town council said on monday that a new bridge would open before winter and cost less than feared "
    "while traders who had waited three years for repairs called it good news although few of them believed "
    "every promise made in spring because money was short then and nobody could say how long work might take"
)
_WORDS = _TEXT.split()


def synthetic_utterances(count: int, voice: str) -> list[Utterance]:
    """Returns utterances that differ in length as the segments of articles do."""
    chance = random.Random(6)
    return [Utterance(_sentence(chance), "en", voice, seed=seed) for seed in range(count)]


def _sentence(chance: random.Random) -> str:
    place = chance.uniform(0, len(_DECILES) - 1)
    below, above = _DECILES[int(place)], _DECILES[min(int(place) + 1, len(_DECILES) - 1)]
    length = below + (place % 1) * (above - below)
    words: list[str] = [chance.choice(_WORDS)]
    while len(" ".join(words)) < length:
        words.append(chance.choice(_WORDS) + ("," if chance.random() < 0.08 else ""))
    return " ".join(words).rstrip(",").capitalize() + "."


def spread_out(utterances: Sequence[Utterance], count: int) -> list[Utterance]:
    """Returns some of the utterances, of all lengths."""
    by_length = sorted(utterances, key=lambda utterance: len(utterance.text))
    return by_length[:: max(len(by_length) // count, 1)][:count]
