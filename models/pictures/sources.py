"""The bytes of a picture from wherever its URL says that they are, if it may be read from there.

A URL stands in a stranger's page: files and objects are read only below a folder that the user named, the network only
where the user allows it, and only its public part.
"""

import base64
import binascii
import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from models import storage
from models.pictures.errors import PictureError, PictureFault
from models.pictures.fetching import FetchLimits, shared_fetcher

_DATA_URL = re.compile(r"data:(?P<type>[\w/+.-]*)(?:;[\w=-]+)*?(?P<base64>;base64)?,(?P<data>.*)", re.S | re.I)
_FILE_SCHEME = re.compile(r"^file:(?://[^/]*)?", re.I)
_WEB = ("http", "https")
_FILES = ("", "file")


@dataclass(frozen=True)
class PictureSources:
    """Where pictures may be read from: the web where `fetch` is set, files and objects below `folder`, if any."""

    fetch: bool = False
    folder: str = ""
    user_agent: str = "Narrate"
    limits: FetchLimits = field(default_factory=FetchLimits)

    def may_hold(self, url: str) -> bool:
        """Returns whether a URL is of a kind that may be read; it may still lead outside of what is allowed."""
        scheme = _scheme_of(url)
        if scheme in _WEB:
            return self.fetch
        return scheme == "data" or (bool(self.folder) and (scheme in _FILES or storage.is_remote(url)))

    def read(self, url: str) -> bytes:
        """Returns the bytes behind a URL, or raises PictureError."""
        scheme = _scheme_of(url)
        if scheme == "data":
            return bytes_of_data_url(url)
        if scheme in _WEB and self.fetch:
            return shared_fetcher(self.limits, self.user_agent).fetch(url)
        if self.may_hold(url):
            return read_file(self._path_of(url), self.limits.max_bytes)
        raise PictureError(PictureFault.FORBIDDEN_URL, f"{scheme or 'a file'} may not be read: {url[:200]}")

    def _path_of(self, url: str) -> str:
        """Returns the path of a file or object, or raises PictureError where it is not below the folder."""
        if storage.is_remote(url) or storage.is_remote(self.folder):
            return self._object_path(url)
        folder = Path(self.folder).resolve()
        path = Path(folder, _file_of(url).replace("\0", "")).resolve()  # links are followed before it is compared
        if folder not in path.parents:
            raise PictureError(PictureFault.FORBIDDEN_URL, f"{url[:200]} is not below --image_folder")
        return str(path)

    def _object_path(self, url: str) -> str:
        folder = self.folder.rstrip("/") + "/"
        path = url if storage.is_remote(url) else storage.join(folder, _file_of(url))
        name = path.removeprefix(storage.GCS_SCHEME)
        if not path.startswith(folder) or posixpath.normpath(name) != name:
            raise PictureError(PictureFault.FORBIDDEN_URL, f"{url[:200]} is not below --image_folder")
        return path


def read_file(path: str, max_bytes: int) -> bytes:
    """Returns the bytes of a picture file, or raises PictureError where it is missing or too large."""
    try:
        with storage.open_input(path) as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise PictureError(PictureFault.UNREACHABLE, f"{path[:200]}: {type(error).__name__}") from error
    if len(data) > max_bytes:
        raise PictureError(PictureFault.TOO_LARGE, f"more than {max_bytes} bytes")
    return data


def location_of(url: str) -> str:
    """Returns what tells one picture file from another: its URL without the fragment."""
    return url if _scheme_of(url) == "data" else url.partition("#")[0]


def _file_of(url: str) -> str:
    """Returns the path in a URL of a file, or in one that is relative to its page."""
    return unquote(_FILE_SCHEME.sub("", url).partition("#")[0].partition("?")[0])


def _scheme_of(url: str) -> str:
    scheme, separator, _ = url.partition(":")
    return scheme.lower() if separator and scheme.isalnum() else ""


def bytes_of_data_url(url: str) -> bytes:
    """Returns the bytes that stand in a URL, or raises PictureError."""
    parts = _DATA_URL.fullmatch(url)
    if parts is None:
        raise PictureError(PictureFault.UNDECODABLE, f"{url[:50]!r} is no data URL")
    data = unquote_to_bytes(parts["data"])
    if not parts["base64"]:
        return data
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error as error:
        raise PictureError(PictureFault.UNDECODABLE, f"a data URL that is no base64: {error}") from error
