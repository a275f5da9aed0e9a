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
from apache_beam.pvalue import AsSingleton, PCollection
from apache_beam.transforms.window import GlobalWindows

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


class WriteShards(beam.PTransform):
    """Elements in; the number of files that hold them out, when those are written and older ones are gone.

    `render` makes a file of the elements of a shard, sorted by `order`.
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
    ) -> None:
        super().__init__()
        if shards < 1:
            raise ValueError(f"there must be at least one shard, not {shards}")
        self._folder, self._stem = storage.join(output, stem), stem
        self._extension, self._shards, self._render, self._order = extension, shards, render, order

    def expand(self, elements: PCollection[Any] | tuple[PCollection[Any], ...]) -> PCollection[int]:
        return (
            elements
            | "ShardByArticle" >> FlattenAfter(beam.Map(self._shard))
            | "GroupShards" >> beam.GroupByKey()
            | "WriteShard" >> beam.MapTuple(self._write)
            | "AllShards" >> beam.CombineGlobally(beam.combiners.ToListCombineFn())
            | "RemoveOlderShards" >> beam.Map(self._remove_others)
        )

    def _shard(self, element: Any) -> tuple[str, tuple[tuple[Any, ...], bytes]]:
        digest = hashlib.sha256(element.article_id.encode("utf-8", "surrogatepass")).digest()
        return f"{int.from_bytes(digest[:8]) % self._shards:05}", (self._order(element), pack(element))

    def _write(self, shard: str, elements: Iterable[tuple[tuple[Any, ...], bytes]]) -> str:
        name = f"{self._stem}-{shard}-of-{self._shards:05}.{self._extension}"
        ordered = (unpack(packed) for _, packed in sorted(elements))
        storage.write_bytes(storage.join(self._folder, name), self._render(ordered), durable=True)
        return name

    def _remove_others(self, written: Iterable[str]) -> int:
        """Returns how many shards were written, once none of another run stands beside them."""
        names = set(written)
        for name in storage.list_folder(self._folder):
            if name.startswith(f"{self._stem}-") and name not in names:
                storage.delete(storage.join(self._folder, name))
        return len(names)


def _order_of_row(row: ManifestRow) -> tuple[str, int, str]:
    return row.article_id, row.part, row.source


def _order_of_letter(letter: DeadLetter) -> tuple[str, str, str]:
    return letter.source, letter.article_id, letter.stage


class WriteManifest(WriteShards):
    """Rows in; `manifest/manifest-*.parquet` out."""

    def __init__(self, output: str, shards: int) -> None:
        super().__init__(output, "manifest", "parquet", shards, render=manifest_bytes, order=_order_of_row)


class WriteDeadLetters(WriteShards):
    """Letters in; `dead_letters/dead_letters-*.jsonl` out, none where there are no letters.

    They replace the letters that stand there when all of `after` is written: a run over these letters that is killed
    loses none.
    """

    def __init__(self, output: str, shards: int, after: PCollection[int] | None = None) -> None:
        super().__init__(output, DEAD_LETTERS_FOLDER, "jsonl", shards, render=json_lines, order=_order_of_letter)
        self._after = after

    def expand(self, elements: PCollection[DeadLetter]) -> PCollection[int]:
        if self._after is not None:
            elements = elements | "Await" >> beam.Map(lambda letter, _: letter, AsSingleton(self._after))
        return super().expand(elements)


_Record = tuple[str, str]  # source and article id


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


class _CountBundle(beam.DoFn):
    """Outcomes in; what those of a bundle add up to out, so that rows are counted where they are made."""

    def start_bundle(self) -> None:
        self._tally = Tally()

    def process(self, element: "int | ManifestRow | DeadLetter") -> None:
        self._tally.add(element)

    def finish_bundle(self) -> Iterator[Any]:
        yield GlobalWindows.windowed_value(self._tally)


class _AddTallies(beam.CombineFn):
    def create_accumulator(self) -> Tally:
        return Tally()

    def add_input(self, accumulator: Tally, element: Tally) -> Tally:
        accumulator.merge(element)
        return accumulator

    def merge_accumulators(self, accumulators: Iterable[Tally]) -> Tally:
        merged = Tally()
        for accumulator in accumulators:
            merged.merge(accumulator)
        return merged

    def extract_output(self, accumulator: Tally) -> dict[str, Any]:
        return accumulator.to_record()


class UnbalancedRunError(Exception):
    """A run that lost or doubled records: read is not narrated + reused + skipped + dead letters."""


class WriteSummary(beam.PTransform):
    """Counts, rows and letters in; `summary.json` out, with the proof that no record was lost.

    `shards` are the outputs of the two other writers: the summary is written when they are done. `facts` stand in the
    summary as they are. A run whose equation does not hold fails, after the summary is written.
    """

    def __init__(self, output: str, facts: Mapping[str, Any], shards: Iterable[PCollection[int]]) -> None:
        super().__init__()
        self._path = storage.join(output, SUMMARY_FILE)
        self._facts = dict(facts)
        self._shards = tuple(shards)

    def expand(self, outcomes: tuple[PCollection[Any], ...]) -> PCollection[dict[str, Any]]:
        done = [AsSingleton(shards) for shards in self._shards]
        return (
            outcomes
            | "CountBundles" >> FlattenAfter(beam.ParDo(_CountBundle()).with_output_types(Tally))
            | "AddTallies" >> beam.CombineGlobally(_AddTallies())
            | "WriteSummary" >> beam.Map(self._write, *done)
        )

    def _write(self, counts: dict[str, Any], *_shards: int) -> dict[str, Any]:
        summary = {**counts, **self._facts, "pipeline_version": PIPELINE_VERSION}
        write_summary(self._path, summary)
        if not summary["equation_holds"]:
            raise UnbalancedRunError(f"{summary['read']} records were read and not all are accounted for: {counts}")
        return summary
