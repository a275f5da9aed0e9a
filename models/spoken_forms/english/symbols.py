"""What is left when the words are found: signs with a name, marks that are pauses, and marks that are silent."""

import re
import unicodedata

from models.spoken_forms.english.money import NAMED_SIGNS
from models.spoken_forms.rules import Rule, always, either, entry_of, table

_NAMED = {
    "=": "equals",
    **table(
        """
        & = and; @ = at; % = percent; + = plus; ÷ = divided by; × = times; ± = plus or minus; ≠ = is not
        ≤ = at most; ≥ = at least; ≈ = about; ~ = about; ° = degrees; ∞ = infinity; √ = square root of; ½ = one half
        # = hash; § = section; ¢ = cents; µ = micro; π = pi; Ω = ohm; α = alpha; β = beta; γ = gamma; δ = delta
        ε = epsilon; θ = theta; λ = lambda; μ = mu; σ = sigma; φ = phi; ω = omega; Δ = delta; Σ = sigma; Φ = phi
        ∈ = in; ∉ = not in; ⊂ = subset of; ⊆ = subset of or equal to; ∪ = union; ∩ = intersection; ∅ = the empty set
        ∀ = for all; ∃ = there exists; ∑ = sum; ∏ = product; ∫ = integral; ∂ = partial; ∇ = nabla; ∝ = proportional to
        ≡ = equivalent to; ≪ = much less than; ≫ = much more than; ∧ = and; ∨ = or; ⋈ = natural join; ∙ = times
        χ = chi; η = eta; κ = kappa; ρ = rho; τ = tau; ψ = psi; ζ = zeta; Γ = gamma; Θ = theta; Λ = lambda; Ψ = psi
        """
    ),
}
_LANGUAGES = table(
    """
    C++ = C plus plus; C# = C sharp; F# = F sharp; G++ = G plus plus; .NET = dot net; C/C++ = C and C plus plus
    """
)
_KEYS = table("""⌘ = Command; ⌥ = Option; ⇧ = Shift; ⌃ = Control""")
_KEY = re.compile(rf"[{''.join(_KEYS)}]")
_LANGUAGE = re.compile(rf"(?<!\w)(?:{either(_LANGUAGES)})(?!\w)")
_SHARP = re.compile(r"(?<!\w)([A-Z])#(?!\w)")
_GRADE = re.compile(r"(?<!\w)([A-F])([+-])(?=[\s.,;:!?)\"']|$)")
_NAMED_SIGN = re.compile(rf"[{re.escape(''.join(_NAMED))}]")
_AMPERSAND_LETTERS = re.compile(r"(?<=\b[A-Z])&(?=[A-Z]\b)")
_CAPITALS_SLASH = re.compile(r"(?<=[A-Z])/(?=[A-Z]{1,5}\b)")
_SLASH = re.compile(r"\s?/\s?")
_ELLIPSIS = re.compile(r"\s?(?:\.\s?){2,}\.?|\s?…+\.?")
_FLAG = re.compile(r"(?<=[\s(])--(?=[a-z]{2})")
_DASH = re.compile(r"\s*(?:—|―|–|--+|−|\s-\s)\s*")
_MAYBE_PLURAL = re.compile(r"\b([A-Za-z]{0,30}[a-z]{3}|[A-Z]{2,5})\((e?s|ies)\)")  # "item(s)": one word
_OPEN = re.compile(r"(?<=\w)\s*[(\[{]\s*|\s*[(\[{]\s*")
_CLOSE = re.compile(r"\s*[)\]}]\s*(?=\w)|\s*[)\]}]")
_ARROW = re.compile(r"(?<=[\w)])\s*(?:[-=]>|→|⇒|➜)\s*(?=\w)")
_PAUSE = re.compile(r"\s*[|•·●▪‣›»]\s*")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f\u20e3]+"
)
_QUOTED_EMOJI = re.compile(r"(?<=[\"“])\s?([\U0001f300-\U0001faff\u2600-\u27bf])\s?(?=[\"”])")
_MARKS = re.compile(r"[™®©℠*^\\<>{}|¬`_†‡¶№¦¿¡«»¯¨´¸˙]+|(?<!\w)\$(?!\w)")
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+|,(?=\s*[.;:?!])|(?<=[.?!;:])\s*,(?=\s)")
_FIRST = re.compile(r"^[\s,;:.?!]*[,;]\s*(?=\S)")
_BEFORE_MARK = re.compile(r" (?=[,.;:?!'])(?=[,.;:?!](?:\s|$)|'s\b)")
_SPACES = re.compile(r"\s{2,}")


def _say_sharp(match: re.Match[str]) -> str:
    return f"{match.group(1)} sharp"


def _say_grade(match: re.Match[str]) -> str:
    return f"{match.group(1)} {'plus' if match.group(2) == '+' else 'minus'}"


def _say_named(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return f"{'' if before == '-' else ' '}{_NAMED[match.group()]}{'' if after == '-' else ' '}"


def _say_slash(match: re.Match[str]) -> str:
    is_at_edge = match.end() == len(match.string) or (match.start() == 0 and match.group() != "/")
    return " " if is_at_edge else " slash "


def _say_ellipsis(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 2].strip()
    if not after:
        return "."
    return ". " if after[0].isupper() else ", " if after[0].isalnum() else ""


def _comma(match: re.Match[str]) -> str:
    is_first, is_last = match.start() == 0, match.end() == len(match.string)
    return "" if is_first or is_last else ", "


def _say_open(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else " "
    return ", " if _ends_word(before) else " "


def _ends_word(character: str) -> bool:
    """Tells whether a word or a quotation ends there; a word of the lexicon is one private character."""
    return character.isalnum() or character in set("%”'\"") or unicodedata.category(character) == "Co"


def _say_maybe_plural(match: re.Match[str]) -> str:
    word, ending = match.groups()
    return (word.removesuffix("y") if ending == "ies" else word) + ending


def _say_close(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    return ", " if after.isalnum() else ""


def _emoji_name(match: re.Match[str]) -> str:
    return unicodedata.name(match.group(1), "").lower()


def _first_mark(match: re.Match[str]) -> str:
    return match.group(1) or ""


_EMOJI_HEADS = frozenset(chr(code) for code in (*range(0x2190, 0x2C00), *range(0x1F000, 0x1FB00), 0xFE0F, 0x20E3))

RULES = (
    Rule(_KEY, entry_of(_KEYS), frozenset(_KEYS)),
    Rule(_ARROW, _comma, frozenset(">→⇒➜")),
    Rule(_QUOTED_EMOJI, _emoji_name, frozenset('"“')),
    Rule(_EMOJI, always(" "), _EMOJI_HEADS),
    Rule(_LANGUAGE, entry_of(_LANGUAGES), frozenset("+#.")),
    Rule(_SHARP, _say_sharp, frozenset("#")),
    Rule(_GRADE, _say_grade, frozenset("+-")),
    Rule(_AMPERSAND_LETTERS, always(" and "), frozenset("&")),
    Rule(_CAPITALS_SLASH, always(" "), frozenset("/")),
    Rule(_SLASH, _say_slash, frozenset("/")),
    NAMED_SIGNS,
    Rule(_NAMED_SIGN, _say_named, frozenset(_NAMED)),
    Rule(_ELLIPSIS, _say_ellipsis, frozenset(".…")),
    Rule(_FLAG, always(""), frozenset("-")),
    Rule(_DASH, _comma, frozenset("—―–−-")),
    Rule(_MAYBE_PLURAL, _say_maybe_plural, frozenset("(")),
    Rule(_OPEN, _say_open, frozenset("([{")),
    Rule(_CLOSE, _say_close, frozenset(")]}")),
    Rule(_PAUSE, _comma, frozenset("|•·●▪‣›»")),
    Rule(_MARKS, always(" "), frozenset("™®©℠*^\\<>{}|¬`_†‡¶№¦¿¡«»¯¨´¸˙$")),
    Rule(_SPACES, always(" "), frozenset(" ")),
    Rule(_BEFORE_MARK, always(""), frozenset(" ")),
    Rule(_DOUBLED, _first_mark, frozenset(",;:")),
    Rule(_FIRST, always(""), frozenset(",;")),
)
