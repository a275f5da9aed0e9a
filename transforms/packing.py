"""Elements as they cross a shuffle or wait for one: pickled and compressed.

The local runner holds what it groups as decoded objects, and a script or row of an hour's article is a thousand of
them, fifty times as large as its bytes. It also holds what flows together from several steps, until all of them are
done. As bytes these elements stay bytes until they are used.
"""

import pickle
import zlib
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

_FASTEST = 1


def pack(element: Any) -> bytes:
    """Returns an element as bytes that only a worker of the same job reads."""
    return zlib.compress(pickle.dumps(element, pickle.HIGHEST_PROTOCOL), _FASTEST)


def unpack(data: bytes) -> Any:
    """Returns the element of packed bytes."""
    return pickle.loads(zlib.decompress(data))


class FlattenAfter(beam.PTransform):
    """One PCollection or several in; what a step makes of each of them out, together.

    The step runs where the elements come from, so that only what it makes of them waits where they meet.
    """

    def __init__(self, step: beam.PTransform) -> None:
        super().__init__()
        self._step = step

    def expand(self, inputs: PCollection[Any] | tuple[PCollection[Any], ...]) -> PCollection[Any]:
        collections = inputs if isinstance(inputs, tuple) else (inputs,)
        made = [each | f"Input {number}" >> self._step for number, each in enumerate(collections, start=1)]
        return made | beam.Flatten()
