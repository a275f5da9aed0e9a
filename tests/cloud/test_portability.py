"""The job on a job service and workers of other processes: nothing rests on the memory of the one that submits it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cloud.test_job import ARTICLES
from tests.fakegcs import free_port

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60.0
LONGEST_RUN_SECONDS = 400.0  # where a worker does not start, the job service waits for ever


@contextmanager
def service(module: str, *options: str) -> Iterator[None]:
    """Runs a module in a process of its own, which imports the project as a worker elsewhere would."""
    command = [sys.executable, "-m", module, *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # A pool starts its workers as `python`.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PATH": path}, **quiet) as process:
        try:
            yield
        finally:
            process.kill()


def wait_for(port_file: Path) -> int:
    """Returns the port that a job service writes down when it listens."""
    deadline = time.monotonic() + START_SECONDS
    while not (port_file.exists() and port_file.read_text().strip()):
        assert time.monotonic() < deadline, "the job service does not start"
        time.sleep(0.05)
    return int(port_file.read_text())


@pytest.fixture
def job_service(tmp_path) -> Iterator[tuple[int, int]]:
    """A job service and a pool of workers: the ports that they listen on."""
    port_file, pool_port = tmp_path / "port", free_port()
    with ExitStack() as stack:
        stack.enter_context(
            service(
                "apache_beam.runners.portability.local_job_service_main",
                "--port=0",
                f"--port_file={port_file}",
                f"--staging_dir={tmp_path / 'staging'}",
            )
        )
        stack.enter_context(service("apache_beam.runners.worker.worker_pool_main", f"--service_port={pool_port}"))
        yield wait_for(port_file), pool_port


@pytest.mark.slow
def test_the_job_runs_on_workers_that_know_only_what_they_import(job_service, tmp_path):
    job_port, pool_port = job_service
    pq.write_table(pa.Table.from_pylist(ARTICLES[:2]), tmp_path / "catalogue.parquet", row_group_size=1)
    runner = ["--runner=PortableRunner", f"--job_endpoint=localhost:{job_port}"]
    workers = ["--environment_type=EXTERNAL", f"--environment_config=localhost:{pool_port}", "--no_save_main_session"]
    files = [f"--input={tmp_path / 'catalogue.parquet'}", f"--output={tmp_path / 'out'}"]
    command = [sys.executable, "-m", "pipeline.main", *files, *runner, *workers]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_RUN_SECONDS)
    assert done.returncode == 0, done.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert summary["equation_holds"]
    assert (summary["read"], summary["narrated"]) == (2, 2)
    assert len(list((tmp_path / "out").glob("audio/??/*.mp3"))) == 2
