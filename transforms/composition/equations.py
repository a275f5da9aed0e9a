"""Short formulas, as words.

The reader knows the TeX of school algebra: letters and numbers, signs, powers, indices, fractions, roots, Greek letters
and the commonest functions. What it does not know it does not guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.voices import primary_language

LONGEST_FORMULA = 60

_TOKEN = re.compile(r"\\[A-Za-z]+|\\[,;:! ]|\d+(?:\.\d+)?|[A-Za-zΑ-Ωα-ω]|\S")

_GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "pi"),
    *("rho", "sigma", "tau", "phi", "chi", "psi", "omega"),
)
_WORDS = {
    **{f"\\{name}": name for name in _GREEK},
    **{f"\\{name.title()}": f"capital {name}" for name in _GREEK},
    "\\varepsilon": "epsilon",
    "\\varphi": "phi",
    "\\infty": "infinity",
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "\\pm": "plus or minus",
    "=": "equals",
    "\\times": "times",
    "×": "times",
    "\\cdot": "times",
    "·": "times",
    "*": "times",
    "/": "over",
    "\\div": "divided by",
    "<": "is less than",
    "\\lt": "is less than",
    ">": "is greater than",
    "\\gt": "is greater than",
    "\\le": "is at most",
    "\\leq": "is at most",
    "≤": "is at most",
    "\\ge": "is at least",
    "\\geq": "is at least",
    "≥": "is at least",
    "\\ne": "is not equal to",
    "\\neq": "is not equal to",
    "≠": "is not equal to",
    "\\approx": "is about",
    "≈": "is about",
    "\\to": "to",
    "\\rightarrow": "to",
    "→": "to",
    "\\%": "percent",
    "%": "percent",
    "!": "factorial",
    ",": ",",
    "\\sin": "sine",
    "\\cos": "cosine",
    "\\tan": "tangent",
    "\\log": "log",
    "\\ln": "natural log",
    "\\max": "the maximum of",
    "\\min": "the minimum of",
}
_SILENT = {"\\left", "\\right", "\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\displaystyle", "(", ")", "[", "]"}
_POWERS = {"2": "squared", "3": "cubed", "\\circ": "degrees", "\\prime": "prime", "'": "prime"}


class _UnknownFormulaError(Exception):
    """A formula that the reader does not know."""


def reading_of_tex(tex: str, language: str) -> str | None:
    """Returns the formula in words, or None where it is long, uses what we cannot say, or is in another language."""
    source = tex.strip().strip("$").strip()
    if primary_language(language) != "en" or not source or len(source) > LONGEST_FORMULA:
        return None
    try:
        words = _Reader([token.group() for token in _TOKEN.finditer(source)]).read()
    except _UnknownFormulaError:
        return None
    return " ".join(words).replace(" ,", ",") or None


@dataclass
class _Reader:
    """A recursive descent over the tokens of a formula."""

    tokens: list[str]
    position: int = field(default=0)

    def read(self) -> list[str]:
        words = list(self._sequence())
        if self.position < len(self.tokens):
            raise _UnknownFormulaError
        return words

    def _sequence(self) -> Iterator[str]:
        while self.position < len(self.tokens) and self.tokens[self.position] != "}":
            yield from self._term()

    def _next(self) -> str:
        if self.position >= len(self.tokens):
            raise _UnknownFormulaError
        self.position += 1
        return self.tokens[self.position - 1]

    def _argument(self) -> list[str]:
        """Returns the words of one token or of one group in braces."""
        token = self._next()
        if token != "{":
            return self._words_of(token)
        words = list(self._sequence())
        if self._next() != "}":
            raise _UnknownFormulaError
        return words

    def _term(self) -> Iterator[str]:
        token = self._next()
        match token:
            case "^":
                yield from self._power()
            case "_":
                yield from ("sub", *self._argument())
            case "{":
                self.position -= 1
                yield from self._argument()
            case "\\frac":
                yield from (*self._argument(), "over", *self._argument())
            case "\\sqrt":
                yield from ("the square root of", *self._argument())
            case "\\text" | "\\mathrm":
                yield "".join(self._argument())
            case "(" if self._follows_function():
                yield "of"
            case _:
                yield from self._words_of(token)

    def _power(self) -> list[str]:
        words = self._argument()
        power = _POWERS.get(words[0]) if len(words) == 1 else None
        return [power] if power else ["to the", *words]

    def _follows_function(self) -> bool:
        return self.position >= 2 and self.tokens[self.position - 2] in {
            "f",
            "g",
            "h",
            "\\log",
            "\\ln",
            "\\sin",
            "\\cos",
        }

    def _words_of(self, token: str) -> list[str]:
        if token in _SILENT:
            return []
        if token in _WORDS:
            return [_WORDS[token]]
        if token in _POWERS:
            return [token]
        if token.isalnum():
            return [token]
        raise _UnknownFormulaError
