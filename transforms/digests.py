"""Digests: of a record, of settings, and of the code between them; equal digests mean that nothing has changed.

What is digested is written out with the type and length of every value, so that no two different values are written
alike. A value of a kind that is not known here is an error: a setting may not be forgotten.
"""

import contextlib
import functools
import hashlib
import importlib.metadata
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

from models.lexicon import Lexicon

_PACKAGES_OF_CODE = ("models", "transforms")
_CODE_SUFFIXES = frozenset({".py", ".json", ".pls", ".tsv"})
_REQUIRED_NAME = re.compile(r"[A-Za-z0-9._-]+")


def digest_of(*values: object) -> str:
    """Returns the SHA-256 of values, in hex digits; raises TypeError for a value that has no written form here."""
    digest = hashlib.sha256()
    for piece in _written(values):
        digest.update(piece)
    return digest.hexdigest()


def _written(value: object) -> Iterator[bytes]:
    if isinstance(value, Lexicon):
        yield from _tagged("Lexicon", value.fingerprint.encode())
    elif isinstance(value, Enum):
        yield from _tagged("Enum", str(value.value).encode())
    elif isinstance(value, str):
        yield from _tagged("str", value.encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes):
        yield from _tagged("bytes", value)
    elif value is None or isinstance(value, bool | int | float):
        yield from _tagged(type(value).__name__, repr(value).encode())
    elif is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        yield from _group(type(value).__name__, pairs)
    elif isinstance(value, Mapping):
        yield from _group("Mapping", sorted(value.items()))
    elif isinstance(value, Set):
        yield from _group("Set", sorted(value))
    elif isinstance(value, tuple | list):
        yield from _group("Sequence", value)
    else:
        raise TypeError(f"a {type(value).__name__} has no digest")


def _tagged(kind: str, content: bytes) -> Iterator[bytes]:
    yield f"{kind} {len(content)}:".encode()
    yield content


def _group(kind: str, members: Iterable[object]) -> Iterator[bytes]:
    yield f"{kind} [".encode()
    for member in members:
        yield from _written(member)
    yield b"]"


@functools.cache
def code_revision() -> str:
    """Returns a digest of all that turns a record into a script: the package's own files and its libraries' versions.

    It changes with any of them, be it only a comment. That costs a run in which every page is parsed again and no
    narration is spoken: names of narrations hold digests of their own.
    """
    root = Path(__file__).parents[1]
    paths = (path for package in _PACKAGES_OF_CODE for path in (root / package).rglob("*"))
    code = [(str(path.relative_to(root)), path.read_bytes()) for path in paths if path.suffix in _CODE_SUFFIXES]
    return digest_of(sorted(code), sorted(_library_versions()))


def _library_versions() -> Iterator[tuple[str, str]]:
    installed = importlib.metadata
    for requirement in installed.requires("narrate") or ():
        name = _REQUIRED_NAME.match(requirement)
        if name is not None and "extra ==" not in requirement:
            with contextlib.suppress(installed.PackageNotFoundError):  # what is not there shapes nothing
                yield name.group(), installed.version(name.group())
