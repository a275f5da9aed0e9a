"""`narrate plan`: what narrating a catalogue would take."""

from collections.abc import Sequence

from rich.console import Console

from pipeline.exit_codes import DONE
from pipeline.options import NarrateOptions, job_of, parse_options
from pipeline.plan import estimates_of, plan_as_json, show_plan, workload_of
from pipeline.prices import GPU_SPEEDS, PRICES, parse_figures
from pipeline.usage import Parser, UsageError, input_files


def plan(arguments: Sequence[str]) -> int:
    """Prints what narrating a catalogue would take; speaks nothing and writes nothing."""
    parser = Parser(
        prog="narrate plan",
        usage="%(prog)s --input PATTERN [options] [any option of narrate run]",
        epilog="Of the options of narrate run, --limit N reads the first N records and scales what they come to.",
    )
    parser.add_argument("--json", action="store_true", help="one object, for programs")
    parser.add_argument("--prices", default="", metavar="NAME=USD,...", help="your own prices: nvidia-l4=0.6,vcpu=0.05")
    parser.add_argument(
        "--speeds", default="", metavar="GPU=N,...", help="seconds of audio a second that you have measured on a GPU"
    )
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
        if 0 in speeds.values():
            raise ValueError("a GPU speaks more than 0 seconds of audio a second")
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
