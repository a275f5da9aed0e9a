"""What Beam and the work around the voice cost: `python -m tests.benchmarks.end_to_end --input 'FILES.parquet'`.

Three measurements over the same articles, each in a fresh process with its imports done, with as many workers:

    pipeline   the job: audio seconds made per second of wall time, from building the graph to the summary
    pool       a plain process pool that calls the same functions, without Beam: from an article to its files
    engine     a process pool that only speaks the same utterances

Prints one JSON object; `ratios` are what the budgets are stated in.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console

from models import storage
from models.audio.takes import Take
from models.engines import load_voices
from pipeline.foreground import silence_libraries
from pipeline.handlers import speech_handler
from pipeline.local import run_locally
from pipeline.options import Job, job_of, parse_options
from transforms.composition import compose_script
from transforms.documents import Article
from transforms.extraction import extract_document
from transforms.kept_speech import SpeechStore
from transforms.outcomes import ArticleError, SkipArticleError
from transforms.reading import COLUMNS, read_unit, split_file
from transforms.scripts import Script, predicted_seconds
from transforms.synthesis import assemble, utterances_of
from transforms.writing import write_narration

Measurement = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True, help="a glob of Parquet files")
    parser.add_argument("--articles", type=int, default=20, help="how many articles to narrate, at most")
    parser.add_argument("--longest_minutes", type=float, default=30.0, help="leave out articles longer than this")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--local_mode", default="threads", choices=("threads", "processes"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = f"{folder}/catalogue.parquet"
        articles = _select(chosen.input, chosen.articles, chosen.longest_minutes, catalogue)
        common = (catalogue, folder, chosen.workers)
        results = {
            "engine": _in_fresh_process(measure_engine, *common),
            "pool": _in_fresh_process(measure_pool, *common),
            "pipeline": _in_fresh_process(measure_pipeline, *common, chosen.local_mode),
        }
    speeds = {name: result["audio_seconds"] / result["wall_seconds"] for name, result in results.items()}
    ratios = {
        "pipeline_to_pool": round(speeds["pipeline"] / speeds["pool"], 3),
        "pipeline_to_engine": round(speeds["pipeline"] / speeds["engine"], 3),
    }
    for name, result in results.items():
        result["audio_seconds_per_second"] = round(speeds[name], 1)
    settings = {"articles": articles, "workers": chosen.workers, "local_mode": chosen.local_mode}
    print(json.dumps(settings | results | {"ratios": ratios}, indent=1))


def _in_fresh_process(measure: Callable[..., Measurement], *arguments: object) -> Measurement:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(measure, *arguments).result()


def _settings() -> Job:
    return job_of(parse_options(["--input=-", "--output=-"]))


def _articles(catalogue: str) -> Iterator[Article]:
    for unit in split_file(catalogue, {}):
        yield from (record for record in read_unit(unit, {}) if isinstance(record, Article))


def _scripts(catalogue: str) -> Iterator[tuple[Article, Script]]:
    """Yields article and script of every article that the job narrates."""
    job = _settings()
    for article in _articles(catalogue):
        try:
            yield article, compose_script(extract_document(article, job.limits), job.narration)
        except (ArticleError, SkipArticleError):
            continue


def _select(pattern: str, count: int, longest_minutes: float, catalogue: str) -> int:
    """Writes the first articles that the job narrates into one Parquet file; returns how many there are."""
    chosen: list[dict[str, Any]] = []
    for path in storage.match(pattern):
        for article, script in _scripts(path):
            if len(chosen) < count and predicted_seconds(script.segments) <= 60 * longest_minutes:
                chosen.append({name: getattr(article, name) for name in COLUMNS if name != "images"})
    pq.write_table(pa.Table.from_pylist(chosen), catalogue, row_group_size=4)
    return len(chosen)


def measure_pipeline(catalogue: str, folder: str, workers: int, local_mode: str) -> Measurement:
    silence_libraries()
    files = [f"--input={catalogue}", f"--output={folder}/pipeline"]
    options = parse_options([*files, f"--local_workers={workers}", f"--local_mode={local_mode}"])
    job = job_of(options)
    summary = run_locally(options, job, speech_handler(job, options), Console(quiet=True))
    return {
        "audio_seconds": summary["audio_seconds"]["narrated"],
        "wall_seconds": summary["wall_seconds"],
        "stage_seconds": summary["stage_seconds"],
    }


_state: dict[str, Any] = {}


def _start_worker(output: str) -> None:
    job = _settings()
    voices, store = load_voices(job.voices, "cpu", 1), SpeechStore(output, job.recipe)
    _state.update(job=job, output=output, voices=voices, store=store)


def _narrate(article: Article) -> tuple[float, dict[str, float]]:
    """Does for one article what the job does; returns the seconds of audio and the seconds of each stage."""
    job, seconds, start = _state["job"], {}, time.monotonic()

    def lap(stage: str) -> None:
        nonlocal start
        seconds[stage], start = time.monotonic() - start, time.monotonic()

    document = extract_document(article, job.limits)
    lap("extract")
    script = compose_script(document, job.narration)
    lap("compose")
    utterances = utterances_of(script)
    speeches = _state["voices"].synthesize(utterances)
    lap("speak")
    taken = {utterance: Take.of(speech) for utterance, speech in zip(utterances, speeches, strict=True)}
    takes = {utterance: take for utterance, take in taken.items() if take is not None}
    _state["store"].save(script, takes)
    lap("keep")
    narration = assemble(script, [takes[utterance].speech for utterance in utterances])
    lap("assemble")
    row = write_narration(narration, _state["output"], job.recipe)
    lap("write")
    return row.duration_seconds or 0.0, seconds


def measure_pool(catalogue: str, folder: str, workers: int) -> Measurement:
    articles = list(_articles(catalogue))
    context, start = multiprocessing.get_context("fork"), time.monotonic()
    stages = Counter[str]()
    with context.Pool(workers, _start_worker, (f"{folder}/pool",)) as pool:
        audio_seconds = 0.0
        for article_seconds, stage_seconds in pool.imap_unordered(_narrate, articles):
            audio_seconds += article_seconds
            stages.update(stage_seconds)
    wall_seconds = time.monotonic() - start
    stage_seconds = {stage: round(seconds, 2) for stage, seconds in sorted(stages.items())}
    return {"audio_seconds": audio_seconds, "wall_seconds": wall_seconds, "stage_seconds": stage_seconds}


def _speak(utterances: Any) -> float:
    return sum(speech.seconds for speech in _state["voices"].synthesize(utterances))


def measure_engine(catalogue: str, folder: str, workers: int) -> Measurement:
    scripts = [utterances_of(script) for _, script in _scripts(catalogue)]
    context, start = multiprocessing.get_context("fork"), time.monotonic()
    with context.Pool(workers, _start_worker, (f"{folder}/engine",)) as pool:
        audio_seconds = sum(pool.imap_unordered(_speak, scripts))
    return {"audio_seconds": audio_seconds, "wall_seconds": time.monotonic() - start}


if __name__ == "__main__":
    main()
