"""Where a caption ends and the credit of its picture begins."""

import re

LONGEST_CREDIT = 160

_KIND = r"(?:photo(?:graph)?|image|picture|illustration|video|graphic|foto|bild|grafik|imagen|immagine|imagem|beeld)s?"
_OWNER = r"(?:credits?|courtesy|source|crédits?|quelle|fuente|fonte|bron)"
_AGENCY = (
    r"(?:getty images|reuters|afp|associated press|ap|shutterstock|dpa|alamy|epa|istock|unsplash|flickr|wikimedia)"
)
_NAME = r"[^.()|]{2,80}"

_CREDIT = re.compile(
    rf"(?<![^\W_])\(?(?:{_KIND}|{_OWNER})(?: {_OWNER})?\s?:\s?{_NAME}\)?"
    rf"|(?<![^\W_])\(?{_KIND} (?:{_OWNER} )?(?:by|courtesy of) {_NAME}\)?"
    rf"|(?<![^\W_])courtesy (?:of )?{_NAME}"
    rf"|\([^()]{{0,60}}(?:/|\bvia\b|\b{_AGENCY}\b)[^()]{{0,60}}\)"
    rf"|(?:^|(?<=[.!?] ))[^\W\d_][\w’'. -]{{0,40}}/ ?{_AGENCY}\b"
    rf"|\b{_AGENCY} (?:photo|foto|file)\b.{{0,80}}"
    rf"|(?<=[.!?…] ){_AGENCY}\b"
    r"|[|©][^|©]{2,80}",
    re.IGNORECASE,
)
_LEADING = " \t\n|•·–—-"


def credit_start(caption: str) -> int:
    """Returns where the credit at the end of a caption begins: the length of the caption where it has none."""
    end = len(caption.rstrip(" \t\n.|"))
    for found in _CREDIT.finditer(caption, max(0, end - LONGEST_CREDIT)):
        if len(caption[: found.end()].rstrip(" \t\n.|")) >= end:
            return len(caption[: found.start()].rstrip(_LEADING))
    return len(caption)
