"""Which outputs of a captioning model may be spoken (rule I7): a wrong description is worse than none.

An output is first tidied: a lead-in ("The image shows") falls away, so does a sentence that the token limit cut, and
nouns that guess a person's sex or age become neutral. The first check that it then fails rejects it, and the next best
evidence takes its place. What the page itself says of a person may be said.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from models.captioning.captions import CaptionRequest
from models.captioning.prompt import TASK

_FEWEST_WORDS, _MOST_WORDS, _MOST_SENTENCES = 2, 60, 3
_LONGEST_RUN = 5
_SHARE_OF_REPEATS = 0.5
_SHARE_OF_ECHO = 0.8
# Languages that capitalise every noun, where a capital is no sign of a name.
_CAPITALISED_NOUNS = ("de", "lb")


class Rejection(StrEnum):
    """Why an output is not spoken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    ADDRESS = "address"
    MARKUP = "markup"
    REFUSAL = "refusal"
    APPEAL = "appeal"
    REPETITION = "repetition"
    ECHO = "echo"
    PERSONAL = "personal"
    NAME = "name"


@dataclass(frozen=True)
class Screened:
    """A tidied output; `rejection` is None where it may be spoken."""

    text: str
    rejection: Rejection | None


@dataclass(frozen=True)
class _Draft:
    """A tidied output, and what its page says."""

    text: str
    request: CaptionRequest
    page: str

    @property
    def words(self) -> list[str]:
        return words_of(self.text)


def screen(output: str, request: CaptionRequest, visible_text: str = "") -> Screened:
    """Returns a model's output as it may be spoken, or with the reason why it may not."""
    page = " ".join((request.headline, request.caption, request.alt, request.paragraph, visible_text))
    draft = _Draft(_tidied(output, page), request, page)
    rejection = next((rejection for rejection, fails in _CHECKS if fails(draft)), None)
    return Screened(draft.text, rejection)


def words_of(text: str) -> list[str]:
    """Returns the words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LEAD_IN = re.compile(
    r"(?:(?:in )?(?:the|this|an?) (?:image|picture|photo|photograph|screenshot)s?,? "
    r"(?:(?:also )?(?:shows?|depicts|features|displays|captures|is of|of|contains|presents|showcases)(?: that| us)?|"
    r"we (?:can )?see|there (?:is|are))|here is (?:a|the) description:?|(?:description|caption|answer):|sure[,!:])\s+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*(?=\s|$)")
_AGE = r"(?:(?:young|little|old|older|elderly|middle-aged)\s+)"
_NEUTRAL = (
    (re.compile(rf"\b(an?\s+)?{_AGE}?(?:man|woman|lady|gentleman|guy)\b", re.IGNORECASE), "person"),
    (re.compile(rf"\b(an?\s+)?{_AGE}?(?:men|women|ladies|gentlemen|guys)\b", re.IGNORECASE), "people"),
    (re.compile(rf"\b(an?\s+)?{_AGE}?(?:boy|girl)\b", re.IGNORECASE), "child"),
    (re.compile(rf"\b(an?\s+)?{_AGE}?(?:boys|girls)\b", re.IGNORECASE), "children"),
    (re.compile(r"\b()(?:his|her)\b(?= \w)", re.IGNORECASE), "their"),
)


def _tidied(output: str, page: str) -> str:
    text = " ".join(output.split()).strip("\"“”' ")
    text = _LEAD_IN.sub("", text, count=1) if _LEAD_IN.match(text) else text
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    text = text[: ends[-1]] if ends else text
    known = set(words_of(page))
    for pattern, noun in _NEUTRAL:
        text = pattern.sub(lambda match, noun=noun: _neutral(match, noun, known), text)  # type: ignore[misc]
    return text[:1].upper() + text[1:] if ends else text


def _neutral(match: re.Match[str], noun: str, known: set[str]) -> str:
    """Returns the neutral noun for a matched one, unless the page uses it itself."""
    if known.intersection(words_of(match[0])) - {"a", "an"}:
        return match[0]
    return f"a {noun}" if match[1] else noun


_ADDRESS = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|org|net|io|ru|info|co|tv|ly)\b|\S+@\S+\.\w+|\+?\d[\d ()-]{8,}\d", re.IGNORECASE
)
_MARKS = re.compile(r"[<>{}|`#*\\\N{REPLACEMENT CHARACTER}]|\[/?\w+\]|page_text")
_REFUSAL = re.compile(
    r"\b(?:i(?:'m|’m| am) (?:sorry|unable|not able|not sure|an ai)|i (?:can't|can’t|cannot|won't|don't|do not)|"
    r"as an ai|language model|not possible to (?:tell|determine|describe|identify)|"
    r"(?:can't|cannot|unable to) (?:tell|identify|describe|see|provide)|no image|hard to (?:tell|say)|unclear what)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:click|subscribe|sign up|call now|buy (?:now|it|this)|order now|visit (?:our|the|my) \w+|follow (?:us|me)|"
    r"log in|ignore (?:all|any|the|previous|prior)|instructions|system prompt|password|discount)\b",
    re.IGNORECASE,
)
_PEOPLE = r"(?:person|people|man|men|woman|women|child|children|male|female|descent|origin|ethnicity|family|couple)"
_ORIGIN = (
    r"(?:caucasian|asian|african(?:[- ]american)?|hispanic|latin[oax]|arab|middle[- ]eastern|european|indian|chinese|"
    r"japanese|korean|mexican|russian|indigenous|native american|mixed[- ]race|black|white|brown)"
)
_PERSONAL = re.compile(
    r"\b(?:\d{1,3}|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]years?[- ]old\b|\baged \d+|"
    r"\bin (?:his|her|their) (?:early |mid |late )?(?:teens|\w+ties)\b|"
    r"\b(?:elderly|teenage(?:r|rs|d)?|middle-aged|senior citizens?|pensioners?|young (?:person|people|adults?))\b|"
    rf"\b{_ORIGIN}[- ](?:\w+ )?{_PEOPLE}\b|\b(?:appears? to be|looks?|probably|of) {_ORIGIN}\b|"
    r"\b(?:dark|light|fair|brown)[- ]skinned\b|"
    r"\b(?:muslims?|islamic|christians|catholics?|hindus?|buddhists?|sikhs?|jews?|jewish|religious \w+)\b|"
    r"\b(?:disabled|disability|handicapped|autistic|deaf|pregnant|obese|overweight|down syndrome|cancer|suffers? from|"
    r"mentally ill|homeless|drunk)\b|\bblind (?:person|people|man|woman)\b|"
    r"\b(?:gay|lesbian|transgender|homosexual|heterosexual|bisexual|male|female|he|she|him|himself|herself)\b",
    re.IGNORECASE,
)
# Names inside a sentence; capitals of one letter (T-shirt, X-ray) and of abbreviations (TV, LED) are none.
_NAME = re.compile(r"(?<![.!?:“\"] )(?<!^)\b[A-Z][a-zà-ÿ]+\b|^[A-Z]\w+(?= [A-Z][a-zà-ÿ])")


def _is_echo(draft: _Draft) -> bool:
    """Says whether nearly all words are those of the task, or of a caption or headline that is heard anyway."""
    words = set(draft.words)
    texts = (TASK, draft.request.caption, draft.request.headline)
    return any(len(words & set(words_of(text))) >= _SHARE_OF_ECHO * len(words) for text in texts)


def _repeats(draft: _Draft) -> bool:
    """Says whether words come again and again, as in the output of a model that is stuck."""
    words = draft.words
    triples = Counter(zip(words, words[1:], words[2:], strict=False))
    same_in_a_row = any(len(set(words[at : at + 3])) == 1 for at in range(len(words) - 2))
    return (
        same_in_a_row
        or max(triples.values(), default=0) > 2
        or (len(words) >= 4 * _LONGEST_RUN and len(set(words)) < _SHARE_OF_REPEATS * len(words))
    )


def _says_new(pattern: re.Pattern[str], draft: _Draft) -> bool:
    """Says whether something matches that the page does not say itself."""
    known = set(words_of(draft.page))
    return any(not set(words_of(match[0])) <= known for match in pattern.finditer(draft.text))


_CHECKS: tuple[tuple[Rejection, Callable[[_Draft], bool]], ...] = (
    (Rejection.EMPTY, lambda draft: len(draft.words) < _FEWEST_WORDS),
    (Rejection.ADDRESS, lambda draft: _ADDRESS.search(draft.text) is not None),
    (Rejection.MARKUP, lambda draft: _MARKS.search(draft.text) is not None),
    (Rejection.REFUSAL, lambda draft: _REFUSAL.search(draft.text) is not None),
    (Rejection.REPETITION, _repeats),
    (
        Rejection.TOO_LONG,
        lambda draft: len(draft.words) > _MOST_WORDS or len(_SENTENCE_END.findall(draft.text)) > _MOST_SENTENCES,
    ),
    (Rejection.ECHO, _is_echo),
    (Rejection.APPEAL, lambda draft: _APPEAL.search(draft.text) is not None),
    (Rejection.PERSONAL, lambda draft: _says_new(_PERSONAL, draft)),
    (
        Rejection.NAME,
        lambda draft: (
            draft.request.language.lower().partition("-")[0] not in _CAPITALISED_NOUNS and _says_new(_NAME, draft)
        ),
    ),
)
