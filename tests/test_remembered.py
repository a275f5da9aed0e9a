"""What Beam asks itself again and again for one graph: it is asked once, and the answers are the same."""

import gc
import inspect
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.coders import BytesCoder
from apache_beam.options.pipeline_options import PipelineOptions, SetupOptions, StandardOptions, TypeOptions
from apache_beam.transforms import userstate
from rich.console import Console

from models.handlers import SpeechModelHandler
from pipeline import remembered
from pipeline.heap import libraries_left_alone
from pipeline.local import run_locally
from pipeline.options import job_of, parse_options
from pipeline.remembered import OptionsSeenOnce, remember_states_and_timers
from tests.conftest import FakeSynthesizer
from tests.jobs import article, write_records

SPEC = userstate.BagStateSpec("bag", BytesCoder())
BAG = beam.DoFn.StateParam(SPEC)


class Stateful(beam.DoFn):
    def process(self, element, bag=BAG):
        yield element


class Stateless(beam.DoFn):
    def process(self, element):
        yield element


class Methods:
    def stateful(self, element, bag=BAG):
        return [element]

    def stateless(self, element):
        return [element]


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(userstate, "get_dofn_specs", userstate.get_dofn_specs)
    monkeypatch.setattr(remembered, "_specs", {})
    remember_states_and_timers()
    yield


def test_a_view_of_options_is_made_once():
    options = PipelineOptions(["--runner=FnApiRunner"]).view_as(OptionsSeenOnce)
    assert options.view_as(StandardOptions) is options.view_as(StandardOptions)
    assert options.view_as(StandardOptions).runner == "FnApiRunner"


def test_what_is_set_in_one_view_is_seen_in_all():
    given = PipelineOptions(["--no_save_main_session"])
    options = given.view_as(OptionsSeenOnce)
    assert options.view_as(TypeOptions).pipeline_type_check
    given.view_as(TypeOptions).pipeline_type_check = False
    assert not options.view_as(TypeOptions).pipeline_type_check
    options.view_as(SetupOptions).save_main_session = True
    assert given.view_as(SetupOptions).save_main_session
    assert options.get_all_options()["save_main_session"]


def test_a_stateful_step_is_told_from_a_stateless_one(remembering):
    methods = Methods()
    steps = [Stateful(), beam.FlatMap(methods.stateful).dofn, Stateless(), beam.FlatMap(methods.stateless).dofn]
    for _ in range(2):
        assert [userstate.is_stateful_dofn(step) for step in steps] == [True, True, False, False]
    assert userstate.get_dofn_specs(Stateful()) == ({SPEC}, set())


def test_equal_steps_are_looked_at_once(remembering, monkeypatch):
    looked_at = []
    monkeypatch.setattr(remembered, "_look_up_specs", lambda step: looked_at.append(step) or (set(), set()))
    for step in (Stateless(), Stateless(), Stateful()):
        userstate.is_stateful_dofn(step)
    assert [type(step) for step in looked_at] == [Stateless, Stateful]


def test_what_is_there_already_is_not_collected_until_the_end():
    with pytest.raises(KeyError), libraries_left_alone():
        assert gc.get_freeze_count() > 10_000
        raise KeyError
    assert gc.get_freeze_count() == 0


def test_a_local_run_asks_little(tmp_path: Path, monkeypatch):
    """Without this memory it made 870 parsers of options and looked at 20,000 signatures."""
    asked = Counter[str]()

    def counting(name, function):
        def count(*arguments, **named):
            asked[name] += 1
            return function(*arguments, **named)

        return count

    monkeypatch.setattr(userstate, "get_dofn_specs", userstate.get_dofn_specs)
    records = write_records(tmp_path / "in.jsonl", [article("a")])
    options = parse_options([f"--input={records}", f"--output={tmp_path / 'out'}", "--local_workers=2"])
    job = job_of(options)
    monkeypatch.setattr(ArgumentParser, "__init__", counting("parsers", ArgumentParser.__init__))
    monkeypatch.setattr(inspect, "signature", counting("signatures", inspect.signature))
    run_locally(options, job, SpeechModelHandler(FakeSynthesizer), Console(quiet=True))
    assert 0 < asked["parsers"] < 100
    assert 0 < asked["signatures"] < 5_000
