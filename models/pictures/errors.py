"""Why a picture could not be had."""

from enum import StrEnum


class PictureFault(StrEnum):
    """What is wrong with a picture, as the summary counts it."""

    FORBIDDEN_URL = "forbidden_url"
    FORBIDDEN_ADDRESS = "forbidden_address"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_AN_IMAGE = "not_an_image"
    UNDECODABLE = "undecodable"


# What is wrong with the picture itself, tonight and tomorrow; hosts come back.
LASTING_FAULTS = frozenset(PictureFault) - {PictureFault.UNREACHABLE, PictureFault.REFUSED, PictureFault.TIMEOUT}


class PictureError(Exception):
    """A picture that cannot be had; costs its description and nothing else."""

    def __init__(self, fault: PictureFault, message: str) -> None:
        super().__init__(message)
        self.fault = fault
