"""On which side everything is computed where a model is on a GPU, found out without one."""

import pytest
import torch
from transformers.models.vits import modeling_vits

from models import vits
from models.kokoro import BatchSizes, KokoroSynthesizer
from models.kokoro import synthesizer as kokoro_synthesizer
from models.kokoro.config import KokoroConfig
from models.kokoro.network import KokoroNetwork
from models.kokoro.synthesizer import _Piece, _Reading
from models.precision import Precision
from models.vits import load_vits
from pipeline.options import job_of, parse_options
from tests.fake_gpu import HostCopies, Operations, fake_gpu, moved_to
from tests.real_kokoro import real_config
from tests.tiny_kokoro import narrow_network
from tests.tiny_models import save_tiny_vits

GPU = torch.device("cuda", 0)


def test_what_mixes_host_and_gpu_or_waits_for_the_gpu_is_an_error_here():
    with fake_gpu():
        with pytest.raises(RuntimeError, match="two devices"):
            torch.zeros(3, device=GPU) + torch.zeros(3)
        with pytest.raises(RuntimeError):
            torch.zeros(3, device=GPU).sum().item()
        with HostCopies() as copies:
            torch.zeros(3, device=GPU).cpu()
        assert copies.count == 1


@pytest.mark.parametrize("precision", Precision)
def test_kokoro_s_stages_stay_on_the_gpu_and_never_wait_for_it(precision):
    network = narrow_network().float()
    with fake_gpu() as mode, HostCopies() as copies:
        moved_to(mode, network)
        ids, lengths = torch.zeros(3, 9, dtype=torch.long, device=GPU), torch.full((3,), 9, device=GPU)
        style, rate = torch.zeros(3, 16, device=GPU), torch.ones(3, device=GPU)
        reading = network.read(ids, lengths, style, rate)
        noise = torch.zeros(3, 24 * network.samples_per_frame, device=GPU)
        samples = network.speak(reading, torch.full((3,), 20, device=GPU), style, noise, precision)
    assert {reading.durations.device, reading.prosody.device, reading.phonemes.device, samples.device} == {GPU}
    assert samples.shape == noise.shape
    assert copies.count == 0


def test_a_batch_of_kokoro_starts_so_few_kernels():
    """What a batch costs beside its rows is reckoned from this (`models/batching.py`)."""
    with torch.device("meta"):
        network = KokoroNetwork(KokoroConfig.from_json(real_config()))
    with fake_gpu() as mode:
        moved_to(mode, network)
        ids, lengths = torch.zeros(2, 90, dtype=torch.long, device=GPU), torch.full((2,), 90, device=GPU)
        style, rate = torch.zeros(2, 256, device=GPU), torch.ones(2, device=GPU)
        with Operations() as read:
            reading = network.read(ids, lengths, style, rate)
        noise = torch.zeros(2, 200 * network.samples_per_frame, device=GPU)
        with Operations() as spoken:
            network.speak(reading, torch.full((2,), 200, device=GPU), style, noise)
    assert read.count <= 370
    assert spoken.count <= 1_700


def test_kokoro_s_engine_copies_durations_and_samples_to_the_host_and_nothing_else(monkeypatch):
    network = narrow_network().float()
    copied = []
    monkeypatch.setattr(kokoro_synthesizer, "to_host", copied.append)
    monkeypatch.setattr("models.batching.to_host", copied.append)
    monkeypatch.setattr(
        kokoro_synthesizer, "rows_of_noise", lambda sources, shapes, width, dtype: torch.zeros(2, width, device=GPU)
    )
    monkeypatch.setattr(kokoro_synthesizer, "noise_source", lambda seed, device: None)
    with fake_gpu() as mode, HostCopies() as copies:
        engine = KokoroSynthesizer(moved_to(mode, network), {}, {}, sizes=BatchSizes(tokens=64, frames=64))
        style = torch.zeros(16, device=GPU)
        pieces = [_Piece((), (0, 1, 2, 0)[:length], style, 1.0, 3) for length in (4, 3)]
        engine._read(pieces, 4)
        readings = [
            _Reading(
                piece,
                torch.zeros(len(piece.ids), 24, device=GPU),
                torch.zeros(len(piece.ids), 16, device=GPU),
                torch.ones(len(piece.ids), device=GPU),
                (1,) * len(piece.ids),
            )
            for piece in pieces
        ]
        engine._speak(readings, 4)
    assert [(tensor.device, tensor.dtype) for tensor in copied] == [
        (GPU, torch.float32),
        (GPU, torch.bool),
        (GPU, torch.int16),
    ]
    assert copies.count == 0


def test_vits_stages_stay_on_the_gpu_and_only_the_spline_of_durations_waits_for_it(monkeypatch, tmp_path):
    copied = []
    # It picks out by a mask what lies inside its bounds, and how much that is the host must know.
    monkeypatch.setattr(modeling_vits, "_unconstrained_rational_quadratic_spline", lambda x, *rest, **named: (x, x))
    monkeypatch.setattr(vits, "to_host", copied.append)
    monkeypatch.setattr("models.batching.to_host", copied.append)
    monkeypatch.setattr(vits, "noise_source", lambda seed, device: None)
    monkeypatch.setattr(
        vits,
        "rows_of_noise",
        lambda sources, shapes, width, dtype: torch.zeros(len(shapes), shapes[0][0], width, device=GPU),
    )
    engine = load_vits(str(save_tiny_vits(tmp_path, num_speakers=2)), device="cpu")
    with fake_gpu() as mode, HostCopies() as copies:
        moved_to(mode, engine._model)
        engine._device = GPU
        engine._encode([vits._Prompt((1, 2, 3), 0, 1.0, 5), vits._Prompt((1, 2), 1, 1.0, 5)], 4)
        latents = torch.zeros(3, engine._config.flow_size, device=GPU)
        prior = vits._Prior(latents, latents, torch.ones(3, device=GPU), 3, 0, None)
        engine._render([prior, prior], 16)
    assert [(tensor.device, tensor.dtype) for tensor in copied] == [
        (GPU, torch.float32),
        (GPU, torch.bool),
        (GPU, torch.int16),
    ]
    assert copies.count == 0


@pytest.mark.parametrize(
    ("options", "seconds"),
    [(["--device=cuda"], 1_800), (["--device=cuda", "--batch_seconds=9"], 9), (["--device=cpu"], 300)],
)
def test_a_job_gives_a_gpu_more_seconds_at_once_unless_told_how_many(options, seconds):
    job = job_of(parse_options(["--input=in/*.parquet", "--output=out", "--voices=en=kokoro:af_heart", *options]))
    assert job.batch_seconds == seconds
