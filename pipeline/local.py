"""A run on this machine with Beam's local runner, and what only the whole run can know: its times."""

import shutil
import sys
import time
from collections import Counter
from importlib.metadata import version
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions, StandardOptions, TypeOptions
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from rich.console import Console

from models import storage
from models.handlers import CaptionModelHandler, SpeechModelHandler
from pipeline.foreground import interruptible, silent_workers
from pipeline.graph import build
from pipeline.heap import give_back_what_is_freed, libraries_left_alone
from pipeline.options import LOCAL_RUNNERS, Job, NarrateOptions
from pipeline.progress import progress_shown
from pipeline.remembered import OptionsSeenOnce, remember_states_and_timers
from transforms.summary import SUMMARY_FILE, read_summary, write_summary

# Threads get their elements in memory: Beam's `multi_threading` sends them through sockets, which costs several copies
# of all that a stage reads.
_RUNNING_MODES = {"threads": "in_memory", "processes": "multi_processing"}
# How long a thread waits for Python's lock at most when numeric code returns; the default, 5 ms, cost 5 % of the speed.
_SWITCH_SECONDS = 0.0005
_REPORTED_PACKAGES = ("apache-beam", "hibari-tts", "onnxruntime", "numpy", "trafilatura", "lameenc")


def is_local(options: PipelineOptions) -> bool:
    """Returns whether the options ask for no runner, or for one of Beam's local ones."""
    return options.view_as(StandardOptions).runner in LOCAL_RUNNERS


def run_locally(
    options: PipelineOptions,
    job: Job,
    handler: SpeechModelHandler,
    console: Console,
    captioner: CaptionModelHandler | None = None,
) -> dict[str, Any]:
    """Runs the job to its end, showing how far it is, or what happens, as `--log_format` says; returns its summary."""
    options = options.view_as(OptionsSeenOnce)
    chosen: Any = options.view_as(NarrateOptions)
    options.view_as(StandardOptions).runner = "FnApiRunner"  # the bare DirectRunner may fetch another engine
    options.view_as(TypeOptions).pipeline_type_check = False  # the graph is the same each time, and the tests check it
    direct = options.view_as(DirectOptions)
    direct.direct_num_workers = chosen.local_workers
    direct.direct_running_mode = _RUNNING_MODES[chosen.local_mode] if chosen.local_workers > 1 else "in_memory"
    sys.setswitchinterval(_SWITCH_SECONDS)
    keep_streams_whole()
    remember_states_and_timers()
    give_back_what_is_freed()
    storage.remove_abandoned(job.output)
    start = time.monotonic()
    with progress_shown(console, chosen.log_format) as timeline, silent_workers(), libraries_left_alone():
        pipeline = beam.Pipeline(options=options)
        build(pipeline, job, handler, run_facts(options), captioner)
        try:
            result = interruptible(pipeline.run)
        finally:
            shutil.rmtree(pipeline.local_tempdir, ignore_errors=True)  # Beam's own removal goes with the thread
    summary = read_summary(job.output) | _measured(result, time.monotonic() - start, chosen)
    summary["timeline"] = timeline.to_record()
    write_summary(storage.join(job.output, SUMMARY_FILE), summary)
    return summary


def keep_streams_whole() -> None:
    """Stops Beam's local runner from sending a stream every second while another thread is writing to it.

    What is written between its reading the buffer and its clearing it is lost, and an element half written is sent as
    it is. Streams are sent when they are large, or closed, by the thread that writes them.
    """
    worker_handlers.DATA_BUFFER_TIME_LIMIT_MS = 0


def run_facts(options: PipelineOptions) -> dict[str, Any]:
    """Returns what a summary says of how it was made; the workers are known of a local run only."""
    chosen: Any = options.view_as(NarrateOptions)
    workers = {"workers": chosen.local_workers, "worker_mode": chosen.local_mode} if is_local(options) else {}
    return {
        "input": chosen.input,
        "voices_asked_for": chosen.voices,
        **workers,
        "loudness": chosen.loudness,
        "max_failure_ratio": chosen.max_failure_ratio,
        "versions": {"python": sys.version.split()[0]} | {name: version(name) for name in _REPORTED_PACKAGES},
    }


def _measured(result: Any, wall_seconds: float, chosen: Any) -> dict[str, Any]:
    stages: dict[str, float] = {}
    totals = Counter[str]()
    for counter in result.metrics().query()["counters"]:
        metric = counter.key.metric
        if metric.namespace == "narrate.microseconds":
            stages[metric.name] = stages.get(metric.name, 0.0) + counter.committed / 1e6
        elif metric.namespace.startswith("narrate"):
            totals[metric.name] += counter.committed
    computed = totals["padded_units"]
    return {
        "wall_seconds": round(wall_seconds, 3),
        "stage_seconds": {name: round(seconds, 3) for name, seconds in sorted(stages.items())},
        "models_loaded": totals["models_loaded"],
        "padding_waste": round(1 - totals["units"] / computed, 4) if computed else None,
        "oom_splits": totals["oom_splits"],
        "utterances_retried": totals["retried"],
        "orphans": totals["orphans"],
        "orphans_removed": totals["orphans_removed"],
        "spoken_seconds": round(totals["spoken_milliseconds"] / 1000, 3),
        "audio_seconds_per_second": round(totals["spoken_milliseconds"] / 1000 / wall_seconds, 2),
        "estimated_cost_usd": round(wall_seconds / 3600 * chosen.local_workers * chosen.worker_hour_usd, 4),
    }
