"""What an operator meets: Ctrl-C, lines of JSON, and a summary of what was measured."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from models import storage
from pipeline.cli import main
from pipeline.foreground import interruptible
from tests.conftest import UNSPEAKABLE
from tests.faults.jobs import page, run, write_pages


def start(folder: Path, count: int, *options: str) -> subprocess.Popen[str]:
    """Starts a job that takes minutes, its temporary files in `temp`; returns when its first narration stands."""
    (folder / "temp").mkdir()
    catalogue = write_pages(folder / "in.parquet", count)
    command = [sys.executable, "-m", "tests.faults.fake_job", f"--input={catalogue}", f"--output={folder / 'out'}"]
    job = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(folder / "temp")},
    )
    deadline = time.monotonic() + 120
    while not list(folder.glob("out/audio/*/*.mp3")) and job.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return job


@pytest.mark.parametrize("mode", ["threads", pytest.param("processes", marks=pytest.mark.slow)])
def test_ctrl_c_ends_a_run_within_seconds_and_says_how_to_go_on(tmp_path, mode):
    job = start(tmp_path, 2_000, f"--local_mode={mode}", "--local_workers=2")
    pressed = time.monotonic()
    job.send_signal(signal.SIGINT)
    _, errors = job.communicate(timeout=60)
    assert job.returncode == 130
    assert errors == "narrate: stopped; what is done is kept, and the same command goes on from here\n"
    assert time.monotonic() - pressed < 10
    assert {path.name for path in (tmp_path / "temp").iterdir()} <= {f"narrate-notes-{os.getuid()}"}


def test_what_the_work_raises_is_raised_here():
    with pytest.raises(LookupError, match="no such"):
        interruptible(lambda: {}["no such"])
    assert interruptible(lambda: 5) == 5


def events_of(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_every_event_is_a_line_of_json_with_its_article_and_stage(tmp_path, fake_voice, capsys):
    bodies = [page(1), page(2).replace("day 1", f"</p><p>{UNSPEAKABLE}</p><p>day 1"), None, "<p>Too short.</p>"]
    names = ["good", "unspeakable", "empty", "short"]
    pq.write_table(pa.table({"article_id": names, "html": bodies}), tmp_path / "in.parquet")
    run(str(tmp_path / "in.parquet"), tmp_path / "out", "--log_format=json", "--max_failure_ratio=1")
    *events, last = events_of(capsys.readouterr().out)
    assert (last["event"], last["read"], last["equation_holds"]) == ("finished", 4, True)
    assert all(event["stage"] and event["time"] and event["source"] for event in events)
    told = {(event["event"], event["article_id"]) for event in events}
    assert {("read", name) for name in names} <= told
    assert {("narrated", "good"), ("dead_letter", "empty"), ("skipped", "short")} <= told
    [lost] = [event for event in events if event["event"] == "dead_letter" and event["article_id"] == "empty"]
    assert (lost["stage"], lost["code"]) == ("read", "bad_record")
    assert "no body" in lost["message"]


def test_the_summary_shows_what_was_measured(tmp_path, fake_voice):
    summary = run(write_pages(tmp_path / "in.parquet", 3), tmp_path / "out")
    assert {"read", "extract", "compose", "speak", "assemble", "encode"} <= summary["stage_seconds"].keys()
    assert (summary["oom_splits"], summary["utterances_retried"], summary["padding_waste"]) == (0, 0, None)


def test_an_output_whose_name_is_too_long_is_one_line(tmp_path, capsys):
    catalogue = write_pages(tmp_path / "in.parquet", 1)
    assert main(["run", f"--input={catalogue}", f"--output={tmp_path}/{'x' * 300}"]) == 2
    assert "File name too long" in capsys.readouterr().err


def test_lines_of_json_are_all_that_a_run_with_too_many_letters_prints(tmp_path, fake_voice, capsys):
    pq.write_table(pa.table({"article_id": ["good", "empty"], "html": [page(1), None]}), tmp_path / "in.parquet")
    arguments = [f"--input={tmp_path / 'in.parquet'}", f"--output={tmp_path / 'out'}", "--log_format=json"]
    assert main(["run", *arguments]) == 1
    output = capsys.readouterr()
    assert events_of(output.out)[-1]["dead_letters"] == 1
    assert output.err == "narrate: 50% of the records are dead letters; --max_failure_ratio allows 10%\n"


@pytest.mark.parametrize("pattern", ["**/*.parquet", "out/*", "*/*.html", "./out/../out/orphans/*.jsonl"])
def test_an_input_that_matches_what_the_run_writes_is_refused(tmp_path, monkeypatch, capsys, pattern):
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path, tmp_path / "out", tmp_path / "out" / "orphans"):
        folder.mkdir(exist_ok=True)
        for name in ("a.parquet", "a.html", "a.jsonl"):
            (folder / name).write_text("")
    assert main(["run", f"--input={pattern}", "--output=out"]) == 2
    assert f"--input {pattern} matches out/" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("gs://b/out/**/*.html", "gs://b/out/report.html", True),
        ("gs://b/in/*.html", "gs://b/out/report.html", False),
        ("in/**", "gs://b/in/report.html", False),
        ("out/dead_letters/*.jsonl", "out/orphans/orphans-00000-of-00001.jsonl", False),
    ],
)
def test_a_pattern_is_compared_with_names_of_files_that_are_not_there_yet(pattern, path, expected):
    assert storage.matches(pattern, path) is expected
