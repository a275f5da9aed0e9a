"""Scripts as people and programs read them: what `narrate explain` prints."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from transforms.composition.rules import sentence_of
from transforms.documents import Document
from transforms.outcomes import ArticleError, SkipArticleError
from transforms.scripts import Coverage, ImageDecision, ImageOutcome, Script, Segment, Skip, predicted_seconds

LONGEST_SKIPPED_TEXT = 160
FEWEST_COLUMNS_FOR_TWO_TEXTS = 120

_GENERATED = "italic cyan"
_IN_LEXICON = "bold magenta"
_BY_LOCALE = "magenta"
_RULE = "yellow"
_AS_WRITTEN = "dim"
_SKIPPED = "dim"
_OUTCOMES = {ImageOutcome.DESCRIBED: "green", ImageOutcome.SILENT: "dim", ImageOutcome.FAILED: "red"}


def render_scripts(document: Document, scripts: Sequence[Script], console: Console) -> None:
    """Prints an article's script, in parts where it is long: what is said, what is not, its images, and the ledger."""
    first, is_wide = scripts[0], console.width >= FEWEST_COLUMNS_FOR_TWO_TEXTS
    console.print(Text(first.title or first.article_id, style="bold"))
    facts = (first.author, first.published_at, first.language, first.url)
    console.print(Text(" · ".join(filter(None, facts)), style="dim"))
    for script in scripts:
        console.print(_segment_table(document, script, is_wide))
    skips = [skip for script in scripts for skip in script.skips]
    images = [image for script in scripts for image in script.images]
    if skips:
        console.print(_skip_table(document, skips, is_wide))
    if images:
        console.print(_image_table(images))
    if document.omissions:
        console.print(_omission_table(document))
    if not is_wide:
        for rule in sorted({skip.rule for skip in skips}):
            console.print(Text.assemble((rule, _RULE), f" {sentence_of(rule)}"))
    console.print(_ledger(scripts))


def _table(title: str, *headings: str) -> Table:
    """Returns an empty table; the columns of the headings are as wide as they must be, what is added may wrap."""
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, expand=True, pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table


def _block(document: Document, block: int | None, is_wide: bool, before: int | None = None) -> str:
    """Returns the number of a block, with its kind on a wide terminal; nothing where the row before has the same."""
    if block is None or block == before:
        return ""
    return f"{block} {type(document.blocks[block]).__name__.lower()}" if is_wide else str(block)


def _segment_table(document: Document, script: Script, is_wide: bool) -> Table:
    """Returns what is said; a narrow terminal shows what is spoken under what is written, where they differ."""
    part = f", part {script.part} of {script.parts}" if script.parts > 1 else ""
    minutes = predicted_seconds(script.segments) / 60
    table = _table(f"Script{part}: {len(script.segments)} segments, about {minutes:.1f} min", "block", "rule", "role")
    for heading in ("text", "spoken") if is_wide else ("text → spoken",):
        table.add_column(heading, ratio=1)
    table.add_column("pause", justify="right", no_wrap=True)
    before: int | None = None
    for segment in script.segments:
        texts = (_text(segment), _spoken(segment)) if is_wide else (_stacked(segment),)
        pause, rule = f"{segment.pause_seconds:.2f} s", Text(segment.rule, style=_RULE)
        block = _block(document, segment.block, is_wide, before)
        table.add_row(block, rule, _role(segment, script), *texts, pause)
        before = segment.block
    table.caption = "* in cyan italics: ours, not the page's; bold magenta: as the lexicon says"
    return table


def _role(segment: Segment, script: Script) -> Text:
    """Returns the role of a segment, with its language where it is not the article's, and a star where it is ours."""
    language = "" if segment.language == script.language else f" [{segment.language}]"
    return Text(f"{segment.role}{language}{' *' if segment.generated else ''}")


def _text(segment: Segment) -> Text:
    return Text(segment.text, style=_GENERATED if segment.generated else "")


def _spoken(segment: Segment) -> Text:
    """Returns the spoken words, marked where the lexicon or the locale had a say; their entries are named behind."""
    spoken = Text(segment.spoken, style=_AS_WRITTEN if _is_as_written(segment) else "")
    for pronunciation in segment.pronunciations:
        spoken.stylize(_IN_LEXICON, pronunciation.start, pronunciation.end)
    if segment.lexicon_entries:
        spoken.append(f"  [lexicon: {', '.join(segment.lexicon_entries)}]", style=_IN_LEXICON)
    if segment.ambiguous_dates:
        spoken.append(f"  [read as {segment.language}: {', '.join(segment.ambiguous_dates)}]", style=_BY_LOCALE)
    return spoken


def _is_as_written(segment: Segment) -> bool:
    """Says whether the voice is given what the page has, but for the punctuation at its end."""
    return segment.spoken.rstrip(".:;,") == " ".join(segment.text.split()).rstrip(".:;,")


def _stacked(segment: Segment) -> Text:
    if _is_as_written(segment) and not segment.lexicon_entries and not segment.ambiguous_dates:
        return _text(segment)
    return Text.assemble(_text(segment), "\n→ ", _spoken(segment))


def _skip_table(document: Document, skips: Sequence[Skip], is_wide: bool) -> Table:
    """Returns what is not said; a narrow terminal shows the sentences of the rules below all tables."""
    table = _table("Not spoken", "block", "rule")
    for heading, ratio in (("because", 2), ("words", 3)) if is_wide else (("words", 1),):
        table.add_column(heading, ratio=ratio)
    for skip in skips:
        words = Text(_shortened(skip.text), style=_SKIPPED)
        because = (sentence_of(skip.rule),) if is_wide else ()
        table.add_row(_block(document, skip.block, is_wide), Text(skip.rule, style=_RULE), *because, words)
    return table


def _image_table(images: Sequence[ImageDecision]) -> Table:
    table = _table("Images", "block", "rule", "decision")
    table.add_column("description", ratio=1)
    table.add_column("from", no_wrap=True)
    table.add_column("url", ratio=1, overflow="fold")
    for image in images:
        decision = Text(image.decision.value, style=_OUTCOMES[image.decision])
        words, url = Text(image.description or ""), Text(_shortened(image.url))
        rule = Text(image.rule, style=_RULE)
        table.add_row(str(image.block), rule, decision, words, Text(image.source or ""), url)
    return table


def _omission_table(document: Document) -> Table:
    table = _table("Not the article", "rule")
    table.add_column("words", ratio=1)
    for omission in document.omissions:
        table.add_row(Text(omission.rule, style=_RULE), Text(_shortened(omission.text), style=_SKIPPED))
    return table


def _ledger(scripts: Sequence[Script]) -> Text:
    total = _total_coverage(scripts)
    return Text(
        f"{total.blocks} blocks = {total.spoken} spoken + {total.described} described"
        f" + {total.skipped} skipped + {total.failed} failed",
        style="bold",
    )


def _total_coverage(scripts: Sequence[Script]) -> Coverage:
    """Returns the ledger of all parts together: each block counts in one of them."""
    ledgers = [script.coverage for script in scripts]
    return Coverage(
        blocks=sum(ledger.blocks for ledger in ledgers),
        spoken=sum(ledger.spoken for ledger in ledgers),
        described=sum(ledger.described for ledger in ledgers),
        skipped=sum(ledger.skipped for ledger in ledgers),
        failed=sum(ledger.failed for ledger in ledgers),
    )


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SKIPPED_TEXT else f"{words[: LONGEST_SKIPPED_TEXT - 1]}…"


def scripts_as_json(document: Document, scripts: Sequence[Script]) -> dict[str, object]:
    """Returns an article's script under the manifest's field names, all its parts in one.

    Beside what the manifest has, each segment knows its part and the pause behind it, and the page's omissions follow.
    """
    first = scripts[0]
    return {
        "article_id": first.article_id,
        "parts": first.parts,
        "source": first.source,
        "url": first.url,
        "title": first.title,
        "author": first.author,
        "published_at": first.published_at,
        "section": first.section,
        "language": first.language,
        "segments": [row for script in scripts for row in _segment_rows(script)],
        "skips": [asdict(skip) for script in scripts for skip in script.skips],
        "images": [
            {**asdict(image), "decision": image.decision.value} for script in scripts for image in script.images
        ],
        "coverage": asdict(_total_coverage(scripts)),
        "omissions": [asdict(omission) for omission in document.omissions],
    }


def _segment_rows(script: Script) -> Iterator[dict[str, object]]:
    for index, segment in enumerate(script.segments):
        yield {
            "part": script.part,
            "index": index,
            "block": segment.block,
            "role": segment.role.value,
            "rule": segment.rule,
            "text": segment.text,
            "spoken": segment.spoken,
            "generated": segment.generated,
            "language": segment.language,
            "voice": segment.voice,
            "list_item": segment.list_item,
            "pause_seconds": segment.pause_seconds,
        }


def outcome_as_json(error: SkipArticleError | ArticleError) -> dict[str, object]:
    """Returns why an article has no script: the reason of a skip, the code and message of a dead letter."""
    if isinstance(error, SkipArticleError):
        return {"status": "skipped", "reason": error.reason}
    return {"status": "dead_letter", "reason": error.code.value, "message": str(error)}
