"""Elements as they cross a shuffle: pickled and compressed.

The local runner holds what it groups as decoded objects, and a script or row of an hour's article is a thousand of
them, fifty times as large as its bytes. Grouped as bytes they stay bytes until they are used.
"""

import pickle
import zlib
from typing import Any

_FASTEST = 1


def pack(element: Any) -> bytes:
    """Returns an element as bytes that only a worker of the same job reads."""
    return zlib.compress(pickle.dumps(element, pickle.HIGHEST_PROTOCOL), _FASTEST)


def unpack(data: bytes) -> Any:
    """Returns the element of packed bytes."""
    return pickle.loads(zlib.decompress(data))
