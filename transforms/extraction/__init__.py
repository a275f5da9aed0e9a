"""From a record to its document: the main content as typed blocks, and what was left out."""

from transforms.extraction.extractor import extract_document
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.reasons import SkipReason

__all__ = ["ExtractionLimits", "SkipReason", "extract_document"]
