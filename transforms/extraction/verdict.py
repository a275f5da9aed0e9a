"""Whether what was found is an article that can be read aloud."""

import re
from collections.abc import Sequence

from transforms.documents import Block
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.reasons import SkipReason, skip

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_NO_SPACES}]{{1,2}}|[^\W_{_NO_SPACES}]+")


def word_count(text: str) -> int:
    """Returns the number of words; in scripts without spaces two characters count as one."""
    return sum(1 for _ in _WORD.finditer(text))


def check_verdict(blocks: Sequence[Block], limits: ExtractionLimits) -> None:
    """Raises SkipArticleError where the blocks are no article."""
    if not blocks:
        raise skip(SkipReason.NO_CONTENT)
    if sum(word_count(block.text) for block in blocks) < limits.min_words:
        raise skip(SkipReason.TOO_SHORT)
