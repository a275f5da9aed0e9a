"""From tokens to frames: which token is heard in each frame of a padded batch, by its duration."""

import torch
from torch import Tensor


def tokens_of_frames(durations: Tensor, width: int) -> Tensor:
    """Returns which token each frame belongs to, `(rows, width)` int64; frames past a row's end get its last token.

    `durations` is `(rows, tokens)`: whole numbers of frames, zero past the row's tokens.
    """
    ends = durations.cumsum(dim=1).contiguous()
    frames = torch.arange(width, dtype=ends.dtype, device=ends.device).expand(len(ends), -1).contiguous()
    return torch.searchsorted(ends, frames, right=True).clamp_max(durations.shape[1] - 1)


def spread(values: Tensor, tokens: Tensor) -> Tensor:
    """Returns the value of each frame's token, `(rows, channels, frames)`.

    `values` is `(rows, tokens, channels)`, `tokens` what `tokens_of_frames` gives.
    """
    return values.gather(1, tokens[:, :, None].expand(-1, -1, values.shape[2])).transpose(1, 2)
