"""The report of a run: one page that says whether it went well and where it did not.

It is made from the output folder alone (summary, manifest, dead letters), in one pass over the manifest that feeds the
player, too. What it holds does not grow with the run: it counts, it bins, and of what it lists it takes a sample.
"""

from collections.abc import Iterator

from models import storage
from pipeline.manifest import ManifestBatch, manifest_batches
from pipeline.player import PlayerWriter
from pipeline.report.figures import Figures
from pipeline.report.letters import sample_of_letters
from pipeline.report.page import report_page
from transforms.summary import read_summary

REPORT_FILE = "report.html"


def write_report(output: str) -> str:
    """Writes report.html and the player of an output folder; returns the report's path.

    Raises:
        OSError: the folder holds no summary, or a file cannot be read or written.
        ValueError: the summary or a dead letter is no JSON.
    """
    summary = read_summary(output)
    letters = sample_of_letters(output)
    figures = Figures()
    with PlayerWriter(output) as player:
        for batch in _batches(output):
            figures.add(batch)
            player.add(batch)
        player.write()
    path = storage.join(output, REPORT_FILE)
    storage.write_bytes(path, report_page(summary, figures, letters), "text/html; charset=utf-8")
    return path


def _batches(output: str) -> Iterator[ManifestBatch]:
    """Yields the manifest; none where every record is a dead letter and no manifest was written."""
    try:
        yield from manifest_batches(output)
    except FileNotFoundError:
        return


__all__ = ["REPORT_FILE", "write_report"]
