"""Names in program text, as words."""

import re

MOST_TOKENS = 3
MOST_PLAIN_WORDS = 8

_NAME = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*[+#*]*|[\w.+-]+@[\w.-]+|\w+://\S+")


def reading_of_code(source: str) -> str | None:
    """Returns the words of a piece of code (`foo bar` of `foo_bar()`), or None where it has too many or none."""
    words = source.split()
    if MOST_TOKENS < len(words) <= MOST_PLAIN_WORDS and all(map(str.isalpha, words)):
        return source
    if len(words) <= MOST_TOKENS and all(map(_PLAIN.fullmatch, words)):
        return " ".join(word if word.isupper() else _HUMP.sub(" ", word) for word in words)
    tokens = _NAME.findall(source)
    if not 1 <= len(tokens) <= MOST_TOKENS:
        return None
    return " ".join(_HUMP.sub(" ", token) for token in tokens)
