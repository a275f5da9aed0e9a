"""Accuracy and speed of spoken forms on a file of labelled cases; prints one JSON object.

    python -m tests.benchmarks.spoken_forms --cases FILE.tsv [--kitten]

The columns are category, written, spoken and also_accept (further right answers, between ` || `). Two readings are the
same where they have the same words: case, punctuation, hyphens and the `and` of numbers do not count.
"""

import argparse
import csv
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from models.spoken_forms import spoken_form

_NOT_A_WORD = re.compile(r"[^\w']+|(?<!\w)'|'(?!\w)|_")


@dataclass(frozen=True)
class Case:
    category: str
    written: str
    accepted: tuple[str, ...]


def read_cases(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            others = (row.get("also_accept") or "").split(" || ")
            yield Case(row["category"], row["written"], (row["spoken"], *filter(None, others)))


def words_of(text: str) -> list[str]:
    """Returns the words that two readings must share to be the same."""
    return [word for word in _NOT_A_WORD.sub(" ", text.lower().replace("’", "'")).split() if word != "and"]


def is_right(case: Case, spoken: str) -> bool:
    return any(words_of(spoken) == words_of(accepted) for accepted in case.accepted)


def measure(cases: list[Case], speak: Callable[[str], str]) -> dict[str, Any]:
    """Returns accuracy overall and per category, the misses, and milliseconds a sentence."""
    right: dict[str, list[bool]] = {}
    misses, milliseconds = [], []
    for case in cases:
        start = time.process_time()
        spoken = speak(case.written)
        milliseconds.append((time.process_time() - start) * 1000)
        right.setdefault(case.category, []).append(is_right(case, spoken))
        if not right[case.category][-1]:
            misses.append(
                {"category": case.category, "written": case.written, "spoken": spoken, "expected": case.accepted}
            )
    verdicts = [verdict for of_category in right.values() for verdict in of_category]
    return {
        "cases": len(verdicts),
        "accuracy": round(sum(verdicts) / len(verdicts), 4),
        "categories": {c: {"cases": len(v), "accuracy": round(sum(v) / len(v), 4)} for c, v in sorted(right.items())},
        "milliseconds": {"mean": round(sum(milliseconds) / len(milliseconds), 3), "worst": round(max(milliseconds), 3)},
        "misses": misses,
    }


def kitten() -> Callable[[str], str]:
    """Returns the reference normaliser; its package is wanted by this option alone."""
    normalizer = import_module("kitten_text_processing").Normalizer(lang="en")

    def speak(text: str) -> str:
        return str(normalizer.normalize(text))

    speak("1")
    return speak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, required=True, help="a TSV file: category, written, spoken, also_accept")
    parser.add_argument("--language", default="en", help="BCP 47 tag of the cases (default en)")
    parser.add_argument("--kitten", action="store_true", help="measure kitten-text-processing beside it")
    options = parser.parse_args()
    cases = list(read_cases(options.cases))
    spoken_form("1", options.language)
    report = {"file": options.cases.name, **measure(cases, lambda text: spoken_form(text, options.language).text)}
    if options.kitten:
        report["kitten"] = measure(cases, kitten())
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
