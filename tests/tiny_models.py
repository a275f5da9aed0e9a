"""Small real networks with random weights, saved as checkpoints, so that the real loading code loads them."""

import json
from pathlib import Path

import torch
from transformers import VitsConfig, VitsModel, VitsTokenizer

VITS_LETTERS = " abcdefghijklmnopqrstuvwxyz'"


def save_tiny_vits(
    folder: Path,
    *,
    num_speakers: int = 1,
    is_uroman: bool = False,
    stochastic: bool = True,
    speaking_rate: float = 1.0,
) -> Path:
    """Writes a VITS checkpoint of a hundredth of the usual size, and returns its folder.

    Durations are pulled towards a few frames a letter, as in a trained voice; a frame is a tenth as long as there.
    """
    torch.manual_seed(0)
    config = VitsConfig(
        vocab_size=len(VITS_LETTERS) + 1,
        hidden_size=16,
        num_hidden_layers=2,
        ffn_dim=32,
        flow_size=16,
        spectrogram_bins=17,
        upsample_initial_channel=32,
        upsample_rates=(4, 4),
        upsample_kernel_sizes=(8, 8),
        resblock_kernel_sizes=(3, 5),
        resblock_dilation_sizes=((1, 3), (1, 3)),
        prior_encoder_num_flows=2,
        posterior_encoder_num_wavenet_layers=1,
        duration_predictor_filter_channels=16,
        use_stochastic_duration_prediction=stochastic,
        num_speakers=num_speakers,
        speaker_embedding_size=8 if num_speakers > 1 else 0,
        sampling_rate=16_000,
        speaking_rate=speaking_rate,
    )
    model = VitsModel(config).eval()
    with torch.no_grad():
        model.decoder.conv_post.weight.mul_(0.02)  # random weights shout
        if stochastic:
            model.duration_predictor.flows[0].translate.fill_(-1.0)
    model.save_pretrained(folder)
    save_vits_tokenizer(folder, is_uroman=is_uroman)
    return folder


def save_vits_tokenizer(folder: Path, *, is_uroman: bool = False) -> None:
    """Writes a tokenizer of lower-case English letters, as MMS's checkpoints have it."""
    vocabulary = folder / "letters.json"
    vocabulary.write_text(json.dumps({"|": 0} | {letter: i + 1 for i, letter in enumerate(VITS_LETTERS)}))
    VitsTokenizer(vocabulary, pad_token="|", phonemize=False, is_uroman=is_uroman).save_pretrained(folder)
