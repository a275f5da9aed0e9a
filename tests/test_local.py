"""Beam's local runner as a run uses it."""

import subprocess
import sys

import pytest

# Emits for some seconds, so that a timer of a second would find the streams in use, and counts what arrives.
_PROGRAM = """
import sys, time
import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from pipeline.local import keep_streams_whole

class Emit(beam.DoFn):
    def process(self, element):
        count, end = 0, time.monotonic() + 4
        while time.monotonic() < end:
            count += 1
            yield ("one", {"number": count, "text": "x" * 300})
        yield ("all", count)

sys.setswitchinterval(0.0005)
keep_streams_whole()
options = ["--runner=FnApiRunner", "--direct_running_mode=multi_threading", "--direct_num_workers=2"]
pipeline = beam.Pipeline(options=PipelineOptions(options))
emitted = pipeline | beam.Create([1, 2]) | "Deal" >> beam.Reshuffle() | beam.ParDo(Emit()) | beam.Reshuffle()
lost = emitted | beam.MapTuple(lambda kind, what: what if kind == "all" else -1) | beam.CombineGlobally(sum)
_ = lost | beam.Map(lambda count: print("lost", count))
pipeline.run().wait_until_finish()
"""


@pytest.mark.slow
def test_no_element_is_lost_between_the_workers_of_a_local_run():
    ended = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert ended.stdout.strip() == "lost 0", ended.stderr[-500:]
