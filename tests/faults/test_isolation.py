"""An error in any step, for any record, ends in one dead letter; a fault of the machine stops the job, in one line."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models import storage
from pipeline.cli import main
from tests.faults.jobs import letters, page, rows, run, write_pages
from transforms.documents import Article
from transforms.extraction import ExtractionLimits, extract_document, sandbox
from transforms.extraction.sandbox import extract_in_sandbox
from transforms.outcomes import ArticleError, FailureCode

BAD = "town-2"


def broken_for_one(function, names_record):
    """Returns the function, raising an error that nobody foresaw where it is given the bad record."""

    def call(*args, **kwargs):
        if names_record(args):
            raise ZeroDivisionError("nobody foresaw this")
        return function(*args, **kwargs)

    return call


STEPS = {
    "read": ("transforms.reading.article_of", lambda args: args[0]["article_id"] == BAD, "bad_record"),
    "extract": (
        "transforms.figures.records.extract_document",
        lambda args: args[0].article_id == BAD,
        "extract_failed",
    ),
    "compose": ("transforms.text_side.compose_scripts", lambda args: args[0].article_id == BAD, "compose_failed"),
    "synthesize": ("transforms.synthesis.assemble", lambda args: args[0].article_id == BAD, "synthesis_failed"),
    "write": ("transforms.writing.narrated_row", lambda args: args[0].article_id == BAD, "encode_failed"),
}


@pytest.mark.parametrize(("stage", "step"), STEPS.items(), ids=STEPS)
def test_an_error_in_any_step_costs_one_record(tmp_path, fake_voice, monkeypatch, stage, step):
    target, names_record, code = step
    module, _, name = target.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)
    monkeypatch.setattr(target, broken_for_one(original, names_record))
    summary = run(write_pages(tmp_path / "in.parquet", 4), tmp_path / "out", "--max_failure_ratio=1")
    assert (summary["narrated"], summary["dead_letters"], summary["equation_holds"]) == (3, 1, True)
    [letter] = letters(tmp_path / "out")
    assert (letter["stage"], letter["code"], letter["article_id"]) == (stage, code, BAD)
    assert (letter["error_type"], letter["message"], letter["attempts"]) == (
        "ZeroDivisionError",
        "nobody foresaw this",
        1,
    )
    assert "test_isolation.py" in letter["traceback"]
    assert set(rows(tmp_path / "out")) == {"town-0", "town-1", "town-3"}


def fails(tmp_path: Path, capsys, *options: str) -> str:
    """Returns the first line that a job which must fail says."""
    catalogue = write_pages(tmp_path / "in.parquet", 3)
    assert main(["run", f"--input={catalogue}", f"--output={tmp_path / 'out'}", "--local_workers=1", *options]) == 1
    return capsys.readouterr().err.splitlines()[0]


def test_a_disk_that_fills_up_stops_the_job_and_the_next_run_goes_on(tmp_path, fake_voice, monkeypatch, capsys):
    real, left = Path.replace, [6]

    def filling(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", filling)
        line = fails(tmp_path, capsys)
    assert line.startswith("narrate: the job failed: OSError: [Errno 28] No space left on device: '")
    assert not list((tmp_path / "out").rglob("*.part"))
    summary = run(str(tmp_path / "in.parquet"), tmp_path / "out")
    assert summary["narrated"] + summary["reused"] == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path, capsys):
    (tmp_path / "out").mkdir(mode=0o500)
    catalogue = write_pages(tmp_path / "in.parquet", 1)
    assert main(["run", f"--input={catalogue}", f"--output={tmp_path / 'out'}"]) == 2
    assert "no permission to write" in capsys.readouterr().err


def test_a_folder_that_turns_read_only_stops_the_job_in_one_line(tmp_path, fake_voice, monkeypatch, capsys):
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    assert "Read-only file system" in fails(tmp_path, capsys)


@pytest.mark.parametrize("name", ["audio", "manifest", "dead_letters", "summary.json"])
def test_an_output_that_stands_in_the_way_fails_in_one_line_that_names_it(tmp_path, fake_voice, capsys, name):
    (tmp_path / "out").mkdir()
    if name == "summary.json":
        (tmp_path / "out" / name).mkdir()
    else:
        (tmp_path / "out" / name).write_text("a file")
    if name == "dead_letters":
        (tmp_path / "empty.parquet").write_bytes(b"")
        options = [f"--input={tmp_path}/*.parquet"]
    else:
        options = []
    assert f"/out/{name}" in fails(tmp_path, capsys, *options)


SMALL = Article("small", "s", html=page(1))
CRASHES = {
    "segfault": "os.kill(os.getpid(), signal.SIGSEGV)",
    "endless loop in C": "sum(iter(int, 1))",
    "exit": "os._exit(3)",
}


def crash_beside(tmp_path: Path, monkeypatch, crash: str) -> None:
    """Stands in for a parser of C code by one that is loaded into the process beside, before the real one."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys, threading\n"
        "def patch():\n"
        "    from transforms.extraction import sandbox_process as beside\n"
        "    real = beside.document_of\n"
        "    def document_of(article, limits):\n"
        f"        return {crash} if article.article_id == 'bad' else real(article, limits)\n"
        "    beside.document_of = document_of\n"
        "    return beside\n"
        "sys.modules['patching'] = patch\n"
    )
    program = tmp_path / "crashing_process.py"
    program.write_text(
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import sitecustomize, importlib\nimportlib.reload(sitecustomize)\n"
        "beside = sys.modules['patching']()\n"
        "from multiprocessing.connection import Connection\n"
        "beside.serve(Connection(int(sys.argv[1])))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sandbox, "_PROGRAM", "crashing_process")
    sandbox._close_idle()


@pytest.mark.parametrize("crash", CRASHES.values(), ids=CRASHES)
def test_a_parser_that_crashes_or_never_ends_costs_one_record(tmp_path, monkeypatch, crash):
    crash_beside(tmp_path, monkeypatch, crash)
    with pytest.raises(ArticleError) as lost:
        extract_in_sandbox(Article("bad", "s", html=page(2)), ExtractionLimits(seconds=2.0))
    assert lost.value.code in (FailureCode.EXTRACT_FAILED, FailureCode.EXTRACT_TIMEOUT)
    assert extract_in_sandbox(SMALL, ExtractionLimits()).title == "Town 1"
    sandbox._close_idle()


DYING_WORKER = """
import os, signal
from unittest import mock
from tests.faults.jobs import page
from transforms.documents import Article
from transforms.extraction import extract_document
with mock.patch("transforms.extraction.sandbox.document_of", lambda *_: os.kill(os.getpid(), signal.SIGSEGV)):
    extract_document(Article("bad", "s", html=page(2)))
"""


@pytest.fixture
def notes(tmp_path, monkeypatch) -> Path:
    """The folder of notes, in a temporary folder of its own."""
    monkeypatch.delenv("SEMI_PERSISTENT_DIRECTORY", raising=False)
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield tmp_path / f"narrate-notes-{os.getuid()}"
    sandbox._close_idle()


def test_a_small_page_that_kills_a_worker_does_not_kill_the_next(tmp_path, monkeypatch, notes, caplog):
    worker = subprocess.run([sys.executable, "-c", DYING_WORKER], check=False)
    assert worker.returncode == -signal.SIGSEGV
    assert len(list(notes.iterdir())) == 1
    crash_beside(tmp_path, monkeypatch, CRASHES["segfault"])
    for _ in range(2):
        with pytest.raises(ArticleError, match=r"the extraction process died \(SIGSEGV\)"):
            extract_document(Article("bad", "s", html=page(2)))
        assert "s is parsed in a process of its own" in caplog.text
    assert extract_document(SMALL).title == "Town 1"
    assert len(list(notes.iterdir())) == 1


def test_a_page_that_was_under_way_when_its_worker_was_killed_leaves_its_note_when_it_is_done(notes):
    subprocess.run([sys.executable, "-c", DYING_WORKER.replace("SIGSEGV", "SIGKILL")], check=False)
    assert extract_document(Article("bad", "s", html=page(2))).title == "Town 2"
    assert not list(notes.iterdir())


@pytest.mark.parametrize("error", [ArticleError(FailureCode.TOO_DEEP, "deep"), ValueError("unforeseen")])
def test_an_error_is_no_crash(notes, monkeypatch, error):
    def fail(*_: object) -> None:
        assert len(list(notes.iterdir())) == 1
        raise error

    monkeypatch.setattr("transforms.extraction.sandbox.document_of", fail)
    with pytest.raises(type(error)):
        extract_document(SMALL)
    assert not list(notes.iterdir())


def test_a_machine_that_takes_no_notes_works_without(notes):
    notes.write_text("a file in the way")
    assert extract_document(SMALL).title == "Town 1"


def test_a_page_that_crashes_its_parser_is_one_letter_of_a_job(tmp_path, fake_voice, monkeypatch):
    real = sandbox.Sandbox.extract

    def crash(self, article, limits):
        if article.article_id == BAD:
            self._process.kill()
        return real(self, article, limits)

    monkeypatch.setattr(sandbox.Sandbox, "extract", crash)
    monkeypatch.setattr("transforms.extraction.extractor._might_take_long", lambda article: True)
    summary = run(write_pages(tmp_path / "in.parquet", 4), tmp_path / "out", "--max_failure_ratio=1")
    [letter] = letters(tmp_path / "out")
    assert (summary["narrated"], letter["code"], letter["article_id"]) == (3, "extract_failed", BAD)
    assert "SIGKILL" in letter["message"]


def test_a_full_file_system_stops_the_job_in_one_line(tmp_path, fake_voice, capsys):
    """On a real small disk, where one can be mounted."""
    disk = tmp_path / "out"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=300k tmpfs {disk} 2>/dev/null") != 0:
        pytest.skip("no permission to mount a file system")
    try:
        assert "No space left on device" in fails(tmp_path, capsys)
        assert not list(disk.rglob("*.part"))
        for path in disk.glob("audio/*/*.json"):
            if not path.name.endswith(".chapters.json"):
                assert (disk / json.loads(path.read_bytes())["audio_uri"]).is_file()
    finally:
        os.system(f"umount {disk}")


def test_a_cloud_that_is_gone_stops_the_job_rather_than_losing_records(tmp_path, fake_voice, monkeypatch, capsys):
    def gone(*_: object, **__: object) -> None:
        raise storage.StorageError("gs://bucket/out: the service cannot be reached")

    monkeypatch.setattr("models.storage.write_bytes", gone)
    assert "the service cannot be reached" in fails(tmp_path, capsys)
