"""Which voice speaks which language: the notation of `--voices`, and what is known of a voice without loading it."""

from collections.abc import Mapping
from dataclasses import dataclass

ANY_LANGUAGE = "*"


@dataclass(frozen=True)
class Voice:
    """A voice of an engine, written `engine:name`; the name of a checkpoint's voice is the checkpoint itself."""

    engine: str
    name: str

    @classmethod
    def parse(cls, notation: str) -> "Voice":
        """Returns the voice that `engine:name` denotes, or raises ValueError."""
        engine, separator, name = notation.partition(":")
        if not (separator and engine.strip() and name.strip()):
            raise ValueError(f"{notation!r} is not a voice; write ENGINE:NAME, as in hibari:heart")
        return cls(engine.strip(), name.strip())

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


def primary_language(tag: str) -> str:
    """Returns the language of a BCP 47 tag without script, region and variants: `pt` of `pt-BR`."""
    return _canonical(tag).partition("-")[0]


def _canonical(tag: str) -> str:
    """Returns a language tag in one spelling, so that `en_GB`, `en-gb` and `en-GB` are the same."""
    return tag.replace("_", "-").lower()


@dataclass(frozen=True)
class VoiceMap:
    """The voice of each language; a region's own voice (`en-GB`) goes before its language's (`en`), then `*`."""

    voices: tuple[tuple[str, Voice], ...]

    @classmethod
    def parse(cls, notation: str) -> "VoiceMap":
        """Returns the map that `en=hibari:heart,de=vits:facebook/mms-tts-deu` denotes, or raises ValueError."""
        voices: dict[str, Voice] = {}
        for entry in filter(None, map(str.strip, notation.split(","))):
            language, separator, voice = entry.partition("=")
            language = _canonical(language.strip())
            if not (separator and language):
                raise ValueError(f"{entry!r} names no language; write LANGUAGE=ENGINE:NAME, as in en=hibari:heart")
            if language in voices:
                raise ValueError(f"the language {language!r} has two voices")
            voices[language] = Voice.parse(voice)
        if not voices:
            raise ValueError("no voice is named; write LANGUAGE=ENGINE:NAME, as in en=hibari:heart")
        return cls(tuple(voices.items()))

    @classmethod
    def parse_second(cls, notation: str, first: "VoiceMap") -> "VoiceMap":
        """Returns the map of second voices: by language as `parse` takes it, or one voice for the one of its engine.

        A voice without a language (`kokoro:am_adam`) speaks that of the only first voice of its engine. Where there is
        no such one, or several, nobody knows its language before it is loaded: ValueError.
        """
        if "=" in notation.partition(":")[0]:
            return cls.parse(notation)
        voice = Voice.parse(notation)
        languages = [language for language, own in first.voices if own.engine == voice.engine]
        if len(languages) != 1:
            raise ValueError(f"{notation!r} does not say which language it speaks; write it as in en={voice}")
        return cls(((languages[0], voice),))

    def voice_for(self, language: str) -> Voice | None:
        """Returns the voice of a BCP 47 language, or None where there is none."""
        by_language: Mapping[str, Voice] = {_canonical(tag): voice for tag, voice in self.voices}
        for tag in (_canonical(language), primary_language(language), ANY_LANGUAGE):
            if tag in by_language:
                return by_language[tag]
        return None
