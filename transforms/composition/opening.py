"""What comes before the text: headline, standfirst and dateline."""

import re
from collections.abc import Iterator, Sequence

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.parts import Line, Part, Phrase, Silence
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.similarity import folded, overlap
from transforms.composition.wording import clip
from transforms.documents import Block, Heading, Inline, ListBlock, Paragraph, ParagraphKind, text_of
from transforms.scripts import Role

SAME_AS_FIRST_PARAGRAPH = 0.8
SAME_AS_HEADLINE = 0.9
BLOCKS_NEAR_THE_TOP = 5
FEWEST_WORDS_OF_A_REPEAT = 8
LONGEST_TITLE = 300
LEAST_TITLE = 12  # letters by which a heading is known to repeat it

_SITE_BEHIND_TITLE = re.compile(r"(?P<title>.+\S)(?P<rest>\s+(?:[|｜–—·•:-]|::)\s+(?P<site>[^|]+))", re.DOTALL)
_BAR_BEHIND_TITLE = re.compile(
    r"(?P<title>[^|｜_]{12,}?|[\u3040-\u9fff]{2,}?)(?P<rest>\s*(?:[|｜]|_(?=[^\W_a-z]))\s*(?P<site>[^\n]{1,60}))"
)


@rule("H1", "The headline opens, with a second of silence after it; the page's repeat of it is not read.")
def headline(context: Context) -> Iterator[Part]:
    """Reads the title without the name of the site."""
    title, site = _title_and_site(context)
    if title:
        yield Line(role=Role.HEADLINE, phrases=(Phrase(title, title),), after=pauses.AFTER_HEADLINE)
    if site:
        yield Silence(text=site)


def _title_and_site(context: Context) -> tuple[str, str]:
    """Returns the title, and what stands behind it that is not the article's.

    That is what follows a bar, names the site or an author, or is missing in a heading that has all but it.
    """
    document, title = context.document, context.document.title.strip()
    if len(title) > LONGEST_TITLE:
        return title, ""
    parts = _BAR_BEHIND_TITLE.fullmatch(title)
    if parts is None:
        parts = _SITE_BEHIND_TITLE.fullmatch(title)
        near = {folded(block.text) for block in document.blocks[:BLOCKS_NEAR_THE_TOP] if isinstance(block, Heading)}
        names = {folded(name) for name in (document.site or "", *document.authors)}
        if parts is None or not (folded(parts["site"]) in names or folded(parts["title"]) in near):
            return title, ""
    return parts["title"], parts["rest"]


def repeated_headline(context: Context) -> Iterator[Placing]:
    """Silences a heading or line near the top that is the headline (rule H1)."""
    title, _ = _title_and_site(context)
    for index, block in enumerate(context.document.blocks[:BLOCKS_NEAR_THE_TOP]):
        if isinstance(block, Heading | Paragraph) and title and _says_the_headline(block, title):
            yield Placing(rule="H1", block=index, place=Place.SILENT)


def _says_the_headline(block: Heading | Paragraph, title: str) -> bool:
    """Says whether a line is the headline, or a heading that adds the name of the site or of a section to it."""
    if overlap(block.text, title) >= SAME_AS_HEADLINE:
        return True
    parts = _SITE_BEHIND_TITLE.fullmatch(block.text.strip()) if isinstance(block, Heading) else None
    return parts is not None and folded(block.text).startswith(folded(title)) and len(folded(title)) >= LEAST_TITLE


@rule("H4", "The standfirst is read after the headline, unless the first paragraph says the same.")
def standfirst(context: Context) -> Iterator[Placing]:
    """Places the standfirst; only what comes before the second paragraph of the text can be one.

    One that stands under a heading of the text is read there: it leads into that section.
    """
    blocks = context.document.blocks
    title, _ = _title_and_site(context)
    body = [i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.kind is ParagraphKind.BODY]
    first = blocks[body[0]].text if body else ""
    for index in _marked_standfirst(blocks[: body[1]] if len(body) > 1 else blocks):
        if any(isinstance(b, Heading) and not _says_the_headline(b, title) for b in blocks[:index]):
            return
        is_repeat = overlap(blocks[index].text, first) >= SAME_AS_FIRST_PARAGRAPH
        yield Placing(block=index, place=Place.SILENT if is_repeat else Place.OPENING, role=Role.STANDFIRST)
    if len(body) > 1 and body[1] - body[0] <= 2 and _begins_again(first, blocks[body[1]].text):
        yield Placing(block=body[0], place=Place.SILENT)


_ABSTRACT = re.compile(
    r"\W*(?:abstract|summary|zusammenfassung|kurzfassung|résumé|resumen|riassunto|resumo|samenvatting)\W*",
    re.IGNORECASE,
)


def _marked_standfirst(blocks: Sequence[Block]) -> Iterator[int]:
    """Yields the places of what is marked as standfirst: before a list, up to the heading or text behind the first."""
    is_found = False
    for index, block in enumerate(blocks):
        if isinstance(block, ListBlock) or _ABSTRACT.fullmatch(block.text):
            return  # a summary in points, and that of a paper, are read in their place
        if isinstance(block, Paragraph) and block.kind is ParagraphKind.STANDFIRST:
            is_found = True
            yield index
        elif is_found and isinstance(block, Heading | Paragraph):
            return


def _begins_again(first: str, second: str) -> bool:
    """Says whether the second paragraph says the first one again, word for word: an unmarked standfirst."""
    return len(first.split()) >= FEWEST_WORDS_OF_A_REPEAT and folded(second).startswith(folded(first))


_AGENCIES = (
    r"(?:AP|AFP|Reuters|UPI|dpa|dpa-AFX|APA|EFE|ANSA|Lusa|ANP|Bloomberg|PTI|IANS|ANI|Xinhua|CNN|AA|TASS|PA|SID|"
    r"(?:The )?Associated Press|BBC|CNBC|AAP|CP|NYT|Yonhap|Kyodo|KNA|epd|Europa Press|EUROPA PRESS|IPS|WAM|SPA|MTI)"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:,? [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
_DAY = r"(?:(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,10}\.?)(?:,? \d{4})? ?)"
_SOURCE = r"(?:\([^()]{2,40}\)|/[\w .-]{2,40}/)"  # `(AP)`, `/PRNewswire/`
_NAMED = r"[^\W\d_a-zß-ÿ][\w.'’-]{1,24}"  # a word with a capital, or of a script without them
_DASH = r"[—–_-]+"
_NEW_SENTENCE = r"(?=[^\W\d_a-zß-ÿ]|[\d“”„\"«'‘’(\[$€£])"  # what an apposition after a dash does not begin with
_DATELINE = re.compile(
    rf"(?P<capitals>{_CAPITALS}(?:, [A-Z][a-z]+\.?)?)"
    rf"(?P<rest>(?:,? ?{_DAY})?(?: ?{_SOURCE})? ?{_DASH})\s+{_NEW_SENTENCE}"
    r"|(?P<heading>[A-ZÀ-Þ][A-ZÀ-Þ/-]{4,}(?: [A-ZÀ-Þ]{3,})?)(?P<stop>\.)\s+(?=[A-ZÀ-Þ„“\"])"
    rf"|(?P<name>{_NAMED}(?:(?:[,،]? |/)(?:(?:de|del|of|am|an der|upon|sur|di) )?{_NAMED}){{0,3}})"
    rf"(?P<agency>,? ?{_DAY}?\({_AGENCIES}\)"
    rf"(?: ?(?:[.:]-?|{_DASH})\s*(?=\S)|\s+{_NEW_SENTENCE}))"
    rf"|(?P<nowhere>\({_AGENCIES}\) ?{_DASH})\s*(?=\S)"
)
_AGENCY_AND_DASH = re.compile(rf"[^()\n]{{0,60}}\({_AGENCIES}\)[.:]? ?{_DASH}")


@rule("H3", "A dateline is its place, then a short pause; agency and dash are not read.")
def dateline(content: Inline, context: Context) -> Iterator[Part]:
    """Reads the place that a first paragraph opens with; one that names its agency alone opens in silence."""
    found = _DATELINE.match(text_of(content))
    if not found:
        return
    place = found["capitals"] or found["heading"] or found["name"]
    if place:
        phrases = (Phrase(place, place if found["name"] else place.title()),)
        yield Line(role=Role.DATELINE, phrases=phrases, after=pauses.AFTER_DATELINE)
    yield Silence(text=found["rest"] or found["stop"] or found["agency"] or found["nowhere"])


def names_agency(content: Inline) -> bool:
    """Says whether a paragraph opens with an agency and a dash, as the parts of a round-up do, not only its first."""
    return _AGENCY_AND_DASH.match(text_of(content)) is not None


def after_dateline(content: Inline) -> Inline:
    """Returns the spans without the dateline that they open with."""
    found = _DATELINE.match(text_of(content))
    return clip(content, found.end(), None) if found else content
