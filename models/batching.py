"""Padded batches of rows of unequal length: cut by a budget, run, and delivered as one waveform a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from models.speech import Speech, SynthesisFailure, Waveform

Row = TypeVar("Row")
Result = TypeVar("Result")

_INT16_MAX = 32767
# A voice that says anything reaches -60 dBFS.
_SILENCE_PEAK = 1e-3


@dataclass
class PaddingReport:
    """What a runner's batches held: `units` that were asked for, `padded_units` that were computed."""

    batches: int = 0
    rows: int = 0
    units: int = 0
    padded_units: int = 0

    @property
    def waste(self) -> float:
        """The share of the computed units that is padding, 0 to 1."""
        return 1 - self.units / self.padded_units if self.padded_units else 0.0


class BatchRunner:
    """Runs a model over rows in padded batches, longest rows first, so that a batch holds rows of one length or near.

    A batch is at most `budget` units large, padding included, and at least one row. Where the device has no memory for
    a batch, the budget is halved, remembered, and the rows are tried again; a single row that does not fit becomes a
    `SynthesisFailure`.
    """

    def __init__(self, budget: int) -> None:
        if budget < 1:
            raise ValueError(f"a budget of {budget} units holds no row")
        self.budget = budget
        self.report = PaddingReport()

    def run(
        self,
        rows: Sequence[Row | SynthesisFailure],
        length: Callable[[Row], int],
        forward: Callable[[Sequence[Row]], Sequence[Result | SynthesisFailure]],
    ) -> list[Result | SynthesisFailure]:
        """Returns what `forward` makes of each row, in order; a failure that comes in goes out as it is.

        `forward` takes the rows of one batch, longest first, and returns one result a row.
        """
        results: dict[int, Result | SynthesisFailure] = {}
        pending: list[tuple[int, Row]] = []
        for index, row in enumerate(rows):
            if isinstance(row, SynthesisFailure):
                results[index] = row
            else:
                pending.append((index, row))
        pending.sort(key=lambda entry: length(entry[1]), reverse=True)
        while pending:
            longest = max(length(pending[0][1]), 1)
            batch = pending[: max(self.budget // longest, 1)]
            done = self._attempt([row for _, row in batch], longest, forward)
            if done is None:
                continue
            self._count([length(row) for _, row in batch])
            results.update(zip([index for index, _ in batch], done, strict=True))
            pending = pending[len(batch) :]
        return [results[index] for index in range(len(rows))]

    def _attempt(
        self,
        rows: Sequence[Row],
        longest: int,
        forward: Callable[[Sequence[Row]], Sequence[Result | SynthesisFailure]],
    ) -> Sequence[Result | SynthesisFailure] | None:
        """Returns the batch's results, or None where it did not fit and a smaller one is to be tried."""
        try:
            return forward(rows)
        except torch.OutOfMemoryError as error:
            reason = str(error).splitlines()[0]
        # Outside the handler: the traceback holds the tensors of the batch until the handler ends.
        torch.cuda.empty_cache()
        if len(rows) == 1:
            return [SynthesisFailure("oom", f"one utterance of {longest} units does not fit the device: {reason}")]
        self.budget = len(rows) // 2 * longest
        return None

    def _count(self, lengths: Sequence[int]) -> None:
        self.report.batches += 1
        self.report.rows += len(lengths)
        self.report.units += sum(lengths)
        self.report.padded_units += len(lengths) * max(lengths)


def noise_generator(seed: int, device: torch.device) -> torch.Generator:
    """Returns the source of an utterance's noise: one a row, so that its samples do not depend on its batch mates."""
    return torch.Generator(device).manual_seed(seed % 2**63)


def deliver(samples: Tensor, num_samples: Sequence[int], sample_rate: int) -> list[Speech]:
    """Returns each row as a waveform cut at its length; a row that is silent or not finite is a `bad_audio` failure.

    `samples` is `(rows, longest)`, floating, in [-1, 1]. They leave a GPU as 16-bit integers in one copy.
    """
    finite = samples.isfinite().all(dim=1)
    if samples.is_cuda:
        integers = (samples.clamp(-1, 1) * _INT16_MAX).round().to(torch.int16)
        host = torch.empty(integers.shape, dtype=torch.int16, pin_memory=True).copy_(integers, non_blocking=True)
        is_finite = finite.tolist()  # waits for the copy too: one stream
        rows = host.numpy().astype(np.float32) / np.float32(_INT16_MAX)
    else:
        is_finite = finite.tolist()
        rows = samples.clamp(-1, 1).to(torch.float32).numpy()
    return [
        _checked(Waveform(row[:length].copy(), sample_rate), row_is_finite)
        for row, length, row_is_finite in zip(rows, num_samples, is_finite, strict=True)
    ]


def _checked(waveform: Waveform, is_finite: bool) -> Speech:
    """Returns the waveform, or why it cannot be used."""
    if not is_finite:
        return SynthesisFailure("bad_audio", "the voice gave samples that are not numbers")
    if not len(waveform.samples) or np.abs(waveform.samples).max() < _SILENCE_PEAK:
        return SynthesisFailure("bad_audio", f"the voice gave {waveform.seconds:.2f} seconds of silence")
    return waveform
