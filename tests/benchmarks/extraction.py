"""How well the main content of pages is found, and how fast, with trafilatura's own row beside it.

    python -m tests.benchmarks.extraction --input PARQUET --predictions FILE.jsonl

`--input` is a Parquet file with the columns `article_id`, `url`, `html` (and `html_bytes` where a page's own encoding
decides) and those that the scorer compares with. The predictions are written in the scorer's form; trafilatura's beside
them, as `FILE.trafilatura.jsonl`. The table goes to stderr, one JSON object with all figures to stdout.
"""

import argparse
import importlib.util
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import trafilatura
from lxml import etree

from transforms.documents import (
    Article,
    Block,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    ParagraphKind,
    Quote,
    Table,
    text_of,
)
from transforms.extraction import ExtractionLimits, extract_document
from transforms.outcomes import ArticleError, SkipArticleError

_SCORER = Path(__file__).resolve().parents[3] / "shared" / "eval" / "extraction_eval.py"
_GOLD_ALONE = "ALL less silver/derived"
Row = dict[str, Any]


def blocks_within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yields all blocks, those inside others after them."""
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from blocks_within(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from blocks_within(item.children)


def _cells(table: Table) -> str:
    rows = ([cell.text.replace("\n", " ") for cell in row if not cell.is_continued] for row in table.rows)
    return "\n".join(" | ".join(row) for row in rows)


def _image_rows(figure: Figure) -> list[Row]:
    caption = text_of(figure.caption)
    return [{"src": image.url, "alt": image.alt, "caption": caption} for image in figure.images]


def _own_text(item: ListItem) -> str:
    own = [block.text for block in item.children if not isinstance(block, ListBlock | Figure)]
    return "\n".join(filter(None, [text_of(item.term), text_of(item.content), *own]))


def _is_running_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.kind is not ParagraphKind.BYLINE
    return not isinstance(block, Figure | Embed)


def row_of(document: Document) -> Row:
    """Returns a document in the scorer's form; captions and bylines are no running text there, as in its gold."""
    blocks = list(blocks_within(document.blocks))
    lines = [block.text for block in document.blocks if _is_running_text(block)]
    return {
        "article_id": document.article_id,
        "text": "\n".join(lines),
        "headings": [block.text for block in blocks if isinstance(block, Heading)],
        "list_items": [_own_text(item) for block in blocks if isinstance(block, ListBlock) for item in block.items],
        "quotes": [block.text for block in blocks if isinstance(block, Quote)],
        "tables": [_cells(block) for block in blocks if isinstance(block, Table)],
        "code": [block.text for block in blocks if isinstance(block, Code)],
        "images": [row for block in blocks if isinstance(block, Figure) for row in _image_rows(block)],
    }


def _ours(row: Row, limits: ExtractionLimits) -> Row:
    article = Article(row["article_id"], row["source_file"], html=row.get("html_bytes") or row["html"], url=row["url"])
    try:
        return row_of(extract_document(article, limits))
    except SkipArticleError as skipped:
        return {"article_id": row["article_id"], "text": "", "outcome": skipped.reason}
    except ArticleError as failed:
        return {"article_id": row["article_id"], "text": "", "outcome": str(failed.code)}


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _theirs(row: Row) -> Row:
    """Returns what trafilatura makes of a page when it is asked for all structure that it knows."""
    html = row.get("html_bytes") or row["html"]
    found = trafilatura.bare_extraction(html, url=row["url"], with_metadata=True, include_comments=False)
    if found is None:
        return {"article_id": row["article_id"], "text": ""}
    return {"article_id": row["article_id"], "text": found.text}


def _their_structure(row: Row) -> Row:
    found = trafilatura.bare_extraction(
        row.get("html_bytes") or row["html"],
        url=row["url"],
        include_comments=False,
        include_images=True,
        include_formatting=True,
        include_links=True,
    )
    if found is None:
        return {}
    body = found.body
    tables = [
        "\n".join(" | ".join(_words(cell) for cell in line.iter("cell")) for line in table.iter("row"))
        for table in body.iter("table")
    ]
    return {
        "headings": [_words(element) for element in body.iter("head")],
        "list_items": [_words(element) for element in body.iter("item")],
        "quotes": [_words(element) for element in body.iter("quote")],
        "tables": tables,
        "code": ["".join(element.itertext()) for element in body.iter("code")],
        "images": [{"src": element.get("src"), "alt": element.get("alt")} for element in body.iter("graphic")],
    }


def _timed(extract: Callable[[Row], Row], row: Row, repeats: int) -> Row:
    """Returns the prediction for a page with the least time of a few runs, what a process beside did included."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        prediction = extract(row)
        seconds.append(time.perf_counter() - start)
    return {**prediction, "seconds": min(seconds)}


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("extraction_eval", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(path: Path, rows: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _figures(scorer: ModuleType, predictions: Sequence[Row], gold: Sequence[Row]) -> Row:
    """Returns the scorer's figures: text where people made the gold, structure and snippets over all pages."""
    pages, typed, _ = scorer.score(predictions, gold)
    judged = [
        page
        for page in pages
        if page["f1"] is not None and not (page["quality"] or "").startswith(("silver", "derived"))
    ]
    everything, human = scorer.summarise(pages, typed, 0), scorer.summarise(judged, typed, 0)
    return {
        "pages": len(pages),
        "f1": human["F1"],
        "shingles": human["sh4"],
        "f1_all": everything["F1"],
        "shingles_all": everything["sh4"],
        "must": everything["must"],
        "leak": everything["leak"],
        "structure": {kind: {"recall": s["R"], "precision": s["P"]} for kind, s in everything["struct"].items()},
        "seconds": everything["seconds"],
    }


def _table(ours: Row, theirs: Row) -> str:
    lines = [f"{'':28}{'trafilatura':>12}{'ours':>8}"]
    for name in ("f1", "shingles", "f1_all", "shingles_all", "must", "leak"):
        if ours[name] is not None:  # the gold may hold nothing to judge by
            lines.append(f"{name:28}{theirs[name]:12.3f}{ours[name]:8.3f}")
    for kind, figures in ours["structure"].items():
        for measure, value in figures.items():
            other = theirs["structure"][kind][measure]
            lines.append(f"{kind + ' ' + measure:28}{other or 0:12.3f}{value or 0:8.3f}")
    for name in ("median", "p95", "max"):
        lines.append(
            f"{'milliseconds ' + name:28}{1000 * theirs['seconds'][name]:12.1f}{1000 * ours['seconds'][name]:8.1f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes both predictions, prints both rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--predictions", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, default=_SCORER)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each page; the fastest counts")
    options = parser.parse_args(arguments)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    gold = pq.read_table(options.input).to_pylist()
    limits = ExtractionLimits(min_words=0)  # how much is worth reading aloud is not what is measured
    ours, theirs = [], []
    for row in gold:
        ours.append(_timed(lambda page: _ours(page, limits), row, options.repeats))
        theirs.append({**_timed(_theirs, row, options.repeats), **_their_structure(row)})
    _write(options.predictions, ours)
    _write(options.predictions.with_suffix(".trafilatura.jsonl"), theirs)
    scorer = _scorer(options.scorer)
    figures = {"ours": _figures(scorer, ours, gold), "trafilatura": _figures(scorer, theirs, gold)}
    figures["outcomes"] = {row["article_id"]: row["outcome"] for row in ours if "outcome" in row}
    for measure in ("median", "p95"):
        figures[f"time_ratio_{measure}"] = (
            figures["ours"]["seconds"][measure] / figures["trafilatura"]["seconds"][measure]
        )
    print(_table(figures["ours"], figures["trafilatura"]), file=sys.stderr)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
