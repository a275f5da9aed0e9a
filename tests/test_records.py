"""Records over runs and among each other: what is known is not done again, and an id is one article's."""

import shutil
from pathlib import Path

import pytest

from models import storage
from models.speech import SynthesisFailure
from pipeline.options import job_of, parse_options
from tests.jobs import article, files_of, letters_of, rows_of, run_job, write_records
from transforms import text_side
from transforms.memos import Memo, memo_path, read_memo, write_memo
from transforms.outcomes import Skipped
from transforms.records import records_of

COUNTS = ("read", "narrated", "reused", "skipped", "dead_letters")
PAGE = "<html><head><title>The mill</title></head><body><article>{}</article><!-- {} --></body></html>"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in article("page")["text"].split("\n\n"))
SHORT = {"article_id": "short", "text": "Too short to narrate.", "language": "en"}
GERMAN_WORDS = "Die Flut kam über das Watt und die alte Mühle begann sich zu drehen, während sie auf dem Deich stand. "
GERMAN = {"article_id": "mühle", "title": "Die Mühle", "text": 5 * GERMAN_WORDS, "language": "de"}
PAGE_RECORD = {"article_id": "page", "language": "en", "html": PAGE.format(PARAGRAPHS, 1)}
CATALOGUE = [*map(article, "abcdefgh"), PAGE_RECORD, SHORT, GERMAN]


def counts_of(summary: dict) -> dict[str, int]:
    assert summary["equation_holds"]
    return {name: summary[name] for name in COUNTS if summary[name]}


def narrated_ids(output: Path) -> set[str]:
    return {row["article_id"] for row in rows_of(output) if row["status"] == "narrated"}


def no_voice() -> None:
    raise AssertionError("a voice was loaded")


@pytest.fixture
def no_extraction(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a page was parsed")

    monkeypatch.setattr(text_side, "extract_with_images", refuse)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory) -> Path:
    """Returns a folder with a catalogue, and what a run has made of it."""
    folder = tmp_path_factory.mktemp("first")
    summary = run_job(write_records(folder / "in.jsonl", CATALOGUE), folder / "out")
    assert counts_of(summary) == {"read": 11, "narrated": 9, "skipped": 2}
    return folder


@pytest.fixture
def folder(first_run, tmp_path) -> Path:
    return shutil.copytree(first_run, tmp_path / "copy")


# Reruns


def test_what_has_not_changed_is_reused_before_its_page_is_parsed(first_run, folder, no_extraction):
    moved = write_records(folder / "moved.jsonl", CATALOGUE)
    summary = run_job(moved, folder / "out", "--shards=3", "--batch_seconds=7", "--device=cpu", voice=no_voice)
    assert counts_of(summary) == {"read": 11, "reused": 9, "skipped": 2}
    assert summary["skip_reasons"] == {"no_voice:de": 1, "too_short": 1}
    rows = {row["article_id"]: row for row in rows_of(first_run / "out")}
    for row in rows_of(folder / "out"):
        before = rows[row["article_id"]]
        source = before["source"].replace(str(first_run / "in.jsonl"), str(moved))
        assert row == before | {"status": before["status"].replace("narrated", "reused"), "source": source}
    for kept in ("audio", "state"):
        assert files_of(folder / "out" / kept) == files_of(first_run / "out" / kept)


def test_what_was_edited_is_narrated_again_and_nothing_else(folder):
    edits = {
        "a": {"title": "Another title"},
        "b": {"text": article("b", "One sentence more.")["text"]},
        "c": {"author": "A. Cole"},
        "page": {"html": PAGE.format(PARAGRAPHS, 2)},
    }
    records = [record | edits.get(record["article_id"], {}) for record in CATALOGUE]
    summary = run_job(write_records(folder / "in.jsonl", records), folder / "out")
    assert counts_of(summary) == {"read": 11, "narrated": 3, "reused": 6, "skipped": 2}
    assert narrated_ids(folder / "out") == {"a", "b", "c"}


def test_what_a_run_left_in_pieces_is_mended_to_the_byte(first_run, folder):
    output = folder / "out"
    broken = zip("abcdef", (None, b"", b"{", b"[]", b'{"rows": 5}', b"\xff\0"))
    for article_id, content in broken:
        memo = output / memo_path(article_id)
        memo.unlink() if content is None else memo.write_bytes(content)
    for path in read_memo(str(output), "g").rows:
        (output / path).unlink()
    for path in read_memo(str(output), "h").rows:
        (output / path).write_bytes(b"{ half a row")
    summary = run_job(first_run / "in.jsonl", output)
    assert counts_of(summary) == {"read": 11, "narrated": 2, "reused": 7, "skipped": 2}
    assert narrated_ids(output) == {"g", "h"}
    for kept in ("audio", "state"):
        assert files_of(output / kept) == files_of(first_run / "out" / kept)


def test_other_settings_are_heeded_although_the_records_are_the_same(folder):
    (folder / "checkpoint").mkdir()
    german = f"--voices=en=hibari:heart,de=vits:{folder / 'checkpoint'}"
    summary = run_job(folder / "in.jsonl", folder / "out", german)
    assert counts_of(summary) == {"read": 11, "narrated": 1, "reused": 9, "skipped": 1}
    assert narrated_ids(folder / "out") == {"mühle"}


@pytest.mark.parametrize(
    "option",
    [
        "--audio_format=flac",
        "--loudness=off",
        "--profile=full",
        "--disclosure=off",
        "--max_page_mb=1",
        "--voices=en-GB=hibari:heart",
    ],
)
def test_every_option_that_shapes_narrations_is_part_of_the_digest(option):
    files = ["--input=in.jsonl", "--output=out"]
    assert job_of(parse_options([*files, option])).digest != job_of(parse_options(files)).digest


@pytest.mark.parametrize(
    "option", ["--input=other", "--output=other", "--columns=html=body", "--shards=2", "--batch_seconds=9", "--limit=1"]
)
def test_no_other_option_is(option):
    files = ["--input=in.jsonl", "--output=out"]
    assert job_of(parse_options([*files, option])).digest == job_of(parse_options(files)).digest


# Memos


def test_a_memo_reads_back_as_it_was_written(tmp_path):
    memo = Memo("a/b", "r", "s", ("audio/00/a-1.json", "audio/01/a-2.json"))
    skip = Memo("ä", "r", "s", (), "no_voice:de", "https://example.org", "Zwölf", "de")
    for written in (memo, skip):
        write_memo(str(tmp_path), written)
        assert read_memo(str(tmp_path), written.article_id) == written


def test_memos_of_ids_that_look_alike_stand_apart(tmp_path):
    ids = ["a/b", "a-b", "A-b", "東京", "京都", "", " ", "x" * 5000, "x" * 5001]
    assert len({memo_path(article_id).lower() for article_id in ids}) == len(ids)
    assert all(len(Path(memo_path(article_id)).name) < 120 for article_id in ids)


def test_the_memo_of_another_article_is_none(tmp_path):
    write_memo(str(tmp_path), Memo("a", "r", "s"))
    storage.write_bytes(str(tmp_path / memo_path("b")), (tmp_path / memo_path("a")).read_bytes())
    assert read_memo(str(tmp_path), "b") is None


# Several records under one id


def test_the_same_article_twice_is_one_narration_and_a_row_for_each(tmp_path, monkeypatch):
    records = write_records(tmp_path / "in.jsonl", [article("a"), article("b"), article("a")])
    assert counts_of(run_job(records, tmp_path / "out")) == {"read": 3, "narrated": 2, "reused": 1}
    rows = [row for row in rows_of(tmp_path / "out") if row["article_id"] == "a"]
    assert [(row["source"], row["status"]) for row in rows] == [
        (f"{records}#0", "narrated"),
        (f"{records}#2", "reused"),
    ]
    assert rows[0]["audio_uri"] == rows[1]["audio_uri"]
    assert len(list((tmp_path / "out" / "audio").rglob("*.mp3"))) == 2
    assert counts_of(run_job(records, tmp_path / "out", voice=no_voice)) == {"read": 3, "reused": 3}


def test_who_has_an_id_does_not_depend_on_what_is_known(tmp_path):
    others = [article("b", number) for number in "123456789"]
    run_job(write_records(tmp_path / "in.jsonl", [article("a", "Something else.")]), tmp_path / "out")
    records = write_records(tmp_path / "in.jsonl", [article("a"), *others, article("a", "Something else.")])
    for expected in ("narrated", "reused"):
        assert counts_of(run_job(records, tmp_path / "out")) == {"read": 11, expected: 2, "dead_letters": 9}
        assert [row["source"] for row in rows_of(tmp_path / "out")] == [f"{records}#0", f"{records}#1"]
    letters = {letter["source"]: letter for letter in letters_of(tmp_path / "out")}
    letter = letters[f"{records}#10"]
    assert (letter["stage"], letter["code"], letter["article_id"]) == ("settle", "duplicate_id", "a")
    assert f"'a' stands at {records}#0 with other content" in letter["message"]
    assert all(f"{records}#1 with" in letters[f"{records}#{row}"]["message"] for row in range(2, 10))


def test_a_copy_of_a_narration_that_was_lost_is_lost_with_it(tmp_path):
    records = write_records(tmp_path / "in.jsonl", [article("a"), article("a")])
    summary = run_job(records, tmp_path / "out", voice=_Mute)
    assert counts_of(summary) == {"read": 2, "dead_letters": 2}
    assert any("shares with another" in letter["message"] for letter in letters_of(tmp_path / "out"))


class _Mute:
    def synthesize(self, utterances: list) -> list:
        return [SynthesisFailure("engine_error", "broken") for _ in utterances]


def test_records_are_ordered_by_file_and_row_and_not_by_their_letters():
    sources = ["b.parquet#0", "a.parquet#10", "a.parquet#9", "page.html", "a#b/page#2.html"]
    ordered = [record[0].source for record in records_of(Skipped("a", source, "r") for source in sources)]
    assert ordered == ["a#b/page#2.html", "a.parquet#9", "a.parquet#10", "b.parquet#0", "page.html"]
