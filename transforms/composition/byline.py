"""Who wrote the article, and when."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, notice
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.similarity import folded, words_in
from transforms.documents import Heading, ListBlock, Paragraph, ParagraphKind
from transforms.scripts import Role

MOST_WORDS_OF_A_BYLINE = 30
BLOCKS_OF_THE_HEAD = 6
BLOCKS_OF_THE_FOOT = 3

# What stands in a printed byline besides names, days and numbers.
_BYLINE_WORDS = {
    *("by", "from", "written", "words", "text", "story", "reported", "reporting", "posted", "published", "updated"),
    *("last", "modified", "first", "created", "on", "at", "in", "and", "the", "of", "for", "ago", "share", "comments"),
    *("am", "pm", "a", "p", "m", "gmt", "utc", "bst", "cet", "est", "edt", "pst", "pdt", "et", "ist", "aest"),
    *("min", "mins", "minute", "minutes", "hour", "hours", "day", "days", "read", "reading", "time", "date", "views"),
    *("staff", "reporter", "writer", "editor", "correspondent", "contributor", "senior", "author", "comment", "photo"),
    *("th", "st", "nd", "rd", "h"),
    *("lesezeit", "lesedauer", "minuten", "lecture", "temps", "lectura", "tiempo", "minutos", "minuti", "lettura"),
    *("von", "am", "um", "uhr", "autor", "autorin", "veröffentlicht", "aktualisiert", "stand"),
    *("par", "le", "publié", "mis", "à", "jour"),
    *("por", "de", "el", "publicado", "actualizado", "em", "às", "atualizado"),
    *("di", "il", "pubblicato", "aggiornato", "door", "om", "geplaatst", "bijgewerkt"),
}
_BY_NAME = re.compile(r"\s*(?:By|Von|Par|Por|Di|Door)(?:\s+[A-ZÀ-Þ][\w.'’-]*){1,4}\s*")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,? \d{1,2}[:.]\d{2}(?: Uhr)?)?")
# What agencies and papers print under a text.
_WORK = r"(?:reporting|writing|editing|edited|translat(?:ed|ion)|compiled|produced|graphics?|research)"
_AGENCY = r"(?:dpa|afp|apa|sid|reuters|ap|ansa|efe|lusa|red)"
_ADDRESS = r"[\w.+-]+@[\w-]+\.[\w.-]+"
_SIGN_OFF = re.compile(
    rf"\W*(?:(?:with )?(?:additional )?{_WORK}\b[^.!?]{{0,30}}?\bby\b.{{2,160}}"
    r"|.{2,240}\bcontributed (?:reporting|to (?:this|the) (?:report(?:ing)?|story|article|piece|post))\b.{0,40}"
    r"|contributing\s?: .{2,240}"
    rf"|{_ADDRESS}(?:\s+\(end\))?|\(end\)|-30-"
    r"|[（(【\[]?\s?(?:责任)?编辑\s?[:：].{1,40}"
    r"|(?:mit )?material (?:von|der)\b.{2,60}|avec (?:l[’'])?(?:afp|reuters|agences?)\b.{0,40}"
    rf"|con información de\b.{{2,80}}|con agencias|{_AGENCY}(?:\s?[/,]\s?[\w.]{{2,8}}){{0,3}})\W*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:autor(?:in|en)?|text|von|author|written by|words|auteur|texte|testo|texto|por)\s?:\s?(?P<name>.{2,100})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?(?:[ap]m)?")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # inside `HeraldSun`


@rule("H2", "Author and date are read once, without reading time, share text and site name.")
def byline(context: Context) -> Iterator[Line]:
    """Reads who wrote the article, and when it was published."""
    authors, date = _authors(context), _date(context)
    by = context.words(Notice.BYLINE, authors=authors) or authors
    words = " ".join(f"{part.rstrip('.')}." for part in (by if authors else "", date) if part)
    if words:
        yield notice(words, Role.BYLINE, after=pauses.PARAGRAPH)


def _authors(context: Context) -> str:
    """Returns the names of the authors as a reader joins them; a site that signs as its own author is none."""
    site = folded(context.document.site or "")
    *others, last = [name for name in context.document.authors if folded(name) != site] or [""]
    conjunction = context.words(Notice.LIST_LAST)
    if not others:
        return last
    return f"{', '.join(others)} {conjunction} {last}" if conjunction else ", ".join([*others, last])


def _date(context: Context) -> str:
    """Returns the day of publication as the language writes it, or nothing where it is unknown."""
    locale = _locale(context.language)
    try:
        day = datetime.fromisoformat(context.document.published_at or "").date()
    except ValueError:
        return ""
    return format_date(day, "long", locale) if locale else ""


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return None


@lru_cache(maxsize=256)
def _calendar_words(language: str) -> frozenset[str]:
    """Returns the names of months and days of the week in a language and in English, whole and shortened."""
    locales = filter(None, (_locale(language), _locale("en")))
    names = (
        name
        for locale in locales
        for calendar in (locale.months["format"], locale.days["format"])
        for width in ("wide", "abbreviated")
        for name in calendar[width].values()
    )
    return frozenset(word for name in names for word in words_in(name))


def printed_byline(context: Context) -> Iterator[Placing]:
    """Silences the page's own byline where its facts are read from the metadata (rule H2), else reads it early."""
    blocks = context.document.blocks
    foot = range(len(blocks) - BLOCKS_OF_THE_FOOT, len(blocks))
    is_in_text = False
    for index, block in enumerate(blocks):
        if isinstance(block, ListBlock) and index < BLOCKS_OF_THE_HEAD and _is_list_of_facts(block, context):
            yield Placing(rule="H2", block=index, place=Place.SILENT)
        if not isinstance(block, Heading | Paragraph) or (isinstance(block, Heading) and is_in_text):
            continue  # a name over a part of the text says who speaks there
        is_in_text = is_in_text or len(block.text.split()) > MOST_WORDS_OF_A_BYLINE
        text, is_at_an_end = block.text.strip(), index < BLOCKS_OF_THE_HEAD or index in foot
        signature = _SIGNATURE.fullmatch(text) if index in foot else None
        if (is_at_an_end and _is_known_byline(text, context)) or (index in foot and _SIGN_OFF.fullmatch(text)):
            yield Placing(rule="H2", block=index, place=Place.SILENT)
        elif isinstance(block, Paragraph) and (signature or _is_byline(block, index)):
            is_known = bool(context.document.authors) or (signature is not None and signature["name"].islower())
            place = Place.SILENT if is_known else Place.OPENING
            yield Placing(rule="H2", block=index, place=place, role=Role.BYLINE)


def _is_byline(block: Paragraph, index: int) -> bool:
    by_name = index < BLOCKS_OF_THE_HEAD and _BY_NAME.fullmatch(block.text)
    return block.kind is ParagraphKind.BYLINE or bool(by_name)


def _is_list_of_facts(block: ListBlock, context: Context) -> bool:
    """Says whether each item of a list is a byline that the metadata has: who, where and when."""
    return not any(item.children for item in block.items) and all(
        _is_known_byline(item.text, context) for item in block.items
    )


def _is_known_byline(text: str, context: Context) -> bool:
    """Says whether a text holds nothing but names and dates that the metadata has, and the words around them."""
    document, words = context.document, words_in(text)
    if not 1 <= len(words) <= MOST_WORDS_OF_A_BYLINE:
        return False
    if _date(context) and _DATE.fullmatch(text.strip()):
        return True
    site = _HUMP.sub(" ", document.site or "")
    names = set(words_in(" ".join(filter(None, (*document.authors, document.site, site, document.section)))))
    calendar = _calendar_words(context.language) if _date(context) else frozenset[str]()
    known = names | calendar | _BYLINE_WORDS
    if any(word not in known and not (calendar and _NUMBER.fullmatch(word)) for word in words):
        return False
    return bool(calendar and _DATE.search(text)) or any(word in names or word in calendar for word in words)
