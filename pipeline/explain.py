"""A script as people and programs read it: what `narrate explain` prints."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from transforms.composition.rules import sentence_of
from transforms.documents import Document
from transforms.outcomes import ArticleError, SkipArticleError
from transforms.scripts import ImageDecision, ImageOutcome, Script, Segment, Skip

LONGEST_SKIPPED_TEXT = 160

_GENERATED = "italic cyan"
_IN_LEXICON = "bold magenta"
_BY_LOCALE = "magenta"
_SKIPPED = "dim"
_OUTCOMES = {ImageOutcome.DESCRIBED: "green", ImageOutcome.SILENT: "dim", ImageOutcome.FAILED: "red"}


def render_script(document: Document, script: Script, console: Console) -> None:
    """Prints a script: its segments, what it skips, its images, what the page left out, and the ledger."""
    console.print(Text(script.title or script.article_id, style="bold"))
    facts = (script.author, script.published_at, script.language, script.url, f"{len(script.segments)} segments")
    console.print(Text(" · ".join(filter(None, facts)), style="dim"))
    console.print(_segment_table(document, script.segments))
    if script.skips:
        console.print(_skip_table(document, script.skips))
    if script.images:
        console.print(_image_table(script.images))
    if document.omissions:
        console.print(_omission_table(document))
    console.print(_ledger(script))


def _kind(document: Document, block: int | None) -> str:
    return "" if block is None else type(document.blocks[block]).__name__.lower()


def _number(block: int | None) -> str:
    return "" if block is None else str(block)


def _segment_table(document: Document, segments: tuple[Segment, ...]) -> Table:
    table = Table(title="Script", title_justify="left", expand=True)
    for heading in ("block", "kind", "rule", "role"):
        table.add_column(heading, no_wrap=True)
    table.add_column("text", ratio=1)
    table.add_column("spoken", ratio=1)
    table.add_column("pause", justify="right", no_wrap=True)
    for segment in segments:
        table.add_row(
            _number(segment.block),
            _kind(document, segment.block),
            segment.rule,
            segment.role.value,
            Text(segment.text, style=_GENERATED if segment.generated else ""),
            _spoken(segment),
            f"{segment.pause_seconds:.2f} s",
        )
    table.caption = "italic: ours, not the page's; bold: said as the lexicon says"
    return table


def _spoken(segment: Segment) -> Text:
    """Returns the spoken words, marked where the lexicon or the locale had a say; their entries are named behind."""
    spoken = Text(segment.spoken)
    for pronunciation in segment.pronunciations:
        spoken.stylize(_IN_LEXICON, pronunciation.start, pronunciation.end)
    if segment.lexicon_entries:
        spoken.append(f"  [lexicon: {', '.join(segment.lexicon_entries)}]", style=_IN_LEXICON)
    if segment.ambiguous_dates:
        spoken.append(f"  [read as {segment.language}: {', '.join(segment.ambiguous_dates)}]", style=_BY_LOCALE)
    return spoken


def _skip_table(document: Document, skips: tuple[Skip, ...]) -> Table:
    table = Table("block", "kind", "rule", title="Not spoken", title_justify="left", expand=True)
    table.add_column("because", ratio=1)
    table.add_column("words", ratio=1)
    for skip in skips:
        words = Text(_shortened(skip.text), style=_SKIPPED)
        table.add_row(_number(skip.block), _kind(document, skip.block), skip.rule, sentence_of(skip.rule), words)
    return table


def _image_table(images: tuple[ImageDecision, ...]) -> Table:
    table = Table("block", "rule", "decision", "description", "from", "url", title="Images", title_justify="left")
    for image in images:
        decision = Text(image.decision.value, style=_OUTCOMES[image.decision])
        words, url = Text(image.description or ""), Text(_shortened(image.url))
        table.add_row(_number(image.block), image.rule, decision, words, image.source or "", url)
    return table


def _omission_table(document: Document) -> Table:
    table = Table("rule", "words", title="Not the article", title_justify="left", expand=True)
    for omission in document.omissions:
        table.add_row(omission.rule, Text(_shortened(omission.text), style=_SKIPPED))
    return table


def _ledger(script: Script) -> Text:
    coverage = script.coverage
    return Text(
        f"{coverage.blocks} blocks = {coverage.spoken} spoken + {coverage.described} described"
        f" + {coverage.skipped} skipped + {coverage.failed} failed",
        style="bold",
    )


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SKIPPED_TEXT else f"{words[: LONGEST_SKIPPED_TEXT - 1]}…"


def script_as_json(document: Document, script: Script) -> dict[str, object]:
    """Returns a script under the manifest's field names, with the pause after each segment and the page's omissions."""
    return {
        "article_id": script.article_id,
        "part": script.part,
        "parts": script.parts,
        "source": script.source,
        "url": script.url,
        "title": script.title,
        "author": script.author,
        "published_at": script.published_at,
        "language": script.language,
        "segments": [*_segment_rows(script.segments)],
        "skips": [asdict(skip) for skip in script.skips],
        "images": [{**asdict(image), "decision": image.decision.value} for image in script.images],
        "coverage": asdict(script.coverage),
        "omissions": [asdict(omission) for omission in document.omissions],
    }


def _segment_rows(segments: tuple[Segment, ...]) -> Iterator[dict[str, object]]:
    for index, segment in enumerate(segments):
        yield {
            "index": index,
            "block": segment.block,
            "role": segment.role.value,
            "rule": segment.rule,
            "text": segment.text,
            "spoken": segment.spoken,
            "generated": segment.generated,
            "language": segment.language,
            "voice": segment.voice,
            "pause_seconds": segment.pause_seconds,
        }


def outcome_as_json(error: SkipArticleError | ArticleError) -> dict[str, object]:
    """Returns why an article has no script: the reason of a skip, the code and message of a dead letter."""
    if isinstance(error, SkipArticleError):
        return {"status": "skipped", "reason": error.reason}
    return {"status": "dead_letter", "reason": error.code.value, "message": str(error)}
