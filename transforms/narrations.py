"""What a narration is called and made of: its fingerprint, its place in the output folder, its row in the manifest."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from models import storage
from models.audio.assembly import Interval
from models.audio.encoding import EncodedAudio
from models.audio.formats import AUDIO_FORMATS, AudioFormat
from models.audio.targets import LOUDNESS_TARGETS, LoudnessTarget
from models.engines import VoiceCard
from models.speech import Waveform
from transforms.outcomes import Skipped, Status
from transforms.scripts import Coverage, ImageDecision, Script, Skip

PIPELINE_VERSION = "0.1.0"

# Part of every fingerprint: raised whenever the code between the voice and the file changes what is heard.
_AUDIO_REVISION = 3
_NOT_IN_THE_OUTPUT = frozenset({"source", "is_truncated", "record_digest"})
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_SAFE_ID = 80
# Windows opens a device by these names, whatever extension follows the first dot.
_DEVICE = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)


@dataclass(frozen=True)
class Recipe:
    """All that makes the audio of a script, beside the script: voices, format, loudness."""

    voice_cards: tuple[VoiceCard, ...]
    audio_format: str = "mp3"
    loudness: str = "apple"

    def __post_init__(self) -> None:
        if self.audio_format not in AUDIO_FORMATS:
            raise ValueError(f"{self.audio_format!r} is not an audio format; choose {', '.join(AUDIO_FORMATS)}")
        if self.loudness != "off" and self.loudness not in LOUDNESS_TARGETS:
            raise ValueError(f"{self.loudness!r} is no loudness; choose {', '.join(LOUDNESS_TARGETS)} or off")

    @property
    def format(self) -> AudioFormat:
        return AUDIO_FORMATS[self.audio_format]

    @property
    def target(self) -> LoudnessTarget | None:
        return LOUDNESS_TARGETS.get(self.loudness)

    def card_of(self, voice: str) -> VoiceCard:
        """Returns what is known of a voice, written `engine:name`, or raises LookupError where it is none of these."""
        for card in self.voice_cards:
            if str(card.voice) == voice:
                return card
        raise LookupError(
            f"the recipe has no voice {voice}; it has {', '.join(str(c.voice) for c in self.voice_cards)}"
        )

    def fingerprint_of(self, script: Script) -> str:
        """Returns the SHA-256 of all that the output is made of, and of nothing else: not of where the record stood."""
        spoken_by = sorted({segment.voice for segment in script.segments})
        heard = {name: value for name, value in asdict(script).items() if name not in _NOT_IN_THE_OUTPUT}
        for segment in heard["segments"]:
            del segment["lexicon_entries"], segment["ambiguous_dates"], segment["list_item"]
        if script.cover is None:
            del heard["cover"]
        ingredients = {
            "audio_revision": _AUDIO_REVISION,
            "audio_format": self.audio_format,
            "loudness": self.loudness,
            "voices": {voice: self.card_of(voice).revision for voice in spoken_by},
            "script": heard,
        }
        canonical = json.dumps(ingredients, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    def files_of(self, script: Script) -> "NarrationFiles":
        """Returns the names of the files of a script's narration."""
        return NarrationFiles.of(script, self.fingerprint_of(script), self.format.extension)


def safe_id(article_id: str) -> str:
    """Returns an article id in characters that every file system and URL takes; the fingerprint keeps names apart."""
    ascii_only = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode()
    name = _UNSAFE.sub("-", ascii_only).strip("-.")[:_LONGEST_SAFE_ID].strip("-.")
    return _DEVICE.sub(r"\1-", name) or "article"


def id_digest(article_id: str) -> str:
    """Returns the SHA-256 of an article id, in hex digits: what keeps ids apart that look alike or are long."""
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class NarrationFiles:
    """The files of one narration, relative to the output folder; `row` is written last and proves the others whole."""

    audio: str
    captions: str
    chapters: str
    row: str

    @classmethod
    def of(cls, script: Script, fingerprint: str, extension: str) -> "NarrationFiles":
        key = f"{safe_id(script.article_id)}-{script.part}-{fingerprint[:16]}"
        shard = hashlib.sha256(key.encode()).hexdigest()[:2]
        stem = f"audio/{shard}/{key}"
        return cls(f"{stem}.{extension}", f"{stem}.vtt", f"{stem}.chapters.json", f"{stem}.json")


@dataclass(frozen=True, eq=False)
class Narration:
    """A script as sound, not yet encoded. `intervals` has one entry per segment; None where the voice had no sound."""

    script: Script
    waveform: Waveform
    intervals: tuple[Interval | None, ...]

    @property
    def num_bytes(self) -> int:
        return self.waveform.samples.nbytes

    @property
    def article_id(self) -> str:
        return self.script.article_id

    @property
    def source(self) -> str:
        return self.script.source

    @property
    def url(self) -> str | None:
        return self.script.url

    @property
    def title(self) -> str:
        return self.script.title

    @property
    def language(self) -> str:
        return self.script.language

    @property
    def record_digest(self) -> str:
        return self.script.record_digest


@dataclass(frozen=True)
class SpokenSegment:
    """A segment of the manifest: what was said, by whom, and when it is heard."""

    index: int
    block: int | None
    role: str
    rule: str
    text: str
    spoken: str
    generated: bool
    language: str
    voice: str
    start_seconds: float
    end_seconds: float
    list_item: str | None = None


@dataclass(frozen=True)
class ManifestRow:
    """One row of the manifest; URIs are relative to the output folder. Columns of audio are null in skipped rows."""

    article_id: str
    part: int
    parts: int
    status: str
    reason: str | None
    source: str
    url: str | None
    title: str | None
    author: str | None = None
    published_at: str | None = None
    section: str | None = None
    language: str | None = None
    fingerprint: str | None = None
    audio_uri: str | None = None
    audio_format: str | None = None
    sample_rate: int | None = None
    duration_seconds: float | None = None
    audio_bytes: int | None = None
    audio_sha256: str | None = None
    loudness_lufs: float | None = None
    true_peak_dbtp: float | None = None
    captions_uri: str | None = None
    chapters_uri: str | None = None
    engine: str | None = None
    voice: str | None = None
    model_revision: str | None = None
    voice_licence: str | None = None
    synthetic_voice: bool | None = None
    pipeline_version: str = PIPELINE_VERSION
    segments: tuple[SpokenSegment, ...] = ()
    images: tuple[ImageDecision, ...] = ()
    coverage: Coverage | None = None
    skips: tuple[Skip, ...] = ()
    qa: None = None

    def to_json(self) -> str:
        """Returns the row as a JSON object, the same text for the same row."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> "ManifestRow":
        """Returns the row of a sidecar file, or raises ValueError where it is none."""
        record = json.loads(text)
        if not isinstance(record, dict) or record.get("coverage") is None:
            raise ValueError("not a row of a narration")
        return cls.from_record(record)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "ManifestRow":
        """Returns a row of the manifest, or raises ValueError, TypeError or KeyError where it is none."""
        names = {field.name for field in fields(cls)}
        if not {"article_id", "fingerprint", "audio_uri"} <= record.keys() <= names:
            raise ValueError("not a row of the manifest")
        nested: Mapping[str, type[Any]] = {"segments": SpokenSegment, "images": ImageDecision, "skips": Skip}
        lists = {name: tuple(kind(**entry) for entry in record[name]) for name, kind in nested.items()}
        coverage = Coverage(**record["coverage"]) if record["coverage"] else None
        return cls(**record | lists | {"coverage": coverage})


def skipped_row(skipped: Skipped) -> ManifestRow:
    """Returns the row of an article that was left out on purpose."""
    return ManifestRow(
        article_id=skipped.article_id,
        part=1,
        parts=1,
        status=Status.SKIPPED,
        reason=skipped.reason,
        source=skipped.source,
        url=skipped.url,
        title=skipped.title,
        language=skipped.language,
    )


def narrated_row(
    narration: Narration, recipe: Recipe, files: NarrationFiles, fingerprint: str, audio: EncodedAudio
) -> ManifestRow:
    """Returns the row of a narration whose audio is encoded."""
    script = narration.script
    voice = recipe.card_of(_main_voice(script))
    skips, coverage = _without_unspoken(narration)
    return ManifestRow(
        article_id=script.article_id,
        part=script.part,
        parts=script.parts,
        status=Status.NARRATED,
        reason=None,
        source=script.source,
        url=script.url,
        title=script.title,
        author=script.author,
        published_at=script.published_at,
        section=script.section,
        language=script.language,
        fingerprint=fingerprint,
        audio_uri=files.audio,
        audio_format=recipe.audio_format,
        sample_rate=audio.sample_rate,
        duration_seconds=round(audio.seconds, 3),
        audio_bytes=len(audio.data),
        audio_sha256=hashlib.sha256(audio.data).hexdigest(),
        loudness_lufs=_shown(audio.levels.loudness_lufs),
        true_peak_dbtp=_shown(audio.levels.true_peak_dbtp),
        captions_uri=files.captions,
        chapters_uri=files.chapters,
        engine=voice.voice.engine,
        voice=voice.voice.name,
        model_revision=voice.revision,
        voice_licence=voice.licence,
        synthetic_voice=True,
        segments=_spoken_segments(narration, audio.seconds),
        images=script.images,
        coverage=coverage,
        skips=skips,
    )


def _shown(level: float) -> float | None:
    """Returns a level as the manifest shows it: none where the meter shows -inf, which JSON does not have."""
    return round(level, 2) if math.isfinite(level) else None


def _main_voice(script: Script) -> str:
    """Returns the voice that speaks most of the script."""
    characters: dict[str, int] = {}
    for segment in script.segments:
        characters[segment.voice] = characters.get(segment.voice, 0) + len(segment.spoken)
    return max(characters, key=lambda voice: characters[voice])


def _spoken_segments(narration: Narration, seconds: float) -> tuple[SpokenSegment, ...]:
    """Returns the segments that are heard; the last one's caption stays until the audio ends."""
    heard = [(s, i) for s, i in zip(narration.script.segments, narration.intervals, strict=True) if i is not None]
    return tuple(
        SpokenSegment(
            index=index,
            block=segment.block,
            role=str(segment.role),
            rule=segment.rule,
            text=segment.text,
            spoken=segment.spoken,
            generated=segment.generated,
            language=segment.language,
            voice=segment.voice,
            start_seconds=round(interval.start_seconds, 3),
            end_seconds=round(seconds if index == len(heard) - 1 else interval.end_seconds, 3),
            list_item=segment.list_item,
        )
        for index, (segment, interval) in enumerate(heard)
    )


def _without_unspoken(narration: Narration) -> tuple[tuple[Skip, ...], Coverage]:
    """Returns skips and coverage with the segments that the voice had no sound for."""
    script = narration.script
    silent = [s for s, interval in zip(script.segments, narration.intervals, strict=True) if interval is None]
    if not silent:
        return script.skips, script.coverage
    heard_blocks = {s.block for s, i in zip(script.segments, narration.intervals, strict=True) if i is not None}
    lost = {segment.block for segment in silent if segment.block is not None} - heard_blocks
    lost_verbatim = {segment.block for segment in silent if segment.block in lost and not segment.generated}
    coverage = replace(
        script.coverage,
        spoken=script.coverage.spoken - len(lost_verbatim),
        described=script.coverage.described - (len(lost) - len(lost_verbatim)),
        failed=script.coverage.failed + len(lost),
    )
    return (*script.skips, *(Skip(segment.block, "no_speech", segment.text) for segment in silent)), coverage


def finished_row(script: Script, recipe: Recipe, output: str) -> ManifestRow | None:
    """Returns the row of a script that an earlier run has narrated whole, or None."""
    return standing_row(recipe.files_of(script).row, script.source, output)


def standing_row(path: str, source: str, output: str) -> ManifestRow | None:
    """Returns the row of a narration that stands whole, as that of the record at `source`, or None.

    A sidecar that cannot be read as a row counts as absent: the narration is made again in its place.
    """
    sidecar = storage.read_if_any(storage.join(output, path))
    try:
        row = ManifestRow.from_json(sidecar or b"")
    except (ValueError, TypeError, KeyError):
        return None
    return replace(row, status=str(Status.REUSED), source=source)
