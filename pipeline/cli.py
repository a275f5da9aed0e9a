"""The command line: `narrate run`, `explain`, `report`, `export` and `voices`."""

import argparse
import functools
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from rich.console import Console
from rich.table import Table

from models import storage
from models.captioning.engines import load_captioner
from models.engines import VOICE_LIST, load_voices
from models.handlers import CaptionModelHandler, SpeechModelHandler
from pipeline.dataflow import configure, is_dataflow
from pipeline.explain import outcome_as_json, render_scripts, scripts_as_json
from pipeline.export import export_parser, write_exports
from pipeline.graph import build
from pipeline.local import is_local, run_facts, run_locally, silence_libraries
from pipeline.options import (
    CloudOptions,
    Job,
    NarrateOptions,
    UsageError,
    caption_settings,
    columns_of,
    job_of,
    narration_settings,
    parse_options,
)
from pipeline.plan import estimates_of, plan_as_json, show_plan, workload_of
from pipeline.prices import GPU_SPEEDS, PRICES, parse_figures
from pipeline.report import REPORT_FILE, write_report
from transforms.composition import compose_scripts
from transforms.documents import Article
from transforms.extraction import ExtractionLimits
from transforms.figures.one_article import describe_article
from transforms.figures.records import extract_with_images
from transforms.figures.settings import NO_CAPTIONER
from transforms.outcomes import ArticleError, DeadLetter, SkipArticleError
from transforms.reading import read_unit, split_file
from transforms.results import SUMMARY_FILE

DONE, FAILED, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130


def program(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a subcommand and ends with its exit code, a job that did not end well at once.

    Python would wait for the job's threads, which have hours of work before them. Nothing is lost with them: files
    appear whole or not at all.
    """
    code = main(arguments)
    if code not in (FAILED, INTERRUPTED):
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a subcommand; returns the exit code: 0 done, 1 the job failed, 2 bad usage, 130 interrupted."""
    silence_libraries()
    words = list(sys.argv[1:] if arguments is None else arguments)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    if not words or words[0] in ("-h", "--help", "help"):
        Console(highlight=False).print(_USAGE, markup=False)
        return DONE if words else BAD_USAGE
    command = COMMANDS.get(words[0])
    try:
        if command is None:
            raise UsageError(f"{words[0]}: there is no such command; the commands are {', '.join(COMMANDS)}")
        return command(words[1:])
    except UsageError as error:
        errors.print(f"narrate: {error}", markup=False)
        return BAD_USAGE
    except KeyboardInterrupt:
        errors.print("narrate: stopped; what is done is kept, and the same command goes on from here")
        return INTERRUPTED
    except Exception as error:
        errors.print(f"narrate: the job failed: {_cause_of(error)}", markup=False)
        errors.print(f"narrate: what led to it stands in {_write_traceback(error)}", markup=False)
        return FAILED


def run(arguments: Sequence[str]) -> int:
    """Narrates a catalogue; returns 1 where more records were lost than `--max_failure_ratio` allows."""
    if set(arguments) & {"-h", "--help"}:
        print_options()
        return DONE
    options = parse_options(arguments)
    job = job_of(options)
    if not _files_of(job.input):
        raise UsageError(f"--input {job.input} matches no file; check the path, and put a glob in quotes")
    _check_output(job.output)
    console = Console(highlight=False)
    if not is_local(options):
        return _submit(options, job)
    summary = run_locally(options, job, speech_handler(job, options), console, caption_handler(job))
    write_report(job.output)
    _show_end(console, options, job.output, summary)
    lost_ratio = summary["dead_letters"] / max(1, summary["read"])
    allowed: float = options.view_as(NarrateOptions).max_failure_ratio
    if lost_ratio > allowed:
        console.print(f"{lost_ratio:.0%} of the records are dead letters; --max_failure_ratio allows {allowed:.0%}")
        return FAILED
    return DONE


def _show_end(console: Console, options: PipelineOptions, output: str, summary: Mapping[str, Any]) -> None:
    """Prints what a person wants to know at the end of a run, or the whole summary as one more event."""
    if options.view_as(NarrateOptions).log_format == "json":
        console.out(json.dumps({"event": "finished", "output": output, **summary}), highlight=False)
    else:
        console.print(summary_table(output, summary))


def _cause_of(error: Exception) -> str:
    """Returns what went wrong in a line: Beam puts the worker's traceback before it and the name of the step behind."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    cause = lines[-1].partition(" [while running ")[0]
    return cause.removeprefix("RuntimeError: ")


def _write_traceback(error: Exception) -> str:
    with tempfile.NamedTemporaryFile("w", prefix="narrate-", suffix=".log", delete=False) as file:
        file.writelines(traceback.format_exception(error))
    return file.name


def _files_of(pattern: str) -> list[str]:
    """Returns the input files, or raises UsageError where they cannot be listed."""
    try:
        return storage.match(pattern)
    except storage.StorageError as error:
        raise UsageError(f"--input {pattern}: {error}") from error


def _check_output(output: str) -> None:
    """Raises UsageError where no file can be written below the output folder."""
    if storage.is_remote(output):
        try:
            storage.check_bucket(output)
        except storage.StorageError as error:
            raise UsageError(f"--output {output}: {error}") from error
        return
    nearest = Path(output)
    try:
        while not nearest.exists():
            nearest = nearest.parent
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
    if not nearest.is_dir():
        raise UsageError(f"--output {output}: {nearest} is a file; name a folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageError(f"--output {output}: no permission to write in {nearest}")


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


def speech_handler(job: Job, options: PipelineOptions) -> SpeechModelHandler:
    """Returns the handler of a job's voices; they are loaded where it runs.

    Local workers that are threads share one voice. It gets as many threads of its own, so that the worker that has the
    longest articles is helped by the cores of those that are done.
    """
    chosen = options.view_as(NarrateOptions)
    threads: int = chosen.local_workers if is_local(options) and chosen.local_mode == "threads" else 1
    return SpeechModelHandler(
        *(functools.partial(load_voices, job.voices, device, threads) for device in _devices(job))
    )


def caption_handler(job: Job) -> CaptionModelHandler | None:
    """Returns the handler of a job's captioner, which is loaded where it runs; None where nobody describes images."""
    name = job.captions.captioner
    if name == NO_CAPTIONER:
        return None
    return CaptionModelHandler(*(functools.partial(load_captioner, name, device) for device in _devices(job)))


def _devices(job: Job) -> list[str]:
    """Returns the devices of a process of the job, each of which gets a model of its own."""
    return [job.device] if job.gpu_count == 1 else [f"{job.device}:{index}" for index in range(job.gpu_count)]


def summary_table(output: str, summary: Mapping[str, Any]) -> Table:
    """Returns what a person wants to know at the end of a run."""
    table = Table(title=f"Narrated into {output}", title_justify="left", show_header=False)
    counts = " + ".join(f"{summary[name]} {name.replace('_', ' ')}" for name in _COUNTED)
    sign = "=" if summary["equation_holds"] else "≠"
    table.add_row("records", f"{summary['read']} read {sign} {counts}")
    for name in ("skip_reasons", "dead_letter_codes"):
        if summary[name]:
            table.add_row(name.replace("_", " "), ", ".join(f"{key}: {count}" for key, count in summary[name].items()))
    minutes = {status: seconds / 60 for status, seconds in summary["audio_seconds"].items()}
    table.add_row("audio", f"{minutes['narrated']:.1f} min new, {minutes['reused']:.1f} min reused")
    speed = f"{summary['audio_seconds_per_second']:.0f} s of new audio a second"
    table.add_row("time", f"{summary['wall_seconds']:.1f} s, {speed}")
    for label, path in (
        ("audio", "audio/"),
        ("manifest", "manifest/"),
        ("summary", "summary.json"),
        ("report", REPORT_FILE),
    ):
        table.add_row(f"{label} in", storage.join(output, path))
    if summary["orphans"] or summary["orphans_removed"]:
        found = f"{summary['orphans_removed']} removed, {summary['orphans']} not"
        table.add_row("files not needed", f"{found}: {storage.join(output, 'orphans/')}")
    if summary["dead_letters"]:
        table.add_row("dead letters in", storage.join(output, "dead_letters/"))
    return table


_COUNTED = ("narrated", "reused", "skipped", "dead_letters")


def plan(arguments: Sequence[str]) -> int:
    """Prints what narrating a catalogue would take; speaks nothing and writes nothing."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--prices", default="")
    parser.add_argument("--speeds", default="")
    chosen, others = parser.parse_known_args(list(arguments))
    options = parse_options(others)
    narrate = options.view_as(NarrateOptions)
    narrate.output = narrate.output or "-"  # a plan needs none
    job = job_of(options)
    paths = _files_of(job.input)
    if not paths:
        raise UsageError(f"--input {job.input} matches no file; check the path, and put a glob in quotes")
    option = "--prices"
    try:
        prices = {**PRICES, **parse_figures(chosen.prices, tuple(PRICES))}
        option = "--speeds"
        speeds = parse_figures(chosen.speeds, tuple(GPU_SPEEDS))
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
    workload = workload_of(paths, job)
    planned = plan_as_json(workload, estimates_of(workload, prices, speeds))
    console = Console(highlight=False)
    if chosen.json:
        console.print_json(data=planned)
    else:
        show_plan(console, planned)
    return DONE


def explain(arguments: Sequence[str]) -> int:
    """Prints the script of one article, line by line; loads no voice."""
    files = [word for word in arguments if word.endswith(".html") and not word.startswith("--")]
    options, chosen = _explain_options([word for word in arguments if word not in files])
    if len(files) > 1 or bool(files) == bool(chosen.article_id):
        raise UsageError("explain: name one FILE.html, or --input PATTERN with --article_id ID")
    article = _find(files[0] if files else chosen.input, None if files else chosen.article_id, columns_of(options))
    console = Console(highlight=False)
    try:
        captions, narration = caption_settings(options), narration_settings(options)
        load = functools.partial(load_captioner, captions.captioner, options.view_as(NarrateOptions).device)
        extracted = extract_with_images(article, ExtractionLimits())
        document = describe_article(article, extracted, captions, narration, load)
        scripts = compose_scripts(document, narration)
    except (SkipArticleError, ArticleError) as error:
        outcome = outcome_as_json(error)
        if chosen.json:
            console.print_json(data=outcome)
        else:
            console.print(": ".join(map(str, outcome.values())), markup=False)
        return DONE
    if chosen.json:
        console.print_json(data=scripts_as_json(document, scripts))
    else:
        render_scripts(document, scripts, console)
    return DONE


def _explain_options(arguments: Sequence[str]) -> tuple[PipelineOptions, argparse.Namespace]:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--article_id")
    chosen, others = parser.parse_known_args(list(arguments))
    options = parse_options(others)
    chosen.input = options.view_as(NarrateOptions).input
    if bool(chosen.input) != bool(chosen.article_id):
        raise UsageError("--input and --article_id belong together: the files, and which of their articles")
    return options, chosen


def _find(pattern: str, article_id: str | None, columns: Mapping[str, str]) -> Article:
    """Returns the article of an id, or the first of all; raises UsageError where there is none."""
    paths = storage.match(pattern)
    if not paths:
        raise UsageError(f"{pattern} matches no file")
    for path in paths:
        try:
            units = split_file(path, columns)
        except ArticleError as error:
            raise UsageError(f"{path}: {error}") from error
        for record in (record for unit in units for record in read_unit(unit, columns, image_bytes=True)):
            if article_id not in (None, record.article_id):
                continue
            if isinstance(record, DeadLetter):
                raise UsageError(f"{record.source}: {record.message}")
            return record
    raise UsageError(f"--article_id {article_id} stands in none of {len(paths)} files")


def report(arguments: Sequence[str]) -> int:
    """Writes the report and the player of a finished output folder anew."""
    output = (parse_options(arguments).view_as(NarrateOptions).output or "").rstrip("/")
    if not output:
        raise UsageError("--output is missing: name the folder of a finished run, as in --output narrated")
    if not storage.exists(storage.join(output, SUMMARY_FILE)):
        raise UsageError(f"--output {output} holds no {SUMMARY_FILE}; name the folder of a finished run")
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"report in {write_report(output)}", markup=False)
    console.print(f"player in {storage.join(output, 'player', 'index.html')}", markup=False)
    return DONE


def export(arguments: Sequence[str]) -> int:
    """Writes books or a feed from a finished output folder."""
    console = Console(highlight=False, soft_wrap=True)
    for path in write_exports(export_parser().parse_args(list(arguments))):
        console.print(path, markup=False)
    return DONE


def voices(arguments: Sequence[str]) -> int:
    """Prints the voices there are."""
    if arguments:
        raise UsageError(f"{arguments[0]}: voices takes no options")
    table = Table("voice", "languages", "licence", "weights", "speaks on", box=None)
    for row in VOICE_LIST:
        table.add_row(*row)
    Console(highlight=False).print(table)
    return DONE


def print_options() -> None:
    """Prints the options of the job; those of Beam follow its own documentation."""
    parser = argparse.ArgumentParser(
        prog="narrate run", add_help=False, usage="%(prog)s --input PATTERN --output PATH [options] [any Beam option]"
    )
    NarrateOptions._add_argparse_args(parser)
    CloudOptions._add_argparse_args(parser)
    print(parser.format_help())  # noqa: T201


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "plan": plan,
    "explain": explain,
    "report": report,
    "export": export,
    "voices": voices,
}

_USAGE = """\
narrate turns articles into narrated audio.

  narrate run --input PATTERN --output PATH [options]           narrate a catalogue (--help: options)
  narrate plan --input PATTERN [--json] [--limit N]             what it would take: minutes of audio, hours, cost
  narrate explain FILE.html [--json]                            the script of a page, line by line, with its rules
  narrate explain --input PATTERN --article_id ID [--json]      the script of one article of a catalogue
  narrate report --output PATH                                  the report and the player of a finished run, anew
  narrate export --output PATH --format epub [--article_id ID]  books whose words light up as they are read
  narrate export --output PATH --format feed --base_url URL     a podcast feed of the newest narrations
  narrate voices                                                the voices there are

PATTERN is a glob in quotes: 'catalogue/*.parquet', '*.jsonl', 'pages/*.html', local or gs://BUCKET/...
"""


if __name__ == "__main__":
    program()
