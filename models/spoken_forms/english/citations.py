"""References to laws, cases and verses: their numbers name, and are read as names are (`section two thirty`)."""

import re

from models.spoken_forms.english.grammar import COUNTED
from models.spoken_forms.english.numbers import cardinal, house_number, ordinal, two_digits, year
from models.spoken_forms.rules import Rule, always, either, table, vocabulary

_BOOKS = vocabulary(
    "Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Ezra Nehemiah Esther"
    " Job Psalm Psalms Proverbs Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel Amos Obadiah"
    " Jonah Micah Nahum Habakkuk Zephaniah Haggai Zechariah Malachi Matthew Mark Luke John Acts Romans Corinthians"
    " Galatians Ephesians Philippians Colossians Thessalonians Timothy Titus Philemon Hebrews James Peter Jude"
    " Revelation Quran Qur'an Koran Surah"
)
_SHORT_BOOKS = table(
    """
    Gen. = Genesis; Ex. = Exodus; Exod. = Exodus; Lev. = Leviticus; Num. = Numbers; Deut. = Deuteronomy
    Josh. = Joshua; Sam. = Samuel; Ps. = Psalm; Prov. = Proverbs; Eccl. = Ecclesiastes; Isa. = Isaiah; Jer. = Jeremiah
    Ezek. = Ezekiel; Dan. = Daniel; Matt. = Matthew; Mt. = Matthew; Mk. = Mark; Lk. = Luke; Jn. = John; Rom. = Romans
    Cor. = Corinthians; Gal. = Galatians; Eph. = Ephesians; Phil. = Philippians; Col. = Colossians; Tim. = Timothy
    Thess. = Thessalonians; Heb. = Hebrews; Jas. = James; Pet. = Peter; Rev. = Revelation
    """
)
_VERSE = re.compile(
    rf"(?<!\w)(?:([123]) )?({either([*_BOOKS, *_SHORT_BOOKS])}) (\d{{1,3}}):(\d{{1,3}})"
    r"(?:\s?[-–]\s?(\d{1,3}))?(?![\w:])"
)
_PROVISIONS = vocabulary(
    "section Section sections Sections Rule rule Article article Title title Proposition Prop. Regulation Resolution"
    " Bill Directive Form Schedule Part paragraph Paragraph Chapter chapter Clause clause"
)
_PROVISION = re.compile(
    rf"\b({either(_PROVISIONS)}) (\d{{1,5}})([A-Za-z]?(?:-\d{{1,3}})?)"
    r"((?:\((?:\d{1,2}|[A-Za-z]|[ivx]{2,4})\)){0,4})(?![\w%$])(?!,\d|[.:]\d)"
)
# Two clauses show that a bare number names a law: "(230(c)(1))".
_BARE_PROVISION = re.compile(r"(?<![\w.,$-])(\d{1,5})((?:\((?:\d{1,2}|[A-Za-z]|[ivx]{2,4})\)){2,4})(?!\w)")
_CLAUSE = re.compile(r"\((\w+)\)")
_NUMBER = re.compile(r"\d+")
_PROCEDURES = table("App = Appellate; Civ = Civil; Crim = Criminal; Bankr = Bankruptcy")
_FEDERAL_RULE = re.compile(r"\bFed\. ?R\. ?(?:(App|Civ|Crim|Bankr)\. ?P\.|Evid\.)(?= \d)")
_CIRCUIT = re.compile(r"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth)|(?<=D\.C\.)|(?<=Fed\.)) Cir\.(?= \d| R\.|\)|,)")
_DOCKET = re.compile(r"\b([Nn]umbers?) (\d{2})-(\d{2,5})(?![\w-])")
# Laws of the European Union are numbered by the year, or within it: "2016/679", "No 1907/2006", "2003/88/EC".
_UNION_LAW = re.compile(
    r"(?<![\w/.,])(?:((?:19|20)\d\d)/((?!19\d\d|20\d\d)\d{3,4}|\d{1,4}(?=/E))"
    r"|((?<=No )\d{1,4}|(?<=No\. )\d{1,4}|(?<=Number )\d{1,4})/((?:19|20)\d\d))(?:/(EE?C|EU))?(?![\w/])(?!\.\d)"
)
# Year, volume, issue and pages of a journal: "2017;18(2):611-622".
_JOURNAL = re.compile(r"(?<![\w.])((?:19|20)\d\d);\s?(\d{1,4})(?:\((\d{1,3})\))?:\s?(\d{1,6})(?:[-–](\d{1,6}))?(?!\w)")
_CODE = re.compile(
    r"(?<=\d )(U\.S\.C\.|C\.F\.R\.|USC|CFR)(?= )(?: (?:§§?|section) ?)?(?: ?(\d{3,5})(?![\w(])(?!\.\d))?"
)
# A report of cases, by volume and page: "556 U.S. 729".
_REPORT = re.compile(
    r"(?<![\w.,$-])(\d{1,4}) (U\.\s?S\.|S\.\s?Ct\.|F\.(?:2d|3d|4th)|F\. ?Supp\.(?: ?[23]d)?|L\.\s?Ed\.(?: ?2d)?)"
    r" (\d{1,4})(?![\w-])(?!,\d)"
)
_REPORTS = table(
    """
    S.Ct. = Supreme Court; F.2d = F second; F.3d = F third; F.4th = F fourth; U.S. = U S; F.Supp.2d = F Supp second
    F.Supp.3d = F Supp third; L.Ed.2d = L Ed second
    """
)
# A docket without its word: two digits of the year, and four or five that count: "20-7540".
_BARE_DOCKET = re.compile(rf"(?<![\w.,$/-])(\d{{2}})-(\d{{4,5}})(?![\w%-])(?![.,]\d|{COUNTED})")


def _say_verse(match: re.Match[str]) -> str:
    volume, book, chapter, first, last = match.groups()
    words = f"{_SHORT_BOOKS.get(book, book)} {cardinal(chapter)} {cardinal(first)}" + (
        f" to {cardinal(last)}" if last else ""
    )
    return f"{ordinal(volume).capitalize()} {words}" if volume else words


def _say_provision(match: re.Match[str]) -> str | None:
    noun, digits, letter, clauses = match.groups()
    if letter.startswith("-") and not noun.endswith("ule"):
        return None  # "Part 1-3"
    if len(digits) < 3 and not (clauses or letter.startswith("-")):
        return None  # as any other number
    letter = _NUMBER.sub(lambda count: cardinal(count.group()), letter).replace("-", " ").strip()
    return " ".join(filter(None, [noun, house_number(digits), letter, _clauses(clauses)]))


def _say_bare_provision(match: re.Match[str]) -> str:
    return f"{house_number(match.group(1))} {_clauses(match.group(2))}"


def _clauses(written: str) -> str:
    """Returns `c one` for `(c)(1)`."""
    return " ".join(cardinal(clause) if clause.isdecimal() else clause for clause in _CLAUSE.findall(written))


def _say_federal_rule(match: re.Match[str]) -> str:
    procedure = match.group(1)
    return f"Federal Rule of {f'{_PROCEDURES[procedure]} Procedure' if procedure else 'Evidence'}"


def _say_docket(match: re.Match[str]) -> str:
    noun, filed_in, number = match.groups()
    return f"{noun} {two_digits(filed_in)} {house_number(number)}"


def _say_bare_docket(match: re.Match[str]) -> str:
    return f"{two_digits(match.group(1))} {house_number(match.group(2))}"


def _say_report(match: re.Match[str]) -> str:
    volume, reports, page = match.groups()
    written = reports.replace(" ", "")
    return f"{house_number(volume)} {_REPORTS.get(written, written.replace('.', ' ').strip())} {house_number(page)}"


def _say_union_law(match: re.Match[str]) -> str:
    first_year, last, first, last_year, union = match.groups()
    words = f"{year(first_year)} {house_number(last)}" if first_year else f"{house_number(first)} {year(last_year)}"
    return f"{words} {union}" if union else words


def _say_journal(match: re.Match[str]) -> str:
    published, volume, issue, first, last = match.groups()
    words = [year(published), cardinal(volume), cardinal(issue) if issue else "", cardinal(first)]
    return ", ".join(filter(None, words)) + (f" to {cardinal(last)}" if last else "")


def _say_code(match: re.Match[str]) -> str:
    code, section = match.groups()
    has_sign = "§" in match.group() or "section" in match.group()
    return " ".join(
        filter(None, [code.replace(".", ""), "section" if has_sign else "", house_number(section) if section else ""])
    )


# Before `P.` is a page.
COURTS = (
    Rule(_FEDERAL_RULE, _say_federal_rule, frozenset("F"), needs_digit=True),
    Rule(_CIRCUIT, always(" Circuit"), frozenset("C"), needs_digit=True),
)
RULES = (
    Rule(_VERSE, _say_verse, frozenset(":")),
    Rule(_JOURNAL, _say_journal, frozenset(";")),
    Rule(_REPORT, _say_report, frozenset("."), needs_digit=True),
    Rule(_CODE, _say_code, frozenset("CF"), needs_digit=True),
    Rule(_UNION_LAW, _say_union_law, frozenset("/")),
    Rule(_PROVISION, _say_provision),
    Rule(_BARE_PROVISION, _say_bare_provision, frozenset("(")),
    Rule(_DOCKET, _say_docket, frozenset("-"), needs_digit=True),
    Rule(_BARE_DOCKET, _say_bare_docket, frozenset("-"), needs_digit=True),
)
