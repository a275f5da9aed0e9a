"""The command line: `narrate run`, `plan`, `explain`, `report`, `export` and `voices`."""

import importlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import NoReturn

from rich.console import Console

from pipeline.exit_codes import BAD_USAGE, DONE, FAILED, INTERRUPTED
from pipeline.foreground import silence_libraries
from pipeline.usage import UsageError

COMMANDS = ("run", "plan", "explain", "report", "export", "voices")
Command = Callable[[Sequence[str]], int]


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
        print(_USAGE, end="")  # noqa: T201
        return DONE if words else BAD_USAGE
    if words[0] == "--version":
        print(f"narrate {version('narrate')}")  # noqa: T201
        return DONE
    try:
        return command_of(words[0])(words[1:])
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


def command_of(name: str) -> Command:
    """Returns the function of a subcommand, or raises UsageError; only its own module is imported."""
    if name not in COMMANDS:
        raise UsageError(f"{name}: there is no such command; the commands are {', '.join(COMMANDS)}")
    command: Command = getattr(importlib.import_module(f"pipeline.commands.{name}"), name)
    return command


def _cause_of(error: Exception) -> str:
    """Returns what went wrong in a line: Beam puts the worker's traceback before it and the name of the step behind."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    cause = lines[-1].partition(" [while running ")[0]
    return cause.removeprefix("RuntimeError: ")


def _write_traceback(error: Exception) -> str:
    with tempfile.NamedTemporaryFile("w", prefix="narrate-", suffix=".log", delete=False) as file:
        file.writelines(traceback.format_exception(error))
    return file.name


_USAGE = """\
narrate turns articles into narrated audio.

  narrate run --input PATTERN --output PATH     narrate a catalogue
  narrate plan --input PATTERN                  minutes of audio, hours, cost
  narrate explain FILE.html                     the script of a page
  narrate explain --input PATTERN --article_id ID
  narrate report --output PATH                  a run's report and player, anew
  narrate export --output PATH --format epub    books that are read aloud
  narrate export --output PATH --format feed --base_url URL
  narrate voices                                the voices there are
  narrate COMMAND --help                        what else a command takes

PATTERN is a glob in quotes: 'catalogue/*.parquet', 'catalogue/*.jsonl' or
'pages/*.html', on a disk or as gs://BUCKET/...
"""


if __name__ == "__main__":
    program()
