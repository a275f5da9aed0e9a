"""VITS voices (MMS's languages, VITS-LJS, VCTK, any `VitsModel` checkpoint), spoken in padded batches.

The network and its tokenizer are those of transformers. What is done here is what its `forward` does not do: two
stages, text and sound, each batched by its own length; noise, pace and speaker of each row; rows that do not depend on
their batch mates. Method: Kim et al., Conditional Variational Autoencoder with Adversarial Learning, 2021.
"""

import importlib
import itertools
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor
from torch.nn.utils import parametrize
from torch.nn.utils.rnn import pad_sequence
from transformers import VitsConfig, VitsModel, VitsTokenizer
from transformers.utils import is_phonemizer_available, is_uroman_available

from models.alignment import spread, tokens_of_frames
from models.batching import BatchRunner, BatchSizes, Collect, PaddingReport, deliver, gpu_sizes
from models.checkpoints import CheckpointError, checkpoint_folder
from models.devices import to_device, to_host, torch_device, working_on
from models.noise import noise_source, rows_of_noise
from models.precision import Precision, computing
from models.speech import BatchTotals, Speech, SynthesisFailure, Utterance, Waveform

Result = TypeVar("Result")

_FILES = ("config.json", "model.safetensors", "vocab.json", "tokenizer_config.json", "special_tokens_map.json")
_MAX_SECONDS = 120
# A CPU is as busy with one row as with many, and slower with tensors that its caches do not hold.
_CPU_SIZES = BatchSizes(tokens=2_048, frames=256, token_overhead=32, frame_overhead=8)
_GPU_TOKENS = 65_536
# The decoder's widest activations, about eight of them alive, in float32.
_BYTES_PER_POSITION = 8 * 4


def load_vits(
    checkpoint: str, *, device: str = "auto", revision: str | None = None, sizes: BatchSizes | None = None
) -> "VitsSynthesizer":
    """Returns the voice of a checkpoint: a local folder, a `gs://` folder or a hub id.

    A hub id names its revision (`ID@REVISION`), or `revision` does. `sizes` is what suits the device, unless given.
    Weights are read from safetensors only, and no program of the checkpoint is run.

    Raises:
        CheckpointError: the checkpoint cannot be loaded, or needs a package that is not installed.
        DeviceError: a GPU is asked for and absent.
    """
    target = torch_device(device)
    with checkpoint_folder(checkpoint, patterns=_FILES, revision=revision) as folder:
        try:
            tokenizer = VitsTokenizer.from_pretrained(folder, local_files_only=True)
            model = VitsModel.from_pretrained(folder, local_files_only=True, use_safetensors=True)
        except (OSError, ValueError, TypeError) as error:
            raise CheckpointError(f"{checkpoint} holds no VITS voice: {str(error).splitlines()[0]}") from error
        _check_requirements(checkpoint, tokenizer)
        return VitsSynthesizer(model, tokenizer, device=target, sizes=sizes or _sizes_for(target, model.config))


def _sizes_for(device: torch.device, config: Any) -> BatchSizes:
    """Returns the batch sizes for a device; on a GPU, as many frames as half of its free memory holds."""
    if device.type != "cuda":
        return _CPU_SIZES
    free, _ = torch.cuda.mem_get_info(device)
    positions = itertools.accumulate(config.upsample_rates, operator.mul)
    widest = max(config.upsample_initial_channel * count >> stage for stage, count in enumerate(positions, start=1))
    return gpu_sizes(free, tokens=_GPU_TOKENS, bytes_per_frame=_BYTES_PER_POSITION * widest)


def _check_requirements(checkpoint: str, tokenizer: Any) -> None:
    """Raises CheckpointError where the tokenizer needs a package that is not there, rather than drop letters later."""
    if tokenizer.is_uroman and not is_uroman_available():
        raise CheckpointError(f"{checkpoint} reads romanised text; pip install uroman")
    if tokenizer.phonemize and not is_phonemizer_available():
        raise CheckpointError(f"{checkpoint} reads espeak's phonemes; pip install phonemizer, install espeak-ng (GPL)")


@dataclass(frozen=True)
class _Prompt:
    """What the network is asked to say; `input_ids` on the host."""

    input_ids: tuple[int, ...]
    speaker: int
    rate: float
    seed: int


@dataclass(frozen=True, eq=False)
class _Prior:
    """What the text stage knows of a row: the distribution of its latents.

    `means`, `log_variances` `(tokens, flow_size)` floating, `durations` `(tokens,)` floating whole numbers of frames.
    """

    means: Tensor
    log_variances: Tensor
    durations: Tensor
    frames: int
    speaker: int
    noise: torch.Generator


class VitsSynthesizer:
    """A loaded VITS voice; the text is the only thing that it reads, so an utterance's pronunciations are not used.

    An utterance's `voice` may end in `#N`, the number of a speaker in a checkpoint that has several. Several threads
    may share one instance: they take turns at the network, batch by batch, and tokenise and collect samples beside.
    """

    def __init__(self, model: Any, tokenizer: Any, *, device: torch.device, sizes: BatchSizes) -> None:
        """Takes a `VitsModel` and its `VitsTokenizer`; moves the network to the device."""
        _fold_weight_norm(model)
        self._model = model.to(device).eval()
        self._tokenizer = tokenizer
        self._romanizer = _load_romanizer() if tokenizer.is_uroman else None
        self._config: VitsConfig = model.config
        self._device = device
        self._samples_per_frame: int = math.prod(self._config.upsample_rates)
        self._reach = _decoder_reach(self._config)
        self._texts = BatchRunner(sizes.tokens, overhead=sizes.token_overhead)
        self._sounds = BatchRunner(sizes.frames, multiple=sizes.frame_multiple, overhead=sizes.frame_overhead)

    @property
    def device(self) -> torch.device:
        """Where the network is."""
        return self._device

    @property
    def padding(self) -> PaddingReport:
        """How the frames of all batches so far were filled."""
        return self._sounds.report

    def batch_totals(self) -> BatchTotals:
        """Returns how the frames of all batches so far were filled, and how often a batch of either stage was cut."""
        sounds = self._sounds.report
        return BatchTotals(sounds.units, sounds.padded_units, sounds.oom_splits + self._texts.report.oom_splits)

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        prompts = [self._prompt(utterance) for utterance in utterances]
        with working_on(self._device), torch.inference_mode():
            # A duration that is rounded the other way in another batch would move all that follows.
            encode = self._computing(Precision.FLOAT32, self._encode)
            render = self._computing(Precision.TF32, self._render)
            priors = self._texts.run(prompts, lambda prompt: len(prompt.input_ids), encode)
            return self._sounds.run(priors, lambda prior: prior.frames + self._reach, render)

    def _computing(self, precision: Precision, start: Callable[[Any, int], Result]) -> Callable[[Any, int], Result]:
        """Returns a stage that is computed in this precision."""

        def start_in_precision(rows: Any, width: int) -> Result:
            with computing(precision, self._device):
                return start(rows, width)

        return start_in_precision

    def _prompt(self, utterance: Utterance) -> _Prompt | SynthesisFailure:
        """Returns the utterance as the network takes it, or why it cannot be said."""
        speaker = utterance.voice.partition("#")[2] or "0"
        if not speaker.isdecimal() or int(speaker) >= self._config.num_speakers:
            return SynthesisFailure(
                "engine_error", f"{utterance.voice} names no speaker; this voice has {self._config.num_speakers}"
            )
        if not utterance.rate > 0:
            return SynthesisFailure("engine_error", f"a rate of {utterance.rate} is no pace")
        text = self._romanizer.romanize_string(utterance.text) if self._romanizer else utterance.text
        tokens = self._tokenizer.tokenize(text)
        letters = tokens[1::2] if self._tokenizer.add_blank else tokens
        if not any(letter.strip() for letter in letters):
            return SynthesisFailure("no_speech", f"no character of {utterance.text[:40]!r} is in the voice's alphabet")
        ids = self._tokenizer.convert_tokens_to_ids(tokens)
        # The unknown token of some checkpoints lies beyond their embedding.
        known = tuple(i for i in ids if i is not None and i < self._config.vocab_size)
        return _Prompt(known, int(speaker), utterance.rate, utterance.seed)

    def _encode(self, prompts: Sequence[_Prompt], width: int) -> Collect[_Prior]:
        """Starts the text stage of a batch; a row whose durations are no lengths becomes a failure."""
        lengths = [len(prompt.input_ids) for prompt in prompts]
        ids = torch.zeros(len(prompts), width, dtype=torch.long)
        for row, prompt in zip(ids, prompts, strict=True):
            row[: len(prompt.input_ids)] = torch.tensor(prompt.input_ids)
        attended = self._on_device(lengths)[:, None] > torch.arange(width, device=self._device)
        mask = attended.to(self._model.dtype)
        # A mask of four dimensions is added as it is; from two, transformers would look at its values on the host.
        ignored = (1 - mask)[:, None, None].expand(-1, -1, width, -1) * torch.finfo(mask.dtype).min
        encoded = self._model.text_encoder(to_device(ids, self._device), mask[:, :, None], attention_mask=ignored)
        sources = [noise_source(prompt.seed, self._device) for prompt in prompts]
        log_durations = self._log_durations(
            encoded.last_hidden_state.transpose(1, 2),
            mask[:, None],
            self._speaker_embeddings([prompt.speaker for prompt in prompts]),
            rows_of_noise(sources, [(2, length) for length in lengths], width, self._model.dtype),
        )
        pace = self._on_device([prompt.rate for prompt in prompts]).to(self._model.dtype)
        durations = torch.ceil(log_durations.exp() * mask / (self._model.speaking_rate * pace[:, None]))
        frames = to_host(durations.sum(dim=1).clamp_min(1))

        def collect() -> list[_Prior | SynthesisFailure]:
            return [
                _Prior(
                    encoded.prior_means[row, :length],
                    encoded.prior_log_variances[row, :length],
                    durations[row, :length],
                    int(count),
                    prompts[row].speaker,
                    sources[row],
                )
                if count <= self._max_frames
                else SynthesisFailure("bad_audio", f"the voice would speak {length} tokens for over {_MAX_SECONDS} s")
                for row, (length, count) in enumerate(zip(lengths, frames().tolist(), strict=True))
            ]

        return collect

    def _log_durations(self, hidden: Tensor, mask: Tensor, speakers: Tensor | None, noise: Tensor) -> Tensor:
        """Returns the logarithm of each token's frames, `(rows, tokens)`.

        `hidden` is `(rows, hidden_size, tokens)`, `mask` `(rows, 1, tokens)`, `noise` `(rows, 2, tokens)`.
        """
        predictor = self._model.duration_predictor
        latents: Tensor
        if not self._config.use_stochastic_duration_prediction:
            latents = predictor(hidden, mask, speakers)
            return latents[:, 0]
        condition = predictor.conv_pre(hidden)
        if speakers is not None:
            condition = condition + predictor.cond(speakers)
        condition = predictor.conv_proj(predictor.conv_dds(condition, mask)) * mask
        latents = noise * float(self._model.noise_scale_duration)
        # The published voices are spoken without the first coupling flow.
        first, _, *rest = predictor.flows
        for flow in [*reversed(rest), first]:
            latents, _ = flow(latents.flip(1), mask, global_conditioning=condition, reverse=True)
        return latents[:, 0]

    def _render(self, priors: Sequence[_Prior], width: int) -> Collect[Waveform]:
        """Starts the sound stage of a batch.

        Every row is followed by as many empty frames as the decoder can see, so that its last samples are the same
        whatever stands beside it.
        """
        dtype = self._model.dtype
        frames = self._on_device([prior.frames for prior in priors])
        mask = (frames[:, None] > torch.arange(width, device=self._device)).to(dtype)[:, None]
        tokens = tokens_of_frames(pad_sequence([prior.durations for prior in priors], batch_first=True), width)
        means = spread(pad_sequence([prior.means for prior in priors], batch_first=True), tokens)
        deviations = spread(pad_sequence([prior.log_variances for prior in priors], batch_first=True), tokens).exp()
        shapes = [(self._config.flow_size, prior.frames) for prior in priors]
        noise = rows_of_noise([prior.noise for prior in priors], shapes, width, dtype)
        speakers = self._speaker_embeddings([prior.speaker for prior in priors])
        latents = (means + noise * deviations * self._model.noise_scale) * mask
        latents = self._model.flow(latents, mask, speakers, reverse=True) * mask
        samples = self._model.decoder(latents, speakers)[:, 0]
        num_samples = [prior.frames * self._samples_per_frame for prior in priors]
        return deliver(samples, num_samples, self._config.sampling_rate)

    @property
    def _max_frames(self) -> float:
        sample_rate: int = self._config.sampling_rate
        return _MAX_SECONDS * sample_rate / self._samples_per_frame

    def _speaker_embeddings(self, speakers: Sequence[int]) -> Tensor | None:
        """Returns `(rows, speaker_embedding_size, 1)`, or None for a voice of one speaker."""
        if self._config.num_speakers == 1:
            return None
        embeddings: Tensor = self._model.embed_speaker(self._on_device(speakers))
        return embeddings[:, :, None]

    def _on_device(self, values: Sequence[float]) -> Tensor:
        return to_device(torch.tensor(values), self._device)


def _decoder_reach(config: Any) -> int:
    """Returns how many frames past its own the decoder reads for a sample: the half width of its receptive field."""
    reach, samples_per_frame = 3.0, 1.0  # the first convolution is 7 frames wide
    widest = max(
        sum((kernel - 1) // 2 * (dilation + 1) for dilation in dilations)
        for kernel, dilations in zip(config.resblock_kernel_sizes, config.resblock_dilation_sizes, strict=True)
    )
    for rate, kernel in zip(config.upsample_rates, config.upsample_kernel_sizes, strict=True):
        reach += math.ceil(kernel / rate) / samples_per_frame
        samples_per_frame *= rate
        reach += widest / samples_per_frame
    return math.ceil(reach + 3 / samples_per_frame)


def _fold_weight_norm(model: Any) -> None:
    """Replaces each normalised weight with its value, which does not change while speaking."""
    for module in model.modules():
        if parametrize.is_parametrized(module, "weight"):
            parametrize.remove_parametrizations(module, "weight", leave_parametrized=True)


def _load_romanizer() -> Any:
    """Returns the romaniser, loaded once: the tokenizer would load it for every text."""
    return importlib.import_module("uroman").Uroman()
