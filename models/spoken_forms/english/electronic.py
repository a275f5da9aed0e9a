"""Addresses of the net: e-mails, links, domains, handles, hashtags, file names and paths (rule U2 and U3)."""

import re

from models.spoken_forms.english.numbers import cardinal, digit_by_digit
from models.spoken_forms.rules import Rule, always, either, vocabulary

TOP_DOMAINS = vocabulary(
    "com org net edu gov mil int info biz io ai app dev co tv me news blog xyz online site tech store shop cloud"
    " museum eu uk us ca au nz ie de fr es it nl be ch at se no dk fi pl cz pt gr ru ua tr il in cn jp kr hk tw sg br"
    " mx ar za ng ke gg fm ly to gl st sh so"
)
FILE_TYPES = vocabulary(
    "txt pdf doc docx xls xlsx ppt pptx csv tsv json jsonl xml yaml yml toml ini conf cfg md rst html htm css"
    " js ts tsx jsx mjs py ipynb rb rs go java cpp hpp cs php swift sh bat exe dll dmg iso zip gz tar bz2 xz"
    " rar jpg jpeg png gif svg webp mp3 mp4 wav flac mkv mov avi epub log lock sql db deb rpm apk jsm parquet zst tgz"
    " jar bak tmp bin dat webm ogg ttf srt ics tex bib lua vue"
)
# Longer than this nobody writes a link to have it read.
LONGEST_SPELLED_LINK = 60

_MARKS = {
    **{".": "dot", "-": "dash", "_": "underscore", "/": "slash", ":": "colon", "@": "at", "+": "plus", "~": "tilde"},
    **{"?": "question mark", "=": "equals", "&": "and", "#": "hash", "%": "percent"},
}
_SPELLED = {"jpg": "jpeg"}  # as everybody says it
_PARTS = re.compile(r"\d+|[A-Za-z]+|[^A-Za-z\d]")
_LINK = re.compile(r"\b(?:https?|ftp)://[^\s<>\"]++|\bwww\.[^\s<>\"]++", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"\b(?!https?:|ftp:)[a-z][a-z\d]{1,11}://[\w./-]*\w")
# "10.1038/s41586-020-2649-2" after its word, and "arXiv:2005.14165"
_DOI = re.compile(r"\b((?i:doi):? ?)10\.(\d{4,9}/[\w.()/:;-]{0,80}[\w)])")
_PREPRINT = re.compile(r"\b(ar[Xx]iv):? ?(\d{4})\.(\d{4,5})(?:v(\d{1,2}))?(?![\w.]\w)")
_LABEL = r"[A-Za-z\d](?:[A-Za-z\d_-]{0,62})"
_EMAIL = re.compile(
    rf"(?<![\w+%-])(?:mailto:)?([A-Za-z\d](?:[\w.+%&-]{{0,63}}))@((?:{_LABEL}\.){{1,8}}[A-Za-z]{{2,24}}(?:/[\w-]++)*+)"
)
_DOMAIN = re.compile(
    rf"(?<![\w.@/-])((?:{_LABEL}\.){{1,8}}(?:{either(TOP_DOMAINS)}))(?![\w@-])(?!\.\w)((?:/[\w.~-]++)*+/?)"
)
_FILE = re.compile(rf"(?<![\w/])((?:[\w-]{{1,64}}\.){{1,6}}(?:{either(FILE_TYPES)}))\b(?!\.\w)")
_PATH = re.compile(r"(?<![\w.<])(?:~(?=/)|(?=/[\w.-]++/))(?:/[A-Za-z_.][\w.-]*+)++/?")  # "/etc/hosts", "~/.bashrc"
_SUFFIX = re.compile(r"(?:^|(?<=[\s(“\"'/]))\.(?=[a-z][a-z\d]{1,10}\b)")
# Three names joined by points, or two before brackets: a sentence that lost its space has one point.
_IDENTIFIER = re.compile(
    r"(?<![\w.@/-])[A-Za-z_]\w{1,40}(?:(?:\.[A-Za-z_]\w{1,40}){2,8}(?![\w.@-])|\.\w{2,40}(?=\(\)))"
)
_NO_ARGUMENTS = re.compile(r"(?<=\w)\(\)")
_DOTTED = re.compile(r"^([a-z]+\d*)\.([a-z]+)$")
_HANDLE = re.compile(r"(?<![\w.@])@(\w{1,50})")
_HASHTAG = re.compile(r"(?<![\w&#])#([A-Za-z_]\w{0,100})")
_SNAKE = re.compile(r"_+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
_TRAILING = ".,;:!?'\")]}"


def spell(address: str) -> str:
    """Returns an address part by part, its marks as words: `a b slash one two`."""
    return " ".join(_part(part) for part in _PARTS.findall(address))


def _part(part: str) -> str:
    if part[0].isdecimal():
        is_round = len(part) > 2 and part.endswith("00") and part[0] != "0"
        return cardinal(part) if len(part) == 1 or (is_round and len(part) < 6) else digit_by_digit(part)
    return _MARKS.get(part) or _SPELLED.get(part, part)


def _say_link(match: re.Match[str]) -> str:
    link = match.group().rstrip(_TRAILING)
    rest = match.group()[len(link) :]
    if link == match.string.strip() and len(link) <= LONGEST_SPELLED_LINK and not re.search(r"[?#=&%]", link):
        return spell(link) + rest
    host = re.sub(r"^(?:\w+://)?(?:www\.)?", "", link, flags=re.IGNORECASE)
    return f"a link to {spell(re.split(r'[/?#:]', host, maxsplit=1)[0])}{rest}"


def _say_other_scheme(match: re.Match[str]) -> str:
    return spell(match.group())


def _say_email(match: re.Match[str]) -> str:
    return f"{spell(match.group(1))} at {spell(match.group(2))}"


def _say_doi(match: re.Match[str]) -> str:
    return f"{match.group(1)}ten dot {spell(match.group(2))}"


def _say_preprint(match: re.Match[str]) -> str:
    name, month, count, version = match.groups()
    words = f"{name} {digit_by_digit(month)} dot {digit_by_digit(count)}"
    return f"{words} version {cardinal(version)}" if version else words


def _say_domain(match: re.Match[str]) -> str | None:
    labels = match.group(1).split(".")
    if labels[-1] in {"no", "in", "to", "so", "at", "it", "me", "be", "us"} and not labels[0].islower():
        return None  # "Yes.no" is two sentences without their space
    path = match.group(2)
    if path.endswith("."):
        return f"{spell(match.group(1))} {spell(path[:-1])}".rstrip() + "."
    return f"{spell(match.group(1))} {spell(path)}".rstrip()


def _say_file(match: re.Match[str]) -> str:
    return spell(match.group(1))


def _say_path(match: re.Match[str]) -> str:
    path = match.group().rstrip(".")
    return spell(path) + match.group()[len(path) :]


def _say_dotted(match: re.Match[str]) -> str:
    return f"{spell(match.group(1))} dot {match.group(2)}"


def _say_identifier(match: re.Match[str]) -> str:
    return match.group().replace(".", " dot ")


def _say_handle(match: re.Match[str]) -> str:
    return f"at {words_of_tag(match.group(1))}"


def _say_hashtag(match: re.Match[str]) -> str:
    return words_of_tag(match.group(1))


def words_of_tag(tag: str) -> str:
    """Returns the words that a tag runs together: `Black Lives Matter`."""
    return " ".join(_CAMEL.sub(" ", tag).split())


RULES = (
    Rule(_EMAIL, _say_email, frozenset("@")),
    Rule(_LINK, _say_link, frozenset(".:")),
    Rule(_OTHER_SCHEME, _say_other_scheme, frozenset(":")),
    Rule(_DOI, _say_doi, frozenset("/"), needs_digit=True),
    Rule(_PREPRINT, _say_preprint, frozenset("."), needs_digit=True),
    Rule(_FILE, _say_file, frozenset(".")),
    Rule(_DOMAIN, _say_domain, frozenset(".")),
    Rule(_PATH, _say_path, frozenset("/")),
    Rule(_IDENTIFIER, _say_identifier, frozenset(".")),
    Rule(_NO_ARGUMENTS, always(""), frozenset("(")),
    Rule(_SUFFIX, always("dot "), frozenset(".")),
    Rule(_DOTTED, _say_dotted, frozenset(".")),
    Rule(_HANDLE, _say_handle, frozenset("@")),
    Rule(_HASHTAG, _say_hashtag, frozenset("#")),
    Rule(_SNAKE, always(" "), frozenset("_")),
)
