"""How well the rules tell images that mean something from those that do not, over labelled images of real pages.

    python -m tests.benchmarks.image_judging --input ARTICLES.parquet [--errors]

Labels: `tests/data/image_labels.tsv`. Rules were tuned on the pages of one half; those of the other half check them.
"""

import argparse
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.voices import VoiceMap
from transforms.composition import NarrationSettings
from transforms.composition.context import Context
from transforms.composition.judging import decorative
from transforms.documents import Document, figures_of
from transforms.extraction import extract_document
from transforms.outcomes import ArticleError, DeadLetter, SkipArticleError
from transforms.reading import read_unit, split_file

LABELS = Path(__file__).parent.parent / "data" / "image_labels.tsv"
SETTINGS = NarrationSettings(VoiceMap.parse("*=hibari:heart"))
Key = tuple[str, str, str]


def half_of(article_id: str) -> str:
    """Returns which half of the pages an article belongs to."""
    return ("tuned", "checked")[hashlib.sha256(article_id.encode()).digest()[0] % 2]


def labels() -> dict[Key, dict[str, str]]:
    """Returns the labels by article, URL and how often the URL stood in the article before."""
    with LABELS.open() as file:
        return {(row["article_id"], row["url"], row["occurrence"]): row for row in csv.DictReader(file, delimiter="\t")}


def judged(document: Document) -> Iterator[tuple[Key, str | None]]:
    """Yields the images of a document, and the rule by which one means nothing."""
    context, seen = Context(document, SETTINGS), Counter[str]()
    for block in document.blocks:
        for figure in figures_of(block):
            for image in figure.images:
                key = (document.article_id, image.url, str(seen[image.url]))
                seen[image.url] += 1
                silent = next(decorative(image, figure, context), None)
                yield key, silent and silent.rule


def documents(path: str) -> Iterator[Document]:
    for unit in split_file(path, {}):
        for article in read_unit(unit, {}):
            if isinstance(article, DeadLetter):
                continue
            try:
                yield extract_document(article)
            except (SkipArticleError, ArticleError):
                continue


def scores(counts: Counter[tuple[str, bool]]) -> dict[str, float | int]:
    """Returns precision and recall of "informative"; counts are by what was expected and whether it was heard."""
    right, wrong, missed = counts["heard", True], counts["silent", True], counts["heard", False]
    return {
        "images": counts.total(),
        "informative": right + missed,
        "precision": round(right / max(1, right + wrong), 3),
        "recall": round(right / max(1, right + missed), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True)
    parser.add_argument("--errors", action="store_true", help="print the images that are judged wrong")
    chosen = parser.parse_args()
    expected, halves = labels(), {"tuned": Counter[tuple[str, bool]](), "checked": Counter[tuple[str, bool]]()}
    found = 0
    for key, rule in (entry for document in documents(chosen.input) for entry in judged(document)):
        label = expected.get(key)
        if label is None:
            continue
        found += 1
        halves[half_of(key[0])][label["expected"], rule is None] += 1
        if chosen.errors and (label["expected"] == "heard") != (rule is None):
            print(half_of(key[0]), label["expected"], label["kind"], rule, *key)
    result = {half: scores(counts) for half, counts in halves.items()}
    print(json.dumps({"labelled": len(expected), "found": found, **result}, indent=1))


if __name__ == "__main__":
    main()
