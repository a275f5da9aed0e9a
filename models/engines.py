"""The voice engines there are: what is known of a voice before it is loaded, and how it is loaded on a worker."""

import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models import storage
from models.speech import BatchTotals, Pace, ReportsBatches, Speech, SpeechSynthesizer, Utterance
from models.voices import Voice

ANY_OF_ITS_OWN = "as the checkpoint"  # the languages of a voice that only its checkpoint knows
_CPU_BATCH_SECONDS, _GPU_BATCH_SECONDS = 300.0, 1_800.0


@dataclass(frozen=True)
class VoiceCard:
    """What the manifest says of a voice. `languages` is a BCP 47 tag, or that only its checkpoint knows.

    `revision` changes whenever its audio may.
    """

    voice: Voice
    languages: str
    licence: str
    weights: str
    revision: str


@dataclass(frozen=True)
class LoadedVoice:
    """A synthesizer, what it calls the voice, and how fast that is, if somebody has measured it."""

    synthesizer: SpeechSynthesizer
    voice: str
    pace: Pace | None = None


@dataclass(frozen=True)
class _Engine:
    """How the voices of one engine are described and loaded.

    `load` gets the names of all its voices that a job needs, the device and the number of threads; voices of one
    checkpoint share a synthesizer.
    """

    packages: tuple[str, ...]
    describe: Callable[[Voice], VoiceCard]
    load: Callable[[Sequence[str], str, int], Mapping[str, LoadedVoice]]
    on_gpu: bool = True


def _describe_hibari(voice: Voice) -> VoiceCard:
    if voice.name != "heart":
        raise ValueError(f"the voice {voice} does not exist; the embedded engine has hibari:heart only")
    return VoiceCard(voice, "en", "Apache-2.0", "in the package hibari-tts", "hibari-tts-0.2.1")


def _load_hibari(names: Sequence[str], device: str, threads: int) -> Mapping[str, LoadedVoice]:
    from models.hibari import PACE, load_hibari  # noqa: PLC0415  # engines are imported on the worker that speaks

    if device.startswith("cuda"):
        raise ValueError("the voice hibari:heart speaks on the CPU only; choose --device auto or cpu")
    return {name: LoadedVoice(load_hibari(name, threads), name, PACE) for name in names}


def _describe_kokoro(voice: Voice) -> VoiceCard:
    from models.kokoro.loading import KOKORO_82M  # noqa: PLC0415

    checkpoint, _, name = voice.name.rpartition("#")
    if name[:1] not in ("a", "b"):  # American and British; those of other languages need phonemes that are not at hand
        raise ValueError(f"the voice {voice} is none of Kokoro's English ones; write one as in kokoro:af_heart")
    if not checkpoint:
        return VoiceCard(voice, "en", "Apache-2.0", "the model hub", KOKORO_82M)
    return replace(_describe_checkpoint(voice, checkpoint), languages="en")


def _load_kokoro(names: Sequence[str], device: str, threads: int) -> Mapping[str, LoadedVoice]:
    import torch  # noqa: PLC0415

    from models.kokoro.loading import KOKORO_82M, load_kokoro  # noqa: PLC0415

    torch.set_num_threads(threads)
    voices: dict[str, dict[str, str]] = {}
    for name in names:
        checkpoint, _, voice = name.rpartition("#")
        voices.setdefault(checkpoint or KOKORO_82M, {})[name] = voice
    loaded: dict[str, LoadedVoice] = {}
    for checkpoint, voice_of in voices.items():
        synthesizer = load_kokoro(checkpoint, list(voice_of.values()), device=device)
        loaded |= {name: LoadedVoice(synthesizer, voice) for name, voice in voice_of.items()}
    return loaded


def _describe_vits(voice: Voice) -> VoiceCard:
    return _describe_checkpoint(voice, voice.name.partition("#")[0])


def _load_vits(names: Sequence[str], device: str, threads: int) -> Mapping[str, LoadedVoice]:
    import torch  # noqa: PLC0415

    from models.vits import load_vits  # noqa: PLC0415

    torch.set_num_threads(threads)
    checkpoints = dict.fromkeys(name.partition("#")[0] for name in names)
    synthesizers = {checkpoint: load_vits(checkpoint, device=device) for checkpoint in checkpoints}
    return {name: LoadedVoice(synthesizers[name.partition("#")[0]], name) for name in names}


def _describe_checkpoint(voice: Voice, checkpoint: str) -> VoiceCard:
    if storage.is_remote(checkpoint):
        return VoiceCard(voice, ANY_OF_ITS_OWN, "as its owner says", "Cloud Storage", _remote_digest(checkpoint))
    folder = Path(checkpoint)
    if folder.is_dir():
        return VoiceCard(voice, ANY_OF_ITS_OWN, "as its owner says", "a local folder", _digest(folder))
    _, _, revision = checkpoint.partition("@")
    if not revision:
        mend = f"{voice.engine}:FOLDER or {voice.engine}:OWNER/NAME@COMMIT, so that a rerun is the same"
        raise ValueError(f"{checkpoint} is no folder and names no revision; write {mend}")
    return VoiceCard(voice, ANY_OF_ITS_OWN, "as its model card says", "the model hub", revision)


def _remote_digest(checkpoint: str) -> str:
    """Returns a hash of all files of a checkpoint, from the checksums that Cloud Storage keeps of them.

    Raises:
        ValueError: the folder cannot be listed, or holds no file.
    """
    try:
        checksums = storage.checksums(checkpoint)
    except OSError as error:
        raise ValueError(str(error)) from error
    if not checksums:
        raise ValueError(f"{checkpoint} holds no file; name the folder of a checkpoint, as in gs://BUCKET/voices/own")
    listing = "".join(f"{name}\0{checksum}\0" for name, checksum in sorted(checksums.items()))
    return f"crc32c:{hashlib.sha256(listing.encode()).hexdigest()[:16]}"


def _digest(folder: Path) -> str:
    """Returns a hash of all files of a checkpoint, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest.update(f"{path.relative_to(folder)}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\0".encode())
    return f"sha256:{digest.hexdigest()[:16]}"


ENGINES: Mapping[str, _Engine] = {
    "hibari": _Engine(("hibari",), _describe_hibari, _load_hibari, on_gpu=False),
    "kokoro": _Engine(("torch", "transformers", "hibari"), _describe_kokoro, _load_kokoro),
    "vits": _Engine(("torch", "transformers"), _describe_vits, _load_vits),
}

# What `narrate voices` prints: voice, languages, licence, where the weights come from, where it is computed.
VOICE_LIST = (
    ("hibari:heart", "English (US)", "Apache-2.0", "in the package hibari-tts", "CPU"),
    ("kokoro:af_heart, ...", "English (US, GB)", "Apache-2.0", "the model hub: hexgrad/Kokoro-82M", "GPU, CPU"),
    ("kokoro:FOLDER#VOICE", "English (US, GB)", "as its owner says", "a local or gs:// folder", "GPU, CPU"),
    ("vits:OWNER/NAME@COMMIT", ANY_OF_ITS_OWN, "as its model card says", "the model hub", "GPU, CPU"),
    ("vits:FOLDER#SPEAKER", ANY_OF_ITS_OWN, "as its owner says", "a local or gs:// folder", "GPU, CPU"),
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


def speaks_on_gpu(voice: Voice) -> bool:
    """Returns whether a GPU is of use to a voice."""
    return ENGINES[voice.engine].on_gpu


def batch_seconds_for(voices: Sequence[Voice], device: str) -> float:
    """Returns how many seconds of audio the voices are best given at once, on `auto`, `cpu` or `cuda`.

    A CPU speaks one row as fast as many. On a GPU rows wait for others of their length, and the audio for its turn in
    the worker's memory: 1,800 seconds are some 200 MB a thread, and leave less than a tenth of Kokoro's batches empty.
    """
    if not any(map(speaks_on_gpu, voices)) or device == "cpu":
        return _CPU_BATCH_SECONDS
    if device == "auto":
        from models.devices import torch_device  # noqa: PLC0415  # it imports torch, which the embedded voice needs not

        device = torch_device(device).type
    return _CPU_BATCH_SECONDS if device == "cpu" else _GPU_BATCH_SECONDS


class VoiceBank:
    """Several loaded voices as one synthesizer; an utterance's `voice` is `engine:name`."""

    def __init__(self, voices: Mapping[str, LoadedVoice]) -> None:
        self._voices = voices

    def batch_totals(self) -> BatchTotals:
        """Returns the totals of the synthesizers that fill batches, each counted once."""
        synthesizers = {id(voice.synthesizer): voice.synthesizer for voice in self._voices.values()}.values()
        totals = (synthesizer.batch_totals() for synthesizer in synthesizers if isinstance(synthesizer, ReportsBatches))
        return sum(totals, BatchTotals())

    def pace_of(self, voice: str) -> Pace | None:
        """Returns the pace of one of the voices, or None where nobody has measured it."""
        return self._voices[voice].pace

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        """Returns a speech per utterance; voices that share a synthesizer share its batches."""
        groups: dict[int, list[int]] = {}
        for index, utterance in enumerate(utterances):
            groups.setdefault(id(self._voices[utterance.voice].synthesizer), []).append(index)
        spoken: dict[int, Speech] = {}
        for indices in groups.values():
            own = [replace(utterances[index], voice=self._voices[utterances[index].voice].voice) for index in indices]
            synthesizer = self._voices[utterances[indices[0]].voice].synthesizer
            spoken.update(zip(indices, synthesizer.synthesize(own), strict=True))
        return [spoken[index] for index in range(len(utterances))]


def load_voices(voices: Iterable[Voice], device: str, threads: int) -> VoiceBank:
    """Returns the voices, loaded, each checkpoint once; raises where one cannot be, with what to do about it."""
    names: dict[str, list[str]] = {}
    for voice in voices:
        names.setdefault(voice.engine, []).append(voice.name)
    return VoiceBank(
        {
            f"{engine}:{name}": loaded
            for engine, own_names in names.items()
            for name, loaded in ENGINES[engine].load(own_names, device, threads).items()
        }
    )
