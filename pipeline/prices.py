"""What a plan reckons with: measured speeds, each with its source, and list prices; an option replaces any of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PRICES_AS_OF = "2026-04"


@dataclass(frozen=True)
class Speed:
    """Seconds of audio that a GPU speaks in a second, and how that is known."""

    audio_seconds_a_second: float
    source: str


# CPU seconds of one core, for a second of audio or an article: tests/benchmarks/RESULTS.md, commit 3adc205.
SPEAK_CPU_SECONDS = 41.5 / 6810
ENCODE_CPU_SECONDS = 30.0 / 6810
TEXT_CPU_SECONDS = 1.5 / 20

_PUBLISHED = "published"
_SCALED = "scaled"
# Kokoro-82M in float32. 698 is the best public figure of a batched one on an H100; the others are scaled from it by the
# cards' memory bandwidth (3,350, 1,555 and 300 GB/s), by which the model is bound. `--speeds` takes what you measure.
GPU_SPEEDS: Mapping[str, Speed] = {
    "nvidia-l4": Speed(698 * 300 / 3350, _SCALED),
    "nvidia-tesla-a100": Speed(698 * 1555 / 3350, _SCALED),
    "nvidia-h100-80gb": Speed(698, _PUBLISHED),
}

# US dollars: an hour of a vCPU, of a gigabyte of memory and of a GPU on Dataflow (batch, us-central1), and a million
# characters of the cloud speech services. List prices as published around the date above: check yours.
PRICES: Mapping[str, float] = {
    "vcpu": 0.056,
    "memory_gb": 0.003557,
    "nvidia-l4": 0.67,
    "nvidia-tesla-a100": 3.72,
    "nvidia-h100-80gb": 11.76,
    "google-standard": 4.0,
    "google-neural2": 16.0,
    "google-chirp3-hd": 30.0,
    "amazon-polly-neural": 16.0,
    "azure-neural": 15.0,
    "openai-tts-1": 15.0,
    "openai-tts-1-hd": 30.0,
}
SPEECH_SERVICES = tuple(name for name in PRICES if name.startswith(("google-", "amazon-", "azure-", "openai-")))


def parse_figures(notation: str, known: Sequence[str]) -> dict[str, float]:
    """Returns the figures of `nvidia-l4=0.5,vcpu=0.04`, or raises ValueError naming what is wrong with one."""
    figures = {}
    for entry in filter(None, notation.split(",")):
        name, _, figure = entry.partition("=")
        if name not in known:
            raise ValueError(f"there is no {name!r}; there are {', '.join(known)}")
        try:
            figures[name] = float(figure)
        except ValueError:
            raise ValueError(f"{entry!r} is not NAME=NUMBER, as in {name}=0.5") from None
        if not 0 <= figures[name] < float("inf"):
            raise ValueError(f"{entry}: a figure is a number that is not negative")
    return figures
