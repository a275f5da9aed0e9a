"""The voice engines there are: what is known of a voice before it is loaded, and how it is loaded on a worker."""

import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.speech import Speech, SpeechSynthesizer, Utterance
from models.voices import Voice


@dataclass(frozen=True)
class VoiceCard:
    """What the manifest says of a voice. `revision` changes whenever its audio may."""

    voice: Voice
    languages: str
    licence: str
    weights: str
    revision: str


@dataclass(frozen=True)
class _Engine:
    """How the voices of one engine are described and loaded; `load` gets name, device and number of threads."""

    packages: tuple[str, ...]
    describe: Callable[[Voice], VoiceCard]
    load: Callable[[str, str, int], SpeechSynthesizer]


def _describe_hibari(voice: Voice) -> VoiceCard:
    if voice.name != "heart":
        raise ValueError(f"the voice {voice} does not exist; the embedded engine has hibari:heart only")
    return VoiceCard(voice, "en", "Apache-2.0", "in the package hibari-tts", "hibari-tts-0.2.1")


def _load_hibari(name: str, device: str, threads: int) -> SpeechSynthesizer:
    from models.hibari import load_hibari  # noqa: PLC0415  # engines are imported on the worker that speaks

    if device.startswith("cuda"):
        raise ValueError("the voice hibari:heart speaks on the CPU only; choose --device auto or cpu")
    return load_hibari(name, threads)


def _describe_vits(voice: Voice) -> VoiceCard:
    checkpoint = voice.name.partition("#")[0]
    folder = Path(checkpoint)
    if folder.is_dir():
        return VoiceCard(voice, "as its tokenizer", "as its owner says", "a local folder", _digest(folder))
    _, _, revision = checkpoint.partition("@")
    if not revision:
        raise ValueError(
            f"the voice {voice} names no revision; write vits:OWNER/NAME@COMMIT, so that a rerun is the same"
        )
    return VoiceCard(voice, "as its model card says", "as its model card says", "the model hub", revision)


def _load_vits(name: str, device: str, threads: int) -> SpeechSynthesizer:
    import torch  # noqa: PLC0415

    from models.vits import load_vits  # noqa: PLC0415

    torch.set_num_threads(threads)
    return load_vits(name.partition("#")[0], device=device)


def _digest(folder: Path) -> str:
    """Returns a hash of all files of a checkpoint, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest.update(f"{path.relative_to(folder)}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\0".encode())
    return f"sha256:{digest.hexdigest()[:16]}"


ENGINES: Mapping[str, _Engine] = {
    "hibari": _Engine(("hibari",), _describe_hibari, _load_hibari),
    "vits": _Engine(("torch", "transformers"), _describe_vits, _load_vits),
}


# What `narrate voices` prints: voice, languages, licence, where the weights come from, where it is computed.
VOICE_LIST = (
    ("hibari:heart", "English (US)", "Apache-2.0", "in the package hibari-tts", "CPU"),
    ("vits:OWNER/NAME@COMMIT", "as the checkpoint", "as its model card says", "the model hub", "CPU, GPU"),
    ("vits:FOLDER", "as the checkpoint", "as its owner says", "a local folder", "CPU, GPU"),
)


def describe_voice(voice: Voice) -> VoiceCard:
    """Returns what is known of a voice without loading it, or raises ValueError where there is no such voice."""
    engine = ENGINES.get(voice.engine)
    if engine is None:
        raise ValueError(f"there is no engine {voice.engine!r}; the engines are {', '.join(ENGINES)}")
    missing = [package for package in engine.packages if importlib.util.find_spec(package) is None]
    if missing:
        raise ValueError(
            f"the engine {voice.engine!r} needs the packages {', '.join(missing)}, which are not installed"
        )
    return engine.describe(voice)


class VoiceBank:
    """Several loaded voices as one synthesizer; an utterance's `voice` is `engine:name`."""

    def __init__(self, synthesizers: Mapping[str, SpeechSynthesizer]) -> None:
        self._synthesizers = synthesizers

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        by_voice: dict[str, list[int]] = {}
        for index, utterance in enumerate(utterances):
            by_voice.setdefault(utterance.voice, []).append(index)
        spoken: dict[int, Speech] = {}
        for notation, indices in by_voice.items():
            name = Voice.parse(notation).name
            own = [replace(utterances[index], voice=name) for index in indices]
            spoken.update(zip(indices, self._synthesizers[notation].synthesize(own), strict=True))
        return [spoken[index] for index in range(len(utterances))]


def load_voices(voices: Iterable[Voice], device: str, threads: int) -> VoiceBank:
    """Returns the voices, loaded, each once; raises where one cannot be, with what to do about it."""
    return VoiceBank({str(voice): ENGINES[voice.engine].load(voice.name, device, threads) for voice in voices})
