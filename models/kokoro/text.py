"""What the phonemes say: two encoders, one for the sound of each phoneme, one for its place in the sentence."""

import torch
from torch import Tensor, nn
from transformers import AlbertConfig, AlbertModel

from models.kokoro.config import KokoroConfig
from models.kokoro.masking import BidirectionalLSTM, Extent


class PhonemeEncoder(nn.Module):
    """What each phoneme sounds like among its neighbours; the decoder's main input."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        self.embedding = nn.Embedding(config.num_tokens, config.hidden)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(config.hidden, config.hidden, config.text_kernel, padding=config.text_kernel // 2)
            for _ in range(config.num_layers)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(config.hidden) for _ in range(config.num_layers))
        self.lstm = BidirectionalLSTM(config.hidden, config.hidden)

    def forward(self, ids: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, tokens, hidden)`, arbitrary past the end, from `(rows, tokens)` int64."""
        inside = extent.mask.mT
        x = self.embedding(ids) * inside
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            x = norm(convolution(x.mT).mT)
            x = nn.functional.leaky_relu(x, 0.2) * inside
        encoded: Tensor = self.lstm(x, extent)
        return encoded


class SentenceEncoder(nn.Module):
    """What the whole sentence tells of each phoneme (PL-BERT); durations, pitch and energy are read from it."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        self.albert = AlbertModel(AlbertConfig(vocab_size=config.num_tokens, **config.albert), add_pooling_layer=False)
        self.project = nn.Linear(self.albert.config.hidden_size, config.hidden)

    def forward(self, ids: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, tokens, hidden)`, arbitrary past the end, from `(rows, tokens)` int64."""
        inside = extent.mask[:, :, None].to(torch.bool)
        # A mask of four dimensions is taken as it is; from two, transformers would look at its values on the host.
        attended = inside.expand(-1, -1, ids.shape[1], -1)
        projected: Tensor = self.project(self.albert(ids, attention_mask=attended).last_hidden_state)
        return projected
