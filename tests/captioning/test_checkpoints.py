"""Captioning checkpoints through the real loading code: a BLIP that knows shapes, two networks of random weights."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from google.cloud import storage as cloud_storage
from PIL import Image
from safetensors.torch import load_file, save_file

from models import storage
from models.captioning.call_shapes import LOADERS
from models.captioning.captions import Caption, CaptionRequest, Picture, PictureKind
from models.captioning.engines import describe_captioner, load_captioner
from models.checkpoints import CheckpointError
from tests.captioning.drawings import photo, request_of
from tests.fakegcs import fake_gcs
from tests.tiny_captioners import COLOURS, SHAPES, draw_shape, shape_caption

CPU = torch.device("cpu")


def shape_request(colour: str, shape: str, chance: random.Random) -> CaptionRequest:
    return request_of(draw_shape(colour, shape, chance))


def noisy(image: Image.Image) -> Image.Image:
    """Returns a picture with a sensor's noise, which makes it a photograph to the eye of statistics."""
    pixels = np.asarray(image).astype(np.int16) + np.random.default_rng(0).integers(-3, 4, (*image.size, 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def test_a_trained_blip_names_nearly_every_shape(shape_blip):
    model = LOADERS["blip"](Path(shape_blip), CPU)
    chance = random.Random(9)
    pairs = [(colour, shape) for colour in COLOURS for shape in SHAPES] * 3
    written = model.generate([shape_request(*pair, chance) for pair in pairs])
    right = sum(text == shape_caption(*pair) for text, pair in zip(written, pairs, strict=True))
    assert right >= 0.85 * len(pairs)


@pytest.mark.parametrize(
    ("engine", "folder"), [("blip", "shape_blip"), ("florence2", "random_florence"), ("chat", "random_qwen")]
)
def test_a_batch_of_mixed_sizes_says_of_each_picture_what_it_says_alone(engine, folder, request):
    model = LOADERS[engine](Path(request.getfixturevalue(folder)), CPU)
    chance = random.Random(2)
    sizes = [(40, 64), (90, 50), (64, 64), (120, 120), (33, 97)]
    requests = [
        request_of(photo(chance.randint(0, 99), *size), paragraph="A word. " * at) for at, size in enumerate(sizes)
    ]
    written = model.generate(requests)
    assert [model.generate([alone])[0] for alone in requests] == written
    assert model.generate(requests[::-1]) == written[::-1]
    assert engine == "blip" or len(set(written)) > 1


def describe_shape(checkpoint: str) -> Caption:
    captioner = load_captioner(f"blip:{checkpoint}", "cpu")
    image = noisy(draw_shape("red", "circle", random.Random(4)))
    [caption] = captioner.describe([request_of(image)])
    assert isinstance(caption, Caption)
    return caption


def test_a_checkpoint_of_a_local_folder_describes(shape_blip):
    caption = describe_shape(shape_blip)
    assert (caption.text, caption.kind) == ("a red circle on a white background", PictureKind.PHOTO)
    assert caption.sources == ("model",)


def test_a_checkpoint_in_cloud_storage_describes_and_has_a_revision(shape_blip):
    storage._client.cache_clear()
    with fake_gcs():
        cloud_storage.Client().create_bucket("checkpoints")
        for path in Path(shape_blip).iterdir():
            storage.write_bytes(f"gs://checkpoints/shapes/{path.name}", path.read_bytes())
        assert describe_shape("gs://checkpoints/shapes").text == "a red circle on a white background"
        remote, local = (describe_captioner(f"blip:{at}") for at in ("gs://checkpoints/shapes/", shape_blip))
        assert remote.revision == local.revision
        with pytest.raises(ValueError, match="gs://checkpoints/nothing holds no file"):
            describe_captioner("blip:gs://checkpoints/nothing")
    storage._client.cache_clear()


def test_what_a_random_network_writes_is_not_spoken(random_qwen):
    captioner = load_captioner(f"chat:{random_qwen}", "cpu")
    [caption] = captioner.describe([request_of(photo(1))])
    assert (caption.text, caption.sources) == ("", ())


def test_a_checkpoint_of_another_kind_is_refused_in_one_line(random_qwen, tmp_path):
    with pytest.raises(CheckpointError, match=r"holds no model for florence2: .+") as error:
        load_captioner(f"florence2:{random_qwen}", "cpu")
    assert "\n" not in str(error.value)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(CheckpointError, match="holds no model for chat"):
        load_captioner(f"chat:{tmp_path}", "cpu")


def test_weights_that_are_missing_are_not_made_up(shape_blip, tmp_path):
    for path in Path(shape_blip).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    weights = load_file(tmp_path / "model.safetensors")
    weights.pop("vision_model.post_layernorm.weight")
    save_file(weights, tmp_path / "model.safetensors", {"format": "pt"})
    with pytest.raises(
        CheckpointError, match=r"1 weights are not in it, vision_model\.post_layernorm\.weight the first"
    ):
        load_captioner(f"blip:{tmp_path}", "cpu")


def test_pickled_weights_are_not_loaded(shape_blip, tmp_path):
    for path in Path(shape_blip).iterdir():
        if path.suffix != ".safetensors":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    torch.save({}, tmp_path / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match="holds no model for blip"):
        load_captioner(f"blip:{tmp_path}", "cpu")


def test_a_checkpoints_own_code_is_not_run(random_qwen, tmp_path):
    marker = tmp_path / "ran"
    for path in Path(random_qwen).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    config = (tmp_path / "config.json").read_text().replace('"model_type": "qwen3_vl"', '"model_type": "mine"', 1)
    hook = '{"auto_map": {"AutoConfig": "mine.Config", "AutoModelForImageTextToText": "mine.Model"},'
    (tmp_path / "config.json").write_text(config.replace("{", hook, 1))
    (tmp_path / "mine.py").write_text(f"open({str(marker)!r}, 'w')")
    with pytest.raises(CheckpointError):
        load_captioner(f"chat:{tmp_path}", "cpu")
    assert not marker.exists()


@pytest.mark.parametrize("name", ["", "nonsense", "blip", "blip:", "moondream:owner/name@0123abc"])
def test_an_unknown_captioner_is_named_with_those_there_are(name):
    for use in (describe_captioner, lambda name: load_captioner(name, "cpu")):
        with pytest.raises(ValueError, match="write one of evidence, blip:CHECKPOINT, florence2:CHECKPOINT"):
            use(name)


@pytest.mark.parametrize("checkpoint", ["/no/such/folder", "owner/name", "name@0123abc"])
def test_a_missing_folder_or_revision_is_named_with_the_mend(checkpoint):
    with pytest.raises(
        ValueError, match=r"is no folder and names no revision .*; write a folder, or OWNER/NAME@COMMIT"
    ):
        describe_captioner(f"chat:{checkpoint}")


def test_a_revision_changes_with_the_files_and_with_nothing_else(shape_blip, tmp_path):
    for path in Path(shape_blip).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = describe_captioner(f"blip:{shape_blip}").revision
    assert describe_captioner(f"blip:{tmp_path}").revision == before
    weights = tmp_path / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-100] ^= 1
    weights.write_bytes(data)
    assert describe_captioner(f"blip:{tmp_path}").revision != before
    assert describe_captioner("chat:owner/name@0123abc").revision.startswith("0123abc+rapidocr-")


def test_the_embedded_captioner_is_known_without_being_loaded():
    card = describe_captioner("evidence")
    assert (card.name, card.licence) == ("evidence", "Apache-2.0")
    assert "rapidocr-" in card.revision


def test_a_gpu_that_is_absent_is_an_error(shape_blip, monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    with pytest.raises(Exception, match="0 GPUs can be seen"):
        load_captioner(f"blip:{shape_blip}", "cuda")


def test_a_picture_has_pixels_of_its_own(shape_blip):
    """A read-only array, as decoders give it, is no trouble to any processor."""
    pixels = np.asarray(photo(3))
    pixels.flags.writeable = False
    request = CaptionRequest(Picture(pixels, 480, 320, ""), "en")
    [caption] = load_captioner(f"blip:{shape_blip}", "cpu").describe([request])
    assert isinstance(caption, Caption)
