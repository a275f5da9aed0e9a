"""What a user decides about the description of images."""

from dataclasses import dataclass, field

from models.pictures.decoding import PictureLimits
from models.pictures.fetching import FetchLimits

NO_CAPTIONER = "none"


@dataclass(frozen=True)
class CaptionSettings:
    """The settings of descriptions; all of them shape what is said.

    `captioner` is `evidence` or `engine:checkpoint`, with `revision` that of its weights and rules; `none` describes
    nothing. Pictures are fetched over the network only where `fetch_images` is set, and read from a disk or a bucket
    only below `image_folder`. `user_agent` tells hosts who is asking. `most_pictures` of an article are described.
    """

    captioner: str = NO_CAPTIONER
    revision: str = ""
    fetch_images: bool = False
    image_folder: str = ""
    user_agent: str = "Narrate"
    most_pictures: int = 24
    fetching: FetchLimits = field(default_factory=FetchLimits)
    decoding: PictureLimits = field(default_factory=PictureLimits)

    @property
    def model(self) -> str:
        """The captioner with its revision, as the manifest names it."""
        return f"{self.captioner}@{self.revision}" if self.revision else self.captioner
