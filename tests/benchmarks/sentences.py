"""Sentence splitting on labelled cases, beside sentencex alone; prints one JSON object.

python -m tests.benchmarks.sentences --cases sentence_segmentation.jsonl
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sentencex

from models.sentences import split_sentences


def sentences_of(split: list[str]) -> list[str]:
    """Returns sentences as they are compared: without the space around and within them that layout makes."""
    return [" ".join(sentence.split()) for sentence in split if sentence.strip()]


def measure(cases: list[dict[str, Any]], split: Callable[[str, str], list[str]]) -> dict[str, int]:
    """Returns how many cases of each language come out exactly as labelled."""
    right: dict[str, int] = defaultdict(int)
    for case in cases:
        right[case["language"]] += sentences_of(split(case["text"], case["language"])) == sentences_of(
            case["sentences"]
        )
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, required=True, help="JSON lines: language, text, sentences")
    cases = [json.loads(line) for line in parser.parse_args().cases.read_text(encoding="utf-8").splitlines()]
    ours = measure(cases, split_sentences)
    alone = measure(cases, lambda text, language: sentencex.segment(language, text))
    languages = {
        language: {
            "cases": sum(case["language"] == language for case in cases),
            "ours": ours[language],
            "sentencex": alone[language],
        }
        for language in sorted(ours)
    }
    report = {
        "cases": len(cases),
        "ours": sum(ours.values()),
        "sentencex": sum(alone.values()),
        "characters_lost": sum("".join(split_sentences(c["text"], c["language"])) != c["text"] for c in cases),
        "worse_in": [name for name, counts in languages.items() if counts["ours"] < counts["sentencex"]],
        "languages": languages,
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
