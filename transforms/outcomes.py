"""How a step ends for one record: a result, a skip with its reason, or a dead letter with its code."""

import traceback
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a script in this run."""

    NARRATED = "narrated"
    REUSED = "reused"
    SKIPPED = "skipped"


class SkipArticleError(Exception):
    """An article that is left out on purpose; `reason` is a word of the documented list (`no_voice:de`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FailureCode(StrEnum):
    """Why a record became a dead letter."""

    UNREADABLE_FILE = "unreadable_file"
    BAD_SCHEMA = "bad_schema"
    BAD_RECORD = "bad_record"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    EXTRACT_FAILED = "extract_failed"
    EXTRACT_TIMEOUT = "extract_timeout"
    COMPOSE_FAILED = "compose_failed"
    SYNTHESIS_FAILED = "synthesis_failed"
    ENCODE_FAILED = "encode_failed"
    DUPLICATE_ID = "duplicate_id"


class ArticleError(Exception):
    """A record that cannot be narrated; becomes a dead letter with `code`."""

    def __init__(self, code: FailureCode, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class DeadLetter:
    """A record that was lost: at which stage, why, and after how many attempts.

    `source` is enough to try again: the file and row where the record stands.
    """

    stage: str
    code: str
    article_id: str
    source: str
    error_type: str
    message: str
    traceback: str
    attempts: int = 1


def dead_letter_of(error: Exception, *, stage: str, article_id: str, source: str, code: FailureCode) -> DeadLetter:
    """Returns the dead letter of an error; an ArticleError's own code goes before `code`."""
    return DeadLetter(
        stage=stage,
        code=str(error.code if isinstance(error, ArticleError) else code),
        article_id=article_id,
        source=source,
        error_type=type(error).__name__,
        message=str(error),
        traceback="".join(traceback.format_exception(error)),
    )


@dataclass(frozen=True)
class Skipped:
    """An article that is left out on purpose, for the manifest."""

    article_id: str
    source: str
    reason: str
    url: str | None = None
    title: str | None = None
    language: str | None = None
    record_digest: str = ""
