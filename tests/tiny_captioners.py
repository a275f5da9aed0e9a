"""Small captioning networks saved as checkpoints: a BLIP that has learnt coloured shapes, and two of random weights."""

import random
from pathlib import Path
from typing import Any

import torch
import transformers as hf
from PIL import Image, ImageDraw
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

COLOURS = ("red", "green", "blue", "yellow")
SHAPES = ("circle", "square", "triangle")
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]")
_SIZE = 64


def shape_caption(colour: str, shape: str) -> str:
    return f"a {colour} {shape} on a white background"


def draw_shape(colour: str, shape: str, chance: random.Random, size: int = _SIZE) -> Image.Image:
    """Returns a picture of one shape somewhere on white."""
    unit = size / _SIZE
    image = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(image)
    x, y = (chance.randint(6, 14) * unit for _ in range(2))
    side = 40 * unit
    if shape == "circle":
        draw.ellipse((x, y, x + side, y + side), fill=colour)
    elif shape == "square":
        draw.rectangle((x, y, x + side, y + side), fill=colour)
    else:
        draw.polygon([(x + side / 2, y), (x, y + side), (x + side, y + side)], fill=colour)
    return image


def save_shape_blip(folder: Path, steps: int = 500) -> Path:
    """Trains a BLIP of 80,000 weights to name coloured shapes, writes it, and returns its folder."""
    torch.manual_seed(0)
    chance = random.Random(0)
    tokenizer = _word_tokenizer([shape_caption(colour, shape) for colour in COLOURS for shape in SHAPES])
    processor = hf.BlipProcessor(hf.BlipImageProcessorPil(size={"height": _SIZE, "width": _SIZE}), tokenizer)
    model = hf.BlipForConditionalGeneration(_blip_config(tokenizer))
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3)
    for step in range(steps):
        if step == steps * 2 // 3:
            for group in optimiser.param_groups:
                group["lr"] = 1e-3
        chosen = [(chance.choice(COLOURS), chance.choice(SHAPES)) for _ in range(16)]
        inputs = processor(
            images=[draw_shape(*pair, chance) for pair in chosen],
            text=[shape_caption(*pair) for pair in chosen],
            return_tensors="pt",
            padding=True,
        )
        labels = inputs.input_ids.masked_fill(inputs.attention_mask == 0, -100)
        model(**inputs, labels=labels).loss.backward()
        optimiser.step()
        optimiser.zero_grad()
    model.eval().save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def _word_tokenizer(texts: list[str]) -> Any:
    """Returns a tokenizer of whole words; a vocabulary that is trained comes out in another order every time."""
    words = sorted({word for text in texts for word in text.split()})
    vocabulary = {word: place for place, word in enumerate([*_SPECIAL, *words])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {
        "pad_token": "[PAD]",
        "unk_token": "[UNK]",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
        "mask_token": "[MASK]",
    }
    return hf.PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="[DEC]", **names)


def _blip_config(tokenizer: Any) -> hf.BlipConfig:
    layers = {"num_hidden_layers": 2, "num_attention_heads": 2}
    small = {"hidden_size": 32, "intermediate_size": 64, "projection_dim": 32, **layers}
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": 3, "sep_token_id": 3, "pad_token_id": 0}
    text = dict(small, vocab_size=len(tokenizer), encoder_hidden_size=32, max_position_embeddings=64, **ids)
    vision = dict(small, image_size=_SIZE, patch_size=16)
    return hf.BlipConfig(text_config=text, vision_config=vision, projection_dim=32, image_text_hidden_size=32)


def _byte_tokenizer(special: list[str], **names: Any) -> Any:
    """Returns a tokenizer of bytes and whole special tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=256 + len(special), special_tokens=special, initial_alphabet=alphabet)
    tokenizer.train_from_iterator([], trainer)
    return hf.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)


def save_random_florence(folder: Path) -> Path:
    """Writes a Florence-2 of random weights, and returns its folder."""
    torch.manual_seed(0)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<image>", "<od>", "</od>", "<ocr>", "</ocr>"]
    tokenizer = _byte_tokenizer(
        [*special, *(f"<loc_{place}>" for place in range(1000))],
        bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
        extra_special_tokens={"image_token": "<image>"},
    )  # fmt: skip
    side = {"height": _SIZE, "width": _SIZE}
    images = hf.CLIPImageProcessorPil(
        size=side, crop_size=side, do_center_crop=False, image_seq_length=5,
        image_mean=[0.485, 0.456, 0.406], image_std=[0.229, 0.224, 0.225],
    )  # fmt: skip
    text = hf.BartConfig(
        vocab_size=len(tokenizer), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=256,
        bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2, init_std=0.5,
    )  # fmt: skip
    vision = hf.models.florence2.Florence2VisionConfig(
        embed_dim=[16, 16, 32, 32], depths=[1] * 4, num_heads=[2] * 4, num_groups=[2] * 4, window_size=2,
        projection_dim=32, max_position_embeddings=50,
    )  # fmt: skip
    config = hf.Florence2Config(text_config=text, vision_config=vision, image_token_id=4)
    model = hf.Florence2ForConditionalGeneration(config).eval()
    model.generation_config.update(min_new_tokens=8)
    model.save_pretrained(folder)
    hf.Florence2Processor(images, tokenizer).save_pretrained(folder)
    return folder


_CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n"
    "{% for part in message.content %}"
    "{% if part.type == 'image' %}<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ part.text }}{% endif %}"
    "{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def _chat_tokenizer() -> Any:
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>"]
    return _byte_tokenizer([*special, "<|video_pad|>"], pad_token="<|endoftext|>", eos_token="<|im_end|>")


def save_random_qwen(folder: Path) -> Path:
    """Writes a Qwen3-VL of random weights, and returns its folder."""
    torch.manual_seed(0)
    tokenizer = _chat_tokenizer()
    rope = {"rope_type": "default", "rope_theta": 1e4, "mrope_section": [4, 2, 2], "mrope_interleaved": True}
    text = {
        "vocab_size": len(tokenizer),
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "max_position_embeddings": 8_192,
        "rope_parameters": rope,
        "initializer_range": 0.5,
    }
    vision = {
        "depth": 2,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_heads": 2,
        "patch_size": 8,
        "spatial_merge_size": 2,
        "out_hidden_size": 32,
        "num_position_embeddings": 64,
        "deepstack_visual_indexes": [0],
        "initializer_range": 0.5,
    }
    ids = {"vision_start_token_id": 3, "vision_end_token_id": 4, "image_token_id": 5, "video_token_id": 6}
    config = hf.Qwen3VLConfig(text_config=text, vision_config=vision, **ids)
    model = hf.Qwen3VLForConditionalGeneration(config).eval()
    model.generation_config.update(eos_token_id=2, pad_token_id=0, min_new_tokens=8)
    model.save_pretrained(folder)
    images = hf.Qwen2VLImageProcessorPil(patch_size=8, merge_size=2, min_pixels=1_024, max_pixels=4_096)
    videos = hf.Qwen3VLVideoProcessor(patch_size=8, merge_size=2)
    hf.Qwen3VLProcessor(images, tokenizer, videos, chat_template=_CHAT_TEMPLATE).save_pretrained(folder)
    return folder


def save_blip_base(folder: Path) -> Path:
    """Writes a BLIP of the size of BLIP-base, 224 million random weights, in bfloat16."""
    torch.manual_seed(0)
    tokenizer = _word_tokenizer([shape_caption(colour, shape) for colour in COLOURS for shape in SHAPES])
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": 3, "sep_token_id": 3, "pad_token_id": 0}
    text = {"vocab_size": 30_524, "hidden_size": 768, "encoder_hidden_size": 768, "num_attention_heads": 12, **ids}
    vision = {"hidden_size": 768, "intermediate_size": 3_072, "image_size": 384, "patch_size": 16}
    config = hf.BlipConfig(text_config=text, vision_config=vision)
    hf.BlipForConditionalGeneration(config).to(torch.bfloat16).save_pretrained(folder)
    images = hf.BlipImageProcessorPil(size={"height": 384, "width": 384})
    hf.BlipProcessor(images, tokenizer).save_pretrained(folder)
    return folder


def save_qwen3_vl_2b(folder: Path) -> Path:
    """Writes a Qwen3-VL of the size of the 2B model, of random weights, in bfloat16; its tokens are bytes."""
    torch.manual_seed(0)
    rope = {"rope_type": "default", "rope_theta": 5e6, "mrope_section": [24, 20, 20], "mrope_interleaved": True}
    text = {
        "vocab_size": 151_936,
        "hidden_size": 2_048,
        "intermediate_size": 6_144,
        "num_hidden_layers": 28,
        "num_attention_heads": 16,
        "num_key_value_heads": 8,
        "head_dim": 128,
        "max_position_embeddings": 32_768,
        "rope_parameters": rope,
        "tie_word_embeddings": True,
    }
    vision = {
        "depth": 24,
        "hidden_size": 1_024,
        "intermediate_size": 4_096,
        "num_heads": 16,
        "patch_size": 16,
        "spatial_merge_size": 2,
        "out_hidden_size": 2_048,
        "num_position_embeddings": 2_304,
        "deepstack_visual_indexes": [5, 11, 17],
    }
    ids = {"vision_start_token_id": 3, "vision_end_token_id": 4, "image_token_id": 5, "video_token_id": 6}
    config = hf.Qwen3VLConfig(text_config=text, vision_config=vision, tie_word_embeddings=True, **ids)
    model = hf.Qwen3VLForConditionalGeneration(config).to(torch.bfloat16)
    model.generation_config.update(eos_token_id=2, pad_token_id=0)
    model.save_pretrained(folder)
    images = hf.Qwen2VLImageProcessorPil(patch_size=16, merge_size=2)
    videos = hf.Qwen3VLVideoProcessor(patch_size=16, merge_size=2)
    hf.Qwen3VLProcessor(images, _chat_tokenizer(), videos, chat_template=_CHAT_TEMPLATE).save_pretrained(folder)
    return folder
