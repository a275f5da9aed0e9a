"""What no article of the input needs any more: found, named, and removed only where that is asked for."""

import fcntl
import json
import shutil
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from models import storage
from models.pictures.decoding import digest_of
from tests.jobs import article, files_of, run_job, write_records
from transforms.documents import Description
from transforms.figures.kept import KeptPictures
from transforms.kept_speech import speech_path
from transforms.memos import Memo, memo_path, read_memo, write_memo
from transforms.narrations import skipped_row
from transforms.outcomes import DeadLetter, Skipped
from transforms.pruning import Prune, live_paths
from transforms.results import Tally

CATALOGUE = [article("kept"), article("gone"), article("edited", "The first ending.")]
LATER = [article("kept"), article("edited", "Another ending.")]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    run_job(write_records(folder / "in.jsonl", CATALOGUE), folder / "out")
    (folder / "out" / "audio" / "00").mkdir(exist_ok=True)
    (folder / "out" / "audio" / "00" / "notes of the user.txt").write_text("keep me")
    return folder


@pytest.fixture
def output(first_run, tmp_path) -> Path:
    return shutil.copytree(first_run / "out", tmp_path / "out")


def orphans_of(output: Path) -> list[dict]:
    return [json.loads(line) for path in sorted((output / "orphans").glob("*.jsonl")) for line in path.open()]


def test_what_is_not_needed_is_listed_and_stays(output, tmp_path):
    before = files_of(output / "audio")
    run_job(write_records(tmp_path / "in.jsonl", LATER), output, "--prune=list")
    orphans = orphans_of(output)
    assert {orphan["article_id"] for orphan in orphans} == {"gone", "edited", ""}
    assert [orphan["path"] for orphan in orphans] == sorted(orphan["path"] for orphan in orphans)
    assert not any(orphan["removed"] for orphan in orphans)
    assert len(orphans) == 2 * 4 + 2  # two narrations; speech and memo of the article that is gone
    assert {orphan["path"].split("/")[0] for orphan in orphans} == {"audio", "state"}
    assert before.items() <= files_of(output / "audio").items()


def test_what_is_removed_leaves_what_a_first_run_would_have_made(output, tmp_path):
    records = write_records(tmp_path / "in.jsonl", LATER)
    run_job(records, output, "--prune=remove")
    assert all(orphan["removed"] for orphan in orphans_of(output))
    run_job(records, tmp_path / "fresh")
    for kept in ("audio", "state"):
        fresh, pruned = files_of(tmp_path / "fresh" / kept), files_of(output / kept)
        assert pruned.keys() - {"00/notes of the user.txt"} == fresh.keys()
    assert (output / "audio" / "00" / "notes of the user.txt").read_text() == "keep me"


def prune(pipeline, output: Path, rows: list, letters: list, removed: list[bool]) -> None:
    """Prunes after a run that ended with these rows and letters; says whether each orphan was removed."""
    with pipeline as p:
        manifest = p | "Manifest" >> beam.Create([Tally()])
        created = enumerate((rows, letters))
        outcomes = tuple(p | f"Create {number}" >> beam.Create(part, reshuffle=False) for number, part in created)
        assert_that(outcomes | Prune(str(output), 1, True, manifest), equal_to([Tally()]))
    assert [orphan["removed"] for orphan in orphans_of(output)] == removed


def letter(article_id: str) -> DeadLetter:
    return DeadLetter("extract", "extract_failed", article_id, "in.jsonl#1", "E", "m", "t")


def test_what_a_lost_article_had_before_is_kept(output, pipeline):
    memos = [read_memo(str(output), article_id) for article_id in ("kept", "gone", "edited")]
    before = files_of(output)
    prune(pipeline, output, [], [letter(memo.article_id) for memo in memos], [])
    assert before.items() <= files_of(output).items()


def test_where_a_file_was_not_read_nothing_is_removed(output, pipeline):
    before = files_of(output)
    prune(pipeline, output, [], [letter("kept"), letter("edited"), letter("")], [False] * 6)
    assert before.items() <= files_of(output).items()


@pytest.mark.parametrize("line", ['{"article_id": "gone", "text"', "null", '{"article_id": ["gone"]}'])
def test_where_nobody_can_tell_whose_a_record_was_nothing_is_removed(output, tmp_path, line):
    records = write_records(tmp_path / "in.jsonl", LATER)
    records.write_text(records.read_text() + line)
    before = files_of(output / "audio")
    run_job(records, output, "--prune=remove")
    assert orphans_of(output)
    assert not any(orphan["removed"] for orphan in orphans_of(output))
    assert before.items() <= files_of(output / "audio").items()


def test_what_a_record_without_a_body_had_before_is_kept(tmp_path):
    record = article("https://example.org/a")
    url = {"article_id": None, "url": record["article_id"]}
    run_job(write_records(tmp_path / "in.jsonl", [record | url]), tmp_path / "out")
    before = files_of(tmp_path / "out" / "audio")
    assert before
    lost = write_records(tmp_path / "in.jsonl", [record | url | {"text": None}])
    run_job(lost, tmp_path / "out", "--prune=remove")
    assert files_of(tmp_path / "out" / "audio") == before


def test_a_skipped_article_needs_its_memo_and_no_narration(tmp_path, pipeline):
    write_memo(str(tmp_path), Memo("a", "r", "s", (), "too_short"))
    write_memo(str(tmp_path), Memo("b", "r", "s", (), "too_short"))
    prune(pipeline, tmp_path, [skipped_row(Skipped("a", "in.jsonl#0", "too_short"))], [], [True])
    assert (tmp_path / memo_path("a")).exists()
    assert not (tmp_path / memo_path("b")).exists()


def test_a_picture_that_could_not_be_described_is_not_needed(tmp_path, pipeline):
    kept = KeptPictures(str(tmp_path), "captioner 1")
    kept.put_file(b"broken", "en")
    kept.write(digest_of(b"described"), "en", Description(text="A lake"))
    prune(pipeline, tmp_path, [], [], [True])
    assert [path.suffix for path in (tmp_path / "state").rglob("*.*")] == [".json"]
    assert kept.read(digest_of(b"described"), "en").text == "A lake"


def test_every_part_of_a_lost_article_is_needed(tmp_path):
    write_memo(str(tmp_path), Memo("a", "r", "s", ("audio/00/a-1-f.json", "audio/01/a-2-f.json")))
    paths = set(live_paths(letter("a"), str(tmp_path)))
    assert {"audio/00/a-1-f.json", "audio/01/a-2-f.json", memo_path("a")} < paths
    assert {path for path in paths if "/speech/" in path} == {speech_path("a", 1), speech_path("a", 2)}


# What killed writers leave


def test_beginnings_of_files_are_removed_unless_somebody_writes_them(tmp_path):
    written, killed, begun = (tmp_path / f".{name}.part" for name in ("written", "killed", "begun"))
    for path, content in ((written, b"half"), (killed, b"half"), (begun, b"")):
        path.write_bytes(content)
    with written.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert storage.remove_abandoned(str(tmp_path)) == 2
    assert {path.name for path in tmp_path.iterdir()} == {".written.part"}
    assert storage.remove_abandoned(str(tmp_path / "nowhere")) == 0


def test_a_file_that_is_removed_before_it_is_locked_is_begun_anew(tmp_path, monkeypatch):
    lock, removed = fcntl.flock, []

    def lock_late(file, operation):
        if not removed:
            removed.extend(tmp_path.glob(".*.part"))
            removed[0].unlink()
        lock(file, operation)

    monkeypatch.setattr("models.storage.fcntl.flock", lock_late)
    storage.write_bytes(str(tmp_path / "row.json"), b"{}")
    assert len(removed) == 1
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("row.json", b"{}")]
