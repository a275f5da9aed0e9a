"""`narrate plan`: what narrating a catalogue would take."""

import argparse
from collections.abc import Sequence

from rich.console import Console

from pipeline.exit_codes import DONE
from pipeline.options import NarrateOptions, job_of, parse_options
from pipeline.plan import estimates_of, plan_as_json, show_plan, workload_of
from pipeline.prices import GPU_SPEEDS, PRICES, parse_figures
from pipeline.usage import UsageError, input_files


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
    paths = input_files(job.input)
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
