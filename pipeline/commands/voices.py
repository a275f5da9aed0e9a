"""`narrate voices`: the voices there are."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from models.engines import VOICE_LIST
from pipeline.exit_codes import DONE
from pipeline.usage import Parser


def voices(arguments: Sequence[str]) -> int:
    """Prints the voices there are."""
    Parser(prog="narrate voices").parse(arguments)
    table = Table(box=None, pad_edge=False)
    table.add_column("voice", no_wrap=True)
    for heading in ("languages", "licence", "weights", "speaks on"):
        table.add_column(heading, overflow="fold")
    for row in VOICE_LIST:
        table.add_row(*row)
    Console(highlight=False).print(table)
    return DONE
