"""Files of an output folder that no record of a run needs any more: listed, and removed where that is asked for.

A narration whose article is not in the input, one of words or settings that have changed since, speech and memos of
either, pictures of records that could not be described. Descriptions stay: other articles may show the same. Only files
whose names Narrate gives are looked at. What a lost record had before is kept; where a file of the input could not be
read, or a row does not say whose it is, nothing is removed, for nobody knows which articles are there.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics
from apache_beam.pvalue import AsSingleton, PCollection

from models import storage
from transforms.figures.covers import cover_path
from transforms.kept_speech import speech_path
from transforms.memos import memo_path, read_memo
from transforms.narrations import ManifestRow
from transforms.outcomes import DeadLetter
from transforms.packing import FlattenAfter
from transforms.results import Tally, WriteShards, json_lines

# The folders that are pruned, each with what its names look like; the group is what files of one narration share.
_NAMES: Mapping[str, re.Pattern[str]] = {
    "audio": re.compile(r"(.+-\d+-[0-9a-f]{16})\.[a-z0-9.]+"),
    "state/records": re.compile(r"(.+-[0-9a-f]{16})\.json"),
    "state/covers": re.compile(r"(.+-[0-9a-f]{16})\.[0-9a-f]{16}\.jpg"),
    "state/speech": re.compile(r"(.+-[0-9a-f]{16}-\d+)\.flac"),
    # Pictures that came with records and were not to be described; none waits any more when the manifest is written.
    "state/pictures": re.compile(r"([0-9a-f]{64}-[0-9a-f]{12})\.picture"),
}
_SHARDS = tuple(f"{shard:02x}" for shard in range(256))
_PLACE = re.compile(r"(?P<kind>.+)/(?P<shard>[0-9a-f]{2})/(?P<name>[^/]+)")


@dataclass(frozen=True)
class Orphan:
    """A file that nothing needs any more; `article_id` is empty where it does not say whose it was."""

    article_id: str
    path: str
    removed: bool


class Prune(beam.PTransform):
    """Rows and letters of a whole run in; `orphans/orphans-*.jsonl` out: what stands in the output folder beside them.

    The letters come last of the inputs. Nothing is looked for before `manifest`, the new one, is written. Files are
    removed where `remove` says so.
    """

    def __init__(self, output: str, shards: int, remove: bool, manifest: PCollection[Tally]) -> None:
        super().__init__()
        self._output, self._shards, self._remove, self._manifest = output, shards, remove, manifest

    def expand(self, outcomes: tuple[PCollection[Any], ...]) -> PCollection[Tally]:
        *_, letters = outcomes
        folders = [(f"{kind}/{shard}", "") for kind in _NAMES for shard in _SHARDS]
        markers = letters.pipeline | "AllFolders" >> beam.Create(folders, reshuffle=False)
        live_names = beam.ParDo(_LiveNames(self._output)).with_output_types(tuple[str, str])
        live = outcomes | "LiveNames" >> FlattenAfter(live_names)
        unread = letters | "UnreadFiles" >> beam.Filter(lambda letter: not letter.article_id)
        lost_files = unread | "CountUnread" >> beam.combiners.Count.Globally()
        orphans = (
            (markers, live)
            | "AllNames" >> beam.Flatten()
            | "GroupFolders" >> beam.GroupByKey()
            | "FindOrphans"
            >> beam.ParDo(
                _FindOrphans(self._output, self._remove), AsSingleton(lost_files), AsSingleton(self._manifest)
            )
        )
        write = WriteShards(self._output, "orphans", "jsonl", self._shards, render=json_lines, order=_order_of_orphan)
        return orphans | "WriteOrphans" >> write


def _order_of_orphan(orphan: Orphan) -> tuple[str]:
    return (orphan.path,)


class _LiveNames(beam.DoFn):
    def __init__(self, output: str) -> None:
        super().__init__()
        self._output = output

    def process(self, element: ManifestRow | DeadLetter) -> Iterator[tuple[str, str]]:
        paths = live_paths(element, self._output)
        yield from (place for place in map(_place_of, paths) if place is not None)


def live_paths(outcome: ManifestRow | DeadLetter, output: str) -> Iterator[str]:
    """Yields what is needed of an article, a file for each narration; of a lost one what it had before."""
    if outcome.article_id:
        yield memo_path(outcome.article_id)
        yield cover_path(outcome.article_id)
    if isinstance(outcome, ManifestRow):
        yield from (path for path in (outcome.audio_uri, speech_path(outcome.article_id, outcome.part)) if path)
    elif outcome.article_id:
        memo = read_memo(output, outcome.article_id)
        rows = memo.rows if memo else ()
        yield from rows
        yield from (speech_path(outcome.article_id, part) for part in range(1, 1 + max(1, len(rows))))


def _place_of(path: str) -> tuple[str, str] | None:
    """Returns the folder of a file and what its name shares with others of its narration; None for other files."""
    place = _PLACE.fullmatch(path)
    name = _NAMES[place["kind"]].fullmatch(place["name"]) if place and place["kind"] in _NAMES else None
    return (f"{place['kind']}/{place['shard']}", name[1]) if place and name else None


class _FindOrphans(beam.DoFn):
    def __init__(self, output: str, remove: bool) -> None:
        super().__init__()
        self._output = output
        self._remove = remove

    def process(self, element: tuple[str, Iterable[str]], lost_files: int, _manifest: Tally) -> Iterator[Orphan]:
        folder, live = element[0], frozenset(element[1])
        removes = self._remove and not lost_files
        paths = (f"{folder}/{name}" for name in storage.list_folder(storage.join(self._output, folder)))
        stems = {path: place[1] for path in paths if (place := _place_of(path)) and place[1] not in live}
        rows = {stem: path for path, stem in stems.items() if path.endswith(f"/{stem}.json")}
        owners = {stem: self._owner_of(path) for stem, path in rows.items()}
        # A narration's row goes first: where it stands, the other files are whole.
        for path in sorted(stems, key=lambda path: path not in rows.values()):
            if removes:
                storage.delete(storage.join(self._output, path))
            Metrics.counter("narrate", "orphans_removed" if removes else "orphans").inc()
            yield Orphan(owners.get(stems[path], ""), path, removes)

    def _owner_of(self, path: str) -> str:
        """Returns the article id in a row or memo; none where it is neither."""
        try:
            record = json.loads(storage.read_if_any(storage.join(self._output, path)) or b"")
            return str(record["article_id"])
        except (ValueError, TypeError, KeyError):
            return ""
