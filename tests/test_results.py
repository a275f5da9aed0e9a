"""What a run leaves beside the audio: manifest, dead letters, summary."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.util import assert_that, equal_to
from hypothesis import given, settings
from hypothesis import strategies as st

from models import storage
from transforms.manifest_schema import MANIFEST_SCHEMA
from transforms.narrations import ManifestRow, SpokenSegment, skipped_row
from transforms.outcomes import DeadLetter, Skipped
from transforms.results import (
    Tally,
    UnbalancedRunError,
    WriteDeadLetters,
    WriteManifest,
    WriteSummary,
    json_lines,
    manifest_bytes,
)
from transforms.scripts import Coverage, ImageDecision, ImageOutcome, Skip
from transforms.summary import SUMMARY_FILE, read_summary, write_summary

TEXT, NUMBER = "string", "double"
# The contract, field for field
COLUMNS = {
    "article_id": TEXT, "part": "int32", "parts": "int32", "status": TEXT, "reason": TEXT, "source": TEXT,
    "url": TEXT, "title": TEXT, "author": TEXT, "published_at": TEXT, "section": TEXT, "language": TEXT,
    "fingerprint": TEXT, "audio_uri": TEXT, "audio_format": TEXT, "sample_rate": "int32", "duration_seconds": NUMBER,
    "audio_bytes": "int64", "audio_sha256": TEXT, "loudness_lufs": NUMBER, "true_peak_dbtp": NUMBER,
    "captions_uri": TEXT, "chapters_uri": TEXT, "engine": TEXT, "voice": TEXT, "model_revision": TEXT,
    "voice_licence": TEXT, "synthetic_voice": "bool", "pipeline_version": TEXT,
}  # fmt: skip
NESTED = {
    "segments": {
        "index": "int32", "block": "int32", "role": TEXT, "rule": TEXT, "text": TEXT, "spoken": TEXT,
        "generated": "bool", "language": TEXT, "voice": TEXT, "start_seconds": NUMBER, "end_seconds": NUMBER,
        "list_item": TEXT,
    },
    "images": {
        "url": TEXT, "block": "int32", "decision": TEXT, "rule": TEXT, "description": TEXT, "source": TEXT,
        "model": TEXT, "width": "int32", "height": "int32",
    },
    "skips": {"block": "int32", "rule": TEXT, "text": TEXT},
}  # fmt: skip


def row(article_id: str, part: int = 1, status: str = "narrated", **changes: Any) -> ManifestRow:
    """Returns a row in which every column has a value."""
    whole = ManifestRow(
        article_id=article_id,
        part=part,
        parts=2,
        status=status,
        reason=None,
        source=f"articles.parquet#{article_id}",
        url="https://example.org",
        title="Zwölf 🌊",
        author="A. Cole",
        published_at="2026-01-06",
        section="Science",
        language="en",
        fingerprint="f" * 64,
        audio_uri="audio/00/a.mp3",
        audio_format="mp3",
        sample_rate=24_000,
        duration_seconds=1.5,
        audio_bytes=2**33,
        audio_sha256="0" * 64,
        loudness_lufs=-16.0,
        true_peak_dbtp=-1.2,
        captions_uri="audio/00/a.vtt",
        chapters_uri="audio/00/a.chapters.json",
        engine="hibari",
        voice="heart",
        model_revision="r",
        voice_licence="Apache-2.0",
        synthetic_voice=True,
        segments=(
            SpokenSegment(0, None, "headline", "H1", "Zwölf", "Zwölf", False, "en", "hibari:heart", 0.0, 0.7),
            SpokenSegment(1, 1, "image", "I2", "A lake", "Image: a lake", True, "en", "hibari:heart", 0.7, 1.5),
        ),
        images=(ImageDecision("a.jpg", 1, ImageOutcome.DESCRIBED, "I2", "a lake", "alt", None, 640, 480),),
        coverage=Coverage(3, 1, 1, 1),
        skips=(Skip(2, "B1", "Advertisement"), Skip(None, "H2", "4 min read")),
    )
    return replace(whole, **changes)


def skipped(article_id: str, reason: str = "no_voice:de") -> ManifestRow:
    return skipped_row(Skipped(article_id, f"articles.parquet#{article_id}", reason))


def letter(article_id: str, code: str = "bad_record", source: str = "a.jsonl#1") -> DeadLetter:
    return DeadLetter("read", code, article_id, source, "ArticleError", "no “body”", "Traceback", 1)


def table_of(data: bytes) -> pa.Table:
    return pq.read_table(pa.BufferReader(data))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# The manifest


def test_the_columns_are_those_of_the_contract_in_its_order():
    assert MANIFEST_SCHEMA.names == [*COLUMNS, "segments", "images", "coverage", "skips", "qa"]
    assert {name: str(MANIFEST_SCHEMA.field(name).type) for name in COLUMNS} == COLUMNS


@pytest.mark.parametrize("column", NESTED)
def test_the_lists_hold_the_fields_of_the_contract_in_its_order(column):
    kind = MANIFEST_SCHEMA.field(column).type
    assert pa.types.is_list(kind)
    assert [(field.name, str(field.type)) for field in kind.value_type] == list(NESTED[column].items())


def test_the_coverage_counts_what_the_contract_counts():
    kind = MANIFEST_SCHEMA.field("coverage").type
    assert [field.name for field in kind] == ["blocks", "spoken", "described", "skipped", "failed"]


def test_every_value_of_a_row_reads_back_from_the_manifest():
    [record] = table_of(manifest_bytes([row("a")])).to_pylist()
    assert record == json.loads(row("a").to_json())


def test_a_skipped_row_has_null_where_there_is_no_audio():
    [record] = table_of(manifest_bytes([skipped("a")])).to_pylist()
    assert (record["status"], record["reason"]) == ("skipped", "no_voice:de")
    assert record["audio_uri"] is record["duration_seconds"] is record["coverage"] is record["qa"] is None
    assert record["segments"] == record["skips"] == []


def test_a_manifest_of_no_rows_has_the_columns():
    assert table_of(manifest_bytes([])).schema.equals(MANIFEST_SCHEMA)


def test_a_manifest_of_many_rows_holds_all_of_them():
    ids = [f"{number:04}" for number in range(1_001)]
    assert table_of(manifest_bytes(map(row, ids)))["article_id"].to_pylist() == ids


@pytest.mark.parametrize("ids", [["b", "a", "c"], ["c", "b", "a"]])
def test_rows_are_sorted_by_article_and_part_however_they_arrive(pipeline, tmp_path, ids):
    with pipeline as p:
        arriving = [row(article_id, part) for part in (2, 1) for article_id in ids]
        p | beam.Create(arriving, reshuffle=False) | WriteManifest(str(tmp_path), 1)
    table = pq.read_table(tmp_path / "manifest")
    found = list(zip(table["article_id"].to_pylist(), table["part"].to_pylist()))
    assert found == [(article_id, part) for article_id in "abc" for part in (1, 2)]


def test_half_a_surrogate_pair_does_not_cost_the_manifest():
    segment = replace(row("a").segments[0], text="\udc00")
    rows = [row("a\ud83d", title="\ud83d", segments=(segment,)), row("b")]
    table = table_of(manifest_bytes(rows))
    assert table["article_id"].to_pylist() == ["a?", "b"]
    assert table["segments"].to_pylist()[0][0]["text"] == "?"


# Dead letters


def test_a_dead_letter_is_a_line_of_json():
    [line] = json_lines([letter("ä\nb")]).decode().splitlines()
    assert json.loads(line) == {
        "stage": "read",
        "code": "bad_record",
        "article_id": "ä\nb",
        "source": "a.jsonl#1",
        "error_type": "ArticleError",
        "message": "no “body”",
        "traceback": "Traceback",
        "attempts": 1,
    }


@pytest.mark.parametrize("article_id", ["\u2028", "\x85", "\r", "\0", "\ud83d"])
def test_no_id_breaks_its_line(article_id):
    lines = json_lines([letter(article_id), letter("b")]).decode().removesuffix("\n").split("\n")
    assert {json.loads(line)["article_id"] for line in lines} == {storage.encodable(article_id), "b"}


def test_letters_are_sorted_by_source(pipeline, tmp_path):
    letters = [letter("b", source="b#2"), letter("a", source="b#2"), letter("c", source="a#1")]
    with pipeline as p:
        p | beam.Create(letters) | WriteDeadLetters(str(tmp_path), 1)
    [path] = (tmp_path / "dead_letters").iterdir()
    assert [json.loads(line)["article_id"] for line in path.read_text().splitlines()] == ["c", "a", "b"]


# Shards


def test_rows_are_spread_over_shards_and_none_is_lost(pipeline, tmp_path):
    ids = [f"article-{number}" for number in range(40)]
    with pipeline as p:
        tally = p | beam.Create([row(article_id, parts=1) for article_id in ids]) | WriteManifest(str(tmp_path), 4)
        assert_that(tally | beam.Map(lambda tally: tally.statuses), equal_to([{"narrated": 40}]))
    names = names_in(tmp_path / "manifest")
    assert names == [f"manifest-{shard:05}-of-00004.parquet" for shard in range(4)]
    tables = [pq.read_table(tmp_path / "manifest" / name) for name in names]
    assert sorted(pa.concat_tables(tables)["article_id"].to_pylist()) == sorted(ids)


def test_shards_of_an_older_run_are_removed_and_nothing_else(pipeline, tmp_path):
    for name in ("manifest-00000-of-00001.parquet", "manifest-00006-of-00007.parquet", "notes.txt"):
        storage.write_bytes(str(tmp_path / "manifest" / name), b"older")
    with pipeline as p:
        p | beam.Create([row("a")]) | WriteManifest(str(tmp_path), 1)
    assert names_in(tmp_path / "manifest") == ["manifest-00000-of-00001.parquet", "notes.txt"]
    assert pq.read_table(tmp_path / "manifest" / "manifest-00000-of-00001.parquet")["article_id"].to_pylist() == ["a"]


def test_without_letters_no_file_of_letters_is_left(pipeline, tmp_path):
    storage.write_bytes(str(tmp_path / "dead_letters" / "dead_letters-00000-of-00001.jsonl"), b"older")
    with pipeline as p:
        tally = p | beam.Create([], reshuffle=False) | WriteDeadLetters(str(tmp_path), 3)
        assert_that(tally, equal_to([Tally()]))
    assert names_in(tmp_path / "dead_letters") == []


def test_what_is_kept_of_an_earlier_run_is_written_and_not_counted(pipeline, tmp_path):
    with pipeline as p:
        kept = (p | "Kept" >> beam.Create([row("a", parts=1)]),)
        tally = p | "New" >> beam.Create([row("b", parts=1)]) | WriteManifest(str(tmp_path), 1, kept)
        assert_that(tally | beam.Map(lambda tally: tally.to_record()["narrated"]), equal_to([1]))
    assert pq.read_table(tmp_path / "manifest")["article_id"].to_pylist() == ["a", "b"]


def test_letters_are_replaced_after_the_rows_are_written(pipeline, tmp_path):
    def tally_of_manifest(_):
        assert (tmp_path / "dead_letters" / "dead_letters-00000-of-00001.jsonl").read_bytes() == b"older"
        return Tally()

    storage.write_bytes(str(tmp_path / "dead_letters" / "dead_letters-00000-of-00001.jsonl"), b"older")
    with pipeline as p:
        manifest = p | beam.Create([1]) | beam.Reshuffle() | beam.Map(tally_of_manifest)
        _ = p | "Letters" >> beam.Create([letter("a")]) | WriteDeadLetters(str(tmp_path), 1, after=manifest)
    [line] = (tmp_path / "dead_letters" / "dead_letters-00000-of-00001.jsonl").read_text().splitlines()
    assert json.loads(line)["article_id"] == "a"


def test_two_runs_write_the_same_bytes(pipeline, tmp_path):
    elements = [row(f"article-{number}", part) for number in range(10) for part in (1, 2)]
    with pipeline as p:
        for run in ("one", "two"):
            created = p | f"Create {run}" >> beam.Create(list(elements))
            created | f"Write {run}" >> WriteManifest(str(tmp_path / run), 3)
            random.Random(1).shuffle(elements)
    assert names_in(tmp_path / "one" / "manifest") == names_in(tmp_path / "two" / "manifest")
    for path in (tmp_path / "one" / "manifest").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / "manifest" / path.name).read_bytes()


@pytest.mark.parametrize("writer", [WriteManifest, WriteDeadLetters])
def test_there_is_at_least_one_shard(writer):
    with pytest.raises(ValueError, match="at least one shard, not 0"):
        writer("out", 0)


# The summary

elements = st.lists(
    st.one_of(
        st.integers(0, 5),
        st.builds(
            row,
            st.sampled_from("abc"),
            st.integers(1, 2),
            st.sampled_from(["narrated", "reused"]),
            duration_seconds=st.floats(0, 1000).map(lambda seconds: round(seconds, 3)),
        ),
        st.builds(skipped, st.sampled_from("abc"), st.sampled_from(["no_voice:de", "too_short"])),
        st.builds(letter, st.sampled_from("abc"), st.sampled_from(["bad_record", "bad_schema"])),
    ),
    max_size=12,
)


def tally_of(outcomes: Sequence[Any]) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally


@settings(max_examples=100)
@given(elements, st.data())
def test_a_tally_is_the_same_however_its_elements_are_split(outcomes, data):
    shuffled = data.draw(st.permutations(outcomes))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(outcomes)), max_size=4)))
    merged = Tally.sum(tally_of(shuffled[start:end]) for start, end in zip([0, *cuts], [*cuts, len(outcomes)]))
    assert merged.to_record() == tally_of(outcomes).to_record()


def test_a_summary_adds_up_what_became_of_the_records():
    outcomes = [3, 2, row("a"), row("b", status="reused"), skipped("c"), skipped("d", "too_short"), letter("e")]
    record = tally_of(outcomes).to_record()
    assert record == {
        "read": 5,
        "narrated": 1,
        "reused": 1,
        "skipped": 2,
        "dead_letters": 1,
        "equation_holds": True,
        "skip_reasons": {"no_voice:de": 1, "too_short": 1},
        "dead_letter_codes": {"bad_record": 1},
        "audio_seconds": {"narrated": 1.5, "reused": 1.5},
        "audio_bytes": 2**34,
        "voices": {"hibari:heart": 2},
        "blocks": {"blocks": 6, "spoken": 2, "described": 2, "skipped": 2, "failed": 0},
        "images": {"described": 2},
    }


def test_the_parts_of_an_article_are_one_record():
    record = tally_of([1, row("a", 1), row("a", 2)]).to_record()
    assert (record["narrated"], record["equation_holds"]) == (1, True)
    assert record["audio_seconds"]["narrated"] == 3.0


def test_a_record_with_a_new_part_is_narrated():
    record = tally_of([1, row("a", 1, "reused"), row("a", 2)]).to_record()
    assert (record["narrated"], record["reused"], record["equation_holds"]) == (1, 0, True)


@pytest.mark.parametrize("others", [[], [row("a", 1)], [row("a", 2)]])
def test_a_record_that_lost_parts_is_one_dead_letter(others):
    lost = replace(letter("a", source=row("a").source), stage="synthesize")
    record = tally_of([1, lost, *(others or [lost])]).to_record()
    assert (record["narrated"], record["dead_letters"], record["equation_holds"]) == (0, 1, True)


@pytest.mark.parametrize("outcomes", [[2, row("a")], [1, row("a"), letter("b")], [0, skipped("a")], [1]])
def test_a_record_lost_or_doubled_breaks_the_equation(outcomes):
    assert tally_of(outcomes).to_record()["equation_holds"] is False


def summarize(pipeline: Any, folder: Path, outcomes: Sequence[Any], facts: dict[str, Any]) -> None:
    """Writes the summary of a run that read so many records and wrote these rows and letters."""
    counts = [outcome for outcome in outcomes if isinstance(outcome, int)]
    rows = [outcome for outcome in outcomes if isinstance(outcome, ManifestRow)]
    letters = [outcome for outcome in outcomes if isinstance(outcome, DeadLetter)]
    with pipeline as p:
        written = [p | f"Tally {n}" >> beam.Create([tally_of(part)]) for n, part in enumerate((rows, letters))]
        p | beam.Create(counts, reshuffle=False) | WriteSummary(str(folder), facts, written)


def test_the_summary_holds_counts_facts_and_version(pipeline, tmp_path):
    summarize(pipeline, tmp_path, [2, row("a"), letter("b")], {"engine_versions": {"torch": "2"}})
    summary = read_summary(str(tmp_path))
    assert (summary["read"], summary["narrated"], summary["dead_letters"]) == (2, 1, 1)
    assert summary["engine_versions"] == {"torch": "2"}
    assert summary["pipeline_version"] == row("a").pipeline_version


def test_a_run_of_nothing_has_a_summary(pipeline, tmp_path):
    summarize(pipeline, tmp_path, [], {})
    assert read_summary(str(tmp_path))["equation_holds"] is True


def test_a_run_that_lost_a_record_fails_after_its_summary_is_written(pipeline, tmp_path):
    with pytest.raises(UnbalancedRunError, match="2 records were read and not all are accounted for"):
        summarize(pipeline, tmp_path, [2, row("a")], {})
    assert read_summary(str(tmp_path))["equation_holds"] is False


def test_a_summary_reads_back_as_it_was_written(tmp_path):
    write_summary(str(tmp_path / SUMMARY_FILE), {"read": 1, "reasons": {"zwölf": 2}})
    assert read_summary(str(tmp_path)) == {"read": 1, "reasons": {"zwölf": 2}}


def test_a_folder_without_a_summary_is_an_error(tmp_path):
    with pytest.raises(OSError, match=r"summary\.json"):
        read_summary(str(tmp_path))
