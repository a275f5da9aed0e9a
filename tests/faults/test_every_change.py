"""A job whose machine dies at any of its changes of the output folder: the next run leaves what a whole one leaves."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from tests.conftest import FakeSynthesizer
from tests.faults.jobs import assert_whole, page, rows
from tests.faults.machine import Machine, running_on

FIRST = {"kept": page(1), "edited": page(2), "gone": page(3), "lost": None}
SECOND = {"kept": page(1), "edited": page(2).replace("day 3", "day 30"), "lost": None, "new": page(4)}


@dataclass(frozen=True)
class Nights:
    """What the first night was given and has left, what the second is given and leaves when nothing happens to it."""

    first_records: Path
    first: Path
    records: Path
    whole: Path
    num_changes: int


def write(path: Path, pages: dict[str, str | None]) -> Path:
    pq.write_table(pa.table({"article_id": list(pages), "html": list(pages.values())}), path)
    return path


def narrate(records: Path, output: Path) -> int:
    options = ["--max_failure_ratio=1", "--prune=remove", "--local_workers=1"]
    return main(["run", f"--input={records}", f"--output={output}", *options])


@pytest.fixture(scope="module")
def nights(tmp_path_factory) -> Nights:
    folder = tmp_path_factory.mktemp("nights")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.handlers.load_voices", lambda *_: FakeSynthesizer())
        first_records = write(folder / "first.parquet", FIRST)
        assert narrate(first_records, folder / "first") == 0
        whole, records = folder / "whole", write(folder / "second.parquet", SECOND)
        shutil.copytree(folder / "first", whole)
        machine = Machine(whole)
        with running_on(machine):
            assert narrate(records, whole) == 0
    return Nights(first_records, folder / "first", records, whole, machine.changes)


def content(output: Path) -> dict[str, Any]:
    """Returns all that says nothing of how and when it was made: files by name, and rows but for their status."""
    kept = [path for name in ("audio", "state", "dead_letters") for path in (output / name).rglob("*")]
    files = {str(path.relative_to(output)): path.read_bytes() for path in kept if path.is_file()}
    return files | {"rows": {name: row | {"status": ""} for name, row in rows(output).items()}}


def check_deaths(nights: Nights, output: Path, moments: Iterable[int]) -> None:
    expected = content(nights.whole)
    for moment in moments:
        shutil.copytree(nights.first, output)
        with running_on(Machine(output, moment)):
            assert narrate(nights.records, output) == 1, moment
        assert_whole(output)
        assert {"kept"} <= rows(output).keys() <= FIRST.keys() | SECOND.keys()
        assert narrate(nights.records, output) == 0, moment
        assert content(output) == expected, moment
        assert not list(output.rglob("*.part")), moment
        shutil.rmtree(output)


def test_a_machine_that_dies_leaves_what_the_next_run_completes(nights, tmp_path, fake_voice):
    assert nights.num_changes > 40
    check_deaths(nights, tmp_path / "out", range(3, nights.num_changes, nights.num_changes // 3))


@pytest.mark.slow
@pytest.mark.parametrize("eighth", range(8))
def test_whatever_the_change_at_which_it_dies(nights, tmp_path, fake_voice, eighth):
    check_deaths(nights, tmp_path / "out", range(1 + eighth, 1 + nights.num_changes, 8))


def test_a_machine_that_lives_makes_every_change(nights):
    names = {path.relative_to(nights.whole).parts[0] for path in nights.whole.iterdir()}
    assert names >= {"audio", "state", "manifest", "dead_letters", "orphans", "summary.json", "report.html", "player"}
    assert set(rows(nights.whole)) == {"kept", "edited", "new"}
    assert "gone" not in json.dumps(sorted(content(nights.whole).keys()))


CUTS = (
    pytest.param(lambda data: data[: len(data) // 2], id="half"),
    pytest.param(lambda _: b"", id="nothing", marks=pytest.mark.slow),
    pytest.param(lambda data: bytes(len(data)), id="zeros", marks=pytest.mark.slow),
)
ROWS, MEMOS, SPEECH = "audio/*/*[0-9a-f].json", "state/records/*/*", "state/speech/*/*"


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("patterns", [[ROWS], [MEMOS], [ROWS, SPEECH]], ids=["rows", "memos", "rows and speech"])
def test_what_is_not_synced_and_lost_with_the_power_is_made_again(nights, tmp_path, fake_voice, patterns, cut):
    output = shutil.copytree(nights.first, tmp_path / "out")
    files = [path for pattern in patterns for path in output.glob(pattern)]
    assert len(files) == 3 * len(patterns)
    for path in files:
        path.write_bytes(cut(path.read_bytes()))
    assert narrate(nights.first_records, output) == 0
    assert content(output) == content(nights.first)
