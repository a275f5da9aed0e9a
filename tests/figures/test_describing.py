"""The Beam step: pictures in, descriptions at their documents, once for each picture."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.coders import registry
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner import fn_runner
from apache_beam.testing.util import assert_that, equal_to
from google.cloud.storage import Client

from models import storage
from models.voices import VoiceMap
from tests.composition.building import document, paragraph
from tests.fakegcs import fake_gcs
from tests.figures.captioners import LISTEN, CountingHandler, FakeCaptionHandler, figure_of, page_of, png
from transforms.composition import NarrationSettings
from transforms.documents import Description, Document
from transforms.figures.describing import DescribeFigures, PictureBatch
from transforms.figures.kept import KeptPictures
from transforms.figures.requests import requests_of
from transforms.figures.settings import CaptionSettings


@pytest.fixture
def settings(tmp_path: Path) -> CaptionSettings:
    (tmp_path / "pictures").mkdir()
    for colour in ("red", "green", "blue"):
        (tmp_path / "pictures" / f"{colour}.png").write_bytes(png(colour))
    (tmp_path / "pictures" / "red-copy.png").write_bytes(png("red"))
    (tmp_path / "pictures" / "broken.png").write_bytes(png("red")[:200])
    return CaptionSettings("fake", "1", image_folder=str(tmp_path / "pictures"))


@pytest.fixture
def describe(settings: CaptionSettings, tmp_path: Path) -> DescribeFigures:
    return DescribeFigures(FakeCaptionHandler(), settings, LISTEN, str(tmp_path / "out"))


def said(document: Document) -> tuple[str, dict[str, str | None]]:
    """Returns what is known of a document's pictures: the words, or the fault."""
    return document.source, {url: d.text or d.fault for url, d in document.descriptions.items()}


RED = "a red square on a white background"
GREEN = "a green square on a white background"


def test_descriptions_come_to_the_documents_that_show_the_pictures(pipeline, describe):
    documents = [page_of("one", "red.png", "green.png"), page_of("two", "green.png#top"), page_of("three")]
    with pipeline as p:
        described = p | beam.Create(documents) | describe | beam.Map(said)
        expected = [("one", {"red.png": RED, "green.png": GREEN}), ("two", {"green.png#top": GREEN}), ("three", {})]
        assert_that(described, equal_to(expected))


def test_a_picture_is_described_once_over_urls_documents_and_runs(pipeline, settings, tmp_path):
    counting = CountingHandler(tmp_path / "asked")
    describe = DescribeFigures(counting, settings, LISTEN, str(tmp_path / "out"))
    documents = [page_of("one", "red.png", "red-copy.png"), page_of("two", "red.png")]
    with pipeline as p:
        described = p | beam.Create(documents) | describe | beam.Map(said)
        assert_that(described, equal_to([("one", {"red.png": RED, "red-copy.png": RED}), ("two", {"red.png": RED})]))
    assert counting.asked() == 1
    with beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"])) as again:
        described = again | beam.Create(documents) | describe | beam.Map(said)
        assert_that(described, equal_to([("one", {"red.png": RED, "red-copy.png": RED}), ("two", {"red.png": RED})]))
    assert counting.asked() == 1


def test_another_captioner_describes_anew(pipeline, settings, tmp_path):
    counting = CountingHandler(tmp_path / "asked")
    for revision in ("1", "2"):
        changed = replace(settings, revision=revision)
        with beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"])) as p:
            describe = DescribeFigures(counting, changed, LISTEN, str(tmp_path / "out"))
            _ = p | beam.Create([page_of("one", "red.png")]) | describe
    assert counting.asked() == 2


def test_what_cannot_be_had_or_described_costs_its_description_alone(pipeline, describe):
    urls = ("red.png", "broken.png", "gone.png", "../../../etc/passwd", "blue.png", "http://good.example/a.png")
    expected = {
        "red.png": RED,
        "broken.png": "undecodable",
        "gone.png": "unreachable",
        "../../../etc/passwd": "forbidden_url",
        "blue.png": "oom",
    }  # the network is not allowed: its picture is not even asked for
    with pipeline as p:
        described = p | beam.Create([page_of("one", *urls)]) | describe | beam.Map(said)
        assert_that(described, equal_to([("one", expected)]))


def test_a_failure_is_not_kept(settings, tmp_path):
    for colour, answer in (("blue", "oom"), ("red", RED)):
        (Path(settings.image_folder) / "changing.png").write_bytes(png(colour))
        with beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"])) as p:
            describe = DescribeFigures(FakeCaptionHandler(), settings, LISTEN, str(tmp_path / "out"))
            described = p | beam.Create([page_of("one", "changing.png")]) | describe | beam.Map(said)
            assert_that(described, equal_to([("one", {"changing.png": answer})]))
    assert len(list((tmp_path / "out" / "state" / "pictures").rglob("*.json"))) == 1


def test_a_damaged_description_is_made_anew(settings, tmp_path):
    kept = KeptPictures(str(tmp_path / "out"), settings.model)
    kept.write("00ff", "en", Description(text="a lake", sources=("model",)))
    assert kept.read("00ff", "en") == Description(text="a lake", sources=("model",))
    assert kept.read("00ff", "de") is None
    (path,) = (tmp_path / "out").rglob("*.json")
    for damage in ("", "[]", '{"kind": "no such kind", "sources": []}', '{"kind": "photo"}'):
        path.write_text(damage)
        assert kept.read("00ff", "en") is None


def test_of_an_svg_file_only_its_words_are_taken(pipeline, settings, describe):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>A map of the valley and its mills</title></svg>'
    (Path(settings.image_folder) / "map.svg").write_text(drawing)
    with pipeline as p:
        described = p | beam.Create([page_of("one", "map.svg")]) | describe | beam.Map(said)
        assert_that(described, equal_to([("one", {"map.svg": "A map of the valley and its mills"})]))


def test_articles_that_are_not_narrated_ask_for_nothing(settings):
    english_only = NarrationSettings(VoiceMap.parse("en=hibari:heart"))
    page = page_of("one", "red.png")
    assert len(requests_of(page, english_only, settings)) == 1
    assert requests_of(replace(page, language="de"), english_only, settings) == []
    assert requests_of(replace(page, is_truncated=True), english_only, settings) == []


def test_only_images_that_mean_something_and_lack_words_are_asked_for(settings):
    figures = (
        figure_of("alt.png", "The mayor with a loaf of bread"),
        figure_of("icons/check.png"),
        figure_of("empty.png", ""),
        figure_of("captioned.png", None, "The mayor called it a wonder."),
        figure_of("missing.png"),
    )
    page = document(paragraph("Look."), *figures, paragraph("Then."))
    asked = {request.url: request for request in requests_of(page, LISTEN, settings)}
    assert list(asked) == ["empty.png", "captioned.png", "missing.png"]
    assert asked["captioned.png"].caption == "The mayor called it a wonder."
    assert {request.paragraph for request in asked.values()} == {"Look."}


def test_no_more_pictures_of_an_article_are_asked_for_than_the_settings_allow(settings):
    page = page_of("one", *(f"{n}.png" for n in range(9)))
    assert len(requests_of(page, LISTEN, replace(settings, most_pictures=4))) == 4


def test_reading_describing_and_keeping_are_one_stage(describe):
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"]))
    _ = pipeline | beam.Create([page_of("one", "red.png")]) | describe
    _, fused = fn_runner.FnApiRunner().create_stages(pipeline.to_runner_api())
    stages = [[transform.unique_name for transform in stage.transforms] for stage in fused]
    (describing,) = [names for names in stages if any("BeamML_RunInference" in name for name in names)]
    for step in ("ReadPictures", "KeepDescription"):
        assert any(step in name for name in describing), step


def test_pixels_refuse_to_be_serialised():
    with pytest.raises(TypeError, match="PictureBatch may not leave"):
        registry.get_coder(PictureBatch).encode(PictureBatch())


def test_a_gpu_is_asked_for_where_pictures_are_described_and_nowhere_else(settings, tmp_path):
    gpu = {"accelerator": "type:nvidia-l4;count:1;install-nvidia-driver"}
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"]))
    describe = DescribeFigures(FakeCaptionHandler(), settings, LISTEN, str(tmp_path), gpu)
    _ = pipeline | beam.Create([page_of("one", "red.png")]) | "DescribeFigures" >> describe
    proto = pipeline.to_runner_api()
    hinted = {
        transform.unique_name
        for transform in proto.components.transforms.values()
        if transform.environment_id
        and "beam:resources:accelerator:v1" in proto.components.environments[transform.environment_id].resource_hints
    }
    assert any("ReadPictures" in name for name in hinted)
    assert all("DescribePictures" in name for name in hinted)


@pytest.fixture
def bucket() -> Iterator[str]:
    """Yields an empty folder of the loopback cloud."""
    storage._client.cache_clear()
    with fake_gcs():
        Client().create_bucket("pictures")
        yield "gs://pictures/images"
    storage._client.cache_clear()


def test_pictures_in_a_bucket_are_described_and_their_descriptions_kept_there(bucket):
    storage.write_bytes(f"{bucket}/red.png", png("red"))
    settings = CaptionSettings("fake", "1", image_folder=bucket)
    describe = DescribeFigures(FakeCaptionHandler(), settings, LISTEN, "gs://pictures/out")
    page = page_of("one", "red.png", f"{bucket}/red.png", "gs://pictures/secret.png")
    with beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"])) as p:
        described = p | beam.Create([page]) | describe | beam.Map(said)
        expected = {"red.png": RED, f"{bucket}/red.png": RED, "gs://pictures/secret.png": "forbidden_url"}
        assert_that(described, equal_to([("one", expected)]))
    assert len(storage.match("gs://pictures/out/state/pictures/*/*.json")) == 1
