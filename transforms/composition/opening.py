"""What comes before the text: headline, standfirst, byline, date and dateline."""

import re
from collections.abc import Iterator
from datetime import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.inline import clip
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, Part, Phrase, Silence, notice
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.similarity import overlap
from transforms.documents import Heading, Inline, Paragraph, ParagraphKind, text_of
from transforms.scripts import Role

SAME_AS_FIRST_PARAGRAPH = 0.8
SAME_AS_HEADLINE = 0.9
BLOCKS_NEAR_THE_TOP = 5


@rule("H1", "The headline opens, with a second of silence after it; the page's repeat of it is not read.")
def headline(context: Context) -> Iterator[Line]:
    """Reads the title."""
    title = context.document.title.strip()
    if title:
        yield Line(role=Role.HEADLINE, phrases=(Phrase(title, title),), after=pauses.AFTER_HEADLINE)


def repeated_headline(context: Context) -> Iterator[Placing]:
    """Silences a heading near the top that is the headline (rule H1)."""
    title = context.document.title
    for index, block in enumerate(context.document.blocks[:BLOCKS_NEAR_THE_TOP]):
        if isinstance(block, Heading | Paragraph) and title and overlap(block.text, title) >= SAME_AS_HEADLINE:
            yield Placing(rule="H1", block=index, place=Place.SILENT)


@rule("H2", "Author and date are read once, without reading time, share text and site name.")
def byline(context: Context) -> Iterator[Line]:
    """Reads who wrote the article, and when it was published."""
    authors, date = _authors(context), _date(context)
    by = context.words(Notice.BYLINE, authors=authors) or authors
    words = " ".join(f"{part}." for part in (by if authors else "", date) if part)
    if words:
        yield notice(words, Role.BYLINE, after=pauses.PARAGRAPH)


def _authors(context: Context) -> str:
    *others, last = context.document.authors or ("",)
    conjunction = context.words(Notice.LIST_LAST)
    if not others:
        return last
    return f"{', '.join(others)} {conjunction} {last}" if conjunction else ", ".join([*others, last])


def _date(context: Context) -> str:
    """Returns the day of publication as the language writes it, or nothing where it is unknown."""
    try:
        day = datetime.fromisoformat(context.document.published_at or "").date()
        locale = Locale.parse(context.language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    return format_date(day, "long", locale)


def printed_byline(context: Context) -> Iterator[Placing]:
    """Silences the page's own byline where its facts are read from the metadata (rule H2)."""
    place = Place.SILENT if context.document.authors else Place.OPENING
    for index, block in enumerate(context.document.blocks):
        if isinstance(block, Paragraph) and block.kind is ParagraphKind.BYLINE:
            yield Placing(rule="H2", block=index, place=place, role=Role.BYLINE)


@rule("H4", "The standfirst is read after the headline, unless the first paragraph says the same.")
def standfirst(context: Context) -> Iterator[Placing]:
    """Places the standfirst."""
    first = context.first_paragraph
    for index, block in enumerate(context.document.blocks):
        if isinstance(block, Paragraph) and block.kind is ParagraphKind.STANDFIRST:
            is_repeat = first is not None and overlap(block.text, first.text) >= SAME_AS_FIRST_PARAGRAPH
            place = Place.SILENT if is_repeat else Place.OPENING
            yield Placing(block=index, place=place, role=Role.STANDFIRST)


_AGENCIES = (
    r"AP|AFP|Reuters|UPI|dpa|dpa-AFX|APA|EFE|ANSA|Lusa|ANP|Bloomberg|PTI|IANS|ANI|Xinhua|CNN|AA|TASS|PA|SID|"
    r"Associated Press|The Associated Press|BBC|CNBC|AAP|CP|NYT"
)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ ,]+[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*)*(?:, [A-Z][a-z]+\.?)?)"
    rf"(?P<agency>,? ?(?:[A-Z][a-z]+\.? \d{{1,2}} ?)?(?:[(/](?:{_AGENCIES})[)/])? ?[—–-]+)\s+(?=\S)"
    rf"|(?P<plain>[A-ZÀ-Þ][\w.'’-]+(?:[ /][A-ZÀ-Þ][\w.'’-]+){{0,2}})"
    rf"(?P<named_agency> ?\((?:{_AGENCIES})\) ?[—–:.-]*)\s*(?=\S)"
)


@rule("H3", "A dateline is its place, then a short pause; agency and dash are not read.")
def dateline(content: Inline, context: Context) -> Iterator[Part]:
    """Reads the place that a first paragraph opens with."""
    found = _DATELINE.match(text_of(content))
    if not found:
        return
    place = found["place"] or found["plain"]
    phrases = (Phrase(place, place.title() if found["place"] else place),)
    yield Line(role=Role.DATELINE, phrases=phrases, after=pauses.AFTER_DATELINE)
    yield Silence(text=found["agency"] or found["named_agency"])


def after_dateline(content: Inline) -> Inline:
    """Returns the spans without the dateline that they open with."""
    found = _DATELINE.match(text_of(content))
    return clip(content, found.end(), None) if found else content
