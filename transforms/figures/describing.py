"""Documents in, documents with descriptions of their pictures out.

Texts cross the shuffles, picture bytes none: a picture is read, decoded and described in one fused stage, once for all
documents that show it. What cannot be read or described costs its description and is counted.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeAlias

import apache_beam as beam
from apache_beam.coders import registry
from apache_beam.metrics import Metrics
from apache_beam.ml.inference.base import KeyedModelHandler, ModelHandler, RunInference
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.window import GlobalWindows

from models.captioning.captions import Caption, CaptionFailure, CaptionRequest
from transforms.composition import NarrationSettings
from transforms.documents import Description, Document
from transforms.figures.kept import KeptPictures
from transforms.figures.pictures import Asked, Known, PictureReader, Question, Requests, description_of
from transforms.figures.requests import PictureRequest, requests_of
from transforms.figures.settings import CaptionSettings
from transforms.packing import FlattenAfter, pack, unpack
from transforms.stage_bound import StageBoundCoder
from transforms.try_map import stage_clock

CaptionHandler: TypeAlias = ModelHandler[CaptionRequest, Caption | CaptionFailure, Any]
# A description on its way back: the record that it belongs to, the picture's URL there, and the description.
Described = tuple[str, tuple[str, Description]]

PICTURES_AT_ONCE = 32
_READERS = 8
_REQUESTS, _WAITING, _KNOWN = "requests", "waiting", "known"


class PictureBatch(list[Asked]):
    """Decoded pictures that are described together; they leave their stage as words only."""

    @property
    def num_bytes(self) -> int:
        return sum(request.picture.pixels.nbytes for _, request in self)


registry.register_coder(PictureBatch, StageBoundCoder)


class DescribeFigures(beam.PTransform):
    """Documents in, the same documents out, with descriptions of those pictures that their pages leave without words.

    Documents without such pictures pass by, and without a captioner all do. `output` is the folder in which
    descriptions are kept; `hints` are what the captioner asks of the machine that it runs on.
    """

    def __init__(
        self,
        handler: CaptionHandler | None,
        captions: CaptionSettings,
        narration: NarrationSettings,
        output: str,
        hints: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._find = _FindPictures(captions, narration)
        describe = None if handler is None else DescribePictures(handler, captions, output)
        self._describe = describe and describe.with_resource_hints(**(hints or {}))

    def expand(self, documents: PCollection[Document]) -> PCollection[Document]:
        if self._describe is None:
            return documents
        found = documents | "FindPictures" >> beam.ParDo(self._find).with_outputs(_REQUESTS, _WAITING, main="others")
        described = found[_REQUESTS] | "GroupByPicture" >> beam.GroupByKey() | "DescribePictures" >> self._describe
        joined = (
            {"documents": found[_WAITING], "descriptions": described}
            | "GroupByRecord" >> beam.CoGroupByKey()
            | "AttachDescriptions" >> beam.FlatMapTuple(_attach)
        )
        packed = (found["others"], joined) | "AllDocuments" >> FlattenAfter(beam.Map(pack))
        return packed | "Unpack" >> beam.Map(unpack)


class _FindPictures(beam.DoFn):
    def __init__(self, captions: CaptionSettings, narration: NarrationSettings) -> None:
        super().__init__()
        self._captions = captions
        self._narration = narration

    def process(self, element: Document) -> Iterator[Any]:
        requests = requests_of(element, self._narration, self._captions)
        if not requests:
            yield element
            return
        yield TaggedOutput(_WAITING, (element.source, pack(element)))
        for request in requests:
            yield TaggedOutput(_REQUESTS, (f"{request.language} {request.location}", request))


def _attach(_source: str, groups: Mapping[str, Iterable[Any]]) -> Iterator[Document]:
    """Yields the document of a record with its descriptions, in an order that does not depend on the shuffle's."""
    descriptions = dict(sorted(groups["descriptions"], key=lambda pair: pair[0]))
    for document in groups["documents"]:
        yield replace(unpack(document), descriptions=descriptions)


class DescribePictures(beam.PTransform):
    """Requests grouped by picture in, descriptions for each of their documents out.

    Reads, decodes and describes in one stage: a resource hint belongs on this composite and on nothing inside it.
    """

    def __init__(self, handler: CaptionHandler, captions: CaptionSettings, output: str) -> None:
        super().__init__()
        self._handler = handler
        self._read = _ReadPictures(captions, output)
        self._keep = _KeepDescription(captions, output)

    def expand(self, pictures: PCollection[tuple[str, Iterable[PictureRequest]]]) -> PCollection[Described]:
        read_all = beam.ParDo(self._read).with_output_types(PictureBatch)
        read = pictures | "ReadPictures" >> read_all.with_outputs(_KNOWN, main="batches")
        answers = (
            read["batches"]
            | "Describe"
            >> RunInference(KeyedModelHandler(self._handler).with_no_batching()).with_output_types(
                tuple[Question, Caption | CaptionFailure]
            )
            | "KeepDescription" >> beam.ParDo(self._keep).with_output_types(Described)
        )
        return (read[_KNOWN], answers) | "AllDescriptions" >> beam.Flatten()


class _ReadPictures(beam.DoFn):
    """Reads and decodes pictures, several at a time: most of the work is waiting for strangers' hosts."""

    def __init__(self, captions: CaptionSettings, output: str) -> None:
        super().__init__()
        self._read = PictureReader(captions, output)
        self._groups: list[Requests] = []

    def start_bundle(self) -> None:
        self._groups = []

    def process(self, element: tuple[str, Iterable[PictureRequest]]) -> Iterator[Any]:
        self._groups.append(tuple(sorted(element[1], key=lambda request: (request.source, request.url))))
        if len(self._groups) >= PICTURES_AT_ONCE:
            yield from self._read_groups()

    def finish_bundle(self) -> Iterator[Any]:
        for output in self._read_groups():
            if isinstance(output, TaggedOutput):
                yield TaggedOutput(output.tag, GlobalWindows.windowed_value(output.value))
            else:
                yield GlobalWindows.windowed_value(output)

    def _read_groups(self) -> Iterator[Any]:
        """Yields the descriptions that are known, and a batch of the pictures that are yet to be described."""
        groups, self._groups = self._groups, []
        start = time.monotonic_ns()
        with ThreadPoolExecutor(_READERS) as readers:
            results = list(readers.map(self._read, groups))
        stage_clock("read_pictures")(start)
        for result in results:
            if isinstance(result, Known):
                yield from (TaggedOutput(_KNOWN, described) for described in _described(result))
        batch = _without_repeats(result for result in results if not isinstance(result, Known))
        if batch:
            yield batch


def _without_repeats(asked: Iterable[Asked]) -> PictureBatch:
    """Returns a batch in which equal bytes from several URLs are one picture."""
    merged: dict[tuple[str, str], Asked] = {}
    for question, request in asked:
        key = (question.digest, question.language)
        first, context = merged.get(key, (question, request))
        if first is not question:
            first = replace(first, requests=first.requests + question.requests, file=first.file or question.file)
        merged[key] = (first, context)
    return PictureBatch(merged.values())


class _KeepDescription(beam.DoFn):
    """Keeps what a captioner said, and sends it to the documents that wait for it."""

    def __init__(self, captions: CaptionSettings, output: str) -> None:
        super().__init__()
        self._kept = KeptPictures(output, captions.model)
        self._model = captions.model

    def process(self, element: tuple[Question, Caption | CaptionFailure]) -> Iterator[Described]:
        question, caption = element
        description = description_of(question, caption, self._model)
        if description.fault is None:
            self._kept.write(question.digest, question.language, description)
        if question.file is not None:
            self._kept.drop_file(question.file)
        yield from _described(Known(question.requests, description))


def _described(known: Known) -> Iterator[Described]:
    """Yields a description for each document that waits for it, and counts it once."""
    Metrics.counter("narrate.images", known.description.fault or "described").inc()
    for request in known.requests:
        yield request.source, (request.url, known.description)
