"""The player's data files: scripts of some articles each, in which a page finds an article by its id alone."""

import json
import tempfile
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import IO, Any
from urllib.parse import urlsplit

from models import storage
from pipeline.player.records import ArticleRecord

_ARTICLES_PER_FILE = 16  # about 150 kB: an eighth of the audio of one
_SPOOLS = 64
_SPOOL_BYTES_IN_MEMORY = 1 << 18
_INDEX_ENTRIES_PER_FILE = 5_000
_UPLOADS_AT_ONCE = 16


def checksum(article_id: str) -> int:
    """Returns the CRC-32 of an id, which the player computes, too."""
    return zlib.crc32(article_id.encode("utf-8", "replace"))


def _as_json(value: Any) -> bytes:
    """Returns compact JSON that no page takes for markup: it has no `<`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").encode("utf-8", "replace")


def _write_script(folder: str, name: str, values: Iterable[bytes]) -> str:
    """Writes a script that hands values to the page that loads it (JSON is JavaScript); returns its name."""
    script = b"Narrate.receive([\n%b\n]);\n" % b",\n".join(values)
    storage.write_bytes(storage.join(folder, name), script, "text/javascript; charset=utf-8")
    return name


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(_SPOOL_BYTES_IN_MEMORY)


def _write_articles(folder: str, file: tuple[int, list[bytes]]) -> str:
    number, articles = file
    return _write_script(folder, f"articles-{number:05}.js", articles)


class ArticleShards:
    """Collects articles and writes them to files by the checksum of their ids, in a memory that does not grow.

    How many files there will be is known only at the end. Until then articles wait in spools, by the low bits of the
    checksum, which choose the file, too.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._files = ExitStack()
        self._spools = [self._files.enter_context(_spool()) for _ in range(_SPOOLS)]

    @property
    def count(self) -> int:
        """Returns how many files the articles need: a power of two."""
        return 1 << (max(1, -(-self.articles // _ARTICLES_PER_FILE)) - 1).bit_length()

    def add(self, record: ArticleRecord) -> None:
        """Adds an article, or one part of a long one."""
        key = checksum(record["id"])
        self._spools[key % _SPOOLS].write(b"%08x%b\n" % (key, _as_json(record)))
        self.articles += 1

    def write(self, folder: str) -> list[str]:
        """Writes all files; returns their names."""
        names: list[str] = []
        with ThreadPoolExecutor(_UPLOADS_AT_ONCE if storage.is_remote(folder) else 1) as pool:
            for first in range(min(self.count, _SPOOLS)):
                files = self._by_file(self._spools[first :: self.count])
                names += pool.map(partial(_write_articles, folder), files.items())
        return names

    def _by_file(self, spools: Iterable[IO[bytes]]) -> dict[int, list[bytes]]:
        """Returns the articles of spools by the number of the file that they belong to."""
        files: dict[int, list[bytes]] = {}
        for spool in spools:
            spool.seek(0)
            for line in spool:
                files.setdefault(int(line[:8], 16) % self.count, []).append(line[8:-1])
        return files

    def close(self) -> None:
        """Frees the spools."""
        self._files.close()


class IndexFiles:
    """Writes the list of all narrations, some thousands a file; the parts of a long article are one entry."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._names: list[str] = []
        self._entries: list[list[Any]] = []

    @property
    def count(self) -> int:
        """Returns how many files were written."""
        return len(self._names)

    def add(self, record: ArticleRecord) -> None:
        """Adds a narration; a part after the first lengthens the entry of its article."""
        if self._entries and record["part"] > 1 and self._entries[-1][0] == record["id"]:
            self._entries[-1][-1] += record["milliseconds"]
            return
        if len(self._entries) == _INDEX_ENTRIES_PER_FILE:
            self._write()
        site = urlsplit(record["url"] or "").hostname
        about = [record["id"], record["title"], record["author"], record["date"], record["section"], record["language"]]
        self._entries.append([*about, site, record["milliseconds"]])

    def finish(self) -> list[str]:
        """Writes the last entries; returns the names of all files."""
        if self._entries:
            self._write()
        return self._names

    def _write(self) -> None:
        name = f"index-{self.count:04}.js"
        self._names.append(_write_script(self._folder, name, map(_as_json, self._entries)))
        self._entries = []
