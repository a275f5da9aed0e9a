"""Who wrote an article, from the line that says so."""

import re

_BLANK = re.compile(r"\s+")
_PREAMBLE = re.compile(
    r"^(?:(?:written|posted|published|reported|words|story|text|edited|reviewed|von|par|por|de|di|da|av|af|door|texte?|testo|texto)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af)[\s:]+(?=\S)|^(?:authors?|autore?n?|auteure?s?|words|text|texte?)\s*:\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*(?:,|;|&|\||/|·|•|\n|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\ben\b|\bwith\b)\s*", re.IGNORECASE
)
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\S+|(?<!\w)@\w+|\([^)]*\)"
    r"|\b(?:for|at)\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*$",
    re.UNICODE,
)
_DATE = re.compile(
    r"\d"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:ago|updated|published|min read)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|editors?|writer|columnist|staff|senior|contributor|journalist|redakteur(?:in)?|redaktion|redacción|rédaction|redazione"
    r"|photograph(?:er|s)|producer|analyst|bureau|chief|desk|team|newsroom|admin(?:istrator)?|guest|author"
    r"|contributing|professor|phd|m\.?d\.?)\b",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(r"(?:[A-Z]\.?){2,4}|Ph\.?D\.?|Jr\.?|Sr\.?|II|III")
_AGENCIES = frozenset({
    "reuters", "ap", "afp", "dpa", "apa", "efe", "ansa", "upi", "bloomberg", "tass", "xinhua", "cnn", "bbc", "pa",
    "pti", "ians", "kyodo", "jiji", "sid", "epd", "kna", "belga", "anp", "ritzau", "ntb", "associated\xa0press",
    "the\xa0associated\xa0press", "agence\xa0france-presse", "press\xa0association", "europa\xa0press",
})  # fmt: skip


def _is_agency(name: str) -> bool:
    return _BLANK.sub("\xa0", name.casefold()) in _AGENCIES


def _in_title_case(name: str) -> str:
    """Returns a name that is printed in capitals as a name."""
    if not name.isupper() or len(name) < 6 or " " not in name:
        return name
    return " ".join(word if len(word.rstrip(".")) == 1 else word.title() for word in name.split(" "))


def names_of_byline(byline: str, site: str | None = None) -> tuple[str, ...]:
    """Returns the people of a byline, without roles, agencies, addresses and dates."""
    text = _NOISE.sub(" ", _BLANK.sub(" ", byline).strip())
    text = _PREAMBLE.sub("", text.strip())
    names: list[str] = []
    for part in _SEPARATOR.split(text):
        name = _PREAMBLE.sub("", part.strip(" .-–—:")).strip()
        if not 2 <= len(name) <= 60 or _DATE.search(name) or _ROLE.search(name) or _is_agency(name):
            continue
        if site and name.casefold() == site.casefold():
            continue
        if len(name.split()) > 5 or (names and _CREDENTIAL.fullmatch(name)):
            continue
        names.append(_in_title_case(name))
    return tuple(dict.fromkeys(names))
