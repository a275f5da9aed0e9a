"""What captioners say of labelled pictures, and how fast: `python -m tests.benchmarks.images --index INDEX.csv`.

The index has the columns file, kind, description, decorative and facts (split by `;`), with the files beside it; kinds
are icon, tracker, broken and those of `PictureKind`. Prints one JSON object: the share of kinds that are right (a
broken file is right when it is no picture; vector drawings and icon files, which have no pixels to look at, are left
out), ornaments that would be heard (none may be), broken files that raised (none may), the share of the words of the
listed facts that the descriptions of charts, screenshots and images of text hold, and every description, to be read.

`--speed` measures small networks of random weights alone and in batches; with `--device cuda` BLIP-base and Qwen3-VL-2B
in their real sizes, in bfloat16, with random weights: speed needs no trained ones.
"""

import argparse
import csv
import json
import logging
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from models.captioning.batches import BatchBudget, PictureBatches
from models.captioning.captions import Caption, Captioner, CaptionRequest, PictureKind
from models.captioning.engines import load_captioner
from models.pictures.decoding import PictureLimits, decode
from models.pictures.errors import PictureError
from tests.captioning.drawings import photo, request_of

Measurement = dict[str, Any]

# Kinds of the index that a captioner calls otherwise. Whoever decides what is heard treats all of a row alike.
_ACCEPTED: dict[str, frozenset[PictureKind]] = {
    "icon": frozenset({PictureKind.DECORATIVE, PictureKind.LOGO}),
    "tracker": frozenset({PictureKind.DECORATIVE}),
}
_FACTS_OF = ("chart", "text", "screenshot")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
_NUMBERS = dict(zip(("one", "two", "three", "four", "five", "six"), "123456", strict=True))


@dataclass(frozen=True)
class Row:
    """A labelled picture."""

    path: Path
    kind: str
    is_decorative: bool
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What came of a picture: its caption, or why it could not be decoded."""

    row: Row
    caption: Caption | None
    fault: str = ""

    @property
    def is_kind_right(self) -> bool:
        if self.caption is None:
            return self.row.kind == "broken"
        accepted = _ACCEPTED.get(self.row.kind) or {self.row.kind}
        return self.caption.kind in accepted or (self.row.is_decorative and self.caption.kind is PictureKind.DECORATIVE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, help="a CSV file with the labels; its folder holds the pictures")
    parser.add_argument("--captioner", default="evidence", help="evidence, or ENGINE:CHECKPOINT")
    parser.add_argument("--device", default="cpu", help="auto, cpu or cuda")
    parser.add_argument("--speed", action="store_true", help="measure networks of random weights as well")
    parser.add_argument("--pictures", type=int, help="how many pictures to measure with; 256 on a GPU, 16 on a CPU")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    report: Measurement = {}
    if chosen.index:
        report["labelled"] = labelled(read_index(chosen.index), load_captioner(chosen.captioner, chosen.device))
    if chosen.speed:
        report["speed"] = speeds(chosen.device, chosen.pictures)
    print(json.dumps(report, indent=1, ensure_ascii=False))


def read_index(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                path.parent / row["file"],
                row["kind"],
                row["decorative"] == "yes",
                tuple(filter(None, map(str.strip, (row.get("facts") or "").split(";")))),
            )
            for row in csv.DictReader(file)
        ]


def labelled(rows: Sequence[Row], captioner: Captioner) -> Measurement:
    """Returns how right a captioner is on labelled pictures, and all that it says."""
    start = time.process_time()
    seen = [look_at(row, captioner) for row in rows]
    seconds = time.process_time() - start
    looked_at = [one for one in seen if one.caption is not None or one.row.path.suffix not in (".svg", ".ico")]
    told = [one for one in seen if one.row.kind in _FACTS_OF and one.caption is not None]
    held = {one.row.path.name: facts_held(one) for one in told}
    return {
        "pictures": len(rows),
        "looked_at": len(looked_at),
        "kind_right": sum(one.is_kind_right for one in looked_at) / len(looked_at),
        "kind_wrong": [
            f"{one.row.path.name}: {one.row.kind}, seen as {one.caption.kind if one.caption else one.fault}"
            for one in looked_at
            if not one.is_kind_right
        ],
        "decorative_heard": [
            one.row.path.name for one in seen if one.row.is_decorative and one.caption and one.caption.text
        ],
        "broken_crashes": [one.row.path.name for one in seen if one.fault.startswith("crash")],
        "fact_words_held": sum(held.values()) / max(len(held), 1),
        "cpu_seconds_a_picture": seconds / max(len(rows), 1),
        "descriptions": {one.row.path.name: described(one, held.get(one.row.path.name)) for one in seen},
    }


def look_at(row: Row, captioner: Captioner) -> Seen:
    """Returns what a captioner says of a file; a crash is written down, not raised, to be counted."""
    try:
        picture = decode(row.path.read_bytes(), PictureLimits())
    except PictureError as error:
        return Seen(row, None, str(error.fault))
    except Exception as error:
        return Seen(row, None, f"crash: {error!r}")
    [caption] = captioner.describe([CaptionRequest(picture, "en")])
    return Seen(row, caption) if isinstance(caption, Caption) else Seen(row, None, f"crash: {caption.message}")


def described(seen: Seen, held: float | None) -> str:
    if seen.caption is None:
        return f"[{seen.row.kind}] not decoded: {seen.fault}"
    share = "" if held is None else f" ({held:.0%} of the facts' words)"
    return f"[{seen.row.kind} -> {seen.caption.kind}] {seen.caption.text}{share}"


def facts_held(seen: Seen) -> float:
    """Returns the share of the words of the listed facts that the description holds; stems and numerals count."""
    if seen.caption is None:
        return 0.0
    said = words_of(f"{seen.caption.text} {seen.caption.kind}")
    facts = [word for fact in seen.row.facts for word in words_of(fact)]
    return sum(word in said for word in facts) / len(facts) if facts else 1.0


def words_of(text: str) -> list[str]:
    words = [_NUMBERS.get(word, word) for word in map(str.lower, _WORD.findall(text))]
    return [
        word if word.isdigit() else word.rstrip("s")[:6]
        for word in words
        if word not in ("to", "of", "the", "at", "in", "about")
    ]


def speeds(device: str, pictures: int | None) -> Measurement:
    """Returns pictures a second of networks of random weights, alone and in batches."""
    from models.captioning.call_shapes import LOADERS  # noqa: PLC0415
    from models.devices import torch_device  # noqa: PLC0415
    from tests import tiny_captioners as tiny  # noqa: PLC0415

    target = torch_device(device)
    on_gpu = target.type == "cuda"
    networks: dict[str, tuple[str, Callable[[Path], Path]]] = (
        {"blip-base": ("blip", tiny.save_blip_base), "qwen3-vl-2b": ("chat", tiny.save_qwen3_vl_2b)}
        if on_gpu
        else {
            "tiny blip": ("blip", lambda folder: tiny.save_shape_blip(folder, steps=1)),
            "tiny florence-2": ("florence2", tiny.save_random_florence),
            "tiny qwen3-vl": ("chat", tiny.save_random_qwen),
        }
    )
    requests = [
        request_of(photo(seed, 640, 448 + 64 * (seed % 3))) for seed in range(pictures or (256 if on_gpu else 16))
    ]
    report: Measurement = {"device": torch.cuda.get_device_name() if on_gpu else "cpu", "pictures": len(requests)}
    for name, (engine, save) in networks.items():
        with tempfile.TemporaryDirectory() as folder:
            model = LOADERS[engine](save(Path(folder)), target)
        budget = BatchBudget(64, 32 << 20) if on_gpu else BatchBudget(8, 8 << 20)
        report[name] = speed_of(model, requests, budget)
    return report


def speed_of(model: Any, requests: Sequence[CaptionRequest], budget: BatchBudget) -> Measurement:
    """Returns pictures a second alone and in batches, by the clock and, on a CPU, by its own time."""
    few = requests[: max(len(requests) // 8, 4)]
    batches = PictureBatches(budget)
    model.generate(few[:1])
    alone = timed(lambda: [model.generate([request]) for request in few], len(few))
    batches.run(requests, model.generate)
    together = timed(lambda: batches.run(requests, model.generate), len(requests))
    report = {
        "alone": alone,
        "batched": together,
        "times_as_fast": together["pictures_per_second"] / alone["pictures_per_second"],
        "batch": batches.budget.pictures,
    }
    if torch.cuda.is_available():
        report["peak_memory_gib"] = torch.cuda.max_memory_allocated() / 2**30
    return report


def timed(work: Callable[[], object], pictures: int) -> Measurement:
    start, cpu_start = time.perf_counter(), time.process_time()
    work()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    return {"pictures_per_second": pictures / seconds, "pictures_per_cpu_second": pictures / cpu_seconds}


if __name__ == "__main__":
    main()
