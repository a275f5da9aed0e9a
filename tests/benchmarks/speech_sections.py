"""The sections of `python -m tests.benchmarks.speech`: each returns figures that stand by themselves."""

import functools
import importlib.metadata
import platform
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import loguru
import torch
from torch.utils.flop_counter import FlopCounterMode
from transformers import VitsConfig, VitsModel, VitsTokenizer

from models.batching import BatchRunner
from models.kokoro import KokoroSynthesizer, Precision, load_kokoro
from models.kokoro.checkpoint import load_voice
from models.kokoro.front_end import EnglishFrontEnd
from models.kokoro.loading import sizes_for, sizes_on_gpu
from models.speech import Speech, Utterance, Waveform
from models.vits import load_vits
from tests.benchmarks.speech_texts import segment_length, spread_out, synthetic_utterances
from tests.real_kokoro import VOICE, has_real_weights, real_config, reference_of, save_random_kokoro, save_real_kokoro
from tests.tiny_models import save_vits_tokenizer

Measurement = dict[str, Any]

_OF_CPUS = (Precision.FLOAT32, Precision.BFLOAT16)
# What af_heart takes for a text: so many frames of 25 ms a character, and so many around it.
_FRAMES_A_CHARACTER, _FRAMES_AROUND = 2.7, 24
_FRAMES_A_SECOND = 40


class Bench:
    """What the sections share: utterances, checkpoints that are written once, the engine that is loaded now."""

    def __init__(self, folder: Path, device: str, utterances: int, one_by_one: int) -> None:
        self._folder = folder
        self.device = device
        self.utterances = synthetic_utterances(utterances, VOICE)
        self.few = spread_out(self.utterances, one_by_one)

    @property
    def on_gpu(self) -> bool:
        return self.device != "cpu" and torch.cuda.is_available()

    @functools.cached_property
    def kokoro_folder(self) -> Path:
        folder = self._folder / "kokoro"
        folder.mkdir(exist_ok=True)  # where the writing has failed, it fails again for the same reason
        return save_real_kokoro(folder) if has_real_weights() else save_random_kokoro(folder)

    @functools.cached_property
    def vits_folder(self) -> Path:
        """A VITS of MMS's size with random weights that speaks at a real pace."""
        torch.manual_seed(0)
        model = VitsModel(VitsConfig())
        with torch.no_grad():
            model.duration_predictor.flows[0].translate.fill_(-0.4)
            model.decoder.conv_post.weight.mul_(0.02)
        model.save_pretrained(self._folder / "vits")
        save_vits_tokenizer(self._folder / "vits")
        return self._folder / "vits"

    def kokoro(self, precision: Precision | None = None, **settings: Any) -> KokoroSynthesizer:
        return load_kokoro(str(self.kokoro_folder), [VOICE], device=self.device, precision=precision, **settings)


def machine() -> Measurement:
    """Returns what the figures were measured on."""
    has_gpu = torch.cuda.is_available()
    packages = ("transformers", "triton", "kokoro", "hibari-tts")
    return {
        "gpu": torch.cuda.get_device_name() if has_gpu else None,
        "cpu": platform.processor() or platform.machine(),
        "threads": torch.get_num_threads(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "cuda": torch.version.cuda if has_gpu else None,
        "cudnn": torch.backends.cudnn.version() if has_gpu else None,
        **{name: _version(name) for name in packages},
    }


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def kokoro_batched(bench: Bench, precision: Precision | None, fused: bool | None) -> Measurement:
    weights = "real, dequantised" if has_real_weights() else "random"
    bench.kokoro_folder  # noqa: B018  # written before the loading is timed
    figures = batched(lambda: bench.kokoro(precision, fused=fused), bench)
    return {"weights": weights, **figures}


def kokoro_reference(bench: Bench) -> Measurement:
    """Returns the figures of the reference package, one by one; phonemes are made beforehand."""
    loguru.logger.disable("kokoro")  # it would print every phoneme
    device = torch.device("cuda" if bench.on_gpu else "cpu")
    model = reference_of(bench.kokoro_folder).to(device)
    voice = load_voice(bench.kokoro_folder, VOICE, 128).to(device)
    front_end = EnglishFrontEnd(real_config()["vocab"], british=False)
    phonemes = {u: "".join(token.phonemes for token in front_end.tokens(u)) for u in bench.few}

    def speak(utterance: Utterance) -> int:
        said = phonemes[utterance]
        return len(model(said, voice[len(said) - 1][None], 1).cpu())

    return one_by_one(speak, bench.few, 24_000)


def kokoro_one_by_one(bench: Bench) -> Measurement:
    engine = bench.kokoro()
    return one_by_one(lambda utterance: samples_of(engine.synthesize([utterance])[0]), bench.few, 24_000)


def kokoro_work(bench: Bench) -> Measurement:
    """Returns the multiplications and additions of convolutions and matrix products for a second of audio."""
    engine = bench.kokoro(Precision.FLOAT32, fused=False)
    with FlopCounterMode(display=False) as counter:
        [speech] = engine.synthesize([bench.few[len(bench.few) // 2]])
    return {"flops_per_audio_second": counter.get_total_flops() * 24_000 / samples_of(speech)}


def kokoro_profile(bench: Bench) -> Measurement:
    """Returns the GPU's busy share of a run, and the kernels (on a CPU: operations) that took longest."""
    engine = bench.kokoro()
    engine.synthesize(bench.utterances)
    activities = [torch.profiler.ProfilerActivity.CPU]
    activities += [torch.profiler.ProfilerActivity.CUDA] if bench.on_gpu else []
    with torch.profiler.profile(activities=activities) as profile:
        start = time.perf_counter()
        speech = engine.synthesize(bench.utterances)
        wall_seconds = time.perf_counter() - start
    times = {
        event.key: ((event.self_device_time_total if bench.on_gpu else event.self_cpu_time_total) / 1e6, event.count)
        for event in profile.key_averages()
        if not bench.on_gpu or event.device_type == torch.autograd.DeviceType.CUDA
    }
    longest = sorted(times, key=lambda name: times[name], reverse=True)[:30]
    return {
        "audio_seconds": audio_seconds(speech),
        "wall_seconds": wall_seconds,
        "busy_share": sum(seconds for seconds, _ in times.values()) / wall_seconds,
        "kernels": sum(count for _, count in times.values()),
        "batches": engine.padding.batches // 2,  # the same ones were spoken before
        "longest": {name[:110]: (round(times[name][0], 4), times[name][1]) for name in longest},
    }


def kokoro_agreement(bench: Bench) -> Measurement:
    """Returns how far ways of speaking the same are apart: signal to difference in dB, and whether durations differ.

    Signals drift apart in phase, which is a sum; magnitudes do not, and `spectrum_db` is the difference of theirs.
    """
    few = bench.few[:: max(len(bench.few) // 16, 1)]
    exact = bench.kokoro(Precision.FLOAT32, fused=False).synthesize(few)
    ways: dict[str, Callable[[], list[Speech]]] = {
        f"{precision}{', fused' if fused else ''}": functools.partial(
            lambda precision, fused: bench.kokoro(precision, fused=fused).synthesize(few), precision, fused
        )
        for precision in (Precision if bench.on_gpu else _OF_CPUS)
        for fused in ((False, True) if bench.on_gpu else (False,))
    }
    engine = bench.kokoro()
    ways["the default, alone"] = lambda: [engine.synthesize([utterance])[0] for utterance in few]
    return {name: apart(exact, speak()) for name, speak in ways.items()}


def apart(expected: Sequence[Speech], found: Sequence[Speech]) -> Measurement:
    """Returns how far what was found is from what was expected; see `kokoro_agreement`."""
    waveforms = [
        (one, other)
        for one, other in zip(expected, found, strict=True)
        if isinstance(one, Waveform) and isinstance(other, Waveform)
    ]
    pairs = [(torch.from_numpy(one.samples), torch.from_numpy(other.samples)) for one, other in waveforms]
    same = [(one, other) for one, other in pairs if len(one) == len(other)]
    if not same:
        return {"spoken": len(pairs), "of": len(expected), "same_length": 0}
    ratios = [float(20 * torch.log10(one.norm() / (one - other).norm().clamp_min(1e-9))) for one, other in same]
    spectra = [float((_decibels(one) - _decibels(other)).square().mean().sqrt()) for one, other in same]
    return {
        "spoken": len(pairs),
        "of": len(expected),
        "same_length": len(same),
        "same_words": sum(one.words == other.words for one, other in waveforms),
        "signal_to_difference_db": [round(min(ratios), 1), round(sum(ratios) / len(ratios), 1)],
        "spectrum_db": round(sum(spectra) / len(spectra), 3),
    }


def _decibels(samples: torch.Tensor) -> torch.Tensor:
    spectrum = torch.stft(samples, 1_024, 256, window=torch.hann_window(1_024), return_complex=True).abs()
    return 20 * torch.log10(spectrum + 1e-4)


def kokoro_batch_sizes(bench: Bench) -> Measurement:
    """Returns the speed with batches of different size, and of calls with as much as a pipeline hands over at once."""
    engine = bench.kokoro()
    engine.synthesize(bench.utterances)
    figures: Measurement = {}
    sizes = sizes_for(engine.device)
    for frames in (4_096, 16_384, 32_768, 65_536, 131_072) if bench.on_gpu else (128, 512):
        own = bench.kokoro(sizes=replace(sizes, frames=frames))
        own.synthesize(bench.utterances)
        figures[f"{frames} frames a batch"] = timed(lambda own=own: own.synthesize(bench.utterances))
    for share in (16, 4):
        count = max(len(bench.utterances) // share, 1)
        calls = [bench.utterances[start : start + count] for start in range(0, len(bench.utterances), count)]
        figures[f"{count} utterances a call"] = timed(
            lambda calls=calls: [speech for call in calls for speech in engine.synthesize(call)]
        )
    return figures


def padding(bench: Bench) -> Measurement:
    """Returns how a GPU's batches are filled, by the seconds of audio of a call; nothing is computed in them."""
    sizes, chance = sizes_on_gpu(80 * 2**30), random.Random(6)
    figures: Measurement = {}
    for seconds in (300, 900, 1_800, 3_600):
        runner = BatchRunner(sizes.frames, multiple=sizes.frame_multiple, overhead=sizes.frame_overhead)
        for _ in range(36_000 // seconds):
            lengths: list[int] = []
            while sum(lengths) < seconds * _FRAMES_A_SECOND:
                lengths.append(round(_FRAMES_AROUND + _FRAMES_A_CHARACTER * segment_length(chance)))
            runner.run(lengths, lambda length: length, lambda rows, width: lambda: rows)
        report = runner.report
        figures[f"{seconds} seconds a call"] = {
            "padding_waste": report.waste,
            "frames_a_batch": report.padded_units / report.batches,
            "rows_a_batch": report.rows / report.batches,
        }
    return figures


def ceilings(bench: Bench) -> Measurement:
    """Returns what the device does at most: bytes copied, products, the vocoder's convolutions in each layout.

    Recurrent layers are as wide as the one that runs over frames: microseconds a step of one direction.
    """
    device = torch.device("cuda" if bench.on_gpu else "cpu")
    size = 8_192 if bench.on_gpu else 512
    large = torch.randn(size * size * 4, device=device)
    figures: Measurement = {"copied_gb_per_second": 8 * large.numel() / seconds_of(large.clone) / 1e9}
    kinds = (torch.float32, torch.float16, torch.bfloat16) if bench.on_gpu else (torch.float32,)
    for dtype in kinds:
        left = torch.randn(size, size, device=device, dtype=dtype)
        figures[f"product_{dtype}_tflops"] = 2 * size**3 / seconds_of(lambda left=left: left @ left) / 1e12
    for rows in (1, 32):
        frames = torch.randn(rows, 400 if bench.on_gpu else 40, 640, device=device)
        recurrent = torch.nn.LSTM(640, 256, batch_first=True, device=device).requires_grad_(False)
        seconds = seconds_of(lambda recurrent=recurrent, frames=frames: recurrent(frames))
        figures[f"recurrent_{rows}_rows_us_a_step"] = seconds / frames.shape[1] * 1e6
    rows, width = (48, 38_400) if bench.on_gpu else (1, 4_800)
    for channels, scale in ((128, 1), (256, 6)):
        for dtype in kinds:
            for kernel, dilation in ((3, 1), (7, 3), (11, 5)):
                x = torch.randn(rows, channels, 1, width // scale, device=device, dtype=dtype)
                weight = torch.randn(channels, channels, 1, kernel, device=device, dtype=dtype)
                flops = 2 * weight.numel() * x.numel() / channels
                convolve = functools.partial(
                    torch.nn.functional.conv2d, padding=(0, dilation * (kernel - 1) // 2), dilation=(1, dilation)
                )
                name = f"convolution_{channels}_{kernel}_{dilation}_{dtype}"
                for layout in (torch.contiguous_format, torch.channels_last):
                    own, weights = x.contiguous(memory_format=layout), weight.contiguous(memory_format=layout)
                    with torch.backends.cudnn.flags(enabled=True, allow_tf32=True):
                        seconds = seconds_of(lambda own=own, weights=weights, convolve=convolve: convolve(own, weights))
                    figures[f"{name}_{str(layout).removeprefix('torch.')}_tflops"] = flops / seconds / 1e12
    return figures


def kernel_times(bench: Bench) -> Measurement:
    """Returns the bytes a second that the fused kernels read and write, against those that they must."""
    if not bench.on_gpu:
        return {"skipped": "the kernels are for GPUs"}
    from models.kokoro import kernels  # noqa: PLC0415  # it imports Triton

    rows, width, channels = 48, 38_400, 128
    lengths = torch.full((rows,), width, device="cuda")
    style, alpha = torch.rand(rows, channels, device="cuda"), torch.rand(channels, device="cuda") + 0.5
    figures: Measurement = {}
    for dtype in (torch.float32, torch.float16):
        x = torch.randn(rows, width, channels, device="cuda")
        narrow, size = x.to(dtype), torch.finfo(dtype).bits // 8
        snake = functools.partial(kernels.snake, x, style, style, style, alpha, lengths, dtype)
        moments = functools.partial(kernels.summed_and_scaling, narrow, None, style, lengths)
        added = functools.partial(kernels.summed_and_scaling, x, (narrow, alpha), style, lengths)
        for name, call, bytes_each in (
            ("snake", snake, 4 + size),
            ("moments", moments, size),
            ("sum", added, 8 + size),
        ):
            figures[f"{name}_{dtype}_gb_per_second"] = x.numel() * bytes_each / seconds_of(call) / 1e9
    return figures


def vits_batched(bench: Bench) -> Measurement:
    folder = str(bench.vits_folder)
    return {"weights": "random", **batched(lambda: load_vits(folder, device=bench.device), bench)}


def vits_one_by_one(bench: Bench) -> Measurement:
    engine = load_vits(str(bench.vits_folder), device=bench.device)
    return one_by_one(lambda utterance: samples_of(engine.synthesize([utterance])[0]), bench.few, 16_000)


def vits_reference(bench: Bench) -> Measurement:
    """Returns the figures of transformers' own call, one by one."""
    device = torch.device("cuda" if bench.on_gpu else "cpu")
    tokenizer = VitsTokenizer.from_pretrained(bench.vits_folder)
    model = VitsModel.from_pretrained(bench.vits_folder).to(device).eval()

    @torch.inference_mode()
    def speak(utterance: Utterance) -> int:
        inputs = tokenizer(utterance.text, return_tensors="pt").to(device)
        return model(**inputs).waveform[0].cpu().shape[0]

    return one_by_one(speak, bench.few, 16_000)


def batched(load: Callable[[], Any], bench: Bench) -> Measurement:
    """Returns the figures of an engine that is loaded anew and gets all utterances at once, the third time of it."""
    if bench.on_gpu:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    start = time.perf_counter()
    engine = load()
    load_seconds = time.perf_counter() - start
    samples_of(engine.synthesize([min(bench.utterances, key=lambda utterance: len(utterance.text))])[0])
    first_audio_seconds = time.perf_counter() - start
    if bench.on_gpu:
        for _ in range(2):
            engine.synthesize(bench.utterances)
    before = engine.batch_totals()
    figures = timed(lambda: engine.synthesize(bench.utterances))
    totals = engine.batch_totals() - before
    return {
        **figures,
        "padding_waste": 1 - totals.units / max(totals.padded_units, 1),
        "oom_splits": totals.oom_splits,
        "is_fused": getattr(engine, "is_fused", False),
        "load_seconds": load_seconds,
        "first_audio_seconds": first_audio_seconds,
        "peak_memory_gib": peak_memory_gib(bench),
    }


def timed(speak: Callable[[], Sequence[Speech]]) -> Measurement:
    start, cpu_start = time.perf_counter(), time.process_time()
    speech = speak()
    wall_seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    return {
        "audio_seconds": audio_seconds(speech),
        "wall_seconds": wall_seconds,
        "cpu_seconds": cpu_seconds,
        "speed": audio_seconds(speech) / wall_seconds,
        "failures": sum(not isinstance(one, Waveform) for one in speech),
    }


def audio_seconds(speech: Sequence[Speech]) -> float:
    return sum(one.seconds for one in speech if isinstance(one, Waveform))


def seconds_of(call: Callable[[], Any]) -> float:
    """Returns how long a call takes, the median of nine."""
    times = []
    for _ in range(9):
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        start = time.perf_counter()
        call()
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def peak_memory_gib(bench: Bench) -> float:
    """Returns the most memory that was taken: of the GPU where there is one, else of this process so far."""
    if bench.on_gpu:
        return torch.cuda.max_memory_allocated() / 2**30
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def one_by_one(speak: Callable[[Utterance], int], utterances: Sequence[Utterance], sample_rate: int) -> Measurement:
    """Returns the speed of a call that speaks one utterance and gives its number of samples."""
    speak(utterances[0])
    start, cpu_start = time.perf_counter(), time.process_time()
    seconds = sum(speak(utterance) for utterance in utterances) / sample_rate
    wall_seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    return {
        "audio_seconds": seconds,
        "wall_seconds": wall_seconds,
        "cpu_seconds": cpu_seconds,
        "speed": seconds / wall_seconds,
    }


def samples_of(speech: Speech) -> int:
    """Returns the number of samples, or raises ValueError where there are none."""
    if not isinstance(speech, Waveform):
        raise ValueError(f"{speech.code}: {speech.message}")
    return len(speech.samples)


def with_ratios(report: dict[str, Measurement]) -> dict[str, Measurement]:
    """Adds how many times as fast the batches are as each way of speaking one by one."""
    for name, figures in report.items():
        engine = name.partition(":")[0]
        for other in ("reference", "one_by_one"):
            alone = report.get(f"{engine}:{other}", {})
            if "batched" in name and "speed" in figures and "speed" in alone:
                figures[f"times_{other}"] = figures["speed"] / alone["speed"]
    return report


def _precision(name: str, fused: bool | None) -> Callable[[Bench], Measurement]:
    precision = Precision(name) if name else None

    def measure(bench: Bench) -> Measurement:
        if not bench.on_gpu and precision not in (None, *_OF_CPUS):
            return {"skipped": "a CPU computes tf32 as float32, and float16 thirty times as slowly"}
        return kokoro_batched(bench, precision, fused)

    return measure


# The most telling first: the time may end before the last.
SECTIONS: dict[str, Callable[[Bench], Measurement]] = {
    "kokoro:batched": _precision("", None),
    "kokoro:reference": kokoro_reference,
    "kokoro:batched_tf32": _precision("tf32", None),
    "kokoro:agreement": kokoro_agreement,
    "vits:batched": vits_batched,
    "vits:reference": vits_reference,
    "kokoro:profile": kokoro_profile,
    "kokoro:one_by_one": kokoro_one_by_one,
    "ceilings": ceilings,
    "kernels": kernel_times,
    "kokoro:batched_float16_plain": _precision("float16", False),
    "kokoro:batched_tf32_plain": _precision("tf32", False),
    "kokoro:batch_sizes": kokoro_batch_sizes,
    "kokoro:batched_bfloat16": _precision("bfloat16", None),
    "kokoro:batched_float32": _precision("float32", None),
    "kokoro:batched_float32_plain": _precision("float32", False),
    "vits:one_by_one": vits_one_by_one,
    "kokoro:work": kokoro_work,
    "padding": padding,
}
