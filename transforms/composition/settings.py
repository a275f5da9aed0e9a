"""What a user decides about a narration, before any article is read."""

from dataclasses import dataclass, field
from enum import StrEnum

from models.lexicon import BUILT_IN, Lexicon
from models.voices import VoiceMap


class Profile(StrEnum):
    """How much of the page is read: `LISTEN` for the ear in motion, `FULL` for all that the page holds."""

    LISTEN = "listen"
    FULL = "full"


@dataclass(frozen=True)
class NarrationSettings:
    """The settings of a narration; `quote_voices` and `image_voices` take the place of a language's own voice."""

    voices: VoiceMap
    profile: Profile = Profile.LISTEN
    quote_voices: VoiceMap | None = None
    image_voices: VoiceMap | None = None
    disclosure: bool = True
    lexicon: Lexicon = field(default=BUILT_IN, repr=False)
