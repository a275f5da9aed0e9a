"""Who wrote an article, from the line that says so."""

import re

_BLANK = re.compile(r"\s+")
_PREAMBLE = re.compile(
    r"^(?:(?:written|posted|published|reported|words|story|text|edited|reviewed|von|par|por|de|di|da|av|af|door|texte?|testo|texto)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af)[\s:]+(?=\S)|^(?:authors?|autore?n?|auteure?s?|words|text|texte?)\s*:\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*(,|;|&|\||/|·|•|\n|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\ben\b|\bwith\b)\s*", re.IGNORECASE
)
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\S+|(?<!\w)@\w+|\([^)]*\)"
    r"|\b(?:for|at|in)\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*$",
    re.UNICODE,
)
# As a list of names comes out of JSON or Python: `["Ann Cole", "Bo O'Dee"]`
_LIST = re.compile(r"\s*\[\s*(?P<names>(?:['\"].*['\"])?)\s*\]\s*", re.DOTALL)
_BETWEEN_NAMES = re.compile(r"(?<=['\"])\s*,\s*(?=['\"])")
_DATE = re.compile(
    r"\d"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:ago|updated|published|min read)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|editors?|writer|columnist|staff|senior|contributor|journalist|redakteur(?:in)?|redaktion|redacción|rédaction|redazione"
    r"|photograph(?:er|s)|producer|analyst|bureau|chief|desk|team|newsroom|admin(?:istrator)?|guest|author"
    r"|contributing|contributors|professor|phd|m\.?d\.?|dietitian|nutritionist|economist|lawyer|nurse|director|manager|founder|ceo"
    r"|president|consultant|coach|engineer|specialist|expert|lecturer|fellow|researcher|scientist|blogger|presenter"
    r"|journaliste|corresponsal|periodista|enviad[oa]|envoyée?|giornalista|inviat[oa]|verslaggever|redacteur"
    r"|korrespondent(?:in)?|reporterin)\b",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(r"(?:[A-Z]\.?){2,4}|Ph\.?D\.?|Jr\.?|Sr\.?|II|III")
_HOUSE = re.compile(
    r"\b(?:news|media|network|magazine|times|press|agency|today|online|newspapers?|university|institute|foundation"
    r"|association|inc|ltd|llc|gmbh)\b|\w\.(?:com|org|net|co|de|fr|es|it|nl|pt)\b",
    re.IGNORECASE,
)
_ADDRESS_OF_SITE = re.compile(r"[\w-]{2,}(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
_NOBODY = frozenset({
    "anonym", "anonyme", "anonimo", "anonymous", "anónimo", "anônimo", "authors", "guest", "name", "none", "null",
    "root", "test", "unknown", "user", "webmaster",
})  # fmt: skip
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
    """Returns the people of a byline, without roles, places, agencies, addresses and dates."""
    found = _LIST.fullmatch(byline)
    if found:
        byline = ", ".join(name.strip("'\"") for name in _BETWEEN_NAMES.split(found["names"]))
    text = _NOISE.sub(" ", _BLANK.sub(" ", byline).strip())
    text = _PREAMBLE.sub("", text.strip())
    names: list[str] = []
    first, *rest = _SEPARATOR.split(text)
    for sign, part in [("", first), *zip(rest[::2], rest[1::2])]:
        name = _BLANK.sub(" ", _PREAMBLE.sub("", part.strip(" .-–—:"))).strip()
        if _is_name(name, site) and not (names and _describes(name, sign, names[-1])):
            names.append(_in_title_case(name))
    return tuple(dict.fromkeys(names))


def _is_name(text: str, site: str | None) -> bool:
    if not 2 <= len(text) <= 60 or len(text.split()) > 5:
        return False
    if _DATE.search(text) or _ROLE.search(text) or _ADDRESS_OF_SITE.fullmatch(text) or _is_agency(text):
        return False
    if text.strip("* ").casefold() in _NOBODY:
        return False
    return not site or text.casefold() != site.casefold()


def _describes(text: str, sign: str, name: str) -> bool:
    """Says whether what follows a name is no other: a credential, a house, a single word behind a comma (`London`)."""
    if _CREDENTIAL.fullmatch(text) or _HOUSE.search(text):
        return True
    return sign == "," and " " in name and " " not in text
