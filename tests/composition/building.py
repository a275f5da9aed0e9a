"""Small documents, and what is heard of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.voices import VoiceMap
from transforms.composition import NarrationSettings, Profile, compose_script
from transforms.documents import (
    Block,
    Cell,
    Document,
    Heading,
    Image,
    Inline,
    ListBlock,
    ListItem,
    ListStyle,
    Mark,
    Omission,
    Paragraph,
    ParagraphKind,
    Span,
    Table,
)
from transforms.scripts import Role, Script

VOICES = VoiceMap.parse("*=hibari:heart")
FULL = NarrationSettings(VOICES, profile=Profile.FULL)
LISTEN = NarrationSettings(VOICES)

# Long enough to be narrated, with nothing in it that a rule could take for something else.
FILLER = (
    "The river rose through the night and the town slept badly. By morning the square stood under water, and people "
    "carried what they could up the stairs. Nobody was hurt, which the mayor called a wonder. Boats came from the "
    "next valley before noon. They brought bread, blankets and a doctor who had not slept either. In the evening the "
    "rain stopped, and somebody began to sing on a roof."
)


@dataclass(frozen=True)
class Heard:
    """One segment, shortened to what a test looks at."""

    rule: str
    spoken: str
    pause: float


def inline(*runs: str | Span) -> Inline:
    return tuple(Span(run) if isinstance(run, str) else run for run in runs)


def marked(text: str, *marks: Mark, href: str | None = None, language: str | None = None) -> Span:
    return Span(text, frozenset(marks), href, language)


def link(text: str, href: str = "https://example.org/other") -> Span:
    return marked(text, Mark.LINK, href=href)


def paragraph(*runs: str | Span, kind: ParagraphKind = ParagraphKind.BODY) -> Paragraph:
    return Paragraph(inline(*runs), kind)


def heading(*runs: str | Span, level: int = 2) -> Heading:
    return Heading(inline(*runs), level)


def item(*runs: str | Span, children: Sequence[Block] = (), term: str = "") -> ListItem:
    return ListItem(inline(*runs), tuple(children), inline(term) if term else ())


def bullets(*items: str | ListItem, style: ListStyle = ListStyle.BULLETED, start: int = 1) -> ListBlock:
    return ListBlock(tuple(item(i) if isinstance(i, str) else i for i in items), style, start)


def table(*rows: Sequence[str], caption: str = "", header: bool = True, is_layout: bool = False) -> Table:
    cells = tuple(tuple(Cell(inline(text), is_header=header and i == 0) for text in row) for i, row in enumerate(rows))
    return Table(cells, inline(caption) if caption else (), is_layout)


def image(alt: str | None = None, url: str = "https://example.org/a.jpg", **facts: object) -> Image:
    return Image(url, alt=alt, **facts)  # type: ignore[arg-type]


def document(
    *blocks: Block,
    title: str = "",
    language: str = "en",
    authors: tuple[str, ...] = (),
    published_at: str | None = None,
    site: str | None = None,
    is_truncated: bool = False,
    omissions: tuple[Omission, ...] = (),
) -> Document:
    """Returns a document of the blocks as they are, without filler."""
    return Document(
        article_id="article",
        source="articles.parquet#1",
        title=title,
        blocks=blocks,
        language=language,
        authors=authors,
        published_at=published_at,
        site=site,
        is_truncated=is_truncated,
        omissions=omissions,
    )


def compose(*blocks: Block, settings: NarrationSettings = LISTEN, **metadata: object) -> Script:
    """Returns the script of the blocks, which have a filler paragraph behind them."""
    return compose_script(document(*blocks, paragraph(FILLER), **metadata), settings)  # type: ignore[arg-type]


def heard(script: Script, block: int | None = 0) -> list[Heard]:
    """Returns what is said of one block."""
    return [Heard(s.rule, s.spoken, s.pause_seconds) for s in script.segments if s.block == block]


def spoken(script: Script, block: int | None = 0) -> list[str]:
    return [line.spoken for line in heard(script, block)]


def skipped(script: Script, block: int | None = 0) -> list[tuple[str, str]]:
    """Returns the rule and the words of all that is not said of one block."""
    return [(skip.rule, skip.text) for skip in script.skips if skip.block == block]


def roles(script: Script) -> list[Role]:
    return [segment.role for segment in script.segments]
