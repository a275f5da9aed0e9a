"""What reading, extracting and composing cost an article, with bare trafilatura on the same pages beside them.

    python -m tests.benchmarks.text_side --input PARQUET

Every step runs on every article of the file in one process, the best of a few runs counts, in processor time. The table
goes to stderr, one JSON object to stdout: milliseconds an article by step, and the ratios to trafilatura alone.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import trafilatura

from models.voices import VoiceMap
from transforms.composition import NarrationSettings, compose_script
from transforms.documents import Article, Document
from transforms.extraction import ExtractionLimits, extract_document
from transforms.outcomes import ArticleError, SkipArticleError
from transforms.reading import read_unit, split_file
from transforms.scripts import Script

STEPS = ("read", "extract", "compose", "text_side", "trafilatura")
EVERY_LANGUAGE = VoiceMap.parse("*=hibari:heart")

Result = TypeVar("Result")


def timed(work: Callable[[], Result], repeats: int) -> tuple[Result | str, float]:
    """Returns the result of some work, or the name of its failure, and the least of its milliseconds."""
    result: Result | str = ""
    milliseconds = []
    for _ in range(repeats):
        start = time.process_time()
        try:
            result = work()
        except SkipArticleError as skipped:
            result = skipped.reason.partition(":")[0]
        except ArticleError as failed:
            result = failed.code.value
        milliseconds.append(1000 * (time.process_time() - start))
    return result, min(milliseconds)


def measure(article: Article, settings: NarrationSettings, limits: ExtractionLimits, repeats: int) -> dict[str, Any]:
    """Returns the milliseconds of each step of one article and how it ended."""
    document, extract = timed(lambda: extract_document(article, limits), repeats)
    script: Script | str = str(document)
    compose = 0.0
    if isinstance(document, Document):
        extracted = document
        script, compose = timed(lambda: compose_script(extracted, settings), repeats)
    _, alone = timed(
        lambda: trafilatura.bare_extraction(article.html, url=article.url, with_metadata=True, include_comments=False),
        repeats,
    )
    outcome = "composed" if isinstance(script, Script) else script
    return {"extract": extract, "compose": compose, "trafilatura": alone, "outcome": outcome}


def summary(values: Sequence[float]) -> dict[str, float]:
    """Returns mean, median and 95th percentile."""
    p95 = statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
    return {
        name: round(v, 2)
        for name, v in (("mean", statistics.mean(values)), ("median", statistics.median(values)), ("p95", p95))
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the costs of every step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True, help="a Parquet file of records")
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args(arguments)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    settings, limits = NarrationSettings(EVERY_LANGUAGE), ExtractionLimits()

    def read() -> list[Article]:
        records = [record for unit in split_file(chosen.input, {}) for record in read_unit(unit, {})]
        return [record for record in records if isinstance(record, Article)]

    articles, read_milliseconds = timed(read, chosen.repeats)
    if isinstance(articles, str) or not articles:
        raise SystemExit(f"{chosen.input} holds no article: {articles}")
    rows = [measure(article, settings, limits, chosen.repeats) for article in articles]
    for row in rows:
        row["read"] = read_milliseconds / len(articles)
        row["text_side"] = row["read"] + row["extract"] + row["compose"]
    steps = {step: summary([row[step] for row in rows]) for step in STEPS}
    alone, composed = steps["trafilatura"], [row for row in rows if row["outcome"] == "composed"]
    report = {
        "articles": len(articles),
        "outcomes": dict(Counter(row["outcome"] for row in rows)),
        "milliseconds": steps,
        "text_side_to_trafilatura": {name: round(steps["text_side"][name] / alone[name], 2) for name in alone},
        "compose_to_extract": round(sum(r["compose"] for r in composed) / sum(r["extract"] for r in composed), 2),
    }
    for step, figures in steps.items():
        print(f"{step:12}" + "".join(f"{name:>10} {value:8.2f}" for name, value in figures.items()), file=sys.stderr)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
