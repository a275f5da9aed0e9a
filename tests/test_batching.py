import random
import threading
import weakref

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.batching import BatchRunner, deliver
from models.engines import batch_seconds_for
from models.kokoro.loading import sizes_on_gpu
from models.speech import SynthesisFailure, Waveform
from models.voices import Voice
from tests.benchmarks.speech_texts import segment_length


def echo(rows, width):
    return lambda: [(row, width) for row in rows]


@given(st.lists(st.integers(0, 100), max_size=40), st.integers(1, 300), st.integers(1, 16))
def test_every_row_has_its_result_in_order_from_a_batch_that_holds_it(rows, budget, multiple):
    results = BatchRunner(budget, multiple=multiple).run(rows, lambda row: row, echo)
    assert [row for row, _ in results] == rows
    assert all(row <= width and width % multiple == 0 for row, width in results)


@given(st.lists(st.integers(1, 100), min_size=1, max_size=40), st.integers(1, 300))
def test_no_batch_of_several_rows_is_over_the_budget(rows, budget):
    batches = []
    BatchRunner(budget).run(
        rows, lambda row: row, lambda batch, width: batches.append((len(batch), width)) or echo(batch, width)
    )
    assert all(count == 1 or count * width <= budget for count, width in batches)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=7), st.integers(1, 150), st.integers(1, 8), st.integers(0, 60))
def test_rows_are_cut_where_all_batches_cost_least(rows, budget, multiple, overhead):
    costs = []

    def start(batch, width):
        costs.append(len(batch) * width + overhead)
        return echo(batch, width)

    BatchRunner(budget, multiple=multiple, overhead=overhead).run(rows, lambda row: row, start)
    widths = [-(-row // multiple) * multiple for row in sorted(rows, reverse=True)]

    def least(first: int) -> int:
        """Returns the least cost of the rows from this one on, of all ways to cut them."""
        full = max(budget // widths[first], 1) if first < len(widths) else 0
        ways = range(1, min(full, len(widths) - first) + 1)
        return min((count * widths[first] + overhead + least(first + count) for count in ways), default=0)

    assert sum(costs) == least(0)


@pytest.mark.parametrize(("overhead", "batches"), [(0, [2, 2]), (39, [2, 2]), (41, [4])])
def test_widths_stay_apart_as_long_as_a_batch_more_costs_less_than_padding(overhead, batches):
    sizes = []
    runner = BatchRunner(1_000, overhead=overhead)
    runner.run([100, 80, 100, 80], lambda row: row, lambda rows, width: sizes.append(len(rows)) or echo(rows, width))
    assert sizes == batches


@pytest.mark.parametrize("seed", range(4))
def test_a_gpu_s_batches_of_one_call_are_padded_by_less_than_a_tenth(seed):
    """The lengths are those of articles' segments, in characters; Kokoro's af_heart takes 2.7 frames for one."""
    chance, seconds = random.Random(seed), batch_seconds_for([Voice("kokoro", "af_heart")], "cuda")
    lengths: list[int] = []
    while sum(lengths) < seconds * 40:  # frames of 25 ms
        lengths.append(round(24 + 2.7 * segment_length(chance)))
    sizes = sizes_on_gpu(80 * 2**30)
    runner = BatchRunner(sizes.frames, multiple=sizes.frame_multiple, overhead=sizes.frame_overhead)
    runner.run(lengths, lambda length: length, echo)
    assert runner.report.waste < 0.1
    assert runner.report.padded_units > 5 * sizes.frame_overhead * runner.report.batches


def test_a_thread_starts_its_batches_while_another_collects():
    runner, others = BatchRunner(10), []

    def collect_late():
        another = threading.Thread(target=lambda: others.extend(runner.run([5], lambda row: row, echo)))
        another.start()
        another.join(timeout=60)
        return ["late"]

    assert runner.run([7], lambda row: row, lambda rows, width: collect_late) == ["late"]
    assert others == [(5, 5)]


def test_a_failure_that_comes_in_goes_out_and_reaches_no_batch():
    failure = SynthesisFailure("no_speech", "nothing")
    assert BatchRunner(10).run([3, failure, 2], lambda row: row, echo) == [(3, 3), failure, (2, 2)]


def test_a_batch_is_started_before_the_one_before_it_is_collected():
    events = []

    def start(rows, width):
        events.append(("start", *rows))
        return lambda: events.append(("collect", *rows)) or rows

    BatchRunner(1).run([3, 2, 1], lambda row: row, start)
    assert events == [("start", 3), ("start", 2), ("collect", 3), ("start", 1), ("collect", 2), ("collect", 1)]


def test_out_of_memory_halves_the_batch_and_tries_its_rows_again():
    sizes = []

    def start(rows, width):
        sizes.append(len(rows))
        if len(rows) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return echo(rows, width)

    runner = BatchRunner(100)
    assert len(runner.run([10] * 8, lambda row: row, start)) == 8
    assert sizes == [8, 4, 2, 2, 2, 2]
    assert runner.budget == 20


def test_what_did_not_fit_is_let_go_before_its_rows_are_tried_again():
    class Activations:
        pass

    alive = []

    def start(rows, width):
        assert all(reference() is None for reference in alive)
        activations = Activations()
        alive.append(weakref.ref(activations))
        if len(rows) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return echo(rows, width)

    assert len(BatchRunner(100).run([10] * 4, lambda row: row, start)) == 4
    assert len(alive) == 6


def test_a_single_row_that_does_not_fit_is_a_failure_and_costs_the_others_nothing():
    def start(rows, width):
        if 50 in rows:
            raise torch.OutOfMemoryError("CUDA out of memory\nby far")
        return echo(rows, width)

    big, small = BatchRunner(1_000).run([50, 5], lambda row: row, start)
    assert big.code == "oom"
    assert "50 units" in big.message
    assert small == (5, 5)


def test_another_error_is_the_engine_s():
    def start(rows, width):
        raise RuntimeError("CUDA error: an illegal memory access was encountered")

    with pytest.raises(RuntimeError, match="illegal memory access"):
        BatchRunner(10).run([1], lambda row: row, start)


def test_waste_is_the_share_of_padding():
    runner = BatchRunner(100, overhead=100)
    runner.run([10, 6], lambda row: row, echo)
    assert runner.report.waste == pytest.approx(4 / 20)
    assert BatchRunner(1).report.waste == 0


@pytest.mark.parametrize(("budget", "multiple", "overhead"), [(0, 1, 0), (1, 0, 0), (1, 1, -1)])
def test_a_budget_that_holds_no_row_is_refused(budget, multiple, overhead):
    with pytest.raises(ValueError, match="holds no row"):
        BatchRunner(budget, multiple=multiple, overhead=overhead)


def test_delivered_rows_are_cut_clipped_and_of_their_own():
    samples = torch.tensor([[0.5, 2.0, 9.0], [-0.25, -3.0, 0.5]], dtype=torch.float64)
    one, two = deliver(samples, [2, 3], 24_000)()
    assert isinstance(one, Waveform)
    assert one.samples.tolist() == [0.5, 1.0]
    assert two.samples.tolist() == [-0.25, -1.0, 0.5]
    assert one.samples.base is None


def test_bad_rows_are_failures_and_good_ones_are_delivered():
    samples = torch.tensor([[float("nan"), 0.5], [0.0, 1e-5], [0.5, 0.5], [0.5, 0.5]])
    codes = [s.code if isinstance(s, SynthesisFailure) else "fine" for s in deliver(samples, [2, 2, 2, 0], 24_000)()]
    assert codes == ["bad_audio", "bad_audio", "fine", "bad_audio"]
