"""The speech benchmark's sections fail alone, and are over when their time is."""

import argparse
import json
import sys

import pytest
import torch

from tests.benchmarks import speech
from tests.benchmarks.speech_sections import SECTIONS, with_ratios


@pytest.fixture
def chosen(tmp_path):
    return argparse.Namespace(
        device="cpu",
        sections="first,second,third",
        utterances=1,
        one_by_one=1,
        seconds=60,
        lines=tmp_path / "lines.jsonl",
    )


def figures_of(chosen) -> dict:
    return dict(map(json.loads, chosen.lines.read_text().splitlines()))


def test_a_section_that_fails_is_reported_and_the_next_one_runs(chosen, monkeypatch):
    def fail(bench):
        raise ValueError("no such kernel")

    sections = {"first": lambda bench: {"speed": 1}, "second": fail, "third": lambda bench: {"speed": 3}}
    monkeypatch.setattr(speech, "SECTIONS", sections)
    speech.run_sections(chosen)
    figures = figures_of(chosen)
    assert (figures["first"]["speed"], figures["third"]["speed"]) == (1, 3)
    assert "no such kernel" in figures["second"]["error"]


def test_a_lost_gpu_ends_the_process_after_its_section_is_reported(chosen, monkeypatch):
    def lose(bench):
        raise torch.AcceleratorError("CUDA error: an illegal memory access was encountered")

    monkeypatch.setattr(speech, "SECTIONS", dict.fromkeys(("first", "second", "third"), lose))
    with pytest.raises(SystemExit):
        speech.run_sections(chosen)
    assert list(figures_of(chosen)) == ["first"]


@pytest.mark.parametrize(
    ("program", "longest", "problem"),
    [("import time; time.sleep(60)", 0.5, "stopped after"), ("exit(9)", 30, "ended with 9")],
)
def test_sections_that_hang_or_end_their_process_are_passed_over(chosen, monkeypatch, program, longest, problem):
    popen = speech.subprocess.Popen
    monkeypatch.setattr(speech.subprocess, "Popen", lambda command, **named: popen([sys.executable, "-c", program]))
    chosen.sections, chosen.section_seconds = "first,second", longest
    speech.supervise(chosen)
    figures = figures_of(chosen)
    assert list(figures) == ["first", "second"]
    assert all(problem in section["error"] for section in figures.values())


def test_sections_after_the_deadline_are_reported_as_not_begun(chosen):
    chosen.seconds = -1
    speech.supervise(chosen)
    assert {section["error"] for section in figures_of(chosen).values()} == {"not begun: the time was over"}


def test_batches_are_compared_with_speaking_one_by_one():
    report = with_ratios({"vits:batched": {"speed": 50.0}, "vits:reference": {"speed": 5.0}})
    assert report["vits:batched"]["times_reference"] == 10
    assert "kokoro:reference" in SECTIONS
