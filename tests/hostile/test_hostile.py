"""A catalogue of hostile records: one run, and each has the outcome that it must have."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from models.resilience import seconds_of
from models.speech import Speech, Utterance, Waveform
from pipeline.cli import main
from tests.conftest import SAMPLE_RATE
from tests.hostile.cases import NO_CONTENT, NOISE, TOO_SHORT, files, lines, pages

LINES, PAGES, FILES = tuple(lines()), tuple(pages()), tuple(files())
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|clock\$)(\.|$)", re.IGNORECASE)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,180}")


class QuickVoice:
    """Speaks a tone that is hardly longer than words can be: what is long here is the text."""

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        return [tone(0.2 + 1.2 * seconds_of(utterance)[0]) for utterance in utterances]


def tone(seconds: float) -> Waveform:
    samples = 0.1 * np.sin(np.arange(int(seconds * SAMPLE_RATE)) / 13)
    return Waveform(samples.astype(np.float32), SAMPLE_RATE)


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    """The output folder of the one run, made inside the folder of the catalogue."""
    folder = tmp_path_factory.mktemp("hostile")
    catalogue = folder / "in"
    catalogue.mkdir()
    (catalogue / "lines.jsonl").write_bytes(b"\n".join(case.line for case in LINES))
    bodies = pa.array([case.html for case in PAGES], pa.binary())
    pq.write_table(pa.table({"html": bodies, "article_id": [case.name for case in PAGES]}), catalogue / "pages.parquet")
    for file in FILES:
        (catalogue / file.name).write_bytes(file.data)
    (catalogue / "a folder.parquet").mkdir()
    (catalogue / "dangling.html").symlink_to("nowhere")
    (catalogue / "loop.html").symlink_to("loop.html")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.handlers.load_voices", lambda *_: QuickVoice())
        patch.chdir(catalogue)
        arguments = [f"--input={catalogue}/*", f"--output={folder / 'out'}", "--max_failure_ratio=1"]
        assert main(["run", *arguments, "--local_workers=2"]) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def outcomes(output) -> Mapping[str, list[str]]:
    """What became of each source: the status of every row and the code of every letter."""
    found: dict[str, list[str]] = {}
    prefix = f"{output.parent / 'in'}/"
    for row in pq.read_table(output / "manifest").to_pylist():
        status = f"skipped:{row['reason']}" if row["status"] == "skipped" else row["status"]
        if row["part"] == 1:
            found.setdefault(row["source"].removeprefix(prefix), []).append(status)
    for path in output.glob("dead_letters/*.jsonl"):
        for letter in map(json.loads, path.read_text().splitlines()):
            found.setdefault(letter["source"].removeprefix(prefix), []).append(f"dead_letter:{letter['code']}")
    return found


@pytest.mark.parametrize("row", range(len(LINES)), ids=[case.name for case in LINES])
def test_every_line_has_its_outcome(outcomes, row):
    assert outcomes.get(f"lines.jsonl#{row}") == [LINES[row].outcome]


def known(outcome: str) -> str:
    """Returns an outcome as the cases name it: noise is skipped, as no content, too little or in no known language."""
    return NOISE if outcome in (NO_CONTENT, TOO_SHORT, "skipped:no_voice:lij", "skipped:no_voice:sk") else outcome


@pytest.mark.parametrize("row", range(len(PAGES)), ids=[case.name for case in PAGES])
def test_every_page_has_its_outcome(outcomes, row):
    assert [known(outcome) for outcome in outcomes.get(f"pages.parquet#{row}", [])] == [PAGES[row].outcome]


@pytest.mark.parametrize("file", FILES, ids=[case.name for case in FILES])
def test_every_record_of_every_file_has_its_outcome(outcomes, file):
    own = [found for source, found in outcomes.items() if re.fullmatch(re.escape(file.name) + r"(#\d+)?", source)]
    if file.name.startswith("letter-to-nowhere"):
        own = [outcomes["gone/away.parquet#3"]]
    assert [known(outcome) for found in own for outcome in found] == list(file.outcomes)


def test_there_are_cases_enough_and_every_record_is_accounted_for(output):
    assert len(LINES) + len(PAGES) + len(FILES) >= 150
    assert json.loads((output / "summary.json").read_bytes())["equation_holds"]


def test_names_of_outputs_are_safe_everywhere_and_lead_back_to_their_ids(output):
    rows = [row for row in pq.read_table(output / "manifest").to_pylist() if row["audio_uri"]]
    stems = {Path(row["audio_uri"]).stem.lower() for row in rows}
    assert len(stems) == len({row["audio_uri"] for row in rows}) > 100
    for row in rows:
        folder, shard, name = row["audio_uri"].split("/")
        assert folder == "audio"
        assert _SAFE.fullmatch(name)
        assert not _DEVICES.match(name)
        assert not name.endswith((".", " "))
        sidecar = json.loads((output / folder / shard / f"{Path(name).stem}.json").read_bytes())
        assert sidecar["article_id"] == row["article_id"]
        assert hashlib.sha256((output / row["audio_uri"]).read_bytes()).hexdigest() == row["audio_sha256"]


def test_nothing_is_written_outside_the_output(output):
    assert {path.name for path in output.parent.iterdir()} == {"in", "out"}
    assert {path.name for path in (output.parent / "in").iterdir()} == {
        "lines.jsonl", "pages.parquet", "a folder.parquet", "dangling.html", "loop.html", *(file.name for file in FILES)
    }  # fmt: skip
