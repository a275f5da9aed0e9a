"""What single blocks show of themselves: prose, a notice, a byline, a picture that is none."""

import re
from collections.abc import Sequence

from transforms.boilerplate import is_boilerplate
from transforms.documents import Heading, Image, ListBlock, Paragraph, ParagraphKind
from transforms.extraction.dates import iso_date
from transforms.extraction.labels import announces_comments
from transforms.extraction.units import Unit
from transforms.extraction.vocabulary import RELATED_PARTS, Hint

_SENTENCE_END = re.compile(r"[.!?…。！？؟।:;][\"'”’»›」』)\]]*\s*$")
_STATEMENT_END = re.compile(r"[.!…。！۔।][\"'”’»›」』)\]]*\s*$")
_PROSE_CHARACTERS = 80
_NOTICE_CHARACTERS = 500
_BYLINE_CHARACTERS = 150
_BYLINE_REST = 50  # letters that are no name: "by", a date, "4 min read"
_DATE = re.compile(r"\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b|\b(?:19|20)\d\d\b")
_YEAR = r"(?:19|20)\d\d"
_FULL_DATE = re.compile(
    rf"\W*(?:\w+,? )?(?:\d{{1,2}}\.? \w{{3,}} {_YEAR}|\w{{3,}} \d{{1,2}},? {_YEAR}"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR})\b"
)
_SMALL_PIXELS = 100
_SIZE_IN_NAME = re.compile(r"[-_](\d{2,4})x(\d{2,4})(?=[._?]|$)")
_SMALL_PICTURE = re.compile(
    r"avatar|emoji|gravatar|(?:^|[/_-])(?:icons?|logos?|1px|pixel|spacer|blank)(?:[/_.-]|$)", re.IGNORECASE
)
_LONG_DATE = re.compile(
    r"\w+,? \w+ \d{1,2},? (?:19|20)\d\d(?: \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?)?", re.IGNORECASE
)


def letters_of(text: str) -> str:
    """Returns the letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text)).casefold()


def is_main(unit: Unit) -> bool:
    """Tells a block most of whose words are main text."""
    return unit.length > 0 and unit.kept * 2 >= unit.length


def link_share(unit: Unit) -> float:
    """Returns how much of a block is link text, from 0 to 1."""
    return unit.linked / unit.length if unit.length else 0.0


def ends_sentence(text: str) -> bool:
    """Tells a text that ends as a sentence does, or with a colon."""
    return _SENTENCE_END.search(text) is not None


def states(text: str) -> bool:
    """Tells a text that ends as a statement does: no question, no title."""
    return _STATEMENT_END.search(text) is not None


def is_prose(unit: Unit) -> bool:
    """Tells running text from labels, menus and forms."""
    return unit.length > _PROSE_CHARACTERS and link_share(unit) < 0.3 and ends_sentence(unit.block.text)


def is_notice(unit: Unit) -> bool:
    """Tells who paid for an article and what was wrong in it: that must be heard, wherever it stands."""
    is_marked = bool(unit.hints & (Hint.SPONSORSHIP | Hint.CORRECTION)) and not unit.hints & (
        RELATED_PARTS | Hint.HIDDEN
    )
    return (
        is_marked and isinstance(unit.block, Paragraph) and unit.length < _NOTICE_CHARACTERS and link_share(unit) < 0.5
    )


def is_byline(unit: Unit, authors: Sequence[str]) -> bool:
    """Tells the line above an article that says who wrote it, or when, and nothing else."""
    if unit.length > _BYLINE_CHARACTERS or ends_sentence(unit.block.text):
        return False
    rest = unit.block.text
    for author in authors:
        rest = rest.replace(author, " ")
    is_signed = rest != unit.block.text or Hint.AUTHOR in unit.hints
    return len(letters_of(rest)) < _BYLINE_REST and (is_signed or _DATE.search(rest) is not None)


def is_dated_or_signed(unit: Unit) -> bool:
    """Tells a heading that is drawn large only because it is the line of the date or of the author."""
    return bool(unit.hints & (Hint.AUTHOR | Hint.META)) or _FULL_DATE.match(unit.block.text) is not None


def is_small(image: Image) -> bool:
    """Tells an icon, a face beside a byline or a tracker from a picture."""
    sides = [side for side in (image.width, image.height) if side is not None]
    if not sides and (named := _SIZE_IN_NAME.search(image.url)):
        sides = [int(side) for side in named.groups()]
    return (bool(sides) and max(sides) <= _SMALL_PIXELS) or bool(
        _SMALL_PICTURE.search(f"{image.url} {' '.join(image.hints)}")
    )


def serves_the_page(unit: Unit, language: str) -> bool:
    """Tells a block whose words invite, advertise or date, and say nothing of the article's matter (rule B1)."""
    match unit.block:
        case Heading() if not announces_comments(unit.block.text):  # it may be what the section is about
            return is_boilerplate(unit.block.text, language)
        case Paragraph(kind=ParagraphKind.BODY | ParagraphKind.STANDFIRST):
            return not is_notice(unit) and is_boilerplate(unit.block.text, language)
        case ListBlock():
            return all(_is_date(item.text) for item in unit.block.items)
    return False


def _is_date(text: str) -> bool:
    text = text.strip()
    return iso_date(text) is not None or _LONG_DATE.fullmatch(text) is not None
