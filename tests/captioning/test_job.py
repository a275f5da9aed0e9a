"""A whole job with a captioner that has learnt: the script says the right shape in the right place."""

import base64
import functools
import io
import json
import random
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions

from models.captioning.engines import load_captioner
from models.handlers import CaptionModelHandler, SpeechModelHandler
from pipeline.graph import build
from pipeline.options import job_of, parse_options
from tests.captioning.test_checkpoints import noisy
from tests.composition.building import FILLER
from tests.conftest import FakeSynthesizer
from tests.jobs import rows_of
from tests.tiny_captioners import draw_shape

PICTURES = {"/first.png": ("green", "triangle"), "/second.png": ("blue", "square")}
PAGE = (
    "<html><head><title>Shapes</title></head><body><article><h1>Shapes</h1>"
    f"<p>{FILLER}</p><p>The first of them hangs in the hall.</p>"
    '<figure><img src="/first.png"></figure>'
    "<p>The second of them hangs in the kitchen.</p>"
    '<figure><img src="/second.png"></figure>'
    f"<p>{FILLER.replace('town', 'city')}</p></article></body></html>"
)


def png(colour: str, shape: str) -> str:
    file = io.BytesIO()
    noisy(draw_shape(colour, shape, random.Random(3)).resize((192, 192))).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.fixture
def records(tmp_path: Path) -> Path:
    images = [
        {"url": f"https://shapes.example{path}", "bytes": png(*pair), "alt": None, "caption": None}
        for path, pair in PICTURES.items()
    ]
    record = {
        "article_id": "shapes",
        "url": "https://shapes.example/story",
        "html": PAGE,
        "language": "en",
        "images": images,
    }
    (tmp_path / "shapes.jsonl").write_text(json.dumps(record) + "\n")
    return tmp_path / "shapes.jsonl"


def test_each_shape_is_heard_after_its_paragraph(records, tmp_path, shape_blip):
    name = f"blip:{shape_blip}"
    job = job_of(parse_options([f"--input={records}", f"--output={tmp_path / 'out'}", f"--captioner={name}"]))
    captioner = CaptionModelHandler(functools.partial(load_captioner, name, "cpu"))
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner", "--direct_running_mode=in_memory"]))
    build(pipeline, job, SpeechModelHandler(FakeSynthesizer), {}, captioner)
    pipeline.run().wait_until_finish()
    [row] = rows_of(tmp_path / "out")
    heard = [segment["text"] for segment in row["segments"]]
    for paragraph, (colour, shape) in zip(("first", "second"), PICTURES.values(), strict=True):
        place = next(at for at, text in enumerate(heard) if text.startswith(f"The {paragraph} of them"))
        assert f"a {colour} {shape} on a white background" in heard[place + 1]
    assert [(image["source"], image["rule"]) for image in row["images"]] == [("model", "I3")] * 2
    assert all(name in image["model"] for image in row["images"])
