"""What a local run holds: `python -m tests.benchmarks.memory [--articles 1000,10000] [--mode processes]`.

The whole job over made-up articles with a voice that costs nothing, for each number of articles in a fresh process.
The local runner keeps what crosses a shuffle until the run ends; audio, images and pages cross none. Prints one JSON
object: the peak resident memory of each run, and of the largest of its workers where these are processes; how much it
grows an article between the smallest and the largest run; and how large an article's elements are as they are written
(scripts and rows are what crosses).
"""

import argparse
import json
import multiprocessing
import pickle
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from apache_beam.options.pipeline_options import PipelineOptions
from rich.console import Console

from models.handlers import SpeechModelHandler
from pipeline.foreground import silence_libraries
from pipeline.local import run_locally
from pipeline.options import job_of, parse_options
from tests.benchmarks.catalogues import made_up_article, write_catalogue
from tests.benchmarks.fast_voice import FastVoice
from transforms.composition import compose_scripts
from transforms.extraction import extract_document
from transforms.reading import Article, read_unit, split_file

Measurement = dict[str, Any]
_SECONDS_BETWEEN_LOOKS = 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="1000,10000", help="numbers of articles, one for each run")
    parser.add_argument("--paragraphs", type=int, default=30, help="of an article, some thirty words each")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--mode", default="threads", choices=("threads", "processes"), help="what the workers are")
    chosen = parser.parse_args()
    counts = sorted(map(int, chosen.articles.split(",")))
    runs = {count: _measure_runs(count, chosen.paragraphs, chosen.workers, chosen.mode) for count in counts}
    least, most = runs[counts[0]], runs[counts[-1]]
    results = {
        "paragraphs": chosen.paragraphs,
        "workers": chosen.workers,
        "mode": chosen.mode,
        "kb_of_an_article": _in_fresh_process(_measure_elements, chosen.paragraphs),
        "runs": runs,
        "kb_an_article": {
            run: round(1000 * (most[run]["peak_mb"] - least[run]["peak_mb"]) / (counts[-1] - counts[0] or 1), 1)
            for run in ("first", "unchanged")
        },
    }
    print(json.dumps(results, indent=1))


def _in_fresh_process(measure: Any, *arguments: object) -> Measurement:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def _measure_runs(articles: int, paragraphs: int, workers: int, mode: str) -> Measurement:
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(f"{folder}/catalogue.parquet", (made_up_article(n, paragraphs) for n in range(articles)))
        first = _in_fresh_process(_peak_of_run, folder, workers, mode)
        return {"first": first, "unchanged": _in_fresh_process(_peak_of_run, folder, workers, mode)}


def _options(folder: str, workers: int, mode: str = "threads") -> PipelineOptions:
    files = [f"--input={folder}/catalogue.parquet", f"--output={folder}/out"]
    local = [f"--local_workers={workers}", f"--local_mode={mode}"]
    quick = ["--captioner=none", "--loudness=off", "--audio_format=flac", "--keep_speech=off"]
    return parse_options([*files, *local, *quick])


def _peak_of_run(folder: str, workers: int, mode: str) -> Measurement:
    silence_libraries()
    options = _options(folder, workers, mode)
    start = time.process_time()
    with _descendants_watched() as peaks:
        summary = run_locally(options, job_of(options), SpeechModelHandler(FastVoice), Console(quiet=True))
    return {
        "peak_mb": _peak_mb("self"),
        "worker_peak_mb": max(peaks.values(), default=None),
        "narrated": summary["narrated"],
        "reused": summary["reused"],
        "audio_hours": round(sum(summary["audio_seconds"].values()) / 3600, 2),
        "cpu_seconds": round(time.process_time() - start, 1),
    }


@contextmanager
def _descendants_watched() -> Iterator[dict[str, float]]:
    """Yields the peak of each process that is started inside, in MB, as it was at the last look."""
    peaks: dict[str, float] = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_SECONDS_BETWEEN_LOOKS):
            for process in _descendants("self"):
                with suppress(OSError, ValueError):  # it has ended meanwhile
                    peaks[process] = _peak_mb(process)

    watch = threading.Thread(target=look, daemon=True)
    watch.start()
    try:
        yield peaks
    finally:
        ended.set()
        watch.join()


def _descendants(process: str) -> Iterator[str]:
    """Yields the processes that a process has started, and theirs: Beam's workers are started by a shell."""
    with suppress(OSError):  # a thread has ended meanwhile
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield child
                yield from _descendants(child)


def _peak_mb(process: str) -> float:
    """Returns the most that a process has held; `getrusage` would count what its parent held when it was born."""
    status = Path(f"/proc/{process}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) * 1024 / 1e6, 1)


def _measure_elements(paragraphs: int) -> Measurement:
    """Returns the sizes of one article's elements, in kB: as they are pickled, and of its row in the manifest."""
    silence_libraries()
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(f"{folder}/catalogue.parquet", [made_up_article(1, paragraphs)])
        options = _options(folder, workers=1)
        job = job_of(options)
        [unit] = split_file(f"{folder}/catalogue.parquet", {})
        [article] = [record for record in read_unit(unit, {}) if isinstance(record, Article)]
        scripts = compose_scripts(extract_document(article, job.limits), job.narration)
        run_locally(options, job, SpeechModelHandler(FastVoice), Console(quiet=True))
        [row] = pq.read_table(f"{folder}/out/manifest").to_pylist()
        sizes = {"text": article.text or "", "script": pickle.dumps(scripts), "row": json.dumps(row)}
    return {name: round(len(data) / 1000, 1) for name, data in sizes.items()}


if __name__ == "__main__":
    main()
