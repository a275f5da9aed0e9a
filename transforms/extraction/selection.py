"""Which of a page's blocks are the article, and by which rule the others are left out."""

import re
from collections.abc import Sequence

from transforms.documents import Embed, Figure, Heading, ListBlock, Omission, Paragraph, PullQuote
from transforms.extraction.blocks import Unit
from transforms.extraction.region import Region
from transforms.extraction.vocabulary import Hint

_OMISSION_CHARACTERS = 200
_MAX_OMISSIONS = 200
_BLANK = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।:;][\"'”’»›」』)\]]*\s*$")

_RELATED = Hint.RELATED | Hint.NAVIGATION | Hint.ASIDE
# What is not the article, unless it is main text.
_DISPENSABLE = (
    _RELATED | Hint.SHARE | Hint.ADVERT | Hint.SIGN_UP | Hint.COMMENTS | Hint.AUTHOR | Hint.FOOTER | Hint.TAGS
    | Hint.CONSENT | Hint.HIDDEN | Hint.TOOL | Hint.CONTENTS | Hint.PAYWALL
)  # fmt: skip
# What is not the article even where trafilatura thinks so.
_NEVER = Hint.SIGN_UP | Hint.CONSENT | Hint.SHARE | Hint.ADVERT | Hint.NAVIGATION


def _is_main(unit: Unit) -> bool:
    """Tells a block most of whose words are main text."""
    return unit.length > 0 and unit.kept * 2 >= unit.length


def _link_share(unit: Unit) -> float:
    return unit.linked / unit.length if unit.length else 0.0


class Selector:
    """Decides block by block, from the region that the main text marks out."""

    def __init__(self, units: Sequence[Unit], region: Region, description: str | None) -> None:
        self._units = units
        self._region = region
        self._description = _letters(description or "")

    def chosen(self) -> list[bool]:
        """Returns for each block whether it is the article."""
        chosen = [self._is_article(unit) for unit in self._units]
        self._drop_trailing_links(chosen)
        self._drop_lonely_headings(chosen)
        return chosen

    def _is_article(self, unit: Unit) -> bool:
        if self._region.is_foreign(unit.text):
            return False
        if isinstance(unit.block, Figure | Embed) and not unit.length:
            return self._is_article_picture(unit)
        if unit.text in self._region.article:
            return self._belongs(unit)
        if unit.text in self._region.header:
            return _is_main(unit) or self._is_lead(unit)
        return _is_main(unit) and not unit.hints & _DISPENSABLE and unit.length > 200

    def _belongs(self, unit: Unit) -> bool:
        """Tells what is the article from what stands among it."""
        if _is_main(unit):
            return not (unit.hints & _NEVER and unit.length < 600) and not self._is_pointer(unit)
        if unit.hints & _DISPENSABLE:
            return False
        if isinstance(unit.block, Figure | PullQuote | Heading):
            return True
        if _link_share(unit) > 0.5:
            return unit.kept > 0
        if isinstance(unit.block, Paragraph):
            return unit.length > 60 or bool(_SENTENCE_END.search(unit.block.text))
        return True

    def _is_pointer(self, unit: Unit) -> bool:
        """Tells a line that is nothing but a link to another page."""
        return isinstance(unit.block, Paragraph | ListBlock) and unit.length > 25 and _link_share(unit) > 0.8

    def _is_article_picture(self, unit: Unit) -> bool:
        if unit.hints & _DISPENSABLE:
            return False
        return unit.text in self._region.article or unit.text in self._region.header

    def _is_lead(self, unit: Unit) -> bool:
        """Tells a standfirst or a lead picture that stands between the headline and the text."""
        if unit.hints & (_DISPENSABLE & ~Hint.TAGS):
            return False
        if isinstance(unit.block, Figure):
            return True
        if _link_share(unit) > 0.3 or not isinstance(unit.block, Paragraph | Heading):
            return False
        letters = _letters(unit.block.text)
        if (
            len(letters) > 30
            and (letters in self._description or self._description[:80] in letters)
            and self._description
        ):
            return True
        return Hint.STANDFIRST in unit.hints and unit.length > 40

    def _drop_trailing_links(self, chosen: list[bool]) -> None:
        """Drops a last block of links, and the label before it."""
        for index in range(len(chosen) - 1, -1, -1):
            if not chosen[index]:
                continue
            unit = self._units[index]
            if isinstance(unit.block, Heading) or (unit.length and _link_share(unit) > 0.7):
                chosen[index] = False
            elif unit.length:
                return

    def _drop_lonely_headings(self, chosen: list[bool]) -> None:
        """Drops a heading that nothing of the article follows before the next of its level or above."""
        level_below = 0  # the highest level that still waits for text; read from the end
        for index in range(len(chosen) - 1, -1, -1):
            block = self._units[index].block
            if not chosen[index]:
                continue
            if not isinstance(block, Heading):
                level_below = 7
            elif level_below <= block.level and not _is_main(self._units[index]):
                chosen[index] = False
            else:
                level_below = block.level


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def omissions_of(units: Sequence[Unit]) -> tuple[Omission, ...]:
    """Returns what is left out, shortened, with the rule that says so."""
    omissions = []
    for unit in units:
        text = _BLANK.sub(" ", unit.block.text).strip()[:_OMISSION_CHARACTERS]
        if text:
            omissions.append(Omission("B2" if unit.hints & _RELATED else "B1", text))
    return tuple(omissions[:_MAX_OMISSIONS])
