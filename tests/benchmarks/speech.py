"""How fast the torch voices speak in batches, and one by one: `python -m tests.benchmarks.speech --engine kokoro`.

Speaks synthetic English utterances whose lengths are those of the sentences of real articles (the deciles below), with
this project's engine at each precision, with the same engine one utterance at a time, and with the reference: the
package kokoro 0.9.4, or transformers' VitsModel, one utterance at a time. Real weights are used where they are at hand,
else random weights of the real sizes that speak at a real pace; `weights` in the output says which. On a GPU every set
is spoken once before it is measured, and `--profile` adds the busy share of the GPU and its longest kernels.

Prints one JSON object.
"""

import argparse
import functools
import gc
import importlib.metadata
import json
import logging
import platform
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode
from transformers import VitsConfig, VitsModel, VitsTokenizer

from models.batching import PaddingReport
from models.kokoro import Precision, load_kokoro
from models.kokoro.checkpoint import load_voice
from models.kokoro.front_end import EnglishFrontEnd
from models.speech import Speech, SpeechSynthesizer, Utterance, Waveform
from models.vits import load_vits
from tests.real_kokoro import VOICE, has_real_weights, real_config, reference_of, save_random_kokoro, save_real_kokoro
from tests.tiny_models import save_vits_tokenizer

Measurement = dict[str, Any]

# Characters of a segment at each tenth of 3,290 segments of 40 English articles, of at most 300 characters each.
_DECILES = (4, 11, 21, 34, 56, 85, 117, 157, 199, 248, 300)
_TEXT = (
    "the river town council said on monday that a new bridge would open before winter and cost less than feared "
    "while traders who had waited three years for repairs called it good news although few of them believed "
    "every promise made in spring because money was short then and nobody could say how long work might take"
)
_WORDS = _TEXT.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("kokoro", "vits", "all"), default="all")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--utterances", type=int, help="how many to speak; 1,024 on a GPU, 10 on a CPU unless given")
    parser.add_argument("--one_by_one", type=int, help="how many of them to speak one by one; 64 and 10 unless given")
    parser.add_argument("--precisions", help="for kokoro, by commas; all three on a GPU, float32 on a CPU unless given")
    parser.add_argument("--fused", action="store_true", help="measure each precision with compiled activations as well")
    parser.add_argument("--profile", action="store_true", help="add a profile of one more run")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    on_gpu = chosen.device.startswith("cuda") or (chosen.device == "auto" and torch.cuda.is_available())
    utterances = synthetic_utterances(chosen.utterances or (1_024 if on_gpu else 10))
    few = spread_out(utterances, chosen.one_by_one or (64 if on_gpu else 10))
    precisions = [Precision(name) for name in (chosen.precisions or "").split(",") if name]
    precisions = precisions or (list(Precision) if on_gpu else [Precision.FLOAT32])
    report: Measurement = {"machine": machine(), "utterances": len(utterances), "one_by_one_utterances": len(few)}
    with tempfile.TemporaryDirectory() as folder:
        if chosen.engine in ("kokoro", "all"):
            report["kokoro"] = kokoro(Path(folder) / "kokoro", chosen, utterances, few, precisions)
        if chosen.engine in ("vits", "all"):
            report["vits"] = vits(Path(folder) / "vits", chosen, utterances, few)
    print(json.dumps(report, indent=1))


def synthetic_utterances(count: int) -> list[Utterance]:
    """Returns utterances as long as those of articles, the same in every run."""
    chance = random.Random(6)
    return [Utterance(_sentence(chance), "en", VOICE, seed=seed) for seed in range(count)]


def _sentence(chance: random.Random) -> str:
    place = chance.uniform(0, len(_DECILES) - 1)
    below, above = _DECILES[int(place)], _DECILES[min(int(place) + 1, len(_DECILES) - 1)]
    length = below + (place % 1) * (above - below)
    words: list[str] = [chance.choice(_WORDS)]
    while len(" ".join(words)) < length:
        words.append(chance.choice(_WORDS) + ("," if chance.random() < 0.08 else ""))
    return " ".join(words).rstrip(",").capitalize() + "."


def spread_out(utterances: Sequence[Utterance], count: int) -> list[Utterance]:
    """Returns some of the utterances, of all lengths."""
    by_length = sorted(utterances, key=lambda utterance: len(utterance.text))
    return by_length[:: max(len(by_length) // count, 1)][:count]


def machine() -> Measurement:
    """Returns what the figures were measured on."""
    has_gpu = torch.cuda.is_available()
    return {
        "gpu": torch.cuda.get_device_name() if has_gpu else None,
        "cpu": platform.processor() or platform.machine(),
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
        "cuda": torch.version.cuda if has_gpu else None,
        "transformers": importlib.metadata.version("transformers"),
        "kokoro": importlib.metadata.version("kokoro"),
    }


def kokoro(
    folder: Path,
    chosen: Any,
    utterances: Sequence[Utterance],
    few: Sequence[Utterance],
    precisions: Sequence[Precision],
) -> Measurement:
    """Returns the figures of Kokoro: each precision, one by one, the reference package."""
    folder.mkdir()
    save = save_real_kokoro if has_real_weights() else save_random_kokoro
    save(folder)
    report: Measurement = {"weights": "real, dequantised" if has_real_weights() else "random", "batched": {}}
    for fused in (False, True) if chosen.fused else (False,):
        for precision in precisions:
            name = f"{precision}, fused" if fused else str(precision)
            load = functools.partial(
                load_kokoro, str(folder), [VOICE], device=chosen.device, precision=precision, fused=fused
            )
            report["batched"][name] = batched(load, utterances, chosen.profile)
    engine = load_kokoro(str(folder), [VOICE], device=chosen.device, precision=precisions[0])
    report["flops_per_audio_second"] = flops_per_audio_second(engine, few[len(few) // 2])
    report["one_by_one"] = one_by_one(lambda utterance: samples_of(engine.synthesize([utterance])[0]), few, 24_000)
    report["reference"] = one_by_one(kokoro_reference(folder, engine.device), few, 24_000)
    return with_ratios(report)


def kokoro_reference(folder: Path, device: torch.device) -> Callable[[Utterance], int]:
    """Returns the reference package's call for an utterance; phonemes are made beforehand."""
    model = reference_of(folder).to(device)
    voice = load_voice(folder, VOICE, 128).to(device)
    front_end = EnglishFrontEnd(real_config()["vocab"], british=False)

    def speak(utterance: Utterance) -> int:
        phonemes = "".join(token.phonemes for token in front_end.tokens(utterance))
        return len(model(phonemes, voice[len(phonemes) - 1][None], 1))

    return speak


def vits(
    folder: Path, chosen: argparse.Namespace, utterances: Sequence[Utterance], few: Sequence[Utterance]
) -> Measurement:
    """Returns the figures of VITS in the sizes of MMS: batched, one by one, transformers' own loop."""
    save_random_vits(folder)
    report: Measurement = {"weights": "random"}
    report["batched"] = {
        "float32": batched(lambda: load_vits(str(folder), device=chosen.device), utterances, chosen.profile)
    }
    engine = load_vits(str(folder), device=chosen.device)
    report["flops_per_audio_second"] = flops_per_audio_second(engine, few[len(few) // 2])
    report["one_by_one"] = one_by_one(lambda utterance: samples_of(engine.synthesize([utterance])[0]), few, 16_000)
    report["reference"] = one_by_one(vits_reference(folder, engine.device), few, 16_000)
    return with_ratios(report)


def save_random_vits(folder: Path) -> None:
    """Writes a VITS of MMS's size with random weights that speaks at a real pace."""
    torch.manual_seed(0)
    model = VitsModel(VitsConfig())
    with torch.no_grad():
        model.duration_predictor.flows[0].translate.fill_(-0.4)
        model.decoder.conv_post.weight.mul_(0.02)
    model.save_pretrained(folder)
    save_vits_tokenizer(folder)


def vits_reference(folder: Path, device: torch.device) -> Callable[[Utterance], int]:
    """Returns transformers' own call for an utterance."""
    tokenizer = VitsTokenizer.from_pretrained(folder)
    model = VitsModel.from_pretrained(folder).to(device).eval()

    @torch.inference_mode()
    def speak(utterance: Utterance) -> int:
        inputs = tokenizer(utterance.text, return_tensors="pt").to(device)
        return model(**inputs).waveform[0].cpu().shape[0]

    return speak


def batched(load: Callable[[], Any], utterances: Sequence[Utterance], profile: bool) -> Measurement:
    """Returns the figures of an engine that is loaded anew and gets all utterances at once."""
    gc.collect()
    on_gpu = torch.cuda.is_available()
    if on_gpu:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    start = time.perf_counter()
    engine = load()
    load_seconds = time.perf_counter() - start
    samples_of(engine.synthesize([min(utterances, key=lambda utterance: len(utterance.text))])[0])
    first_audio_seconds = time.perf_counter() - start
    if on_gpu:
        engine.synthesize(utterances)
    before = padding_of(engine)
    start, cpu_start = time.perf_counter(), time.process_time()
    speech = engine.synthesize(utterances)
    wall_seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    after = padding_of(engine)
    audio_seconds = sum(one.seconds for one in speech if isinstance(one, Waveform))
    report = {
        "audio_seconds": audio_seconds,
        "wall_seconds": wall_seconds,
        "cpu_seconds": cpu_seconds,
        "speed": audio_seconds / wall_seconds,
        "failures": sum(not isinstance(one, Waveform) for one in speech),
        "batches": after.batches - before.batches,
        "padding_waste": 1 - (after.units - before.units) / (after.padded_units - before.padded_units),
        "load_seconds": load_seconds,
        "first_audio_seconds": first_audio_seconds,
        "peak_memory_gib": peak_memory_gib(),
    }
    return report | (profiled(engine, utterances) if profile else {})


def padding_of(engine: Any) -> PaddingReport:
    """Returns what the engine's batches held so far, as it is now."""
    report: PaddingReport = engine.padding
    return PaddingReport(report.batches, report.rows, report.units, report.padded_units)


def peak_memory_gib() -> float:
    """Returns the most memory that was taken: of the GPU where there is one, else of this process so far."""
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 2**30
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def profiled(engine: SpeechSynthesizer, utterances: Sequence[Utterance]) -> Measurement:
    """Returns the GPU's busy share of a run, and the ten kernels (on a CPU: operations) that took longest."""
    with torch.profiler.profile() as profile:
        start = time.perf_counter()
        engine.synthesize(utterances)
        wall_seconds = time.perf_counter() - start
    on_gpu = torch.cuda.is_available()
    times = {
        event.key: (event.self_device_time_total if on_gpu else event.self_cpu_time_total) / 1e6
        for event in profile.key_averages()
        if not on_gpu or event.device_type == torch.autograd.DeviceType.CUDA
    }
    longest = sorted(times, key=lambda name: times[name], reverse=True)[:10]
    return {
        "busy_share": sum(times.values()) / wall_seconds,
        "longest": {name[:90]: round(times[name], 4) for name in longest},
    }


def one_by_one(speak: Callable[[Utterance], int], utterances: Sequence[Utterance], sample_rate: int) -> Measurement:
    """Returns the speed of a call that speaks one utterance and gives its number of samples."""
    speak(utterances[0])
    start, cpu_start = time.perf_counter(), time.process_time()
    audio_seconds = sum(speak(utterance) for utterance in utterances) / sample_rate
    wall_seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    return {
        "audio_seconds": audio_seconds,
        "wall_seconds": wall_seconds,
        "cpu_seconds": cpu_seconds,
        "speed": audio_seconds / wall_seconds,
    }


def samples_of(speech: Speech) -> int:
    """Returns the number of samples, or raises ValueError where there are none."""
    if not isinstance(speech, Waveform):
        raise ValueError(f"{speech.code}: {speech.message}")
    return len(speech.samples)


def flops_per_audio_second(engine: SpeechSynthesizer, utterance: Utterance) -> float:
    """Returns the multiplications and additions of convolutions and matrix products for a second of audio."""
    with FlopCounterMode(display=False) as counter:
        [speech] = engine.synthesize([utterance])
    if not isinstance(speech, Waveform):
        raise ValueError(f"{speech.code}: {speech.message}")
    return counter.get_total_flops() / speech.seconds


def with_ratios(report: Measurement) -> Measurement:
    """Adds how many times as fast the batches are as each way of speaking one by one."""
    for name, figures in report["batched"].items():
        report["batched"][name] = figures | {
            f"times_{other}": figures["speed"] / report[other]["speed"] for other in ("one_by_one", "reference")
        }
    return report


if __name__ == "__main__":
    main()
