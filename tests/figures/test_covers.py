"""The lead image of an article as the cover of its audio."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import mutagen
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions

from models.handlers import SpeechModelHandler
from models.pictures.covers import cover_of
from models.voices import VoiceMap
from pipeline.graph import build
from pipeline.options import job_of, parse_options
from tests.composition.building import FILLER
from tests.conftest import FakeSynthesizer
from tests.figures.captioners import LISTEN, png
from tests.jobs import rows_of
from transforms.documents import Article, RecordImage
from transforms.extraction import ExtractionLimits
from transforms.figures.covers import Covers, cover_path
from transforms.figures.records import extract_with_images
from transforms.figures.settings import CaptionSettings
from transforms.narrations import skipped_row
from transforms.outcomes import Skipped
from transforms.pruning import live_paths

URL = "https://gazette.example/news/story"
RED = cover_of(png("red"), 1_000_000)
LEAD = "<figure><img src='/a.png' alt='The mayor with a loaf of bread'></figure>"


def article(figure: str, *images: RecordImage) -> Article:
    page = f"<article><h1>Story</h1><p>{FILLER}</p>{figure}<p>{FILLER.replace('town', 'city')}</p></article>"
    return Article("one", "one", html=page, url=URL, language="en", images=images)


@pytest.fixture
def cover(tmp_path: Path):
    """Returns the bytes of an article's cover, or None."""

    def read(record: Article, captions: CaptionSettings | None = None) -> bytes | None:
        covers = Covers.of(captions or CaptionSettings(), LISTEN, str(tmp_path))
        path = covers(record, extract_with_images(record, ExtractionLimits())).cover
        return (tmp_path / path).read_bytes() if path else None

    return read


def test_a_lead_image_that_came_with_the_record_is_the_cover(cover):
    assert cover(article(LEAD, RecordImage("/a.png", data=png("red")))) == RED


def test_a_lead_image_inside_the_page_is_the_cover(cover):
    url = f"data:image/png;base64,{base64.b64encode(png('red') + bytes(4_000)).decode()}"
    assert cover(article(LEAD.replace("/a.png", url))) == RED


def test_a_lead_image_below_the_image_folder_is_the_cover(cover, tmp_path):
    (tmp_path / "a.png").write_bytes(png("red"))
    record = replace(article(LEAD.replace("/a.png", "a.png")), url=None)
    assert cover(record, CaptionSettings(image_folder=str(tmp_path))) == RED


def test_an_ornament_before_the_lead_image_is_no_cover(cover):
    record = article(
        f"<img src='/icons/logo.png' alt='logo'>{LEAD}",
        RecordImage("/icons/logo.png", data=png("green")),
        RecordImage("/a.png", data=png("red")),
    )
    assert cover(record) == RED


@pytest.mark.parametrize(
    "record",
    [
        article(LEAD),  # the network is not allowed
        article(LEAD, RecordImage("/a.png", data=b"no picture")),
        article(LEAD, RecordImage("/a.png", data=png("red", 150))),
        article("", RecordImage("/a.png", data=png("red"))),
    ],
    ids=["not allowed", "broken", "small", "not on the page"],
)
def test_without_a_lead_image_to_be_had_there_is_no_cover(cover, record, tmp_path):
    assert cover(record) is None
    assert not (tmp_path / "state" / "covers").exists()


def test_an_article_that_nobody_reads_gets_no_cover(tmp_path):
    record = article(LEAD, RecordImage("/a.png", data=png("red")))
    covers = Covers.of(CaptionSettings(), replace(LISTEN, voices=VoiceMap.parse("de=hibari:heart")), str(tmp_path))
    assert covers(record, extract_with_images(record, ExtractionLimits())).cover is None
    assert list(tmp_path.iterdir()) == []


def run(records: Path, output: Path, *options: str) -> dict[str, Any]:
    """Narrates the records; returns the row of the only one."""
    job = job_of(parse_options([f"--input={records}", f"--output={output}", "--captioner=none", *options]))
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner", "--direct_running_mode=in_memory"]))
    build(pipeline, job, SpeechModelHandler(FakeSynthesizer), {})
    pipeline.run().wait_until_finish()
    (row,) = rows_of(output)
    return row


def test_a_cover_makes_a_narration_of_another_name_that_is_reused_and_pruned(tmp_path):
    images = pa.array([[{"url": "/a.png", "bytes": png("red")}]])
    table = pa.table({"article_id": ["one"], "url": [URL], "html": [article(LEAD).html], "images": images})
    pq.write_table(table, tmp_path / "articles.parquet")
    output = tmp_path / "out"
    plain, covered, again = (
        run(tmp_path / "articles.parquet", output, *options)
        for options in ([], ["--cover=lead"], ["--cover=lead", "--prune=remove"])
    )
    assert (covered["status"], again["status"]) == ("narrated", "reused")
    assert plain["audio_uri"] != covered["audio_uri"] == again["audio_uri"]
    (frame,) = mutagen.File(output / covered["audio_uri"]).tags.getall("APIC")
    assert frame.data == RED
    assert not (output / plain["audio_uri"]).exists()
    assert [path.relative_to(output).as_posix() for path in (output / "state" / "covers").rglob("*.jpg")] == [
        cover_path("one", hashlib.sha256(RED).hexdigest()[:16])
    ]


def test_the_cover_of_an_article_that_is_gone_is_not_needed():
    place = re.sub(r"\.[0-9a-f]{16}\.jpg$", "", cover_path("one"))
    needed = set(live_paths(skipped_row(Skipped("one", "in.jsonl#0", "too_short")), "out"))
    assert any(path.startswith(place) for path in needed)
    assert not any(path.startswith(place) for path in live_paths(skipped_row(Skipped("two", "b", "too_short")), "out"))
