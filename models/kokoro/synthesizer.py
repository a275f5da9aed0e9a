"""Kokoro as a voice engine: utterances in, batches by length, waveforms with the times of their words out."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from models.batching import BatchRunner, BatchSizes, Collect, PaddingReport, deliver
from models.devices import to_device, to_host, working_on
from models.kokoro.config import SAMPLE_RATE
from models.kokoro.front_end import EnglishFrontEnd, Token, split_tokens
from models.kokoro.network import KokoroNetwork, Reading
from models.noise import noise_source, rows_of_noise
from models.precision import Precision
from models.speech import BatchTotals, Speech, SynthesisFailure, Utterance, Waveform, Word

_MAX_SECONDS = 120
# How many utterances fill the batches of a GPU well.
_PORTION = 512


@dataclass(frozen=True, eq=False)
class KokoroVoice:
    """A voice: `styles` `(counts, 2 * style)`, one for each count of phonemes, and the front end of its accent."""

    styles: Tensor
    front_end: EnglishFrontEnd


@dataclass(frozen=True, eq=False)
class _Piece:
    """What the network says in one go: an utterance, or a part of one that is longer than the network takes.

    `ids` are the phonemes between two boundary marks; `style` is `(2 * style,)` on the device.
    """

    tokens: tuple[Token, ...]
    ids: tuple[int, ...]
    style: Tensor
    rate: float
    seed: int


@dataclass(frozen=True, eq=False)
class _Reading:
    """A piece that has been read; the tensors are one row of a `Reading`, cut at the piece's own length."""

    piece: _Piece
    prosody: Tensor
    phonemes: Tensor
    durations: Tensor
    durations_on_host: tuple[int, ...]

    @property
    def frames(self) -> int:
        return sum(self.durations_on_host)


class KokoroSynthesizer:
    """A loaded Kokoro with some of its voices; an utterance's `voice` is the name of one.

    Several threads may share one instance: they take turns at the network, batch by batch, and make phonemes and
    collect samples side by side.
    """

    def __init__(
        self,
        network: KokoroNetwork,
        vocabulary: Mapping[str, int],
        voices: Mapping[str, KokoroVoice],
        *,
        sizes: BatchSizes,
        precision: Precision = Precision.FLOAT32,
    ) -> None:
        """Takes a network that is on its device already, as are the voices' styles."""
        self._network = network
        self._vocabulary = vocabulary
        self._voices = voices
        self._precision = precision
        self._device = next(network.parameters()).device
        self._dtype = next(network.parameters()).dtype
        self._texts = BatchRunner(sizes.tokens, overhead=sizes.token_overhead)
        self._sounds = BatchRunner(sizes.frames, multiple=sizes.frame_multiple, overhead=sizes.frame_overhead)

    @property
    def device(self) -> torch.device:
        """Where the network is."""
        return self._device

    @property
    def is_fused(self) -> bool:
        """Whether kernels of the network's own are between its convolutions."""
        return self._network.is_fused

    @property
    def padding(self) -> PaddingReport:
        """How the frames of all batches so far were filled."""
        return self._sounds.report

    def batch_totals(self) -> BatchTotals:
        """Returns how the frames of all batches so far were filled, and how often a batch of either stage was cut."""
        sounds = self._sounds.report
        return BatchTotals(sounds.units, sounds.padded_units, sounds.oom_splits + self._texts.report.oom_splits)

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        portions = [utterances[start : start + _PORTION] for start in range(0, len(utterances), _PORTION)]
        with ThreadPoolExecutor(1, "phonemes") as beside:  # the next portion's phonemes while this one is spoken
            return [speech for pieces in beside.map(self._all_pieces, portions) for speech in self._spoken(pieces)]

    def _all_pieces(self, utterances: Sequence[Utterance]) -> list[list[_Piece] | SynthesisFailure]:
        return [self._pieces(utterance) for utterance in utterances]

    def _spoken(self, pieces: Sequence[list[_Piece] | SynthesisFailure]) -> list[Speech]:
        """Returns what each utterance sounds like, from its pieces."""
        flat = [piece for found in pieces if not isinstance(found, SynthesisFailure) for piece in found]
        with working_on(self._device), torch.inference_mode():
            readings = self._texts.run(flat, lambda piece: len(piece.ids), self._read)
            spoken = iter(self._sounds.run(readings, lambda reading: reading.frames, self._speak))
        return [
            found if isinstance(found, SynthesisFailure) else _joined([next(spoken) for _ in found]) for found in pieces
        ]

    def _pieces(self, utterance: Utterance) -> list[_Piece] | SynthesisFailure:
        """Returns the utterance as the network takes it, or why it cannot be said."""
        voice = self._voices.get(utterance.voice)
        if voice is None:
            return SynthesisFailure("engine_error", f"the voice {utterance.voice!r} is not loaded")
        if not utterance.rate > 0:
            return SynthesisFailure("engine_error", f"a rate of {utterance.rate} is no pace")
        try:
            tokens = voice.front_end.tokens(utterance)
        except Exception as error:  # whatever a text does to the front end is that text's failure
            return SynthesisFailure("engine_error", f"no phonemes: {type(error).__name__}: {error}")
        if not any(token.is_spoken for token in tokens):
            return SynthesisFailure("no_speech", f"Kokoro has no phonemes for {utterance.text[:40]!r}")
        spoken = [piece for piece in split_tokens(tokens) if any(token.is_spoken for token in piece)]
        return [self._piece(tokens, voice, utterance, index) for index, tokens in enumerate(spoken)]

    def _piece(self, tokens: tuple[Token, ...], voice: KokoroVoice, utterance: Utterance, index: int) -> _Piece:
        phonemes = "".join(token.phonemes for token in tokens).rstrip()
        ids = [self._vocabulary[phoneme] for phoneme in phonemes]
        style = voice.styles[min(len(ids), len(voice.styles)) - 1]
        return _Piece(tokens, (0, *ids, 0), style, utterance.rate, utterance.seed + index)

    def _read(self, pieces: Sequence[_Piece], width: int) -> Collect[_Reading]:
        """Starts the first stage of a batch; a row whose durations are no lengths becomes a failure."""
        lengths = [len(piece.ids) for piece in pieces]
        ids = torch.zeros(len(pieces), width, dtype=torch.long)
        for row, piece in zip(ids, pieces, strict=True):
            row[: len(piece.ids)] = torch.tensor(piece.ids)
        reading = self._network.read(
            to_device(ids, self._device),
            to_device(torch.tensor(lengths), self._device),
            torch.stack([piece.style for piece in pieces]),
            to_device(torch.tensor([piece.rate for piece in pieces], dtype=self._dtype), self._device),
        )
        durations = to_host(reading.durations)

        def collect() -> list[_Reading | SynthesisFailure]:
            return [
                self._reading(piece, reading, row, frames)
                for row, (piece, frames) in enumerate(zip(pieces, durations().tolist(), strict=True))
            ]

        return collect

    def _reading(
        self, piece: _Piece, reading: Reading, row: int, durations: Sequence[float]
    ) -> _Reading | SynthesisFailure:
        length = len(piece.ids)
        if not sum(durations) * self._network.samples_per_frame <= _MAX_SECONDS * SAMPLE_RATE:
            return SynthesisFailure("bad_audio", f"Kokoro would speak {length} phonemes for over {_MAX_SECONDS} s")
        return _Reading(
            piece,
            reading.prosody[row, :length],
            reading.phonemes[row, :length],
            reading.durations[row, :length],
            tuple(map(int, durations[:length])),
        )

    def _speak(self, readings: Sequence[_Reading], width: int) -> Collect[Waveform]:
        """Starts the second stage of a batch."""
        num_samples = [reading.frames * self._network.samples_per_frame for reading in readings]
        noise = rows_of_noise(
            [noise_source(reading.piece.seed, self._device) for reading in readings],
            [(count,) for count in num_samples],
            width * self._network.samples_per_frame,
            self._dtype,
        )
        batch = Reading(
            durations=pad_sequence([reading.durations for reading in readings], batch_first=True),
            prosody=pad_sequence([reading.prosody for reading in readings], batch_first=True),
            phonemes=pad_sequence([reading.phonemes for reading in readings], batch_first=True),
        )
        frames = to_device(torch.tensor([reading.frames for reading in readings]), self._device)
        styles = torch.stack([reading.piece.style for reading in readings])
        samples = self._network.speak(batch, frames, styles, noise, self._precision)
        collect_speech = deliver(samples, num_samples, SAMPLE_RATE)

        def collect() -> list[Speech]:
            return [
                replace(speech, words=self._words(reading)) if isinstance(speech, Waveform) else speech
                for reading, speech in zip(readings, collect_speech(), strict=True)
            ]

        return collect

    def _words(self, reading: _Reading) -> tuple[Word, ...]:
        """Returns when each word is heard, from the durations of its phonemes."""
        ends = np.cumsum(reading.durations_on_host) * self._network.samples_per_frame / SAMPLE_RATE
        words, first = [], 1  # before the first phoneme stands the boundary mark
        for token in reading.piece.tokens:
            said = len(token.phonemes.rstrip())
            if token.is_spoken and token.text:
                words.append(Word(token.text, float(ends[first - 1]), float(ends[first + said - 1])))
            first += len(token.phonemes)
        return tuple(words)


def _joined(speech: Sequence[Speech]) -> Speech:
    """Returns the pieces of an utterance as one waveform, or the first failure among them."""
    samples, words, seconds = [], [], 0.0
    for piece in speech:
        if isinstance(piece, SynthesisFailure):
            return piece
        samples.append(piece.samples)
        words += [Word(w.text, w.start_seconds + seconds, w.end_seconds + seconds) for w in piece.words]
        seconds += piece.seconds
    return Waveform(np.concatenate(samples), SAMPLE_RATE, tuple(words))
