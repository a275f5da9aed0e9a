"""What a rule of speech is: a pattern of written text, and the words that are spoken for it.

Rules are applied in order, each over the whole text. What one rule has turned into words no later rule needs to see, so
the order alone decides who reads `3-2`: the telephone book, the calendar, the league table or the arithmetic.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

DIGIT = r"\d"
DIGITS = frozenset("0123456789")

# A word of the lexicon stands in the text as one private character: part of a pattern's character class.
LEXICON_WORD = "\U000f0000-\U0010fffd"

_BOUNDARY = r"\b"

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True)
class Rule:
    """Speaks what `pattern` finds as `say` says, or leaves it as it is where `say` gives None.

    `needs` are characters of which a text must hold at least one for the pattern to be tried at all; most sentences
    hold no digit, and skip most rules by that. One that `needs_digit` is tried only where there is a digit too.
    """

    pattern: re.Pattern[str]
    say: Say
    needs: frozenset[str] = field(default=DIGITS)
    needs_digit: bool = False

    def apply(self, text: str) -> str:
        """Returns the text with everything that the pattern finds spoken."""
        return self.pattern.sub(self._spoken, text)

    def _spoken(self, match: re.Match[str]) -> str:
        words = self.say(match)
        if words is None:
            return match.group()
        return apart(match.string, match.start(), match.end(), words)


def always(words: str) -> Say:
    """Returns what speaks the same words whatever is found."""
    return lambda match: words


def part(group: int) -> Say:
    """Returns what speaks one group of the match as it is written."""
    return lambda match: match.group(group)


def entry_of(entries: Mapping[str, str]) -> Say:
    """Returns what speaks the words that a table has for the match."""
    return lambda match: entries[match.group()]


def apart(text: str, start: int, end: int, words: str) -> str:
    """Returns the words with a space where they would else run into what stands before `start` or after `end`."""
    if not words:
        return words
    before, after = text[start - 1 : start], text[end : end + 1]
    left = " " if before.isalnum() and words[0].isalnum() else ""
    right = " " if after.isalnum() and words[-1].isalnum() else ""
    return left + words + right


def apply_rules(rules: Iterable[Rule], text: str) -> str:
    """Returns the text after all rules, in order."""
    characters = set(text)
    has_digit = not DIGITS.isdisjoint(characters)
    for rule in rules:
        if (rule.needs_digit and not has_digit) or (rule.needs and rule.needs.isdisjoint(characters)):
            continue
        spoken = rule.apply(text)
        if spoken != text:
            text, characters = spoken, set(spoken)
            has_digit = not DIGITS.isdisjoint(characters)
    return text


def vocabulary(text: str) -> tuple[str, ...]:
    """Returns the words of a table."""
    return tuple(text.split())


def either(words: Iterable[str]) -> str:
    """Returns a pattern of any of the words, the longest first, so that none hides behind its own beginning."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def after(contexts: Iterable[str], then: str) -> str:
    """Returns a pattern of the place between any of the texts, which begin with a word, and what `then` matches.

    It looks ahead first: few places in a text are before a digit, and the many texts are compared only there.
    """
    behind = "|".join(f"(?<={_BOUNDARY}{re.escape(context)})" for context in sorted(set(contexts)))
    return f"(?={then})(?:{behind})"


def table(text: str) -> dict[str, str]:
    """Returns the entries of a table written `km = kilometer; mi = mile`, over any number of lines."""
    entries = (entry.partition(" = ") for entry in text.replace("\n", ";").split(";") if entry.strip())
    return {written.strip(): spoken.strip() for written, _, spoken in entries}
