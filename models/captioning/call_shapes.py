"""The three ways in which transformers' captioning models are called: plain captions, task tokens, chat.

Only classes that transformers itself defines are used, weights are read from safetensors, and no program of a
checkpoint is run. Decoding is greedy, so that equal pictures get equal words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from PIL import Image
from transformers import (
    AutoModelForImageTextToText,
    AutoProcessor,
    BlipForConditionalGeneration,
    BlipProcessor,
    Florence2ForConditionalGeneration,
)

from models.captioning.captions import CaptionRequest
from models.captioning.prompt import chat_prompt


class CallShape(Protocol):
    """A loaded model that writes a text for each picture of a batch."""

    def generate(self, requests: Sequence[CaptionRequest]) -> list[str]:
        """Returns what the model writes, one text a request, in order; raises whatever the model raises."""
        ...


@dataclass(frozen=True)
class _Network:
    """A model and its processor, on a device, in a precision."""

    model: Any
    processor: Any
    device: torch.device
    dtype: torch.dtype

    @torch.inference_mode()
    def run(self, inputs: Any, max_new_tokens: int) -> Any:
        """Returns the token ids that the model writes greedily, `(rows, tokens)`."""
        moved = inputs.to(self.device, self.dtype)
        return self.model.generate(**moved, max_new_tokens=max_new_tokens, do_sample=False, num_beams=1)

    def decode(self, tokens: Any) -> list[str]:
        texts: list[str] = self.processor.batch_decode(tokens, skip_special_tokens=True)
        return [text.strip() for text in texts]


def _images(requests: Sequence[CaptionRequest]) -> list[Image.Image]:
    return [Image.fromarray(request.picture.pixels) for request in requests]


@dataclass(frozen=True)
class PlainCaptions:
    """BLIP: a picture in, a caption out."""

    network: _Network
    max_new_tokens: int = 40

    def generate(self, requests: Sequence[CaptionRequest]) -> list[str]:
        inputs = self.network.processor(images=_images(requests), return_tensors="pt")
        return self.network.decode(self.network.run(inputs, self.max_new_tokens))


@dataclass(frozen=True)
class TaskCaptions:
    """Florence-2: the task's token must be the only text, so that the page cannot be given."""

    network: _Network
    max_new_tokens: int = 80
    task: str = "<DETAILED_CAPTION>"

    def generate(self, requests: Sequence[CaptionRequest]) -> list[str]:
        inputs = self.network.processor(
            images=_images(requests), text=[self.task] * len(requests), return_tensors="pt", padding=True
        )
        return self.network.decode(self.network.run(inputs, self.max_new_tokens))


@dataclass(frozen=True)
class ChatCaptions:
    """Vision-language chat models (Qwen-VL, SmolVLM, Gemma ...): a question with the page's words as data."""

    network: _Network
    max_new_tokens: int = 90

    def generate(self, requests: Sequence[CaptionRequest]) -> list[str]:
        processor = self.network.processor
        prompts = [
            processor.apply_chat_template(_turn(request), add_generation_prompt=True, tokenize=False)
            for request in requests
        ]
        inputs = processor(
            text=prompts,
            images=[[image] for image in _images(requests)],
            return_tensors="pt",
            padding=True,
            padding_side="left",
        )
        tokens = self.network.run(inputs, self.max_new_tokens)
        return self.network.decode(tokens[:, inputs["input_ids"].shape[1] :])


def _turn(request: CaptionRequest) -> list[dict[str, Any]]:
    content = [{"type": "image"}, {"type": "text", "text": chat_prompt(request)}]
    return [{"role": "user", "content": content}]


def load_plain(folder: Path, device: torch.device) -> PlainCaptions:
    """Returns a BLIP checkpoint, loaded; raises what transformers raises for files that are none."""
    return PlainCaptions(_load(BlipForConditionalGeneration, BlipProcessor, folder, device))


def load_task(folder: Path, device: torch.device) -> TaskCaptions:
    """Returns a Florence-2 checkpoint of transformers' own kind, loaded; raises what transformers raises."""
    return TaskCaptions(_load(Florence2ForConditionalGeneration, AutoProcessor, folder, device))


def load_chat(folder: Path, device: torch.device) -> ChatCaptions:
    """Returns a chat model, loaded; raises what transformers raises for files that are none."""
    return ChatCaptions(_load(AutoModelForImageTextToText, AutoProcessor, folder, device))


LOADERS: Mapping[str, Callable[[Path, torch.device], CallShape]] = {
    "blip": load_plain,
    "florence2": load_task,
    "chat": load_chat,
}


def _load(model: Any, processor: Any, folder: Path, device: torch.device) -> _Network:
    """Returns a model and its processor from local files: bfloat16 on a GPU, float32 on a CPU.

    Transformers fills what a checkpoint lacks with random weights and a warning; here that is a ValueError.
    """
    dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
    options = {"local_files_only": True, "trust_remote_code": False}
    network, report = model.from_pretrained(
        folder, use_safetensors=True, dtype=dtype, output_loading_info=True, **options
    )
    missing = sorted(report["missing_keys"])
    if missing:
        raise ValueError(f"{len(missing)} weights are not in it, {missing[0]} the first")
    return _Network(network.to(device).eval(), processor.from_pretrained(folder, **options), device, dtype)
