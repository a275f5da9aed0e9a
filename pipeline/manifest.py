"""The manifest of an output folder, read again in batches of columns: a million rows need the memory of a few."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
from numpy.typing import NDArray

from models import storage
from transforms.manifest_schema import MANIFEST_SCHEMA

_BATCH_ROWS = 500
_COLUMNS = [
    *("article_id", "part", "parts", "status", "reason", "source", "url", "title", "author", "published_at", "section"),
    *("language", "audio_uri", "captions_uri", "duration_seconds", "loudness_lufs", "true_peak_dbtp"),
    *("engine", "voice", "segments", "images", "coverage", "skips", "qa"),
]

Column = Any  # an Arrow array; its stubs ask for element types that only the file knows
compute: Any = pyarrow.compute  # its stubs take what may be anything for a scalar


@dataclass(frozen=True)
class Entries:
    """The entries of a list column of a batch, those of all rows one after another.

    Row `i` has the entries from `offsets[i]` to `offsets[i + 1]`; `rows` says of each entry whose it is.
    """

    offsets: NDArray[np.int64]
    structs: Column

    def __len__(self) -> int:
        return len(self.structs)

    @property
    def rows(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))

    def column(self, name: str) -> Column:
        """Returns a field of all entries."""
        return compute.struct_field(self.structs, name)

    def texts(self, name: str) -> list[str | None]:
        """Returns a field of texts of all entries; one that the manifest of an older run does not have is null."""
        if name not in self.structs.type.names:
            return [None] * len(self)
        return cast(list[str | None], self.column(name).to_pylist())

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Returns a field of all entries as numbers; null is NaN."""
        return cast(NDArray[np.float64], self.column(name).cast(pa.float64()).to_numpy(zero_copy_only=False))


@dataclass(frozen=True)
class ManifestBatch:
    """Some consecutive rows of the manifest."""

    rows: pa.RecordBatch

    def __len__(self) -> int:
        return self.rows.num_rows

    def column(self, name: str) -> Column:
        """Returns a column; one that the manifest of an older run does not have is null in each row."""
        if name in self.rows.schema.names:
            return self.rows.column(name)
        return pa.nulls(len(self), MANIFEST_SCHEMA.field(name).type if name in MANIFEST_SCHEMA.names else pa.string())

    def texts(self, name: str) -> list[str | None]:
        """Returns a column of texts."""
        return cast(list[str | None], self.column(name).to_pylist())

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Returns a column of numbers; null is NaN."""
        return cast(NDArray[np.float64], self.column(name).cast(pa.float64()).to_numpy(zero_copy_only=False))

    def entries(self, name: str) -> Entries:
        """Returns a column of lists, opened."""
        lists = self.column(name)
        lengths = compute.fill_null(compute.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
        return Entries(np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]), lists.flatten())


def manifest_batches(output: str, wanted: Sequence[str] = _COLUMNS) -> Iterator[ManifestBatch]:
    """Yields the rows of an output folder's manifest, file by file; raises FileNotFoundError where there is none."""
    paths = storage.match(storage.join(output, "manifest", "manifest-*.parquet"))
    if not paths:
        raise FileNotFoundError(f"{output} holds no manifest/manifest-*.parquet")
    for path in paths:
        with _on_disk(path) as file, pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20) as manifest:
            columns = [name for name in wanted if name in manifest.schema_arrow.names]
            for rows in manifest.iter_batches(_BATCH_ROWS, columns=columns):
                yield ManifestBatch(rows)


@contextmanager
def _on_disk(path: str) -> Iterator[BinaryIO]:
    """Yields a file that can be read in any order at no cost: a remote one is brought here once."""
    with storage.open_input(path) as file:
        if not storage.is_remote(path):
            yield file
            return
        with tempfile.TemporaryFile(prefix="narrate-manifest-") as copy:
            shutil.copyfileobj(file, copy, 1 << 22)
            copy.seek(0)
            yield cast(BinaryIO, copy)
