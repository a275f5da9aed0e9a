"""A second chance for reads and writes that fail for a moment: bounded, after pauses that grow and differ."""

import errno
import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from google.api_core import exceptions as gcs_errors
from google.auth import exceptions as auth_errors

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 0.25
# What passes: a busy or flaky disk, a network that hiccups. Not what stays: no space, no permission, no such file.
_PASSING = frozenset(
    getattr(errno, name)
    for name in ("EINTR", "EAGAIN", "EBUSY", "EIO", "ESTALE", "ETIMEDOUT", "ECONNRESET", "ECONNABORTED", "ENETUNREACH")
)
_PASSING_CLOUD_ERRORS = (
    gcs_errors.TooManyRequests,
    gcs_errors.InternalServerError,
    gcs_errors.BadGateway,
    gcs_errors.ServiceUnavailable,
    gcs_errors.GatewayTimeout,
    auth_errors.TransportError,
    ConnectionError,
    TimeoutError,
)


def is_passing(error: BaseException | None) -> bool:
    """Returns whether an error, or the one that caused it, may be gone in a moment."""
    if error is None:
        return False
    if isinstance(error, _PASSING_CLOUD_ERRORS) or (isinstance(error, OSError) and error.errno in _PASSING):
        return True
    return is_passing(error.__cause__)


def retried(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Returns a function that is called again, four times in all, while it raises errors that pass."""

    @functools.wraps(function)
    def call(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for attempt in range(ATTEMPTS - 1):
            try:
                return function(*args, **kwargs)
            except OSError as error:
                if not is_passing(error):
                    raise
            time.sleep(_FIRST_PAUSE_SECONDS * 2**attempt * random.uniform(0.5, 1.5))
        return function(*args, **kwargs)

    return call
