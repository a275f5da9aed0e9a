"""`narrate export`: books or a podcast feed of a finished output folder."""

from collections.abc import Sequence

from rich.console import Console

from pipeline.exit_codes import DONE
from pipeline.export import export_parser, write_exports


def export(arguments: Sequence[str]) -> int:
    """Writes books or a feed from a finished output folder."""
    console = Console(highlight=False, soft_wrap=True)
    for path in write_exports(export_parser().parse(arguments)):
        console.print(path, markup=False)
    return DONE
