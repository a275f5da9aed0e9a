"""Dead letters as input: what was lost is read again where it stands, and what stands is kept."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from tests.faults.jobs import letters, page, rows, run, write_pages
from transforms.documents import Article
from transforms.outcomes import ArticleError, DeadLetter
from transforms.reading import read_unit, split_file
from transforms.reruns import reads_letters_of

LETTER = DeadLetter("extract", "extract_failed", "", "", "ValueError", "broken", "Traceback", 1)


def write_letters(path: Path, *sources: tuple[str, str]) -> str:
    lines = [json.dumps(asdict(replace(LETTER, article_id=name, source=source))) for name, source in sources]
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def read(path: str) -> list[Article | DeadLetter]:
    return [record for unit in split_file(path, {}) for record in read_unit(unit, {})]


def test_the_rows_that_letters_name_are_read_and_no_others(tmp_path):
    catalogue = write_pages(tmp_path / "a.parquet", 30)
    lost = write_letters(tmp_path / "lost.jsonl", *((f"town-{n}", f"{catalogue}#{n}") for n in (2, 13, 14, 29)))
    assert [record.article_id for record in read(lost)] == ["town-2", "town-13", "town-14", "town-29"]
    assert {unit.row_group for unit in split_file(lost, {})} == {0, 1, 2}


@pytest.mark.parametrize("limit", [1, 3, 99])
def test_the_first_of_the_lost_records_are_read(tmp_path, fake_voice, limit):
    catalogue, places = write_pages(tmp_path / "a.parquet", 30), (2, 13, 14, 29)
    lost = write_letters(tmp_path / "lost.jsonl", *((f"town-{n}", f"{catalogue}#{n}") for n in places))
    summary = run(lost, tmp_path / "out", f"--limit={limit}")
    assert set(rows(tmp_path / "out")) == {f"town-{n}" for n in places[:limit]}
    assert summary["read"] == min(limit, 4)


def test_a_record_of_which_two_parts_were_lost_is_read_once(tmp_path):
    catalogue = write_pages(tmp_path / "a.parquet", 3)
    lost = write_letters(tmp_path / "lost.jsonl", *2 * [("town-1", f"{catalogue}#1")])
    assert [record.article_id for record in read(lost)] == ["town-1"]
    [unit] = split_file(lost, {})
    assert len(unit.lost) == 1


def test_lines_and_pages_are_read_again(tmp_path):
    (tmp_path / "b#1.html").write_text(page(1))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": f"Line {n}"}) + "\n" for n in range(5)))
    sources = (f"{tmp_path}/a.jsonl#3", f"{tmp_path}/b#1.html")
    lost = write_letters(tmp_path / "lost.jsonl", *(("", source) for source in sources))
    assert [record.source for record in read(lost)] == list(sources)


def test_a_file_that_was_lost_is_read_whole(tmp_path):
    catalogue = write_pages(tmp_path / "a.parquet", 12)
    lost = write_letters(tmp_path / "lost.jsonl", ("", catalogue), ("town-3", f"{catalogue}#3"))
    assert len(read(lost)) == 12


@pytest.mark.parametrize(
    ("source", "message"),
    [("gone.parquet#2", "No such file"), ("gone.html", "No such file"), ("a.parquet#99", "not hold the lost record")],
)
def test_what_is_not_there_any_more_is_a_letter_again(tmp_path, source, message):
    write_pages(tmp_path / "a.parquet", 3)
    lost = write_letters(tmp_path / "lost.jsonl", ("town-99", f"{tmp_path}/{source}"))
    [letter] = read(lost)
    assert isinstance(letter, DeadLetter)
    assert message in letter.message


def test_another_record_in_the_place_of_the_lost_one_is_not_taken_for_it(tmp_path):
    catalogue = write_pages(tmp_path / "a.parquet", 3)
    [letter] = read(write_letters(tmp_path / "lost.jsonl", ("village", f"{catalogue}#1")))
    assert (letter.code, letter.source) == ("bad_record", f"{catalogue}#1")
    assert "holds 'town-1' now, not the lost 'village'" in letter.message


def test_a_line_that_is_no_letter_among_letters_is_an_error_that_names_it(tmp_path):
    path = Path(write_letters(tmp_path / "lost.jsonl", ("a", "a.html#0")))
    path.write_text(path.read_text() + '{"html": "<p>"}\n')
    with pytest.raises(ArticleError, match="line 1 is none"):
        split_file(str(path), {})


@pytest.mark.parametrize("line", ['{"html": "x", "source": 5}', "[]", "{", "null", '{"stage": "read"}'])
def test_a_file_of_records_is_no_file_of_letters(tmp_path, line):
    (tmp_path / "a.jsonl").write_text(line + "\n")
    [unit] = split_file(str(tmp_path / "a.jsonl"), {})
    assert unit.lost == ()


def test_a_run_over_its_own_letters_completes_the_output_and_counts_attempts(tmp_path, fake_voice, capsys):
    output, catalogue = tmp_path / "out", tmp_path / "in.parquet"
    table = {"article_id": ["good", "mended", "lost"], "html": [page(1), None, None]}
    pq.write_table(pa.table(table), catalogue)
    run(str(catalogue), output, "--max_failure_ratio=1")
    assert [letter["attempts"] for letter in letters(output)] == [1, 1]
    pq.write_table(pa.table(table | {"html": [page(1), page(2), None]}), catalogue)

    summary = run(f"{output}/dead_letters/*.jsonl", output, "--max_failure_ratio=1")
    assert (summary["read"], summary["narrated"], summary["dead_letters"]) == (2, 1, 1)
    assert summary["equation_holds"]
    assert set(rows(output)) == {"good", "mended"}
    assert [(letter["article_id"], letter["attempts"]) for letter in letters(output)] == [("lost", 2)]

    pq.write_table(pa.table(table | {"html": [page(1), page(2), page(3)]}), catalogue)
    run(f"{output}/dead_letters/*.jsonl", output)
    assert set(rows(output)) == {"good", "mended", "lost"}
    assert letters(output) == []
    whole = run(str(catalogue), output)
    assert (whole["narrated"], whole["reused"]) == (0, 3)


@pytest.mark.parametrize("chosen", [["--limit=1"], ["dead_letters-00001-of-00002.jsonl"]], ids=["limit", "shard"])
def test_a_run_over_some_of_its_letters_keeps_the_others(tmp_path, fake_voice, chosen):
    output, catalogue, names = tmp_path / "out", tmp_path / "in.parquet", ["good", "a", "b", "c", "d"]
    pq.write_table(pa.table({"article_id": names, "html": [page(1), *[None] * 4]}), catalogue)
    (tmp_path / "unreadable.parquet").write_bytes(b"")
    options = ["--max_failure_ratio=1", "--shards=2"]
    run(f"{tmp_path}/*.parquet", output, *options)
    before = letters(output)
    assert len(before) == 5
    pq.write_table(pa.table({"article_id": names, "html": [page(n) for n in range(5)]}), catalogue)

    file = "*.jsonl" if chosen[0].startswith("--") else chosen.pop()
    summary = run(f"{output}/dead_letters/{file}", output, *options, *chosen)
    assert 1 <= summary["narrated"] < 4
    after = letters(output)
    assert len(after) == len(before) - summary["narrated"]
    assert all(letter in before or letter["attempts"] == 2 for letter in after)
    assert set(rows(output)) | {letter["article_id"] for letter in after} == {*names, ""}


@pytest.mark.parametrize(
    ("pattern", "own"),
    [("out/dead_letters/*.jsonl", True), ("./out/dead_letters/a.jsonl", True), ("other/dead_letters/*.jsonl", False)],
)
def test_letters_of_another_folder_leave_its_manifest_alone(pattern, own):
    assert reads_letters_of("out", pattern) is own
    assert reads_letters_of("gs://b/out", f"gs://b/{pattern.removeprefix('./')}") is own


@pytest.mark.parametrize(("limit", "expected"), [(1, 1), (4, 4), (7, 7), (12, 12), (99, 18)])
def test_the_first_records_are_read_in_the_order_of_the_files(tmp_path, fake_voice, limit, expected):
    write_pages(tmp_path / "a.parquet", 5, rows_per_group=3)
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps({"article_id": f"b{n}", "text": "x"}) for n in range(7)))
    write_pages(tmp_path / "c.parquet", 6)
    summary = run(f"{tmp_path}/*.*", tmp_path / "out", f"--limit={limit}", "--voices=en-ZA=hibari:heart")
    assert summary["read"] == expected
    sources = sorted(
        row["source"].rpartition("/")[2] for row in pq.read_table(tmp_path / "out" / "manifest").to_pylist()
    )
    first = [f"a.parquet#{n}" for n in range(5)] + [f"b.jsonl#{n}" for n in range(7)]
    assert sources[: min(limit, 12)] == first[:limit]


def test_a_file_that_is_read_again_takes_the_letters_of_its_rows_with_it(tmp_path, fake_voice):
    output, catalogue = tmp_path / "out", write_pages(tmp_path / "in.parquet", 3)
    (output / "dead_letters").mkdir(parents=True)
    write_letters(
        output / "dead_letters" / "dead_letters-00000-of-00001.jsonl", ("", catalogue), ("town-1", f"{catalogue}#1")
    )
    run(f"{output}/dead_letters/*.jsonl", output)
    assert set(rows(output)) == {"town-0", "town-1", "town-2"}
    assert letters(output) == []


def test_a_limit_of_nothing_is_refused(tmp_path, capsys):
    catalogue = write_pages(tmp_path / "a.parquet", 1)
    assert main(["run", f"--input={catalogue}", f"--output={tmp_path / 'out'}", "--limit=0"]) == 2
    assert "--limit must be at least 1" in capsys.readouterr().err
