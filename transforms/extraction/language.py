"""Which language an article is in."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from models.voices import primary_language

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SAMPLE_CHARACTERS = 4_000
_ENOUGH_CHARACTERS = 200
_CERTAIN = 0.95
UNDETERMINED = "und"
# One language under two codes, or two that the detector cannot be asked to tell apart.
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "hr": "sh", "bs": "sh", "sr": "sh"}


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_tag(text: str | None) -> str | None:
    """Returns a BCP 47 tag in its usual case (`en-GB`), or None where the text is none."""
    match = _TAG.match((text or "").strip())
    if match is None:
        return None
    language, *rest = match[0].replace("_", "-").split("-")
    return "-".join(
        [
            language.lower(),
            *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest),
        ]
    )


def _family(tag: str) -> str:
    language = primary_language(tag)
    return _SAME.get(language, language)


def language_of(text: str, stated: str | None, recorded: str | None) -> str:
    """Returns the language of a text: what its words show, unless they show too little; then what page and record say.

    A tag that the page or the record states is taken whole (`pt-BR`) where the words agree with its language.
    """
    claims = [tag for tag in (language_tag(stated), language_tag(recorded)) if tag]
    sample = text[:_SAMPLE_CHARACTERS]
    if not sample.strip():
        return claims[0] if claims else UNDETERMINED
    detected, confidence = _identifier().classify(sample)
    for claim in claims:
        if _family(claim) == _family(detected):
            return claim
    is_certain = confidence >= _CERTAIN and len(sample) >= _ENOUGH_CHARACTERS
    if claims and not is_certain:
        return claims[0]
    return str(detected)
