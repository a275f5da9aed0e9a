"""How fast the torch voices speak in batches, and one by one: `python -m tests.benchmarks.speech --device cuda`.

Speaks synthetic English utterances whose lengths are those of the sentences of real articles, with this project's
engines at each precision, and one by one with the references: the package kokoro 0.9.4, and transformers' VitsModel.
Real weights are used where they are at hand, else random weights of the real sizes that speak at a real pace.

What is measured is cut into sections, the most telling first (`--sections`). They run in a process of their own: a
section that fails, hangs or loses the GPU is reported with its error, and those after it run in a new process. Each
section's figures are appended to `--lines` as one line of JSON when it ends; all of them are printed as one object.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

import torch

from tests.benchmarks.speech_sections import SECTIONS, Bench, machine, with_ratios

_POLL_SECONDS = 0.5


def main() -> None:
    chosen = _arguments()
    if chosen.child:
        run_sections(chosen)
        return
    with tempfile.TemporaryDirectory() as folder:
        chosen.lines = chosen.lines or Path(folder) / "speech.jsonl"
        chosen.lines.unlink(missing_ok=True)
        supervise(chosen)
        report = dict(map(json.loads, chosen.lines.read_text().splitlines()))
    print(json.dumps({"machine": machine(), **with_ratios(report)}, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--sections", default=",".join(SECTIONS), help="which, by commas: %(default)s")
    parser.add_argument("--utterances", type=int, help="how many to speak; 1,024 on a GPU, 10 on a CPU unless given")
    parser.add_argument("--one_by_one", type=int, help="how many of them to speak one by one; 64 and 10 unless given")
    parser.add_argument("--seconds", type=float, default=540, help="no section starts after so many (%(default)s)")
    parser.add_argument("--section_seconds", type=float, default=150, help="the most for one (%(default)s)")
    parser.add_argument("--lines", type=Path, help="a file for the sections' figures, as they come")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    unknown = set(chosen.sections.split(",")) - set(SECTIONS)
    if unknown:
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    on_gpu = chosen.device.startswith("cuda") or (chosen.device == "auto" and torch.cuda.is_available())
    chosen.utterances = chosen.utterances or (1_024 if on_gpu else 10)
    chosen.one_by_one = chosen.one_by_one or (64 if on_gpu else 10)
    return chosen


def supervise(chosen: argparse.Namespace) -> None:
    """Runs all sections in child processes; a section that ends its process, or takes too long, is passed over."""
    deadline = time.monotonic() + chosen.seconds
    left = chosen.sections.split(",")
    while left and time.monotonic() < deadline:
        problem = _child(chosen, left, deadline)
        done = _done(chosen.lines)
        left = [name for name in left if name not in done]
        if left and problem:
            _append(chosen.lines, left.pop(0), {"error": problem})
    for name in left:
        _append(chosen.lines, name, {"error": "not begun: the time was over"})


def _child(chosen: argparse.Namespace, sections: list[str], deadline: float) -> str:
    """Runs sections in a process until they are done or one is stuck; returns what was wrong with the last one."""
    options = {name: getattr(chosen, name) for name in ("device", "utterances", "one_by_one", "lines")}
    command = [sys.executable, "-m", "tests.benchmarks.speech", "--child", "--sections", ",".join(sections)]
    child = subprocess.Popen(command + [f"--{name}={value}" for name, value in options.items()])
    with child:
        count, since = len(_done(chosen.lines)), time.monotonic()
        while child.poll() is None:
            time.sleep(_POLL_SECONDS)
            if len(_done(chosen.lines)) > count:
                count, since = len(_done(chosen.lines)), time.monotonic()
            if time.monotonic() > min(since + chosen.section_seconds, deadline):
                child.kill()
                return f"stopped after {time.monotonic() - since:.0f} seconds"
    return f"the process ended with {child.returncode}"


def run_sections(chosen: argparse.Namespace) -> None:
    """Runs sections one after the other; ends the process where the GPU is lost."""
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen.device, chosen.utterances, chosen.one_by_one)
        for name in chosen.sections.split(","):
            start = time.perf_counter()
            is_lost = False
            try:
                figures = SECTIONS[name](bench)
            except Exception as error:  # reported in the section's place
                figures = {"error": "".join(traceback.format_exception(error))[-3_000:]}
                is_lost = isinstance(error, torch.AcceleratorError)
            _append(chosen.lines, name, figures | {"section_seconds": time.perf_counter() - start})
            print(f"{name}: {json.dumps(figures)[:300]}", file=sys.stderr, flush=True)
            if is_lost:
                sys.exit(3)


def _append(lines: Path, name: str, figures: dict[str, Any]) -> None:
    with lines.open("a", encoding="utf-8") as file:
        file.write(json.dumps([name, figures]) + "\n")


def _done(lines: Path) -> list[str]:
    return [json.loads(line)[0] for line in lines.read_text().splitlines()] if lines.exists() else []


if __name__ == "__main__":
    main()
