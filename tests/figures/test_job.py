"""Whole jobs on records that bring their pictures along: described, heard in their place, and never shuffled."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions

from models.handlers import SpeechModelHandler
from models.pictures.errors import LASTING_FAULTS, PictureFault
from pipeline.graph import build
from pipeline.options import job_of, parse_options
from tests.composition.building import FILLER
from tests.conftest import FakeSynthesizer
from tests.figures.captioners import CountingHandler, png
from tests.jobs import files_of, rows_of
from transforms.figures.settings import CaptionSettings

PAGE = (
    "<html><head><title>Squares</title></head><body><article><h1>Squares</h1>"
    f"<p>{FILLER}</p><p>Look at the first of them, which hangs in the hall.</p>"
    '<figure><img src="/first.png"></figure>'
    f"<p>It was painted in the year of the flood.</p><p>{FILLER.replace('town', 'city')}</p></article></body></html>"
)
RED, GREEN = "a red square on a white background", "a green square on a white background"


def record(article_id: str, data: Any, **fields: Any) -> dict[str, Any]:
    """Returns a record of the page, with the file of its picture."""
    images = [{"url": f"https://{article_id}.example/first.png", "bytes": data, "alt": None, "caption": None}]
    return {
        "article_id": article_id,
        "url": f"https://{article_id}.example/story",
        "html": PAGE,
        "language": "en",
        "images": images,
    } | fields


def run(records: Path, output: Path, handler: CountingHandler) -> dict[str, Any]:
    job = job_of(parse_options([f"--input={records}", f"--output={output}"]))
    job = replace(job, captions=CaptionSettings("fake", "1"))
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner", "--direct_running_mode=in_memory"]))
    build(pipeline, job, SpeechModelHandler(FakeSynthesizer), {}, handler)
    pipeline.run().wait_until_finish()
    summary: dict[str, Any] = json.loads((output / "summary.json").read_bytes())
    return summary


def heard(row: dict[str, Any]) -> list[str]:
    return [segment["spoken"] for segment in row["segments"]]


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    rows = [record("one", png("red")), record("two", png("green")), record("three", png("red"))]
    kind = pa.list_(
        pa.struct([("url", pa.string()), ("bytes", pa.binary()), ("alt", pa.string()), ("caption", pa.string())])
    )
    texts = [(name, pa.string()) for name in ("article_id", "url", "html", "language")]
    pq.write_table(pa.Table.from_pylist(rows, pa.schema([*texts, ("images", kind)])), tmp_path / "articles.parquet")
    return tmp_path / "articles.parquet"


def test_pictures_inside_records_are_heard_in_their_place(parquet, tmp_path):
    handler, output = CountingHandler(tmp_path / "asked"), tmp_path / "out"
    summary = run(parquet, output, handler)
    assert summary["equation_holds"]
    assert summary["images"] == {"described": 3}
    rows = {row["article_id"]: row for row in rows_of(output)}
    assert {name: row["images"][0]["description"] for name, row in rows.items()} == {
        "one": RED, "two": GREEN, "three": RED,
    }  # fmt: skip
    words = heard(rows["two"])
    place = words.index(f"Image: {GREEN}.")
    assert words[place - 1] == "Look at the first of them, which hangs in the hall."
    assert words[place + 1] == "It was painted in the year of the flood."
    (image,) = rows["two"]["images"]
    assert image == {
        "url": "https://two.example/first.png",
        "block": image["block"],
        "decision": "described",
        "rule": "I3",
        "description": GREEN,
        "source": "model",
        "model": "fake@1",
        "width": 300,
        "height": 300,
    }
    generated = [segment for segment in rows["two"]["segments"] if segment["role"] == "image"]
    assert [segment["generated"] for segment in generated] == [True]
    assert handler.asked() == 2  # the same bytes in two records are one picture
    assert [path.suffix for path in (output / "state" / "pictures").rglob("*.*")] == [".json", ".json"]


def test_a_second_run_describes_nothing_and_changes_nothing(parquet, tmp_path):
    handler, output = CountingHandler(tmp_path / "asked"), tmp_path / "out"
    run(parquet, output, handler)
    before = files_of(output / "audio") | files_of(output / "state")
    summary = run(parquet, output, handler)
    assert (summary["narrated"], summary["reused"]) == (0, 3)
    assert handler.asked() == 2
    assert files_of(output / "audio") | files_of(output / "state") == before


def test_a_changed_record_uses_the_description_that_is_kept(parquet, tmp_path):
    handler, output = CountingHandler(tmp_path / "asked"), tmp_path / "out"
    run(parquet, output, handler)
    changed = pq.read_table(parquet).to_pylist()
    changed[0]["html"] = changed[0]["html"].replace("in the hall", "on the stairs")
    pq.write_table(pa.Table.from_pylist(changed, pq.read_schema(parquet)), parquet)
    summary = run(parquet, output, handler)
    assert (summary["narrated"], summary["reused"]) == (1, 2)
    assert handler.asked() == 2
    row = next(row for row in rows_of(output) if row["article_id"] == "one")
    assert f"Image: {RED}." in heard(row)
    assert list((output / "state" / "pictures").rglob("*.picture")) == []


def test_a_broken_picture_costs_its_description_and_nothing_else(tmp_path):
    records = tmp_path / "articles.jsonl"
    lines = [
        record(name, base64.b64encode(data).decode()) for name, data in (("one", png("red")), ("two", b"no picture"))
    ]
    records.write_text("".join(json.dumps(line) + "\n" for line in lines))
    summary = run(records, tmp_path / "out", CountingHandler(tmp_path / "asked"))
    assert (summary["narrated"], summary["dead_letters"]) == (2, 0)
    assert summary["images"] == {"described": 1, "failed": 1}
    row = next(row for row in rows_of(tmp_path / "out") if row["article_id"] == "two")
    assert (row["images"][0]["rule"], row["images"][0]["source"]) == ("I10", "not_an_image")


def test_words_of_the_record_stand_in_for_those_that_the_page_lacks(tmp_path):
    images = [
        {"url": "/first.png", "alt": "A painting of three squares", "caption": "It hangs in the hall by the door."}
    ]
    records = tmp_path / "articles.jsonl"
    records.write_text(json.dumps(record("one", None, images=images)) + "\n")
    handler = CountingHandler(tmp_path / "asked")
    run(records, tmp_path / "out", handler)
    (row,) = rows_of(tmp_path / "out")
    place = heard(row).index("Image: A painting of three squares.")
    assert heard(row)[place + 1 : place + 3] == ["Caption:", "It hangs in the hall by the door."]
    assert handler.asked() == 0


def test_a_plain_text_has_the_images_of_its_record_at_its_end(tmp_path):
    images = [{"url": "https://one.example/a.png", "bytes": base64.b64encode(png("green")).decode()}]
    text = "\n\n".join([FILLER, FILLER.replace("town", "city")])
    records = tmp_path / "articles.jsonl"
    records.write_text(json.dumps({"article_id": "one", "text": text, "language": "en", "images": images}) + "\n")
    run(records, tmp_path / "out", CountingHandler(tmp_path / "asked"))
    (row,) = rows_of(tmp_path / "out")
    assert heard(row)[-2] == f"Image: {GREEN}."  # the last is the disclosure


def test_a_picture_inside_its_page_is_heard_and_crosses_no_shuffle(tmp_path):
    noisy = png("green") + bytes(
        4_000
    )  # as long as a picture of a notebook is; decoders stop at the end of the picture
    page = PAGE.replace("/first.png", "data:image/png;base64," + base64.b64encode(noisy).decode())
    records = tmp_path / "articles.jsonl"
    records.write_text(json.dumps(record("one", None, html=page, images=[])) + "\n")
    run(records, tmp_path / "out", CountingHandler(tmp_path / "asked"))
    (row,) = rows_of(tmp_path / "out")
    assert f"Image: {GREEN}." in heard(row)
    (image,) = row["images"]
    assert image["url"].startswith("data:image/png;sha256=")
    assert len(image["url"]) < 50


def test_a_record_whose_picture_failed_for_a_moment_is_looked_at_again(tmp_path):
    records, output = tmp_path / "articles.jsonl", tmp_path / "out"
    lines = [record(name, base64.b64encode(png(colour)).decode()) for name, colour in (("one", "red"), ("two", "blue"))]
    records.write_text("".join(json.dumps(line) + "\n" for line in lines))
    handler = CountingHandler(tmp_path / "asked")
    for asked in (2, 3):
        summary = run(records, output, handler)
        assert summary["images"] == {"described": 1, "failed": 1}
        assert handler.asked() == asked
    assert (summary["narrated"], summary["reused"]) == (0, 2)


@pytest.mark.parametrize("fault", PictureFault)
def test_what_a_host_does_may_pass_and_what_a_picture_is_does_not(fault):
    of_a_host = {"unreachable", "refused", "timeout"}
    assert (fault in LASTING_FAULTS) is (str(fault) not in of_a_host)
