"""Where a caption ends and the credit of its picture begins."""

import re

LONGEST_CREDIT = 160

_KIND = r"(?:photo(?:graph)?|image|picture|illustration|video|graphic|foto|bild|grafik|imagen|immagine|imagem|beeld)s?"
_OWNER = r"(?:credits?|courtesy|source|crédits?|quelle|fuente|fonte|bron)(?: \(cc\))?"
_AGENCY = (
    r"(?:getty images|reuters|afp|associated press|ap|shutterstock|dpa|alamy|epa|istock|unsplash|flickr|wikimedia)"
)
_NAME = r"[^.()|\n]{2,80}"
_OTHER_ROLES = rf"(?:\. [\w-]{{3,20}}: {_NAME})*"

_CREDIT = re.compile(
    rf"(?:(?<![^\W_])|(?-i:(?=[A-Z])))\(?(?:{_KIND}|{_OWNER})(?: {_OWNER}| \(cc\))?\s?:\s?{_NAME}\)?{_OTHER_ROLES}"
    rf"|(?<![^\W_])\(?{_KIND} (?:{_OWNER} )?(?:by|courtesy of) {_NAME}\)?"
    rf"|(?<![^\W_])courtesy (?:of )?{_NAME}"
    rf"|\([^()]{{0,60}}(?:/|\bvia\b|\b{_AGENCY}\b)[^()]{{0,60}}\)"
    rf"|(?:^|(?<=[.!?] ))[^\W\d_][\w’'. -]{{0,40}}/ ?{_AGENCY}\b"
    rf"|\b{_AGENCY} (?:photo|foto|file)\b.{{0,80}}"
    rf"|(?<=[.!?…]\s){_AGENCY}\b"
    r"|(?:^|(?<=[.!?…]\s))(?:[A-ZÀ-Þ][\w’'.-]*\s){1,4}?[A-ZÀ-Þ][\w’'.-]*\s?/\s?[A-ZÀ-Þ][\w’' -]{1,30}"
    r"|[\[(【〈]\s?(?:사진|写真|图|圖|資料|출처|提供|来源)[^\])】〉\n]{0,60}[\])】〉]"
    r"|[|©][^|©]{2,80}",
    re.IGNORECASE,
)
_LEADING = " \u00a0\t\n|•·–—-"


def is_credit(line: str) -> bool:
    """Says whether a line is nothing but the credit of a picture."""
    return bool(line.strip()) and len(line) <= LONGEST_CREDIT and credit_start(line) == 0


def credit_start(caption: str) -> int:
    """Returns where the credit at the end of a line of a caption begins: the length of the line where it has none."""
    end = len(caption.rstrip(" \t\n.|"))
    for found in _CREDIT.finditer(caption, max(0, end - LONGEST_CREDIT)):
        if len(caption[: found.end()].rstrip(" \t\n.|")) >= end:
            return len(caption[: found.start()].rstrip(_LEADING))
    return len(caption)
