"""The steps before the voice, on all articles: extract, compose, and set apart what an earlier run has narrated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from models.pictures.errors import LASTING_FAULTS
from transforms.composition import NarrationSettings, compose_scripts
from transforms.documents import Article, Document
from transforms.extraction import ExtractionLimits
from transforms.extraction.sandbox import SandboxError
from transforms.figures.covers import Covers
from transforms.figures.records import PictureFiles, extract_with_images
from transforms.narrations import ManifestRow, Recipe, finished_row
from transforms.outcomes import FailureCode
from transforms.progress import Event, tell
from transforms.scripts import Script
from transforms.try_map import Judgement, TryOrSkip

_PENDING, _FINISHED = "pending", "finished"


@dataclass(frozen=True)
class _Extract:
    limits: ExtractionLimits
    picture_files: PictureFiles | None
    covers: Covers | None

    def __call__(self, article: Article) -> Document:
        document = replace(extract_with_images(article, self.limits), record_digest=article.record_digest)
        if self.covers is not None:
            document = self.covers(article, document)
        if self.picture_files is None:
            return replace(document, picture_files={})  # they may hold whole pictures, which cross no shuffle
        return self.picture_files(article, document)


class ExtractDocuments(beam.PTransform):
    """Articles in, documents out; a page without an article is skipped, one that breaks the limits a dead letter.

    Image bytes end here: files inside records that are worth describing are put aside by `picture_files`,
    and lead images become covers by `covers`.
    """

    def __init__(
        self, limits: ExtractionLimits, picture_files: PictureFiles | None = None, covers: Covers | None = None
    ) -> None:
        super().__init__()
        self._extract = _Extract(limits, picture_files, covers)

    def expand(self, articles: PCollection[Article]) -> "Judgement[Document]":
        faults = (SandboxError,)
        extract = TryOrSkip(self._extract, stage="extract", code=FailureCode.EXTRACT_FAILED, worker_faults=faults)
        extracted: Judgement[Document] = articles | extract
        return extracted


@dataclass(frozen=True)
class _Compose:
    settings: NarrationSettings

    def __call__(self, document: Document) -> tuple[Script, ...]:
        parts = compose_scripts(document, self.settings)
        digest = "" if _lacks_a_picture(document) else document.record_digest
        return tuple(replace(part, record_digest=digest, cover=document.cover) for part in parts)


def _lacks_a_picture(document: Document) -> bool:
    """Returns whether the next run may have more luck: a host was down, or a captioner had no memory left."""
    faults = (description.fault for description in document.descriptions.values())
    return any(fault is not None and fault not in LASTING_FAULTS for fault in faults)


class ComposeScripts(beam.PTransform):
    """Documents in, scripts out, one for each part of a long one; an article that no voice speaks is skipped."""

    def __init__(self, settings: NarrationSettings) -> None:
        super().__init__()
        self._compose = _Compose(settings)

    def expand(self, documents: PCollection[Document]) -> "Judgement[Script]":
        compose = TryOrSkip(self._compose, stage="compose", code=FailureCode.COMPOSE_FAILED)
        composed: Judgement[tuple[Script, ...]] = documents | compose
        parts = composed.results | "EachPart" >> beam.FlatMap(iter).with_output_types(Script)
        return Judgement(parts, composed.skipped, composed.dead_letters)


class Split(NamedTuple):
    """Scripts that wait for a voice, and the rows of those that have been narrated before."""

    pending: PCollection[Script]
    finished: PCollection[ManifestRow]


class SplitFinished(beam.PTransform):
    """Scripts in; those whose narration stands whole in the output folder go round the voice."""

    def __init__(self, output: str, recipe: Recipe) -> None:
        super().__init__()
        self._do_fn = _SplitFinished(output, recipe)

    def expand(self, scripts: PCollection[Script]) -> "Split":
        outputs = scripts | beam.ParDo(self._do_fn).with_outputs(_FINISHED, main=_PENDING)
        return Split(outputs[_PENDING], outputs[_FINISHED])


class _SplitFinished(beam.DoFn):
    def __init__(self, output: str, recipe: Recipe) -> None:
        super().__init__()
        self._output = output
        self._recipe = recipe

    def process(self, element: Script) -> Iterator[Any]:
        row = finished_row(element, self._recipe, self._output)
        if row is None:
            yield element
        else:
            tell(Event.REUSED, stage="settle", article_id=row.article_id, source=row.source)
            yield TaggedOutput(_FINISHED, row)
