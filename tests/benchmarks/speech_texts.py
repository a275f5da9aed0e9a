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
# Prose of many kinds, from two words to three lines, in words that are spelled in one way only.
SENTENCES = (
    "Not yet.",
    "Who would have thought so?",
    "Nobody was hurt, the fire service said.",
    "The ferry sails at noon, weather permitting.",
    "Stop, look, listen, and only then cross the road.",
    "Snow fell all night; by morning the pass was closed.",
    "She asked, quietly, whether anyone had seen the letter.",
    "Prices rose faster than wages for the third spring in a row.",
    "“We never gave up hope,” the captain said, “and neither did they.”",
    "Whisk the eggs with the sugar until pale, then fold in the flour.",
    "A small bird with a yellow breast sat on the fence and sang for an hour.",
    "It is the largest telescope ever built, and it has never looked at anything smaller than a galaxy.",
    "The judge told the jury to ignore the photographs, the diary, and most of what the first witness had said.",
    "Three friends, one bicycle and a map from before the war: that was how the journey began.",
    "Researchers found that people who slept badly were slower to forgive, quicker to judge and hungrier at lunch.",
    "The company denied wrongdoing but agreed to pay, to say sorry, and to let outsiders inspect its factories.",
    "When the river rose, the whole village carried sandbags through the dark, singing to keep awake, "
    "and by dawn the bridge was safe.",
    "Her grandfather had planted the orchard as a young man, and every autumn since then the family had gathered "
    "there to pick apples, press cider and quarrel about politics.",
    "The minister, who had promised a decision before the summer, said on Thursday that the question was harder "
    "than it looked, that more evidence was needed, and that nobody should expect an answer soon.",
    "To change the filter, switch off the machine, wait until the green light goes out, turn the handle to the left, "
    "lift the cover, and pull the old filter towards you without touching the glass.",
)


def synthetic_utterances(count: int, voice: str) -> list[Utterance]:
    """Returns utterances that differ in length as the segments of articles do."""
    chance = random.Random(6)
    return [Utterance(_sentence(chance), "en", voice, seed=seed) for seed in range(count)]


def segment_length(chance: random.Random) -> float:
    """Returns the characters of a segment, drawn as long as those of articles are."""
    place = chance.uniform(0, len(_DECILES) - 1)
    below, above = _DECILES[int(place)], _DECILES[min(int(place) + 1, len(_DECILES) - 1)]
    return below + (place % 1) * (above - below)


def _sentence(chance: random.Random) -> str:
    length = segment_length(chance)
    words: list[str] = [chance.choice(_WORDS)]
    while len(" ".join(words)) < length:
        words.append(chance.choice(_WORDS) + ("," if chance.random() < 0.08 else ""))
    return " ".join(words).rstrip(",").capitalize() + "."


def spread_out(utterances: Sequence[Utterance], count: int) -> list[Utterance]:
    """Returns some of the utterances, of all lengths."""
    by_length = sorted(utterances, key=lambda utterance: len(utterance.text))
    return by_length[:: max(len(by_length) // count, 1)][:count]
