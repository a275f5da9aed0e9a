"""Captions by a captioning model, screened, with the picture's own evidence where the model has nothing to add."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from models.captioning.batches import BatchBudget, PictureBatches
from models.captioning.call_shapes import CallShape
from models.captioning.captions import Caption, Captioner, CaptionFailure, CaptionRequest, PictureKind
from models.captioning.screening import screen


class ModelCaptioner:
    """Describes pictures with a model, after small models have said what they are.

    The model is asked of the `kinds` that it can describe; of a chart only where the evidence has read no axis. Text is
    given once, as it stands; logos and ornaments are silent. `languages` are those that the model writes, None for all.
    Several threads may share one instance: they take turns at the model.
    """

    def __init__(
        self,
        evidence: Captioner,
        model: CallShape,
        *,
        kinds: frozenset[PictureKind],
        languages: frozenset[str] | None,
        budget: BatchBudget,
    ) -> None:
        self._evidence = evidence
        self._model = model
        self._kinds = kinds
        self._languages = languages
        self._batches = PictureBatches(budget)
        self._lock = threading.Lock()

    def describe(self, requests: Sequence[CaptionRequest]) -> list[Caption | CaptionFailure]:
        captions = self._evidence.describe(requests)
        asked = [
            place
            for place, (request, caption) in enumerate(zip(requests, captions, strict=True))
            if isinstance(caption, Caption) and self._can_add(request, caption)
        ]
        with self._lock:
            outputs = self._batches.run([requests[place] for place in asked], self._model.generate)
        for place, output in zip(asked, outputs, strict=True):
            captions[place] = _joined(requests[place], captions[place], output)
        return captions

    def _can_add(self, request: CaptionRequest, caption: Caption) -> bool:
        """Says whether the model may know more of a picture than its evidence says."""
        if caption.is_blocked or caption.kind not in self._kinds:
            return False
        if caption.kind is PictureKind.CHART and _SEVERAL_SENTENCES in caption.text:
            return False
        return self._languages is None or request.language.lower().partition("-")[0] in self._languages


_SEVERAL_SENTENCES = ". "


def _joined(
    request: CaptionRequest, evidence: Caption | CaptionFailure, output: str | CaptionFailure
) -> Caption | CaptionFailure:
    """Returns the model's words where they may be spoken, else the evidence."""
    if isinstance(output, CaptionFailure) or isinstance(evidence, CaptionFailure):
        return output if isinstance(output, CaptionFailure) else evidence
    screened = screen(output, request, evidence.visible_text)
    if screened.rejection is not None:
        return evidence
    return replace(evidence, text=screened.text, sources=("model",), confidence=1.0)
