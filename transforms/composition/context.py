"""What a rule may look at besides the block before it: the whole document and the user's settings."""

from dataclasses import dataclass

from models.voices import Voice
from transforms.composition.notices import Notice, words_of
from transforms.composition.parts import Manner
from transforms.composition.settings import NarrationSettings, Profile
from transforms.documents import Document

QUOTE_RATE = 0.95


@dataclass(frozen=True)
class Context:
    """A document and the settings that it is narrated by."""

    document: Document
    settings: NarrationSettings

    @property
    def language(self) -> str:
        """The BCP 47 tag of the document."""
        return self.document.language

    @property
    def is_full(self) -> bool:
        """Whether the listener wants all that the page holds."""
        return self.settings.profile is Profile.FULL

    def words(self, kind: Notice, /, **filled: object) -> str | None:
        """Returns a notice in the document's language, or None where we have none in it."""
        return words_of(kind, self.language, **filled)

    def voice_for(self, language: str, manner: Manner) -> tuple[Voice, float] | None:
        """Returns the voice and the pace for a language and a manner, or None where there is no voice."""
        own = self.settings.voices.voice_for(language)
        if own is None:
            return None
        second = {Manner.QUOTE: self.settings.quote_voice, Manner.IMAGE: self.settings.image_voice}.get(manner)
        if second is not None and second.engine == own.engine:
            return second, 1.0
        return own, QUOTE_RATE if manner is Manner.QUOTE else 1.0
