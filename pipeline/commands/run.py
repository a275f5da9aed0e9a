"""`narrate run`: narrates a catalogue, here or on Dataflow."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from rich.console import Console

from models import storage
from pipeline.dataflow import configure, is_dataflow
from pipeline.exit_codes import DONE, FAILED
from pipeline.graph import build
from pipeline.handlers import caption_handler, speech_handler
from pipeline.local import is_local, run_facts, run_locally
from pipeline.options import CloudOptions, Job, NarrateOptions, job_of, parse_options
from pipeline.report import REPORT_FILE, write_report
from pipeline.usage import UsageError, check_output, input_files
from transforms.summary import SUMMARY_FILE


def run(arguments: Sequence[str]) -> int:
    """Narrates a catalogue; returns 1 where more records were lost than `--max_failure_ratio` allows."""
    if set(arguments) & {"-h", "--help"}:
        print_options()
        return DONE
    options = parse_options(arguments)
    job = job_of(options)
    input_files(job.input)
    check_output(job.output)
    _check_apart(job)
    console = Console(highlight=False)
    if not is_local(options):
        return _submit(options, job)
    summary = run_locally(options, job, speech_handler(job, options), console, caption_handler(job))
    write_report(job.output)
    _show_end(console, options, job.output, summary)
    lost_ratio = summary["dead_letters"] / max(1, summary["read"])
    allowed: float = options.view_as(NarrateOptions).max_failure_ratio
    if lost_ratio > allowed:
        errors = Console(stderr=True, highlight=False, soft_wrap=True)
        errors.print(
            f"narrate: {lost_ratio:.0%} of the records are dead letters; --max_failure_ratio allows {allowed:.0%}"
        )
        return FAILED
    return DONE


# What a run writes that has the name of a file of records or of a page, one of each folder
_WRITTEN_AND_READABLE = (
    REPORT_FILE,
    "player/index.html",
    "manifest/manifest-00000-of-00001.parquet",
    "orphans/orphans-00000-of-00001.jsonl",
)


def _check_apart(job: Job) -> None:
    """Raises UsageError where the next run would read what this one writes; dead letters are written to be read."""
    for name in _WRITTEN_AND_READABLE:
        path = storage.join(job.output, name)
        if storage.matches(job.input, path):
            raise UsageError(
                f"--input {job.input} matches {path}, which the run itself writes: narrow it, or put --output elsewhere"
            )


def _show_end(console: Console, options: PipelineOptions, output: str, summary: Mapping[str, Any]) -> None:
    """Prints what a person wants to know at the end of a run, or the whole summary as one more event."""
    if options.view_as(NarrateOptions).log_format == "json":
        console.out(json.dumps({"event": "finished", "output": output, **summary}), highlight=False)
    else:
        for line in summary_lines(output, summary):
            console.print(line, markup=False, soft_wrap=True)


def _submit(options: PipelineOptions, job: Job) -> int:
    """Hands the job to a runner elsewhere; Dataflow is not waited for, so that a template's launcher can end."""
    if is_dataflow(options):
        job = configure(options, job)
    try:
        pipeline = beam.Pipeline(options=options)
    except ValueError as error:
        raise UsageError(str(error).splitlines()[-1]) from error
    build(pipeline, job, speech_handler(job, options), run_facts(options), caption_handler(job))
    result = pipeline.run()
    if not is_dataflow(options):
        result.wait_until_finish()
    return DONE


def summary_lines(output: str, summary: Mapping[str, Any]) -> Iterator[str]:
    """Yields what a person wants to know at the end of a run, and where it lies: a line each."""
    counts = " + ".join(f"{summary[name]} {name.replace('_', ' ')}" for name in _COUNTED)
    sign = "=" if summary["equation_holds"] else "≠"
    minutes = {status: seconds / 60 for status, seconds in summary["audio_seconds"].items()}
    speed = f", {summary['audio_seconds_per_second']:.0f} s of new audio a second" if summary["narrated"] else ""
    facts = [
        ("records", f"{summary['read']} read {sign} {counts}", ""),
        ("skipped", _listed(summary["skip_reasons"]), ""),
        ("dead letters", _listed(summary["dead_letter_codes"]), "dead_letters/"),
        ("time", f"{summary['wall_seconds']:.1f} s{speed}", ""),
        ("audio", f"{minutes['narrated']:.1f} min new, {minutes['reused']:.1f} min reused", "audio/"),
    ]
    if summary["orphans"] or summary["orphans_removed"]:
        facts.append(
            ("not needed", f"{summary['orphans_removed']} files removed, {summary['orphans']} not", "orphans/")
        )
    yield f"Narrated into {output}"
    for name, fact, place in facts:
        if fact:
            yield f"  {name:14}{fact}" + (f", in {storage.join(output, place)}" if place else "")
    for name, place in _PLACES.items():
        yield f"  {name:14}{storage.join(output, place)}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.items())


_PLACES = {"manifest": "manifest/", "summary": SUMMARY_FILE, "report": REPORT_FILE, "player": "player/index.html"}
_COUNTED = ("narrated", "reused", "skipped", "dead_letters")


def print_options() -> None:
    """Prints the options of the job; those of Beam follow its own documentation."""
    parser = argparse.ArgumentParser(
        prog="narrate run", add_help=False, usage="%(prog)s --input PATTERN --output PATH [options] [any Beam option]"
    )
    NarrateOptions._add_argparse_args(parser)
    CloudOptions._add_argparse_args(parser)
    print(parser.format_help())  # noqa: T201
