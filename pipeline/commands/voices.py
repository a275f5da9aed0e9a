"""`narrate voices`: the voices there are."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from models.engines import VOICE_LIST
from pipeline.exit_codes import DONE
from pipeline.usage import UsageError


def voices(arguments: Sequence[str]) -> int:
    """Prints the voices there are."""
    if arguments:
        raise UsageError(f"{arguments[0]}: voices takes no options")
    table = Table("voice", "languages", "licence", "weights", "speaks on", box=None)
    for row in VOICE_LIST:
        table.add_row(*row)
    Console(highlight=False).print(table)
    return DONE
