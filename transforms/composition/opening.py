"""What comes before the text: headline, standfirst and dateline."""

import re
from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.parts import Line, Part, Phrase, Silence
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.similarity import folded, overlap
from transforms.composition.wording import clip
from transforms.documents import Heading, Inline, Paragraph, ParagraphKind, text_of
from transforms.scripts import Role

SAME_AS_FIRST_PARAGRAPH = 0.8
SAME_AS_HEADLINE = 0.9
BLOCKS_NEAR_THE_TOP = 5
FEWEST_WORDS_OF_A_REPEAT = 8

_SITE_BEHIND_TITLE = re.compile(r"(?P<title>.+\S)\s+[|–—·•:-]\s+(?P<site>[^|]+)", re.DOTALL)


@rule("H1", "The headline opens, with a second of silence after it; the page's repeat of it is not read.")
def headline(context: Context) -> Iterator[Line]:
    """Reads the title without the name of the site."""
    title = _title(context)
    if title:
        yield Line(role=Role.HEADLINE, phrases=(Phrase(title, title),), after=pauses.AFTER_HEADLINE)


def _title(context: Context) -> str:
    """Returns the title; without its last part where that names the site, or where a heading repeats all but it."""
    title = context.document.title.strip()
    parts = _SITE_BEHIND_TITLE.fullmatch(title)
    if parts is None:
        return title
    near = (block.text for block in context.document.blocks[:BLOCKS_NEAR_THE_TOP] if isinstance(block, Heading))
    names_site = folded(parts["site"]) == folded(context.document.site or "")
    return parts["title"] if names_site or folded(parts["title"]) in map(folded, near) else title


def repeated_headline(context: Context) -> Iterator[Placing]:
    """Silences a heading or line near the top that is the headline (rule H1)."""
    title = _title(context)
    for index, block in enumerate(context.document.blocks[:BLOCKS_NEAR_THE_TOP]):
        if isinstance(block, Heading | Paragraph) and title and overlap(block.text, title) >= SAME_AS_HEADLINE:
            yield Placing(rule="H1", block=index, place=Place.SILENT)


@rule("H4", "The standfirst is read after the headline, unless the first paragraph says the same.")
def standfirst(context: Context) -> Iterator[Placing]:
    """Places the standfirst; only what comes before the second paragraph of the text can be one."""
    blocks = context.document.blocks
    body = [i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.kind is ParagraphKind.BODY]
    for index, block in enumerate(blocks[: body[1]] if len(body) > 1 else blocks):
        if isinstance(block, Paragraph) and block.kind is ParagraphKind.STANDFIRST:
            is_repeat = any(overlap(block.text, blocks[i].text) >= SAME_AS_FIRST_PARAGRAPH for i in body[:1])
            yield Placing(block=index, place=Place.SILENT if is_repeat else Place.OPENING, role=Role.STANDFIRST)
    if _is_unmarked_standfirst(context, body):
        yield Placing(block=body[0], place=Place.SILENT)


def _is_unmarked_standfirst(context: Context, body: list[int]) -> bool:
    """Says whether the text begins twice: a first paragraph that the next one says again, word for word."""
    if len(body) < 2 or body[1] - body[0] > 2:
        return False
    first, second = (context.document.blocks[index].text for index in body[:2])
    return len(first.split()) >= FEWEST_WORDS_OF_A_REPEAT and folded(second).startswith(folded(first))


_AGENCIES = (
    r"(?:AP|AFP|Reuters|UPI|dpa|dpa-AFX|APA|EFE|ANSA|Lusa|ANP|Bloomberg|PTI|IANS|ANI|Xinhua|CNN|AA|TASS|PA|SID|"
    r"(?:The )?Associated Press|BBC|CNBC|AAP|CP|NYT)"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:,? [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
_DAY = r"(?:[A-Z][a-z]+\.? \d{1,2} ?)?"
_DATELINE = re.compile(
    rf"(?P<capitals>{_CAPITALS}(?:, [A-Z][a-z]+\.?)?)(?P<rest>,? ?{_DAY}(?:[(/]{_AGENCIES}[)/])? ?[—–-]+)\s+(?=\S)"
    rf"|(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:[ /][A-ZÀ-Þ][\w.'’-]+){{0,2}})(?P<agency> ?\({_AGENCIES}\) ?[—–:.-]*)\s*(?=\S)"
)


@rule("H3", "A dateline is its place, then a short pause; agency and dash are not read.")
def dateline(content: Inline, context: Context) -> Iterator[Part]:
    """Reads the place that a first paragraph opens with."""
    found = _DATELINE.match(text_of(content))
    if found:
        place = found["capitals"] or found["name"]
        phrases = (Phrase(place, place.title() if found["capitals"] else place),)
        yield Line(role=Role.DATELINE, phrases=phrases, after=pauses.AFTER_DATELINE)
        yield Silence(text=found["rest"] or found["agency"])


def after_dateline(content: Inline) -> Inline:
    """Returns the spans without the dateline that they open with."""
    found = _DATELINE.match(text_of(content))
    return clip(content, found.end(), None) if found else content
