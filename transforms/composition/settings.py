"""What a user decides about a narration, before any article is read."""

from dataclasses import dataclass, field
from enum import StrEnum

from models.lexicon import BUILT_IN, Lexicon
from models.voices import Voice, VoiceMap


class Profile(StrEnum):
    """How much of the page is read: `LISTEN` for the ear in motion, `FULL` for all that the page holds."""

    LISTEN = "listen"
    FULL = "full"


@dataclass(frozen=True)
class NarrationSettings:
    """The settings of a narration.

    `quote_voice` and `image_voice` take the place of the article's own voice where both are of one engine: a voice of
    another engine may speak another language.
    """

    voices: VoiceMap
    profile: Profile = Profile.LISTEN
    quote_voice: Voice | None = None
    image_voice: Voice | None = None
    disclosure: bool = True
    lexicon: Lexicon = field(default=BUILT_IN, repr=False)
