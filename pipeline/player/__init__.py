"""The player: an index of all narrations and a page that plays one, its words lit as they are spoken.

Two pages serve any number of articles. Their data lie beside them as scripts, because a page that was opened from a
disk may load scripts and nothing else: `data/index-*.js` lists the narrations, `data/articles-*.js` holds the texts of
a few of them each. Which file an article is in follows from its id alone.
"""

from typing import Any, Self

from models import storage
from pipeline.manifest import ManifestBatch
from pipeline.pages import render
from pipeline.player.records import ArticleRecord, article_records
from pipeline.player.shards import ArticleShards, IndexFiles

_FOLDER = "player"
_FROM_HERE = "'self' file:"  # 'self' is no origin where a page was opened from a disk
_DATA_FILES = {"script-src": _FROM_HERE}


class PlayerWriter:
    """Takes the manifest batch by batch; writes the player's data, and its pages at the end."""

    def __init__(self, output: str) -> None:
        self._folder = storage.join(output, _FOLDER)
        self._articles = ArticleShards()
        self._index = IndexFiles(storage.join(self._folder, "data"))
        self._last: tuple[str, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._articles.close()

    def add(self, batch: ManifestBatch) -> None:
        """Adds the narrations of a batch; rows that share one narration, as those of doubled records do, count once."""
        for record in article_records(batch):
            key = (record["id"], record["part"])
            if key != self._last:
                self._articles.add(record)
                self._index.add(record)
            self._last = key

    def write(self) -> int:
        """Writes what is left to write; returns how many narrations the player has."""
        data = storage.join(self._folder, "data")
        written = [*self._index.finish(), *self._articles.write(data)]
        for name in set(storage.list_folder(data)) - set(written):
            storage.delete(storage.join(data, name))
        self._write_page("index.html", ["index.css"], ["data.js", "index.js"], {}, chunks=self._index.count)
        allow = {"media-src": _FROM_HERE, "img-src": "https: http: data:"}
        scripts = ["data.js", "article.js", "playback.js", "player.js"]
        self._write_page("player.html", ["player.css"], scripts, allow, shards=self._articles.count)
        return self._articles.articles

    def _write_page(
        self, name: str, styles: list[str], scripts: list[str], allow: dict[str, str], **values: Any
    ) -> None:
        page = render(__name__, name, styles=styles, scripts=scripts, allow=_DATA_FILES | allow, **values)
        storage.write_bytes(storage.join(self._folder, name), page, "text/html; charset=utf-8")


__all__ = ["ArticleRecord", "PlayerWriter"]
