"""Descriptions that stay in the output folder, so that the same picture is described once over URLs and nights.

Beside them stand, until they are described, the files of pictures that came inside records: a file crosses no shuffle,
its name does.
"""

import hashlib
import json
import posixpath
from dataclasses import asdict, dataclass, fields

from models import storage
from models.captioning.captions import PictureKind
from models.pictures.decoding import digest_of
from transforms.documents import Description

_FOLDER = "state/pictures"
_EXTENSION = "picture"


@dataclass(frozen=True)
class KeptPictures:
    """The descriptions of one captioner in an output folder, and picture files that wait for theirs."""

    output: str
    model: str

    def read(self, digest: str, language: str) -> Description | None:
        """Returns the description of the picture with these bytes, or None; a damaged file counts as none."""
        path = self._description_path(digest, language)
        if not storage.exists(path):
            return None
        try:
            record = json.loads(storage.read_bytes(path))
            names = {field.name for field in fields(Description)}
            record = {name: value for name, value in record.items() if name in names}
            sources = tuple(map(str, record.pop("sources")))
            return Description(kind=PictureKind(record.pop("kind")), sources=sources, **record)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, digest: str, language: str, description: Description) -> None:
        """Keeps a description."""
        text = json.dumps(asdict(description), ensure_ascii=False, indent=1) + "\n"
        storage.write_bytes(
            self._description_path(digest, language), text.encode("utf-8", "replace"), "application/json"
        )

    def put_file(self, data: bytes, language: str) -> str:
        """Returns the path of a file with these bytes; it is written where no whole description of it is kept."""
        digest = digest_of(data)
        path = self._path(self._stem(digest, language), _EXTENSION)
        if self.read(digest, language) is None:
            storage.write_bytes(path, data)
        return path

    def digest_in(self, path: str) -> str | None:
        """Returns the digest of the bytes in a file that `put_file` named, or None for any other path."""
        if not path.startswith(storage.join(self.output, _FOLDER)):
            return None
        return posixpath.basename(path).partition("-")[0]

    def drop_file(self, path: str) -> None:
        """Removes a file that `put_file` wrote; any other path is left alone."""
        if self.digest_in(path):
            storage.delete(path)

    def _description_path(self, digest: str, language: str) -> str:
        return self._path(self._stem(digest, language), "json")

    def _stem(self, digest: str, language: str) -> str:
        maker = hashlib.sha256(f"{self.model}\n{language}".encode()).hexdigest()[:12]
        return f"{digest}-{maker}"

    def _path(self, stem: str, extension: str) -> str:
        return storage.join(self.output, _FOLDER, stem[:2], f"{stem}.{extension}")
