"""What a night costs where little has changed: `python -m tests.benchmarks.incremental [--articles 500]`.

Four runs over one output folder with the embedded voice, each in a fresh process with its imports done:

    first      everything is new
    unchanged  the same again
    edited     one sentence is another in 1 % of the articles
    retagged   every article has another URL, which stands in its tags and is not spoken

Prints one JSON object. `speedup` is the first run's wall time to the second's; `spoken_to_edited` the seconds that
were spoken to those that the new segments last; both are what the budgets are stated in. CPU seconds are those of the
process: wall time on a shared machine is noisy.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from rich.console import Console

from pipeline.foreground import silence_libraries
from pipeline.handlers import speech_handler
from pipeline.local import run_locally
from pipeline.options import job_of, parse_options
from tests.benchmarks.catalogues import made_up_article, with_one_sentence_edited, write_catalogue

Measurement = dict[str, Any]
Segments = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    records = [made_up_article(number) for number in range(chosen.articles)]
    edited_ids = {record["article_id"] for record in records[:: max(1, min(100, chosen.articles))]}
    edited = [with_one_sentence_edited(r) if r["article_id"] in edited_ids else r for r in records]
    retagged = [record | {"url": record["url"] + "?v=2"} for record in edited]
    runs: dict[str, Measurement] = {}
    segments: dict[str, Segments] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, catalogue in (("first", records), ("unchanged", records), ("edited", edited), ("retagged", retagged)):
            write_catalogue(f"{folder}/catalogue.parquet", catalogue)
            runs[name] = _in_fresh_process(folder, chosen.workers)
            segments[name] = _segments_of(folder)
        megabytes = {kind: round(_size_of(f"{folder}/out/{kind}") / 1e6, 1) for kind in ("audio", "state")}
    edited_seconds = _new_seconds(segments["unchanged"], segments["edited"])
    results = {
        "articles": chosen.articles,
        "edited_articles": len(edited_ids),
        "edited_seconds": round(edited_seconds, 2),
        "megabytes": megabytes,
        "runs": runs,
        "speedup": round(runs["first"]["wall_seconds"] / runs["unchanged"]["wall_seconds"], 1),
        "cpu_speedup": round(runs["first"]["cpu_seconds"] / runs["unchanged"]["cpu_seconds"], 1),
        "spoken_to_edited": round(runs["edited"]["spoken_seconds"] / edited_seconds, 3),
        "spoken_for_tags": runs["retagged"]["spoken_seconds"],
    }
    print(json.dumps(results, indent=1))


def _in_fresh_process(folder: str, workers: int) -> Measurement:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure_run, folder, workers).result()


def _measure_run(folder: str, workers: int) -> Measurement:
    silence_libraries()
    files = [f"--input={folder}/catalogue.parquet", f"--output={folder}/out"]
    options = parse_options([*files, f"--local_workers={workers}", "--captioner=none"])
    job = job_of(options)
    start = time.process_time()
    summary = run_locally(options, job, speech_handler(job, options), Console(quiet=True))
    names = ("narrated", "reused", "dead_letters", "models_loaded", "spoken_seconds", "wall_seconds")
    return {name: summary[name] for name in names} | {
        "cpu_seconds": round(time.process_time() - start, 3),
        "audio_seconds": round(sum(summary["audio_seconds"].values()), 1),
        "stage_seconds": summary["stage_seconds"],
    }


def _segments_of(folder: str) -> Segments:
    """Returns the spoken texts of each article and how long they last, in seconds."""
    table = pq.read_table(f"{folder}/out/manifest", columns=["article_id", "segments"])
    return {
        row["article_id"]: {s["spoken"]: s["end_seconds"] - s["start_seconds"] for s in row["segments"]}
        for row in table.to_pylist()
    }


def _new_seconds(before: Segments, after: Segments) -> float:
    return sum(
        seconds
        for article_id, segments in after.items()
        for spoken, seconds in segments.items()
        if spoken not in before[article_id]
    )


def _size_of(folder: str) -> int:
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
