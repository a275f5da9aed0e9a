"""The options of the job, declared once; everything else is read from them."""

import argparse
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from models import storage
from models.audio.formats import AUDIO_FORMATS
from models.audio.targets import LOUDNESS_TARGETS
from models.captioning.engines import EVIDENCE, describe_captioner
from models.checkpoints import CheckpointError
from models.engines import ANY_OF_ITS_OWN, VoiceCard, batch_seconds_for, describe_voice
from models.lexicon import BUILT_IN, Lexicon
from models.pictures.fetching import FetchLimits
from models.voices import Voice, VoiceMap, primary_language
from pipeline.machines import GPU_MACHINES
from pipeline.usage import Parser, UsageError
from transforms.composition import NarrationSettings, Profile
from transforms.digests import code_revision, digest_of
from transforms.extraction import ExtractionLimits
from transforms.figures.covers import Covers
from transforms.figures.records import PictureFiles
from transforms.figures.settings import NO_CAPTIONER, CaptionSettings
from transforms.narrations import PIPELINE_VERSION, Recipe
from transforms.reading import COLUMNS

# The image that a container runs from; its Dockerfile sets it, for nothing inside could find it out.
WORKER_IMAGE = "NARRATE_WORKER_IMAGE"

LOCAL_RUNNERS = (None, "FnApiRunner", "DirectRunner")
_PURPOSE = "describes images of articles that are read aloud"


class NarrateOptions(PipelineOptions):
    """What a user chooses. No option is required here: that would abort every pipeline in the process."""

    @classmethod
    def _add_argparse_args(cls, parser: argparse.ArgumentParser) -> None:
        add = parser.add_argument_group("narrate").add_argument
        add("--input", metavar="PATTERN", help="a glob of *.parquet, *.jsonl or *.html files")
        add("--output", metavar="PATH", help="the folder that gets the audio and the manifest, local or gs://")
        add("--limit", type=int, metavar="N", help="read the first N records only")
        add("--columns", default="", metavar="NAME=COLUMN,...", help="other names of the input columns: html=body")
        add(
            "--voices", default="en=hibari:heart", metavar="LANGUAGE=ENGINE:VOICE,...", help="who speaks which language"
        )
        add("--quote_voice", default="", metavar="[LANGUAGE=]ENGINE:VOICE", help="a second voice for block quotes")
        add("--image_voice", default="", metavar="[LANGUAGE=]ENGINE:VOICE", help="and one for descriptions of images")
        add(
            "--profile",
            default="listen",
            choices=("listen", "full"),
            help="for the ear in motion, or all that there is",
        )
        add("--captioner", default="evidence", metavar="ENGINE:CHECKPOINT", help="who describes images; none: nobody")
        add(
            "--fetch_images",
            default="auto",
            choices=("auto", "on", "off"),
            help="fetch images that are to be described over the network; auto: on other runners than the local one",
        )
        add("--image_folder", default="", metavar="PATH", help="image files on a disk or gs:// are read below it only")
        add("--images_per_article", type=int, default=24, metavar="N", help="images of an article that are described")
        add("--max_image_mb", type=float, default=10.0, metavar="N", help="a larger image file is not described")
        add("--image_seconds", type=float, default=20.0, metavar="N", help="longest that fetching an image may take")
        add("--contact", default="", metavar="URL", help="whom hosts of images may ask: stands in the User-Agent")
        add("--disclosure", default="on", choices=("on", "off"), help="say at the end that the voice is synthetic")
        add("--lexicon", default="", metavar="FILE.pls", help="pronunciations, as a W3C PLS file")
        add("--audio_format", default="mp3", choices=tuple(AUDIO_FORMATS), help="the format of the audio files")
        add("--cover", default="none", choices=("none", "lead"), help="picture of audio files: the lead image, or none")
        add("--loudness", default="apple", choices=(*LOUDNESS_TARGETS, "off"), help="delivery level to meet")
        add("--prune", default="off", choices=("off", "list", "remove"), help="what no article of the input needs")
        add("--keep_speech", default="on", choices=("on", "off"), help="speak only what is new in an edited article")
        add("--device", default="auto", choices=("auto", "cpu", "cuda"), help="where the voices are computed")
        add(
            "--batch_seconds",
            type=float,
            metavar="N",
            help="seconds of audio given to a voice at once; unless given, 300 on a CPU and 1800 on a GPU",
        )
        add("--max_page_mb", type=float, default=10.0, metavar="N", help="a larger page is a dead letter")
        add("--max_failure_ratio", type=float, default=0.1, metavar="N", help="a larger share of dead letters fails")
        add("--shards", type=int, default=1, metavar="N", help="files that manifest and dead letters are spread over")
        add("--local_workers", type=int, default=os.cpu_count() or 1, metavar="N", help="workers of a local run")
        add("--local_mode", default="threads", choices=("threads", "processes"), help="what local workers are")
        add("--log_format", default="text", choices=("text", "json"), help="for people, or one JSON line an event")
        add("--worker_hour_usd", type=float, default=0.0, metavar="N", help="price of a worker, for the cost estimate")


class CloudOptions(PipelineOptions):
    """What a user chooses of the workers on Dataflow; `pipeline/dataflow.py` says what follows from it."""

    @classmethod
    def _add_argparse_args(cls, parser: argparse.ArgumentParser) -> None:
        add = parser.add_argument_group("on Dataflow").add_argument
        gpus = ("none", *GPU_MACHINES)
        add("--gpu_type", default="none", choices=gpus, help="the GPU of the workers that speak and describe")
        add("--gpu_count", type=int, default=1, metavar="N", help="GPUs of one worker; each gets a model of its own")
        add(
            "--right_fitting", default="on", choices=("on", "off"), help="GPUs for the steps that need them, or for all"
        )
        add("--max_workers", type=int, default=10, metavar="N", help="workers at once, at most")
        add(
            "--worker_image",
            default=os.environ.get(WORKER_IMAGE, ""),
            metavar="IMAGE",
            help="the container image of the workers; inside that image, itself",
        )


def option_parser() -> Parser:
    """Returns a parser that knows every option of the job and of Beam."""
    parser = Parser(prog="narrate run", add_help=False, conflict_handler="resolve")
    own = (NarrateOptions, CloudOptions)
    of_beam = sorted(set(PipelineOptions.__subclasses__()) - set(own), key=lambda cls: cls.__name__)
    for options_class in (*of_beam, *own):
        options_class._add_argparse_args(parser)
    return parser


def parse_options(arguments: Sequence[str]) -> PipelineOptions:
    """Returns the options of a command line, or raises UsageError; Beam alone would ignore what it does not know."""
    option_parser().parse(arguments)
    return PipelineOptions(list(arguments))


@dataclass(frozen=True)
class Job:
    """The options of a run as the graph takes them: checked, parsed, ready to travel.

    `gpu_count` models are loaded by each process of a worker, one a GPU; `model_hints` are what the steps with models
    ask of the machine that they run on.
    """

    input: str
    output: str
    columns: dict[str, str]
    limit: int | None
    limits: ExtractionLimits
    narration: NarrationSettings
    captions: CaptionSettings
    recipe: Recipe
    voices: tuple[Voice, ...]
    device: str
    batch_seconds_asked_for: float | None
    shards: int
    cover: bool = False
    keep_speech: bool = True
    prune: str = "off"
    gpu_count: int = 1
    model_hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def picture_files(self) -> PictureFiles | None:
        """What becomes of picture files inside records; None where nobody describes them."""
        return PictureFiles.of(self.captions, self.narration, self.output)

    @property
    def covers(self) -> Covers | None:
        """What makes the covers of audio files; None where nobody wants any."""
        return Covers.of(self.captions, self.narration, self.output) if self.cover else None

    @property
    def batch_seconds(self) -> float:
        """How many seconds of audio a voice is given at once."""
        return self.batch_seconds_asked_for or batch_seconds_for(self.voices, self.device)

    @property
    def caption_hints(self) -> Mapping[str, str]:
        """What the captioner asks of the machine that it runs on; the embedded one needs no GPU."""
        return {} if self.captions.captioner == EVIDENCE else self.model_hints

    @property
    def digest(self) -> str:
        """The digest of all, beside the record, that shapes a narration: the settings, and the code that heeds them."""
        shaping = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _SHAPES_NOTHING}
        return digest_of(shaping, code_revision())


_SHAPES_NOTHING = frozenset(
    {
        "input",
        "output",
        "columns",
        "limit",
        "device",
        "batch_seconds_asked_for",
        "shards",
        "keep_speech",
        "prune",
        "gpu_count",
        "model_hints",
    }
)


_BOUNDS: Mapping[str, tuple[float, float]] = {
    "limit": (1, math.inf),
    "batch_seconds": (1, math.inf),
    "max_page_mb": (0.001, 10_000),
    "max_failure_ratio": (0, 1),
    "shards": (1, 10_000),
    "local_workers": (1, 1_000),
    "images_per_article": (1, math.inf),
    "max_image_mb": (0.001, 10_000),
    "image_seconds": (1, math.inf),
    "worker_hour_usd": (0, math.inf),
}


def job_of(options: PipelineOptions) -> Job:
    """Returns the job that the options describe, or raises UsageError naming the option that is wrong."""
    chosen: Any = options.view_as(NarrateOptions)
    if not chosen.input:
        raise UsageError("--input is missing: name the articles, as in --input 'catalogue/*.parquet'")
    if not chosen.output:
        raise UsageError("--output is missing: name the folder that gets the audio, as in --output narrated")
    for name, (lowest, highest) in _BOUNDS.items():
        number = getattr(chosen, name)
        if number is not None and not lowest <= number <= highest:
            upwards = f"at least {lowest}" if number < lowest else f"a number from {lowest} to {highest:g}"
            raise UsageError(f"--{name} must be {upwards}, not {number}")
    if chosen.prune != "off" and chosen.limit is not None:
        raise UsageError(
            "--prune: with --limit, files of the records beyond it would count as not needed; leave one out"
        )
    try:
        AUDIO_FORMATS[chosen.audio_format].check()
    except ValueError as error:
        raise UsageError(f"--audio_format: {error}") from error
    narration = narration_settings(options)
    voices = _all_voices(narration)
    try:
        cards = tuple(describe_voice(voice) for voice in voices)
    except ValueError as error:
        raise UsageError(f"--voices: {error}") from error
    _check_languages(narration, cards)
    return Job(
        input=chosen.input,
        output=chosen.output.rstrip("/") or "/",
        columns=columns_of(options),
        limit=chosen.limit,
        limits=ExtractionLimits(max_bytes=round(1_000_000 * chosen.max_page_mb)),
        narration=narration,
        captions=caption_settings(options),
        recipe=Recipe(cards, chosen.audio_format, chosen.loudness),
        voices=voices,
        device=chosen.device,
        batch_seconds_asked_for=chosen.batch_seconds,
        cover=chosen.cover == "lead",
        keep_speech=chosen.keep_speech == "on",
        prune=chosen.prune,
        shards=chosen.shards,
    )


def caption_settings(options: PipelineOptions) -> CaptionSettings:
    """Returns how images are to be described, or raises UsageError."""
    chosen: Any = options.view_as(NarrateOptions)
    try:
        revision = "" if chosen.captioner == NO_CAPTIONER else describe_captioner(chosen.captioner).revision
    except (ValueError, OSError, CheckpointError) as error:
        raise UsageError(f"--captioner: {error}") from error
    if not (chosen.contact.isascii() and chosen.contact.isprintable()):
        raise UsageError(f"--contact: {chosen.contact!r} cannot stand in a header; write a URL or an address")
    if chosen.image_folder and not storage.is_remote(chosen.image_folder) and not Path(chosen.image_folder).is_dir():
        raise UsageError(f"--image_folder {chosen.image_folder} is no folder; name one that exists, or leave it out")
    is_local = options.view_as(StandardOptions).runner in LOCAL_RUNNERS
    max_bytes = round(1_000_000 * chosen.max_image_mb)
    return CaptionSettings(
        captioner=chosen.captioner,
        revision=revision,
        fetch_images=chosen.fetch_images == "on" or (chosen.fetch_images == "auto" and not is_local),
        image_folder=chosen.image_folder,
        user_agent=f"Narrate/{PIPELINE_VERSION} (" + "; ".join(filter(None, (_PURPOSE, chosen.contact))) + ")",
        most_pictures=chosen.images_per_article,
        fetching=FetchLimits(total_seconds=chosen.image_seconds, max_bytes=max_bytes, max_decoded_bytes=2 * max_bytes),
    )


def columns_of(options: PipelineOptions) -> dict[str, str]:
    """Returns the input columns that have other names, or raises UsageError."""
    columns = {}
    for entry in filter(None, options.view_as(NarrateOptions).columns.split(",")):
        name, separator, own_name = entry.partition("=")
        if not (separator and name.strip() and own_name.strip()):
            raise UsageError(f"--columns: {entry!r} is not NAME=COLUMN; write html=body,article_id=id")
        if name.strip() not in COLUMNS:
            raise UsageError(f"--columns: there is no input column {name.strip()!r}; there are {', '.join(COLUMNS)}")
        columns[name.strip()] = own_name.strip()
    return columns


def narration_settings(options: PipelineOptions) -> NarrationSettings:
    """Returns how articles are to be read, or raises UsageError."""
    chosen: Any = options.view_as(NarrateOptions)
    option = "--voices"
    try:
        voices = VoiceMap.parse(chosen.voices)
        option = "--quote_voice"
        quote_voices = VoiceMap.parse_second(chosen.quote_voice, voices) if chosen.quote_voice else None
        option = "--image_voice"
        image_voices = VoiceMap.parse_second(chosen.image_voice, voices) if chosen.image_voice else None
        option = "--lexicon"
        lexicon = BUILT_IN.merge(Lexicon.read(chosen.lexicon)) if chosen.lexicon else BUILT_IN
    except (ValueError, OSError) as error:
        raise UsageError(f"{option}: {error}") from error
    return NarrationSettings(
        voices=voices,
        profile=Profile(chosen.profile),
        quote_voices=quote_voices,
        image_voices=image_voices,
        disclosure=chosen.disclosure == "on",
        lexicon=lexicon,
    )


def _check_languages(narration: NarrationSettings, cards: Iterable[VoiceCard]) -> None:
    """Raises UsageError where a voice is to speak a language that is known not to be its own."""
    spoken = {card.voice: card.languages for card in cards}
    for option, voice_map in _voice_maps(narration).items():
        for language, voice in voice_map.voices:
            if spoken[voice] not in (ANY_OF_ITS_OWN, primary_language(language)):
                otherwise = ", and articles in a language without a voice are skipped" if option == "--voices" else ""
                mend = f"write {spoken[voice]}={voice}{otherwise}"
                raise UsageError(f"{option}: {voice} speaks {spoken[voice]}, not {language}; {mend}")


def _all_voices(narration: NarrationSettings) -> tuple[Voice, ...]:
    """Returns the voices that a run may need, each once."""
    maps = _voice_maps(narration).values()
    return tuple(dict.fromkeys(voice for voice_map in maps for _, voice in voice_map.voices))


def _voice_maps(narration: NarrationSettings) -> dict[str, VoiceMap]:
    """Returns which voices speak which languages, by the option that says so; none for an option that is not given."""
    maps = {
        "--voices": narration.voices,
        "--quote_voice": narration.quote_voices,
        "--image_voice": narration.image_voices,
    }
    return {option: voice_map for option, voice_map in maps.items() if voice_map is not None}
