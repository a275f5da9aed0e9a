"""`narrate report`: the report and the player of a finished output folder, anew."""

from collections.abc import Sequence

from rich.console import Console

from models import storage
from pipeline.exit_codes import DONE
from pipeline.report import write_report
from pipeline.usage import Parser, UsageError
from transforms.summary import SUMMARY_FILE


def report(arguments: Sequence[str]) -> int:
    """Writes the report and the player of a finished output folder anew."""
    parser = Parser(prog="narrate report")
    parser.add_argument("--output", metavar="PATH", help="the folder of a finished run, local or gs://")
    output = (parser.parse(arguments).output or "").rstrip("/")
    if not output:
        raise UsageError("--output is missing: name the folder of a finished run, as in --output narrated")
    if not storage.exists(storage.join(output, SUMMARY_FILE)):
        raise UsageError(f"--output {output} holds no {SUMMARY_FILE}; name the folder of a finished run")
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"report in {write_report(output)}", markup=False)
    console.print(f"player in {storage.join(output, 'player', 'index.html')}", markup=False)
    return DONE
