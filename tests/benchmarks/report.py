"""What the report and the player cost: `python -m tests.benchmarks.report`, on a made-up manifest of 100,000 rows.

Prints one JSON object: seconds and peak memory of `narrate report`, the sizes of what it wrote, and, where Chromium is
installed, the seconds until the pages are drawn.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from models import storage
from tests.browser import CHROMIUM, browser
from transforms.manifest_schema import MANIFEST_SCHEMA
from transforms.summary import SUMMARY_FILE, write_summary

SEGMENTS_PER_ROW = 25
SKIPPED_SHARE = 0.08
LETTERS_SHARE = 0.01
ROWS_AT_ONCE = 10_000
WORDS = ("the", "harbour", "keeps", "its", "own", "calendar", "and", "every", "winter", "someone", "rewrites", "what")


def make_output(output: Path, rows: int, seed: int = 9) -> None:
    """Writes the manifest, dead letters and summary of a run over so many articles, without the audio."""
    random = np.random.default_rng(seed)
    sentences = [" ".join(random.choice(WORDS, size)) + "." for size in random.integers(5, 40, 5_000)]
    (output / "manifest").mkdir(parents=True)
    tables = [
        manifest_table(range(first, min(rows, first + ROWS_AT_ONCE)), sentences, random)
        for first in range(0, rows, ROWS_AT_ONCE)
    ]
    # One file of one row group, as a run with `--shards 1` writes it: the hardest to read in little memory.
    pq.write_table(
        pa.concat_tables(tables), output / "manifest" / "manifest-00000-of-00001.parquet", compression="zstd"
    )
    letters = round(rows * LETTERS_SHARE)
    (output / "dead_letters").mkdir()
    with (output / "dead_letters" / "dead_letters-00000-of-00001.jsonl").open("w") as file:
        file.writelines(f"{json.dumps(letter_of(number))}\n" for number in range(letters))
    write_summary(storage.join(str(output), SUMMARY_FILE), summary_of(rows, letters))


def manifest_table(numbers: range, sentences: list[str], random: np.random.Generator) -> pa.Table:
    """Returns the rows of articles, every twelfth of them skipped."""
    rows = list(manifest_rows(numbers, sentences, random))
    return pa.Table.from_pylist(rows, MANIFEST_SCHEMA)


def manifest_rows(numbers: range, sentences: list[str], random: np.random.Generator) -> Iterator[dict[str, object]]:
    for number in numbers:
        about = {
            "article_id": f"article-{number:07}",
            "part": 1,
            "parts": 1,
            "source": f"catalogue.parquet#{number}",
            "url": f"https://news{number % 7}.example.com/2026/{number}",
            "title": sentences[number % len(sentences)][:70].capitalize(),
            "language": ("en", "en-GB", "de", "fr")[number % 4],
        }
        if random.random() < SKIPPED_SHARE:
            yield {**about, "status": "skipped", "reason": ("too_short", "listing", "no_voice:de")[number % 3]}
            continue
        segments = list(made_segments(sentences, random))
        yield {
            **about,
            "status": "narrated" if number % 3 else "reused",
            "author": f"Author {number % 211}",
            "published_at": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "audio_uri": f"audio/{number % 256:02x}/article-{number:07}-1-0123456789abcdef.mp3",
            "captions_uri": f"audio/{number % 256:02x}/article-{number:07}-1-0123456789abcdef.vtt",
            "audio_format": "mp3",
            "duration_seconds": segments[-1]["end_seconds"],
            "loudness_lufs": float(random.normal(-16.2, 0.15)),
            "true_peak_dbtp": float(random.normal(-1.8, 0.4)),
            "engine": "hibari",
            "voice": "heart",
            "segments": segments,
            "images": [
                {"url": f"https://news.example.com/{number}.jpg", "block": 1, "decision": "silent", "rule": "I1"}
            ],
            "coverage": {"blocks": 25, "spoken": 22, "described": 1, "skipped": 2, "failed": 0},
            "skips": [{"block": 3, "rule": "B1", "text": "Read more"}],
        }


def made_segments(sentences: list[str], random: np.random.Generator) -> Iterator[dict[str, object]]:
    clock = 0.0
    paces = random.lognormal(np.log(0.066), 0.08, SEGMENTS_PER_ROW)
    for index, place in enumerate(random.integers(0, len(sentences), SEGMENTS_PER_ROW).tolist()):
        text = sentences[place]
        end = clock + len(text) * float(paces[index])
        yield {
            "index": index,
            "block": index,
            "role": "headline" if index == 0 else "heading" if index % 8 == 0 else "paragraph",
            "rule": "H1" if index == 0 else "H5" if index % 8 == 0 else "P0",
            "text": text,
            "spoken": text,
            "generated": False,
            "language": "en",
            "voice": "hibari:heart",
            "start_seconds": round(clock, 3),
            "end_seconds": round(end, 3),
        }
        clock = end + 0.6


def letter_of(number: int) -> dict[str, object]:
    return {
        "stage": "extract",
        "code": ("extract_failed", "too_large", "bad_record")[number % 3],
        "article_id": f"lost-{number:06}",
        "source": f"catalogue.parquet#lost-{number}",
        "error_type": "ArticleError",
        "message": f"no main content in {number} characters of HTML",
        "traceback": "Traceback (most recent call last):\n" * 20,
        "attempts": 1,
    }


def summary_of(rows: int, letters: int) -> dict[str, object]:
    skipped = round(rows * SKIPPED_SHARE)
    return {
        "read": rows + letters,
        "narrated": rows - skipped,
        "reused": 0,
        "skipped": skipped,
        "dead_letters": letters,
        "equation_holds": True,
        "skip_reasons": {"listing": skipped},
        "dead_letter_codes": {"extract_failed": letters},
        "audio_seconds": {"narrated": 200.0 * (rows - skipped), "reused": 0.0},
        "stage_seconds": {"speak": 3_000.0, "encode": 900.0, "write": 950.0, "extract": 400.0},
        "wall_seconds": 4_000.0,
        "audio_seconds_per_second": 50.0,
        "estimated_cost_usd": 3.2,
    }


def measure(rows: int) -> dict[str, object]:
    """Returns the figures of one `narrate report` in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="narrate-report-") as folder:
        output = Path(folder)
        making = multiprocessing.get_context("spawn").Process(target=make_output, args=(output, rows))
        making.start()  # elsewhere: a process's peak memory counts that of the one that it was started by
        making.join()
        start = time.monotonic()
        command = [sys.executable, "-m", "pipeline.cli", "report", f"--output={output}"]
        process = subprocess.Popen(command, stdout=sys.stderr)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"narrate report failed on {output}")
        wall = time.monotonic() - start
        data = list((output / "player" / "data").iterdir())
        figures = {
            "rows": rows,
            "manifest_bytes": sum(path.stat().st_size for path in (output / "manifest").iterdir()),
            "seconds": round(wall, 1),
            "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
            "peak_mb": round(used.ru_maxrss / 1024),
            "report_bytes": (output / "report.html").stat().st_size,
            "player_data_files": len(data),
            "player_data_bytes": sum(path.stat().st_size for path in data),
        }
        if Path(CHROMIUM).exists():
            figures["report_open_seconds"] = open_seconds(output / "report.html", "document.querySelector('.tools')")
            complete = "!document.getElementById('count').textContent.includes('load')"
            figures["index_open_seconds"] = open_seconds(
                output / "player" / "index.html", "document.querySelector('#list li')"
            )
            figures["index_complete_seconds"] = open_seconds(output / "player" / "index.html", complete)
        return figures


def open_seconds(page: Path, ready: str) -> float:
    """Returns the wall seconds from asking for a page to its being drawn and ready."""
    with browser() as chromium:
        tab = chromium.new_page()
        start = time.monotonic()
        tab.goto(page.as_uri())
        tab.wait_for_function(ready)
        tab.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        return round(time.monotonic() - start, 2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measures `narrate report`")
    parser.add_argument("--rows", type=int, default=100_000)
    print(json.dumps(measure(parser.parse_args().rows), indent=1))
