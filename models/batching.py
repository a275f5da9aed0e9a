"""Padded batches of rows of unequal length: cut by a budget, run, and delivered as one waveform a row."""

import threading
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.devices import to_host
from models.speech import SILENCE_PEAK, Speech, SynthesisFailure, Waveform

Row = TypeVar("Row")
Result = TypeVar("Result")
Collect = Callable[[], Sequence[Result | SynthesisFailure]]

_INT16_MAX = 32767
# One batch is computed while the one before it is collected.
_UNDERWAY = 2
# Past this a GPU is busy, and a larger batch only delays its first sample.
_GPU_MAX_FRAMES = 65_536
_GPU_FRAME_MULTIPLE = 16
# A batch of Kokoro starts about 1,200 kernels to speak, and 360 to read beside its recurrent layers, which go step by
# step: at 5 us a kernel 6 ms, in which an H100 is reckoned to compute so much. VITS starts no fewer.
_GPU_TOKEN_OVERHEAD, _GPU_FRAME_OVERHEAD = 1_500, 700


@dataclass(frozen=True)
class BatchSizes:
    """How large a voice's batches are at most, padding included: tokens in its text stage, frames in its sound stage.

    The width of a batch of the sound stage is a multiple of `frame_multiple`, so that few shapes occur. A batch takes
    the time of `token_overhead` tokens, or `frame_overhead` frames, beside that of what it holds.
    """

    tokens: int
    frames: int
    frame_multiple: int = 1
    token_overhead: int = 0
    frame_overhead: int = 0


def gpu_sizes(free_bytes: int, *, tokens: int, bytes_per_frame: int) -> BatchSizes:
    """Returns the batch sizes for a GPU: as many frames as half of its free memory holds, where each takes so much."""
    frames = min(free_bytes // 2 // bytes_per_frame, _GPU_MAX_FRAMES)
    return BatchSizes(
        tokens=tokens,
        frames=max(frames, _GPU_FRAME_MULTIPLE),
        frame_multiple=_GPU_FRAME_MULTIPLE,
        token_overhead=_GPU_TOKEN_OVERHEAD,
        frame_overhead=_GPU_FRAME_OVERHEAD,
    )


@dataclass
class PaddingReport:
    """What a runner's batches held: `units` that were asked for, `padded_units` that were computed.

    `oom_splits` batches did not fit the device and were cut.
    """

    batches: int = 0
    oom_splits: int = 0
    rows: int = 0
    units: int = 0
    padded_units: int = 0

    @property
    def waste(self) -> float:
        """The share of the computed units that is padding, 0 to 1."""
        return 1 - self.units / self.padded_units if self.padded_units else 0.0


@dataclass(frozen=True)
class _Batch(Generic[Result]):
    """Rows that are being computed: their places among all rows, and the call that waits for their results."""

    places: Sequence[int]
    collect: Collect[Result]


class BatchRunner:
    """Runs a model over rows in padded batches, longest rows first, so that a batch holds rows of one length or near.

    A batch is at most `budget` units large, padding included, and at least one row; its width is a multiple of
    `multiple`, so that few widths occur. The rows are cut where the sum of all batches is least, padding included and
    `overhead` units for each of them: a large overhead fills every batch, none keeps different widths apart. Where the
    device has no memory for a batch, the budget is halved, remembered, and the rows are tried again; a single row that
    does not fit becomes a `SynthesisFailure`.

    Threads that share a runner take turns at starting batches, and collect them side by side: while one thread waits
    for its samples or converts them, the device computes the next batch of another.
    """

    def __init__(self, budget: int, *, multiple: int = 1, overhead: int = 0) -> None:
        if budget < 1 or multiple < 1 or overhead < 0:
            raise ValueError(f"a budget of {budget} units in steps of {multiple}, {overhead} over, holds no row")
        self.budget = budget
        self.report = PaddingReport()
        self._multiple = multiple
        self._overhead = overhead
        self._turn = threading.Lock()

    def run(
        self,
        rows: Sequence[Row | SynthesisFailure],
        length: Callable[[Row], int],
        start: Callable[[Sequence[Row], int], Collect[Result]],
    ) -> list[Result | SynthesisFailure]:
        """Returns what the model makes of each row, in order; a failure that comes in goes out as it is.

        `start` takes the rows of a batch, longest first, and its width; it starts the computation and returns the call
        that waits for one result a row.
        """
        results: dict[int, Result | SynthesisFailure] = {}
        waiting: list[tuple[int, Row]] = []
        for place, row in enumerate(rows):
            if isinstance(row, SynthesisFailure):
                results[place] = row
            else:
                waiting.append((place, row))
        pending = deque(sorted(waiting, key=lambda entry: length(entry[1]), reverse=True))
        counts: deque[int] = deque()
        underway: deque[_Batch[Result]] = deque()
        while pending or underway:
            if not pending or len(underway) == _UNDERWAY:
                batch = underway.popleft()
                results.update(zip(batch.places, batch.collect(), strict=True))
                continue
            counts = counts or deque(self._cut([length(row) for _, row in pending]))
            batch_rows = [pending[index] for index in range(counts[0])]
            collect = self._attempt([row for _, row in batch_rows], [length(row) for _, row in batch_rows], start)
            if collect is None:
                counts.clear()  # they were for a larger budget
                continue
            underway.append(_Batch([place for place, _ in batch_rows], collect))
            for _ in range(counts.popleft()):
                pending.popleft()
        return [results[place] for place in range(len(rows))]

    def _cut(self, lengths: Sequence[int]) -> list[int]:
        """Returns how many of the rows, longest first, each batch takes, so that all together are computed soonest.

        A batch ends where the width changes or the budget does; of these ends the shortest path is taken.
        """
        widths = [self._width(length) for length in lengths]
        ends = [place for place in range(1, len(widths)) if widths[place] != widths[place - 1]] + [len(widths)]
        costs, starts = {0: 0}, {0: 0}
        for place in range(len(widths)):
            if place not in costs:
                continue
            full = min(place + max(self.budget // widths[place], 1), len(widths))
            for end in {full, *ends[bisect_right(ends, place) : bisect_right(ends, full)]}:
                cost = costs[place] + (end - place) * widths[place] + self._overhead
                if end not in costs or cost < costs[end]:
                    costs[end], starts[end] = cost, place
        counts: list[int] = []
        end = len(widths)
        while end:
            counts.append(end - starts[end])
            end = starts[end]
        return counts[::-1]

    def _width(self, longest: int) -> int:
        return max(-(-longest // self._multiple), 1) * self._multiple

    def _attempt(
        self, rows: Sequence[Row], lengths: Sequence[int], start: Callable[[Sequence[Row], int], Collect[Result]]
    ) -> Collect[Result] | None:
        """Starts a batch; returns None where it did not fit and a smaller one is to be tried."""
        width = self._width(lengths[0])
        try:
            with self._turn:
                collect = start(rows, width)
                self._count(lengths, width)
            return collect
        except torch.OutOfMemoryError as error:
            reason = str(error).splitlines()[0]
        # Outside the handler: until it ends, its traceback holds the tensors of the batch.
        torch.cuda.empty_cache()
        if len(rows) == 1:
            failure = SynthesisFailure("oom", f"an utterance of {width} units does not fit the device: {reason}")
            return lambda: [failure]
        with self._turn:
            self.budget = min(self.budget, len(rows) // 2 * width)
            self.report.oom_splits += 1
        return None

    def _count(self, lengths: Sequence[int], width: int) -> None:
        self.report.batches += 1
        self.report.rows += len(lengths)
        self.report.units += sum(lengths)
        self.report.padded_units += len(lengths) * width


def deliver(samples: Tensor, num_samples: Sequence[int], sample_rate: int) -> Callable[[], list[Speech]]:
    """Starts the copy of a batch's samples to the host, and returns the call that waits for one speech a row.

    Each row is a waveform cut at its length; a row that is silent or not finite is a `bad_audio` failure. `samples` is
    `(rows, width)`, floating, in [-1, 1]; from a GPU they come as 16-bit integers, half the bytes.
    """
    finite = to_host(samples.isfinite().all(dim=1))
    clipped = samples.clamp(-1, 1)
    copy = to_host((clipped * _INT16_MAX).round().to(torch.int16) if samples.is_cuda else clipped)

    def collect() -> list[Speech]:
        rows, is_finite = copy().numpy(), finite().tolist()
        return [
            _speech(row[:length], row_is_finite, sample_rate)
            for row, length, row_is_finite in zip(rows, num_samples, is_finite, strict=True)
        ]

    return collect


def _speech(samples: NDArray[np.generic], is_finite: bool, sample_rate: int) -> Speech:
    """Returns the samples, 16-bit or floating, as a waveform of their own, or why they cannot be used."""
    if not is_finite:
        return SynthesisFailure("bad_audio", "the voice gave samples that are not numbers")
    floating = samples.astype(np.float32)
    if samples.dtype == np.int16:
        floating /= _INT16_MAX
    if not len(floating) or max(floating.max(), -floating.min()) < SILENCE_PEAK:
        return SynthesisFailure("bad_audio", f"the voice gave {len(floating) / sample_rate:.2f} seconds of silence")
    return Waveform(floating, sample_rate)
