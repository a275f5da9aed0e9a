"""The template as Dataflow's console shows it, rendered from the options: `python -m dataflow_templates.metadata`.

Without arguments it writes `metadata.json` beside this file; with `--image IMAGE` it prints the whole specification of
the template, as `gcloud dataflow flex-template build --print-only` does.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.options import CloudOptions, NarrateOptions

METADATA_FILE = Path(__file__).parent / "metadata.json"
# What is of no use there: the image is the template's own, the GPU decides the device, the rest is of local runs.
_NOT_IN_TEMPLATES = frozenset(
    {"worker_image", "device", "local_workers", "local_mode", "log_format", "worker_hour_usd", "max_failure_ratio"}
)
_REQUIRED = frozenset({"input", "output"})

_ON_GCS = r"gs://[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]/"
_VOICE = r"[a-z0-9]+:[^,\s]+"


@dataclass(frozen=True)
class _Shown:
    """How the console shows a parameter; `regex` is what the whole of its value must match."""

    group: str
    label: str
    help: str = ""
    kind: str = ""
    regex: str = ""


_SHOWN: Mapping[str, _Shown] = {
    "input": _Shown(
        "Catalogue",
        "Articles",
        "The files with the articles: a pattern such as gs://BUCKET/catalogue/*.parquet. Files are *.parquet, *.jsonl "
        "or *.html; a record needs a column html, text or markdown.",
        "GCS_READ_FILE",
        rf"{_ON_GCS}.+",
    ),
    "output": _Shown(
        "Catalogue",
        "Output folder",
        "The folder that gets audio, captions, manifest, dead letters and summary.json. Run again with the same "
        "folder, the job narrates only what is new or has changed.",
        "GCS_WRITE_FOLDER",
        rf"{_ON_GCS}.*",
    ),
    "columns": _Shown(
        "Catalogue",
        "Names of columns",
        "Where the catalogue has other names: html=body,article_id=id.",
        regex=r"(\w+=[^,=]+(,\w+=[^,=]+)*)?",
    ),
    "voices": _Shown(
        "Voices",
        "Voices",
        "Which voice speaks which language: en=kokoro:af_heart,de=vits:gs://BUCKET/voices/german; * is every other "
        "language. An article in a language without a voice is skipped. hibari:heart speaks on the CPU, without a GPU.",
        regex=rf"[A-Za-z*][A-Za-z0-9_-]*={_VOICE}(,[A-Za-z*][A-Za-z0-9_-]*={_VOICE})*",
    ),
    "lexicon": _Shown(
        "Voices",
        "Lexicon",
        "Pronunciations of names and terms: a W3C PLS file.",
        "GCS_READ_FILE",
        rf"({_ON_GCS}.+\.pls)?",
    ),
    "image_folder": _Shown(
        "Images",
        "Folder of images",
        "Image files that records name are read below this folder only.",
        regex=rf"({_ON_GCS}.*)?",
    ),
    "gpu_type": _Shown(
        "Workers",
        "GPU",
        "The GPU of the workers that speak and describe. The embedded voice hibari:heart uses none; kokoro and vits "
        "speak many times faster on one. nvidia-l4 has the best price for these models.",
    ),
    "gpu_count": _Shown("Workers", "GPUs of a worker", "Each gets a model of its own.", regex="[1248]"),
    "right_fitting": _Shown(
        "Workers",
        "Right fitting",
        "on: only the steps that run models get workers with GPUs, and none start while there is nothing to speak. "
        "off: every worker has the GPUs.",
    ),
    "max_workers": _Shown("Workers", "Workers at most", "Bounds the cost of an hour.", regex="[1-9][0-9]{0,3}"),
}
_GROUPS = {
    **dict.fromkeys(("limit",), "Catalogue"),
    **dict.fromkeys(("quote_voice", "image_voice", "disclosure", "device", "batch_seconds", "keep_speech"), "Voices"),
    **dict.fromkeys(("profile", "audio_format", "cover", "loudness"), "Audio"),
    **dict.fromkeys(
        ("captioner", "fetch_images", "images_per_article", "max_image_mb", "image_seconds", "contact"), "Images"
    ),
}


def template_metadata() -> dict[str, Any]:
    """Returns the template's metadata in Dataflow's form, a parameter for each option."""
    parser = argparse.ArgumentParser(add_help=False)
    NarrateOptions._add_argparse_args(parser)
    CloudOptions._add_argparse_args(parser)
    options = [action for action in parser._actions if action.dest not in _NOT_IN_TEMPLATES]
    return {
        "name": "Narrate",
        "description": "Turns a catalogue of articles into narrated audio with captions, chapters and a manifest.",
        "streaming": False,
        "parameters": [_parameter(option) for option in options],
    }


def _parameter(option: argparse.Action) -> dict[str, Any]:
    """Returns how the console asks for an option; one that is not in the table above is shown by its name and help."""
    shown = _SHOWN.get(option.dest) or _Shown(
        _GROUPS.get(option.dest, "More"), option.dest.replace("_", " ").capitalize()
    )
    help_text = shown.help or f"{option.help[:1].upper()}{option.help[1:]}." if option.help else shown.label
    parameter: dict[str, Any] = {
        "name": option.dest,
        "label": shown.label,
        "helpText": help_text,
        "groupName": shown.group,
        "isOptional": option.dest not in _REQUIRED,
        "paramType": shown.kind or _kind_of(option),
    }
    if option.choices is not None:
        parameter["enumOptions"] = [{"value": str(choice), "label": str(choice)} for choice in option.choices]
    if option.default not in (None, ""):
        parameter["defaultValue"] = str(option.default)
    regex = shown.regex or (r"[0-9]+(\.[0-9]+)?" if option.type in (int, float) else "")
    return parameter | ({"regexes": [f"^{regex}$"]} if regex else {})


def _kind_of(option: argparse.Action) -> str:
    if option.choices is not None:
        return "ENUM"
    return "NUMBER" if option.type in (int, float) else "TEXT"


def template_specification(image: str) -> dict[str, Any]:
    """Returns what Dataflow reads when the template is launched: its image, its language, its metadata."""
    return {"image": image, "metadata": template_metadata(), "sdkInfo": {"language": "PYTHON"}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the metadata, or prints the specification of an image."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--image", help="print the specification of the template with this image")
    image = parser.parse_args(arguments).image
    if image:
        print(json.dumps(template_specification(image), indent=2))  # noqa: T201
    else:
        METADATA_FILE.write_text(json.dumps(template_metadata(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
