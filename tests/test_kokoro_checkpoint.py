import json
import pickle

import pytest
import torch

from models.checkpoints import CheckpointError
from models.kokoro.checkpoint import load_network, load_voice, voice_patterns
from models.kokoro.loading import load_kokoro, sizes_for
from tests.tiny_kokoro import save_tiny_kokoro


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return save_tiny_kokoro(tmp_path_factory.mktemp("kokoro"))


def copy_of(folder, target, *, without: str = ""):
    for file in folder.iterdir():
        if file.is_file() and file.name != without:
            (target / file.name).symlink_to(file)
    return target


def test_a_published_checkpoint_fills_every_weight(published):
    network, config = load_network(published)
    assert config.hidden == 512
    assert not network.training
    assert all(parameter.dtype == torch.float32 for parameter in network.parameters())


@pytest.mark.parametrize("missing", ["config.json", "kokoro-v1_0.pth"])
def test_a_folder_that_lacks_a_file_is_a_checkpoint_error(published, tmp_path, missing):
    with pytest.raises(CheckpointError, match="does not hold one kokoro"):
        load_network(copy_of(published, tmp_path, without=missing))


def test_a_checkpoint_that_lacks_weights_is_a_checkpoint_error(published, tmp_path):
    copy_of(published, tmp_path, without="kokoro-v1_0.pth")
    sections = torch.load(published / "kokoro-v1_0.pth", weights_only=True)
    del sections["predictor"]
    torch.save(sections, tmp_path / "kokoro-v1_0.pth")
    with pytest.raises(CheckpointError, match="Missing key"):
        load_network(tmp_path)


def test_a_config_that_lacks_a_size_is_a_checkpoint_error(published, tmp_path):
    copy_of(published, tmp_path, without="config.json")
    config = json.loads((published / "config.json").read_text())
    del config["max_dur"]
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(CheckpointError, match="max_dur"):
        load_network(tmp_path)


class Program:
    """What a pickle can carry: a call that runs when it is read."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "w"))


@pytest.mark.parametrize("name", ["network", "voice"])
def test_a_program_in_a_checkpoint_is_refused_and_not_run(published, tmp_path, name):
    copy_of(published, tmp_path, without="kokoro-v1_0.pth")
    (tmp_path / "voices").mkdir()
    ran = tmp_path / "ran"
    bytes_ = pickle.dumps(Program(ran))
    file = tmp_path / ("kokoro-v1_0.pth" if name == "network" else "voices/af_bad.pt")
    file.write_bytes(bytes_)
    with pytest.raises(CheckpointError):
        load_network(tmp_path) if name == "network" else load_voice(tmp_path, "af_bad", 128)
    assert not ran.exists()


def test_a_voice_is_the_same_in_both_forms(tmp_path):
    styles = torch.randn(510, 1, 256)
    (tmp_path / "voices").mkdir()
    torch.save(styles, tmp_path / "voices" / "af_one.pt")
    (tmp_path / "voices" / "af_two.bin").write_bytes(styles.numpy().tobytes())
    one, two = load_voice(tmp_path, "af_one", 128), load_voice(tmp_path, "af_two", 128)
    assert one.shape == (510, 256)
    assert torch.equal(one, two)


def test_a_voice_that_is_not_there_is_a_checkpoint_error(tmp_path):
    with pytest.raises(CheckpointError, match="holds no voice af_none"):
        load_voice(tmp_path, "af_none", 128)


def test_a_voice_of_another_size_is_a_checkpoint_error(tmp_path):
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "af_short.bin").write_bytes(b"\0" * 1000)
    with pytest.raises(CheckpointError, match="not a Kokoro voice"):
        load_voice(tmp_path, "af_short", 128)


@pytest.mark.parametrize("name", ["../../secret", "af heart", ""])
def test_a_voice_s_name_is_no_path(name):
    with pytest.raises(ValueError, match="not the name of a Kokoro voice"):
        voice_patterns([name])


def test_a_voice_of_another_language_is_a_usage_error(published):
    with pytest.raises(ValueError, match="jf_alpha"):
        load_kokoro(str(published), ["af_tiny", "jf_alpha"], device="cpu")


def test_no_voice_is_a_usage_error(published):
    with pytest.raises(ValueError, match="no voice"):
        load_kokoro(str(published), [], device="cpu")


def test_a_checkpoint_that_is_nowhere_is_a_checkpoint_error():
    with pytest.raises(CheckpointError, match="neither a local folder nor"):
        load_kokoro("no/such folder", ["af_heart"], device="cpu")


@pytest.mark.parametrize(
    ("free_gib", "frames"), [(80, range(50_000, 65_537)), (16, range(8_000, 16_000)), (0, range(16, 17))]
)
def test_batches_on_a_gpu_are_as_large_as_its_memory_allows(monkeypatch, free_gib, frames):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (free_gib * 2**30, 80 * 2**30))
    assert sizes_for(torch.device("cuda")).frames in frames
