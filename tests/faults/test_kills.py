"""Jobs that are killed: the same command again leaves what a job leaves that was never killed, byte for byte."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.jobs import assert_whole, write_pages

ARTICLES = 60


@dataclass(frozen=True)
class Catalogue:
    """A catalogue, what a clean run over it leaves, and about how long that takes."""

    path: str
    clean: dict[str, bytes]
    seconds: float


def start(catalogue: str, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """Starts a job as a program, the head of a group of processes."""
    command = [sys.executable, "-m", "tests.faults.fake_job", f"--input={catalogue}", f"--output={output}"]
    return subprocess.Popen(
        [*command, "--local_workers=2", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(catalogue: str, output: Path, *options: str) -> None:
    assert start(catalogue, output, *options).wait(300) == 0
    assert json.loads((output / "summary.json").read_bytes())["equation_holds"]


def files(output: Path) -> dict[str, bytes]:
    """Returns what a run leaves of its articles: every file below audio, state and dead_letters."""
    folders = ("audio", "state", "dead_letters")
    paths = (path for folder in folders for path in (output / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(output)): _of_the_record(path.read_bytes()) for path in paths}


def _of_the_record(data: bytes) -> bytes:
    """Returns what a file says but for the digest of the settings, which is also one of the program's own source."""
    return re.sub(rb'"settings_digest": "\w+"', b"", data)


def catalogue_of(folder: Path, count: int) -> Catalogue:
    path = write_pages(folder / "in.parquet", count)
    begun = time.monotonic()
    finish(path, folder / "clean")
    return Catalogue(path, files(folder / "clean"), time.monotonic() - begun)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Catalogue:
    return catalogue_of(tmp_path_factory.mktemp("small"), 12)


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Catalogue:
    return catalogue_of(tmp_path_factory.mktemp("large"), ARTICLES)


def kill_after(job: subprocess.Popen[bytes], output: Path, narrations: int, pause: float) -> bool:
    """Kills a job and its workers when so many narrations stand and a moment has passed; returns whether it ran."""
    while job.poll() is None and len(list(output.glob("audio/*/*.mp3"))) < narrations:
        time.sleep(0.02)
    time.sleep(pause)
    was_running = job.poll() is None
    os.killpg(job.pid, signal.SIGKILL)
    job.wait()
    return was_running


def moments(seed: int, kills: int, articles: int) -> Iterator[tuple[int, float]]:
    chance = random.Random(seed)
    for _ in range(kills):
        yield chance.randrange(articles), chance.uniform(0, 0.3)


def check_kills(catalogue: Catalogue, output: Path, mode: str, seed: int, kills: int, articles: int) -> None:
    for narrations, pause in moments(seed, kills, articles):
        kill_after(start(catalogue.path, output, f"--local_mode={mode}"), output, narrations, pause)
        assert_whole(output)
    finish(catalogue.path, output, f"--local_mode={mode}")
    assert files(output) == catalogue.clean


def test_a_job_killed_twice_leaves_what_a_clean_run_leaves(small, tmp_path):
    check_kills(small, tmp_path / "out", "threads", seed=1, kills=2, articles=12)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["threads", "processes"])
@pytest.mark.parametrize("seed", range(10))
def test_a_kill_at_any_moment_costs_nothing(large, tmp_path, mode, seed):
    check_kills(large, tmp_path / "out", mode, seed, kills=1, articles=ARTICLES)


@pytest.mark.slow
def test_two_jobs_at_once_on_one_output_leave_one_copy_of_each_file(small, tmp_path):
    jobs = [start(small.path, tmp_path / "out") for _ in range(2)]
    assert [job.wait(300) for job in jobs] == [0, 0]
    finish(small.path, tmp_path / "out")
    assert files(tmp_path / "out") == small.clean


@pytest.mark.slow
def test_bundles_that_are_done_twice_leave_what_bundles_leave_that_are_done_once(small, tmp_path):
    finish(small.path, tmp_path / "out", "--direct_runner_bundle_repeat=1")
    assert files(tmp_path / "out") == small.clean


@pytest.mark.slow
def test_a_killed_worker_process_fails_the_job_and_the_next_run_finishes_it(large, tmp_path):
    job = start(large.path, tmp_path / "out", "--local_mode=processes")
    while job.poll() is None and not list(tmp_path.glob("out/audio/*/*.mp3")):
        time.sleep(0.02)
    listed = subprocess.run(
        ["pgrep", "-g", str(job.pid), "-f", "sdk_worker_main"], capture_output=True, text=True, check=True
    )
    os.kill(int(listed.stdout.split()[-1]), signal.SIGKILL)
    assert job.wait(120) == 1
    finish(large.path, tmp_path / "out", "--local_mode=processes")
    assert files(tmp_path / "out") == large.clean
