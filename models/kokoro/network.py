"""The whole network, in two stages: from phonemes to their durations, and from durations to samples.

Between the stages the host learns how many frames each row has, once, and sorts the rows anew.
"""

from dataclasses import dataclass

from torch import Tensor, nn

from models.alignment import spread, tokens_of_frames
from models.kokoro.config import KokoroConfig
from models.kokoro.decoder import Decoder
from models.kokoro.masking import Extent
from models.kokoro.prosody import DurationPredictor, PitchAndEnergyPredictor, ProsodyEncoder
from models.kokoro.text import PhonemeEncoder, SentenceEncoder
from models.precision import Precision, computing


class KernelError(Exception):
    """Fused kernels that cannot be used on this machine."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What the first stage makes of a batch.

    `durations` is `(rows, tokens)`: whole frames, floating, zero past a row's end. `prosody` is
    `(rows, tokens, hidden + style)` and `phonemes` `(rows, tokens, hidden)`, both arbitrary past it.
    """

    durations: Tensor
    prosody: Tensor
    phonemes: Tensor


class KokoroNetwork(nn.Module):
    """Kokoro for padded batches; a row's samples are those that it would have alone.

    A style is `(rows, 2 * style)`: the decoder's half, then the prosody's.
    """

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        self.style_size = config.style
        self.is_fused = False
        self.sentence_encoder = SentenceEncoder(config)
        self.phoneme_encoder = PhonemeEncoder(config)
        self.prosody_encoder = ProsodyEncoder(config)
        self.duration = DurationPredictor(config)
        self.melody = PitchAndEnergyPredictor(config)
        self.decoder = Decoder(config)
        # Pitch and energy run at twice the frame rate, and the vocoder with them.
        self.samples_per_frame = 2 * self.decoder.vocoder.samples_per_frame

    def fuse(self, precision: Precision) -> None:
        """Puts kernels of its own between the vocoder's convolutions, which are computed in this precision from now on.

        Raises:
            KernelError: the kernels cannot be used on this machine; the network is as it was.
        """
        try:
            from models.kokoro.fused import fused_blocks  # noqa: PLC0415  # where there is no GPU there may be no Triton
        except ImportError as error:
            raise KernelError(str(error)) from error
        vocoder, dtype = self.decoder.vocoder, precision.dtype
        source_blocks, blocks = (fused_blocks(own, dtype) for own in (vocoder.source_blocks, vocoder.blocks))
        vocoder.source_blocks, vocoder.blocks = source_blocks, blocks
        self.is_fused = True

    def read(self, ids: Tensor, lengths: Tensor, style: Tensor, rate: Tensor) -> Reading:
        """Returns how the rows are to be said.

        `ids` is `(rows, tokens)` int64, `lengths` `(rows,)` int64, `rate` `(rows,)`: a multiple of the voice's pace.
        """
        extent = Extent.of(lengths, ids.shape[1], style.dtype)
        with computing(Precision.FLOAT32, ids.device):
            prosody = self.prosody_encoder(self.sentence_encoder(ids, extent), style[:, self.style_size :], extent)
            durations = self.duration(prosody, extent) / rate[:, None]
            return Reading(
                durations=durations.round().clamp_min(1) * extent.mask[:, 0],
                prosody=prosody,
                phonemes=self.phoneme_encoder(ids, extent),
            )

    def speak(
        self,
        reading: Reading,
        frames: Tensor,
        style: Tensor,
        noise: Tensor,
        precision: Precision = Precision.FLOAT32,
    ) -> Tensor:
        """Returns the samples, `(rows, samples)` as `noise`, arbitrary past the end.

        `frames` is `(rows,)` int64: the sums of the durations. `noise` is normal, and as wide as the batch is to be.
        """
        width = noise.shape[1] // self.samples_per_frame
        extent = Extent.of(frames, width, style.dtype)
        tokens = tokens_of_frames(reading.durations, width)
        prosody = spread(reading.prosody, tokens)
        phonemes = spread(reading.phonemes, tokens)
        with computing(Precision.FLOAT32, noise.device):
            melody = self.melody(prosody, style[:, self.style_size :], extent)
        with computing(precision, noise.device):
            samples: Tensor = self.decoder(phonemes, melody, style[:, : self.style_size], noise, extent)
        return samples
