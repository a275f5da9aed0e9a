"""What a page may cost at most."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExtractionLimits:
    """Bounds on one record; a page beyond one of them becomes a dead letter, a page below `min_words` is skipped.

    `max_bytes` counts the page as UTF-8, `max_nesting` elements inside one another, `seconds` all the work on a record.
    """

    max_bytes: int = 10_000_000
    max_elements: int = 65_000
    max_nesting: int = 500
    max_blocks: int = 10_000
    seconds: float = 30.0
    min_words: int = 60

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_elements", "max_nesting", "max_blocks", "seconds"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, not {getattr(self, name)}")
        if self.max_elements > 65_000:
            raise ValueError("max_elements must be at most 65000: there is no name for more text nodes")
        if self.min_words < 0:
            raise ValueError(f"min_words must not be negative, but is {self.min_words}")
