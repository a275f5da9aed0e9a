"""Catalogues of short made-up articles, no two sentences alike, for benchmarks that count and edit them."""

import random
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_WHO = (
    "The harbour master",
    "A retired teacher",
    "The night watch",
    "Our neighbour",
    "The ferry crew",
    "A young baker",
)
_DID = ("counted", "painted", "described", "repaired", "measured", "photographed", "forgot", "remembered", "carried")
_WHAT = ("boats", "lanterns", "windows", "letters", "bridges", "gardens", "maps", "ladders", "bells", "stones")
_WHERE = ("by the old quay", "behind the mill", "under the viaduct", "on the market square", "along the canal")
_WHEN = ("before the rain came", "while the tide was out", "long after midnight", "on the first warm day")

Record = dict[str, Any]


def sentence(choice: random.Random) -> str:
    """Returns a sentence of some fifteen words."""
    who, did, what, where, when = (choice.choice(words) for words in (_WHO, _DID, _WHAT, _WHERE, _WHEN))
    return f"{who} {did} {choice.randint(2, 999)} {what} {where} {when}."


def made_up_article(number: int, paragraphs: int = 3) -> Record:
    """Returns a record of some thirty words a paragraph, the same for the same number."""
    choice = random.Random(number)
    text = "\n\n".join(f"{sentence(choice)} {sentence(choice)}" for _ in range(paragraphs))
    return {
        "article_id": f"article-{number}",
        "url": f"https://example.org/{number}",
        "title": f"{choice.choice(_WHAT).title()} of the week {number}",
        "text": text,
        "language": "en",
    }


def with_one_sentence_edited(record: Mapping[str, Any]) -> Record:
    """Returns the record with another last sentence."""
    kept, _, _ = record["text"].removesuffix(".").rpartition(". ")
    return {**record, "text": f"{kept}. {sentence(random.Random(record['article_id']))}"}


def write_catalogue(path: str, records: Iterable[Record], row_group_size: int = 50) -> None:
    """Writes records as a Parquet file."""
    pq.write_table(pa.Table.from_pylist(list(records)), path, row_group_size=row_group_size)
