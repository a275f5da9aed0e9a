"""What a rule may look at besides the block before it: the whole document and the user's settings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from models.pictures.names import picture_key
from models.voices import Voice
from transforms.composition.notices import Notice, words_of
from transforms.composition.parts import Manner
from transforms.composition.settings import NarrationSettings, Profile
from transforms.composition.similarity import folded, sequence_containment
from transforms.documents import (
    Code,
    Description,
    Document,
    Figure,
    Image,
    Paragraph,
    ParagraphKind,
    blocks_within,
    figures_of,
    images_of,
)

QUOTE_RATE = 0.95
PARAGRAPHS_OF_THE_BEGINNING = 3
FEW_BLOCKS_OF_CODE = 3
LONGEST_TEXT_FOR_A_CAPTION = 400


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

    def is_among_first_paragraphs(self, paragraph: Paragraph) -> bool:
        """Says whether the text begins with the paragraph, or a line or two before it."""
        return any(paragraph is one for one in self._first_paragraphs)

    @cached_property
    def _first_paragraphs(self) -> list[Paragraph]:
        blocks = self.document.blocks
        body = (b for b in blocks if isinstance(b, Paragraph) and b.kind is ParagraphKind.BODY)
        return list(islice(body, PARAGRAPHS_OF_THE_BEGINNING))

    def is_later_code(self, code: Code) -> bool:
        """Says whether a block of code comes after others of an article that has more than a few."""
        return len(self._code) > FEW_BLOCKS_OF_CODE and code is not self._code[0]

    @cached_property
    def _code(self) -> list[Code]:
        inner = (inner for block in self.document.blocks for inner in blocks_within(block))
        return [block for block in inner if isinstance(block, Code)]

    @cached_property
    def _prose(self) -> str:
        prose = (block.text for block in self.document.blocks if isinstance(block, Paragraph))
        return f" {' '.join(map(folded, prose))} "

    @cached_property
    def _first_images(self) -> dict[str, Image]:
        first: dict[str, Image] = {}
        for block in self.document.blocks:
            for image in images_of(block):
                for key in map(picture_key, (image.url, *image.other_urls)):
                    first.setdefault(key, image)
        return first

    @cached_property
    def _pictures_by_alt(self) -> dict[str, list[tuple[Image, Figure]]]:
        pictures: dict[str, list[tuple[Image, Figure]]] = {}
        for figure in chain.from_iterable(map(figures_of, self.document.blocks)):
            for image in figure.images:
                pictures.setdefault(folded(image.alt or ""), []).append((image, figure))
        return pictures

    @cached_property
    def _places_of_figures(self) -> dict[int, int]:
        return {id(block): index for index, block in enumerate(self.document.blocks) if isinstance(block, Figure)}

    @cached_property
    def _counts(self) -> dict[re.Pattern[str], int]:
        return {}

    def count(self, pattern: re.Pattern[str]) -> int:
        """Returns how often a pattern stands in the running text."""
        if pattern not in self._counts:
            texts = (block.text for block in self.document.blocks if isinstance(block, Paragraph))
            self._counts[pattern] = sum(1 for text in texts for _ in pattern.finditer(text))
        return self._counts[pattern]

    def says(self, words: str) -> bool:
        """Says whether the words stand in the running text, whatever their case and punctuation."""
        return f" {folded(words)} " in self._prose

    def is_repeated(self, image: Image) -> bool:
        """Says whether the page showed the same picture before, in whichever size, and has nothing new to say of it."""
        first = self._first_images.get(picture_key(image.url), image)
        return first is not image and image.alt in (first.alt, None, "")

    def pictures_named_like(self, image: Image) -> Sequence[tuple[Image, Figure]]:
        """Returns the images that have the alternative text of this one, itself among them, and their figures."""
        return self._pictures_by_alt.get(folded(image.alt or ""), ())

    def says_beside(self, figure: Figure, words: str, share: float) -> bool:
        """Says whether a short block next to a figure has at least this share of the words, in order: 0 to 1."""
        place = self._places_of_figures.get(id(figure))
        if place is None:
            return False
        blocks = self.document.blocks
        beside = (block.text for block in blocks[max(0, place - 1) : place + 2] if block is not figure)
        short = (text for text in beside if len(text) <= LONGEST_TEXT_FOR_A_CAPTION)
        return any(sequence_containment(words, text) >= share for text in short)

    def description_of(self, image: Image) -> Description | None:
        """Returns what a captioner knows of an image, or None where none has looked at it."""
        return self.document.descriptions.get(image.url)

    def holds(self, words: str, share: float) -> bool:
        """Says whether at least this share of the words stands in one paragraph, in order; the share is 0 to 1."""
        paragraphs = (block.text for block in self.document.blocks if isinstance(block, Paragraph))
        return any(sequence_containment(words, paragraph) >= share for paragraph in paragraphs)

    def words(self, kind: Notice, /, **filled: object) -> str | None:
        """Returns a notice in the document's language, or None where we have none in it."""
        return words_of(kind, self.language, **filled)

    def voice_for(self, language: str, manner: Manner) -> tuple[Voice, float]:
        """Returns the voice and the pace for a language and a manner, or raises ValueError where there is no voice."""
        own = self.settings.voices.voice_for(language)
        if own is None:
            raise ValueError(f"no voice speaks {language!r}")
        seconds = {Manner.QUOTE: self.settings.quote_voices, Manner.IMAGE: self.settings.image_voices}.get(manner)
        second = seconds.voice_for(language) if seconds else None
        if second is not None:
            return second, 1.0
        return own, QUOTE_RATE if manner is Manner.QUOTE else 1.0
