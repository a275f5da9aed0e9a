"""Where a caption ends and the credit of its picture begins."""

import re

LONGEST_CREDIT = 160
LONGEST_LINE_OVER_A_CREDIT = 250

_PHOTO = r"(?:photo(?:graph)?|foto|bild)s?"
_PICTURE = r"(?:image|picture|illustration|video|graphic|chart|map|grafik|imagen|immagine|imagem|beeld|vídeo)s?"
_KIND = rf"(?:{_PHOTO}|{_PICTURE})"
# Kinds that nobody would name in a caption together with their maker, unless to credit them.
_MADE = (
    rf"(?:{_KIND}|photo[- ]?illustrations?|screen ?(?:shot|grab)s?|(?:photo ?)?(?:collage|montage)s?|animations?|"
    r"renderings?|infographics?)"
)
_OWNER = r"(?:credits?|courtesy|source|crédits?|quelle|fuente|fonte|bron|(?:bild|foto)(?:nachweise?|quellen?|rechte))"
_AGENCY = (
    r"(?:getty(?: images)?|reuters|afp|ap|associated press|epa|efe|ansa|dpa|apa|shutterstock|alamy|istock|unsplash|"
    r"flickr|wikimedia|picture alliance|imago|keystone|pixabay)\b"
)
_NAME = r"(?:[^.()|\n]|(?<=\b[^\W\d_])\.|(?-i:\.(?=[a-z]))){2,80}"  # a full stop only in initials and addresses
_PERSON = r"(?-i:(?:[A-ZÀ-Þ][\w’'.-]*\s){1,4})"
_HOUSE = r"(?-i:[A-ZÀ-Þ][\w’'.-]*\s?/\s?[A-ZÀ-Þ][\w’' -]{1,30})"
_IN_BRACKETS = rf"\([^()]{{0,60}}(?:/|\bvia\b|\b{_AGENCY})[^()]{{0,60}}\)"
_LABEL = rf"(?:(?:{_PHOTO}|{_OWNER})(?: {_OWNER}| \(cc\))?|{_PICTURE} {_OWNER})\s?:"
_CAPITALISED = r"[A-ZÀ-Þ][\w’'./&-]*"
_PICTURE_BY = rf"{_PICTURE}\s?:\s?(?-i:{_CAPITALISED}(?:\s(?:(?:for|of|and|/)\s)?{_CAPITALISED}){{0,5}})"  # names only

_AFTER_SENTENCE = r"(?:^|(?<=[.!?…]\s)|(?-i:(?<=[.!?…])(?=[A-ZÀ-Þ])))"
_PLATFORM = r"(?:facebook|twitter|instagram|youtube|tiktok|linkedin|google (?:maps|earth|street view)|handout|supplied)"
_SLASH = "[ \u200b]?[/—][ \u200b]?"
_NAME_WORD = r"[^\W\d_](?:[\w’'-]|(?<=\b[^\W\d_])\.){0,20}"
_MAKER = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}{_SLASH}(?:[\w’' &-]{{2,40}}{_SLASH}){{0,2}}"  # `Ann Cole / AFP /`
_AT_WORD = r"(?:(?<![^\W_])|(?-i:(?<=[\w.])(?=[A-Z])))"  # also in `noon.Photo: AP`

_CREDIT = re.compile(
    rf"(?:{_AT_WORD}\(?{_LABEL}\s?{_NAME}(?:\)|\([^()]{{2,60}}\))?(?:\. [\w-]{{3,20}}: {_NAME})*"
    rf"|{_AT_WORD}\(?{_PICTURE_BY}\)?"
    rf"|(?:{_AFTER_SENTENCE}|{_AT_WORD}(?-i:(?=[(A-ZÀ-Þ])))\(?{_MADE} (?:{_OWNER} )?(?:by|courtesy of) {_NAME}\)?"
    rf"|{_AT_WORD}courtesy (?:of )?{_NAME}"
    rf"|{_AFTER_SENTENCE}{_PERSON}{_IN_BRACKETS}"
    rf"|{_IN_BRACKETS}"
    rf"|{_AFTER_SENTENCE}{_MAKER}{_AGENCY}"
    rf"|{_AFTER_SENTENCE}{_PLATFORM}(?: ?/ ?{_NAME})?"
    rf"|{_AFTER_SENTENCE}{_AGENCY}(?: ?/ ?{_NAME})?"
    rf"|\b{_AGENCY} (?:photo|foto|file)\b.{{0,80}}"
    rf"|{_AFTER_SENTENCE}{_PERSON}{_HOUSE}"
    r"|[=＝]\s?(?:ap|afp|epa|ＡＰ|ＡＦＰ|ＥＰＡ|ロイター|共同|時事|[^\s。=＝]{2,12}(?:撮影|提供))"
    r"|[\[(【〈]\s?(?:사진|写真|图|圖|資料|출처|提供|来源)[^\])】〉\n]{0,60}[\])】〉]"
    r"|[|©][^|©]{2,80})[\s.|]*$",
    re.IGNORECASE,
)
_LEADING = " \u00a0\t\n|•·–—-"


_LEAD_PICTURE = re.compile(
    rf"(?:main|cover|lead|top|header|featured?) {_KIND}(?:\s?:| (?:by|courtesy of) )"
    r"|(?:beitrags|titel|aufmacher|artikel)(?:bild|foto)s?\s?:",
    re.IGNORECASE,
)
_ROLL_LINE = re.compile(r"(?P<label>[^:\n]{2,40}):\s\S.{1,120}")
_ROLL_LABEL = re.compile(
    rf"{_PHOTO}|photography|photographer|fotograf\w*|styl(?:ing|ist\w*)|hair|haare|coiffure|make-?up|maquillage|maquillaje"
    r"|produ[ck]t\w+|casting|models?|art direct\w+|set design\w*|director|kamera|camera|regie|video|edit(?:or|ing)",
    re.IGNORECASE,
)
FEWEST_LINES_OF_A_ROLL = 3
_CAPTION_LABEL = re.compile(
    r"\s*(?:(?:image|media) (?:copyright|source),? .{1,60}?\s)?(?:image|media|video|photo) caption,?\s+", re.IGNORECASE
)


# What a page that draws its captions as paragraphs prints behind them; in a sentence it would be something else.
_CREDIT_BEHIND_A_LINE = re.compile(
    rf"\s*(?:\((?:{_PHOTO}|{_OWNER}|image|picture)(?:\s?:|\s(?:by|von|de|par)\b|(?-i:\s(?=[A-ZÀ-Þ])))[^()]{{1,80}}\)"
    rf"|(?-i:©\s?(?=[A-ZÀ-Þ\d]))[^©\n]{{2,80}}|(?<=[.!?]\s){_PHOTO}\s?:\s?{_NAME})\s*$",
    re.IGNORECASE,
)


def credit_behind(line: str) -> int | None:
    """Returns where a sure credit at the end of a short line begins, or None where it has none."""
    found = _CREDIT_BEHIND_A_LINE.search(line) if len(line) <= LONGEST_LINE_OVER_A_CREDIT else None
    return found.start() if found else None


def is_credit(text: str) -> bool:
    """Says whether a text is nothing but the credit of a picture, or the credits of all who made the pictures."""
    if _is_roll(text):
        return True
    is_line = bool(text.strip()) and len(text) <= LONGEST_CREDIT
    return is_line and (credit_start(text) == 0 or _LEAD_PICTURE.match(text.strip()) is not None)


def _is_roll(text: str) -> bool:
    """Says whether each line of a text names a job and who did it: `Styling: Ann Cole`."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    jobs = [found["label"] for found in map(_ROLL_LINE.fullmatch, lines) if found]
    return len(jobs) >= max(FEWEST_LINES_OF_A_ROLL, len(lines)) and sum(map(bool, map(_ROLL_LABEL.match, jobs))) >= 2


def caption_start(line: str) -> int:
    """Returns where a line of a caption begins behind what only says that it is one: `Image caption`."""
    label = _CAPTION_LABEL.match(line)
    return label.end() if label else 0


def credit_start(caption: str) -> int:
    """Returns where the credit at the end of a line of a caption begins: the length of the line where it has none."""
    end = len(caption)
    while found := _CREDIT.search(caption[:end], max(0, end - LONGEST_CREDIT)):
        start = len(caption[: found.start()].rstrip(_LEADING))
        if start >= end:
            break
        end = start  # `Photo: A | Video: B` are two
    return end
