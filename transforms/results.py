"""What a run leaves beside the audio: the manifest, the dead letters and the summary.

Rows and letters are spread over shards by the hash of their article and sorted within, so that two runs over the same
catalogue write the same bytes. A run replaces what the last one wrote: shards that it has not written are removed.
"""

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.pvalue import AsIter, AsSingleton, PCollection

from models import storage
from transforms.manifest_schema import MANIFEST_SCHEMA
from transforms.narrations import PIPELINE_VERSION, ManifestRow
from transforms.outcomes import DeadLetter, Status
from transforms.packing import FlattenAfter, pack, unpack
from transforms.summary import SUMMARY_FILE, write_summary

_ROWS_OF_A_GROUP = 500
_ROWS_AT_ONCE = 25  # as Python's objects a row takes ten times what it takes in a table
DEAD_LETTERS_FOLDER = "dead_letters"


def manifest_bytes(rows: Iterable[ManifestRow]) -> bytes:
    """Returns a Parquet file of rows, a few of them unpacked at a time."""
    buffer, remaining = io.BytesIO(), iter(rows)
    with pq.ParquetWriter(buffer, MANIFEST_SCHEMA, compression="zstd") as writer:
        while tables := list(_tables_of(islice(remaining, _ROWS_OF_A_GROUP))):
            writer.write_table(pa.concat_tables(tables))
    return buffer.getvalue()


def _tables_of(rows: Iterator[ManifestRow]) -> Iterator[pa.Table]:
    while records := [_encodable(asdict(row)) for row in islice(rows, _ROWS_AT_ONCE)]:
        yield pa.Table.from_pylist(records, MANIFEST_SCHEMA)


def json_lines(elements: Iterable[Any]) -> bytes:
    """Returns a line of JSON for each element."""
    lines = "".join(json.dumps(asdict(element), ensure_ascii=False) + "\n" for element in elements)
    return lines.encode("utf-8", "replace")


def _encodable(value: Any) -> Any:
    """Returns a record whose texts a file can hold, so that one broken title does not cost the manifest."""
    if isinstance(value, str):
        return storage.encodable(value)
    if isinstance(value, dict):
        return {name: _encodable(inner) for name, inner in value.items()}
    return [_encodable(inner) for inner in value] if isinstance(value, tuple) else value


_Record = tuple[str, str]  # source and article id
_Sharded = tuple[tuple[Any, ...], bool, bytes]  # its place in the file, whether it is of this run, the element packed


@dataclass
class Tally:
    """What the outcomes of a run add up to. Records are counted; the parts of one are one.

    A record of which any part was lost is lost; one of which any part is new is narrated.
    """

    read: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    divided: dict[_Record, str] = field(default_factory=dict)
    lost_in_parts: set[_Record] = field(default_factory=set)
    skip_reasons: Counter[str] = field(default_factory=Counter)
    dead_letters: int = 0
    dead_letter_codes: Counter[str] = field(default_factory=Counter)
    audio_seconds: Counter[str] = field(default_factory=Counter)
    audio_bytes: int = 0
    voices: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    images: Counter[str] = field(default_factory=Counter)

    def add(self, element: "int | ManifestRow | DeadLetter") -> None:
        """Adds a count of records read, a row or a letter."""
        if isinstance(element, int):
            self.read += element
        elif isinstance(element, DeadLetter):
            self.dead_letter_codes[element.code] += 1
            if element.stage in _STAGES_OF_PARTS:
                self.lost_in_parts.add((element.source, element.article_id))
            else:
                self.dead_letters += 1
        else:
            self._add_row(element)

    def _add_row(self, row: ManifestRow) -> None:
        if row.parts == 1:
            self.statuses[row.status] += 1
        else:
            self._add_part((row.source, row.article_id), row.status)
        if row.reason:
            self.skip_reasons[row.reason] += 1
        if row.duration_seconds is not None:
            self.audio_seconds[row.status] += round(1000 * row.duration_seconds)
            self.audio_bytes += row.audio_bytes or 0
            self.voices[f"{row.engine}:{row.voice}"] += 1
        if row.coverage is not None:
            self.blocks.update(asdict(row.coverage))
        self.images.update(str(image.decision) for image in row.images)

    def _add_part(self, record: _Record, status: str) -> None:
        if self.divided.get(record) != Status.NARRATED:
            self.divided[record] = status

    @classmethod
    def sum(cls, tallies: "Iterable[Tally]") -> "Tally":
        """Returns what several tallies add up to."""
        total = cls()
        for tally in tallies:
            total.merge(tally)
        return total

    def merge(self, other: "Tally") -> None:
        """Adds another tally."""
        self.read += other.read
        self.dead_letters += other.dead_letters
        self.audio_bytes += other.audio_bytes
        self.lost_in_parts |= other.lost_in_parts
        for record, status in other.divided.items():
            self._add_part(record, status)
        for own, others in ((getattr(self, name), getattr(other, name)) for name in _COUNTERS):
            own.update(others)

    def to_record(self) -> dict[str, Any]:
        """Returns the summary's counts; `equation_holds` says whether every record read is accounted for."""
        whole = Counter(status for record, status in self.divided.items() if record not in self.lost_in_parts)
        counts = {str(status): self.statuses[status] + whole[status] for status in Status}
        dead_letters = self.dead_letters + len(self.lost_in_parts)
        return {
            "read": self.read,
            **counts,
            "dead_letters": dead_letters,
            "equation_holds": self.read == sum(counts.values()) + dead_letters,
            "skip_reasons": dict(sorted(self.skip_reasons.items())),
            "dead_letter_codes": dict(sorted(self.dead_letter_codes.items())),
            "audio_seconds": {status: self.audio_seconds[status] / 1000 for status in ("narrated", "reused")},
            "audio_bytes": self.audio_bytes,
            "voices": dict(sorted(self.voices.items())),
            "blocks": dict(sorted(self.blocks.items())),
            "images": dict(sorted(self.images.items())),
        }


# After composing, what fails is a part of a record, or the only one.
_STAGES_OF_PARTS = frozenset({"synthesize", "write"})
_COUNTERS = ("statuses", "skip_reasons", "dead_letter_codes", "audio_seconds", "voices", "blocks", "images")


class WriteShards(beam.PTransform):
    """Elements in; what their outcomes add up to out, when the files that hold them stand and older ones are gone.

    `render` makes a file of the elements of a shard, sorted by `order`. What is in `kept` stems from an earlier run: it
    is written with the rest and not counted. Nothing is written before all of `after` is.
    """

    def __init__(
        self,
        output: str,
        stem: str,
        extension: str,
        shards: int,
        *,
        render: Callable[[Iterable[Any]], bytes],
        order: Callable[[Any], tuple[Any, ...]],
        kept: tuple[PCollection[Any], ...] = (),
        after: PCollection[Tally] | None = None,
    ) -> None:
        super().__init__()
        if shards < 1:
            raise ValueError(f"there must be at least one shard, not {shards}")
        self._folder, self._stem = storage.join(output, stem), stem
        self._extension, self._shards, self._render, self._order = extension, shards, render, order
        self._kept, self._after = kept, [] if after is None else [AsSingleton(after)]

    def expand(self, elements: PCollection[Any] | tuple[PCollection[Any], ...]) -> PCollection[Tally]:
        sharded = elements | "ShardByArticle" >> FlattenAfter(beam.Map(self._shard))
        if self._kept:
            kept = self._kept | "ShardKept" >> FlattenAfter(beam.Map(self._shard, is_new=False))
            sharded = (sharded, kept) | "WithKept" >> beam.Flatten()
        grouped = sharded | "GroupShards" >> beam.GroupByKey()
        written = grouped | "WriteShard" >> beam.Map(self._write, *self._after)
        once = written.pipeline | "Once" >> beam.Impulse()
        return once | "RemoveOlderShards" >> beam.Map(self._remove_others, AsIter(written))

    def _shard(self, element: Any, is_new: bool = True) -> tuple[str, _Sharded]:
        digest = hashlib.sha256(element.article_id.encode("utf-8", "surrogatepass")).digest()
        return f"{int.from_bytes(digest[:8]) % self._shards:05}", (self._order(element), is_new, pack(element))

    def _write(self, group: tuple[str, Iterable[_Sharded]], *_after: Any) -> tuple[str, Tally]:
        """Returns the name of a shard that is written, and what its new elements add up to."""
        shard, elements = group
        name, tally = f"{self._stem}-{shard}-of-{self._shards:05}.{self._extension}", Tally()
        data = self._render(_counted(sorted(elements), tally))
        storage.write_bytes(storage.join(self._folder, name), data, durable=True)
        return name, tally

    def _remove_others(self, _once: bytes, written: Iterable[tuple[str, Tally]]) -> Tally:
        """Returns what the shards add up to, once none of another run stands beside them."""
        tallies = dict(written)
        for name in storage.list_folder(self._folder):
            if name.startswith(f"{self._stem}-") and name not in tallies:
                storage.delete(storage.join(self._folder, name))
        return Tally.sum(tallies.values())


def _counted(elements: Iterable[_Sharded], tally: Tally) -> Iterator[Any]:
    """Yields the elements of a shard; those that are outcomes of this run are added to the tally as they pass."""
    for _, is_new, packed in elements:
        element = unpack(packed)
        if is_new and isinstance(element, ManifestRow | DeadLetter):
            tally.add(element)
        yield element


def _order_of_row(row: ManifestRow) -> tuple[str, int, str]:
    return row.article_id, row.part, row.source


def _order_of_letter(letter: DeadLetter) -> tuple[str, str, str]:
    return letter.source, letter.article_id, letter.stage


class WriteManifest(WriteShards):
    """Rows in; `manifest/manifest-*.parquet` out."""

    def __init__(self, output: str, shards: int, kept: tuple[PCollection[ManifestRow], ...] = ()) -> None:
        how: Mapping[str, Any] = {"render": manifest_bytes, "order": _order_of_row}
        super().__init__(output, "manifest", "parquet", shards, **how, kept=kept)


class WriteDeadLetters(WriteShards):
    """Letters in; `dead_letters/dead_letters-*.jsonl` out, none where there are no letters.

    They replace the letters that stand there when all of `after` is written: a run over these letters that is killed
    loses none.
    """

    def __init__(
        self,
        output: str,
        shards: int,
        kept: tuple[PCollection[DeadLetter], ...] = (),
        after: PCollection[Tally] | None = None,
    ) -> None:
        how: Mapping[str, Any] = {"render": json_lines, "order": _order_of_letter}
        super().__init__(output, DEAD_LETTERS_FOLDER, "jsonl", shards, **how, kept=kept, after=after)


class UnbalancedRunError(Exception):
    """A run that lost or doubled records: read is not narrated + reused + skipped + dead letters."""


class WriteSummary(beam.PTransform):
    """How many records each unit held in; `summary.json` out, with the proof that none was lost.

    `written` is what the files hold that the other writers have written: the summary comes after them. `facts` stand in
    it as they are. A run whose equation does not hold fails, after the summary is written.
    """

    def __init__(self, output: str, facts: Mapping[str, Any], written: Iterable[PCollection[Tally]]) -> None:
        super().__init__()
        self._path = storage.join(output, SUMMARY_FILE)
        self._facts = dict(facts)
        self._written = [AsSingleton(tally) for tally in written]

    def expand(self, counts: PCollection[int]) -> PCollection[dict[str, Any]]:
        once = counts.pipeline | "Once" >> beam.Impulse()
        return once | "WriteSummary" >> beam.Map(self._write, AsIter(counts), *self._written)

    def _write(self, _once: bytes, counts: Iterable[int], *written: Any) -> dict[str, Any]:
        tally = Tally.sum((Tally(read=sum(counts)), *written))
        counted = tally.to_record()
        summary = {**counted, **self._facts, "pipeline_version": PIPELINE_VERSION}
        write_summary(self._path, summary)
        if not summary["equation_holds"]:
            raise UnbalancedRunError(f"{tally.read} records were read and not all are accounted for: {counted}")
        return summary
