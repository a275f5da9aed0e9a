"""The speech benchmark's sections fail alone, and are over when their time is."""

import argparse
import json
import sys

import pytest
import torch

from models.precision import Precision
from tests.benchmarks import speech
from tests.benchmarks.speech_precision import round_convolutions, to_tf32, word_errors
from tests.benchmarks.speech_sections import SECTIONS, with_ratios
from tests.tiny_kokoro import narrow_network


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


def test_tf32_keeps_ten_bits_of_a_fraction():
    exact = torch.tensor([1.0, 1 + 2**-10, -3.0, 0.0])
    assert torch.equal(to_tf32(exact), exact)
    assert to_tf32(torch.tensor([1 + 2**-12, 1 + 2**-11])).tolist() == [1, 1 + 2**-10]


@pytest.mark.parametrize("precision", [Precision.TF32, Precision.FLOAT16, Precision.BFLOAT16])
def test_emulated_convolutions_hold_and_give_rounded_numbers_but_for_the_last(precision):
    decoder = narrow_network().float().decoder
    exact, rounded = decoder.vocoder.project, decoder.vocoder.upsamplers[0]
    before = rounded.weight.clone()
    round_convolutions(decoder, precision)
    x = torch.randn(1, rounded.in_channels, 9, generator=torch.Generator().manual_seed(0))
    assert not torch.equal(rounded.weight, before)
    assert torch.equal(rounded.weight, to_tf32(rounded.weight))  # sixteen bits keep no more of a fraction
    result = rounded(x)
    assert torch.equal(result, result.to(precision.dtype).float())
    assert not exact._forward_hooks and not exact._forward_pre_hooks


@pytest.mark.parametrize(
    ("found", "errors"),
    [("the ferry sails", 0), ("the fairy sails", 1), ("ferry sails", 1), ("the ferry sails on", 1), ("", 3)],
)
def test_words_that_were_missed_added_or_misheard_are_errors(found, errors):
    assert word_errors(["the", "ferry", "sails"], found.split()) == errors
