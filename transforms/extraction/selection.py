"""Which of a page's blocks are the article, and by which rule the others are left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from models.voices import primary_language
from transforms.documents import (
    Embed,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    ListBlock,
    Omission,
    Paragraph,
    ParagraphKind,
    PullQuote,
    Span,
)
from transforms.extraction.figures import IMAGE_FILE
from transforms.extraction.labels import (
    announces_comments,
    announces_other_pages,
    breaks_off,
    speaks_of_subscribing,
    stamps_a_comment,
)
from transforms.extraction.metadata import Metadata
from transforms.extraction.region import Region
from transforms.extraction.signs import (
    ends_sentence,
    is_byline,
    is_dated_or_signed,
    is_main,
    is_notice,
    is_prose,
    is_small,
    letters_of,
    link_share,
    serves_the_page,
    states,
)
from transforms.extraction.threads import post_headings, posters, speakers
from transforms.extraction.units import Unit
from transforms.extraction.vocabulary import RELATED_PARTS, Hint

_OMISSION_CHARACTERS = 200
_MAX_OMISSIONS = 200
_BLANK = re.compile(r"\s+")

# What is not the article, unless it is main text.
_DISPENSABLE = (
    RELATED_PARTS | Hint.SHARE | Hint.ADVERT | Hint.SIGN_UP | Hint.COMMENTS | Hint.AUTHOR | Hint.FOOTER | Hint.TAGS
    | Hint.CONSENT | Hint.HIDDEN | Hint.TOOL | Hint.CONTENTS | Hint.PAYWALL | Hint.POPUP
    | Hint.SIGNATURE
)  # fmt: skip
# What is not the article even where trafilatura thinks so, if it is short.
_NEVER = (
    Hint.SIGN_UP | Hint.CONSENT | Hint.SHARE | Hint.ADVERT | Hint.NAVIGATION | Hint.HIDDEN | Hint.COMMENTS
    | Hint.POPUP
)  # fmt: skip
# What no reader sees in its place, whatever it says.
_NOT_SHOWN = Hint.HIDDEN | Hint.POPUP | Hint.CONSENT | Hint.SHARE | RELATED_PARTS & ~Hint.NAVIGATION
_SHORT = 600
_STRAY_CHARACTERS = 400  # what main text must have that stands far from the rest of it
_LABEL_CHARACTERS = 40
_LABEL_ABOVE = 150
_NOTICE_CHARACTERS = 500
_HEADLINE_CHARACTERS = 12
_DESCRIBING_LETTERS = 30
_WORDS_OF_A_NAME = 6
_COMMENT_REACH = 6  # blocks between the label of comments and the first time or answer
# Of these, one that so much of the main text bears says nothing on its page: in a thread, all is `comment`.
_RELATIVE = (
    Hint.COMMENTS | Hint.AUTHOR | Hint.ASIDE | Hint.TAGS | Hint.TOOL | Hint.RELATED | Hint.FOOTER | Hint.CONTENTS
)
_COMMON_SHARE = 0.25
_COMMENTED_CHARACTERS = 400  # main text beside what is called comments that makes an article of its own


class Selector:
    """Decides block by block, from the region that the main text marks out."""

    def __init__(self, units: Sequence[Unit], region: Region, metadata: Metadata) -> None:
        self._units = units
        self._region = region
        self._description = letters_of(metadata.description or "")
        self._headline = letters_of(metadata.title or "")
        self._is_thread = metadata.is_thread
        self._language = primary_language(metadata.language or "en")
        self._posts = post_headings(units, self._headline)
        self._never = _NEVER | (Hint.SIGNATURE if self._posts or self._is_thread else Hint.NONE)
        self._dispensable = _DISPENSABLE & ~self._common_hints()

    def _common_hints(self) -> Hint:
        """Returns the hints that much of the main text bears."""
        total = sum(unit.kept for unit in self._units)
        common = Hint.NONE
        for hint in _RELATIVE:
            borne = sum(unit.kept for unit in self._units if hint in unit.hints)
            is_written_about = hint is Hint.COMMENTS and not self._is_thread and total - borne > _COMMENTED_CHARACTERS
            if borne > _COMMON_SHARE * total and not is_written_about:
                common |= hint
        return common

    def chosen(self) -> list[bool]:
        """Returns for each block whether it is the article."""
        chosen = [self._is_article(unit) for unit in self._units]
        self._drop_announced(chosen)
        self._drop_unnamed_lists(chosen)
        self._add_named_lists(chosen)
        self._drop_comments(chosen)
        self._add_folded(chosen)
        self._drop_trailing_links(chosen)
        for index in [
            *posters(self._units, self._posts),
            *(speakers(self._units, chosen, self._region) if self._is_thread else ()),
        ]:
            chosen[index] = True
        for index in self._lonely_headings(chosen):
            chosen[index] = is_main(self._units[index])
        self._add_short_lines(chosen)
        self._drop_boilerplate(chosen)
        self._drop_wall(chosen)
        return chosen

    def _is_article(self, unit: Unit) -> bool:
        if self._region.is_foreign(unit.text):
            return False
        if isinstance(unit.block, Figure):
            return self._is_article_picture(unit, unit.block)
        if isinstance(unit.block, Embed) and not unit.length:
            return self._is_around(unit) and not unit.hints & self._dispensable
        if self._is_around(unit) and is_notice(unit):
            return True
        if self._is_label_above(unit):
            return False
        if unit.text in self._region.article:
            return self._belongs(unit)
        if unit.text in self._region.header:
            return is_main(unit) or self._is_lead(unit)
        return is_main(unit) and not unit.hints & self._dispensable and unit.length > _STRAY_CHARACTERS

    def _is_around(self, unit: Unit) -> bool:
        return unit.text in self._region.article or unit.text in self._region.header

    def _is_label_above(self, unit: Unit) -> bool:
        """Tells the short lines above a headline: the section that it stands in, a ticker of other news."""
        return self._region.is_above_headline(unit.text) and unit.length < _LABEL_ABOVE and not self._is_lead(unit)

    def _belongs(self, unit: Unit) -> bool:
        """Tells what is the article from what stands among it."""
        if isinstance(unit.block, Footnote):
            return not unit.hints & (Hint.COMMENTS | Hint.HIDDEN) & self._dispensable
        if is_main(unit):
            serving = unit.hints & self._never & self._dispensable
            is_service = serving and (unit.length < _SHORT or Hint.COMMENTS in serving)
            return not is_service and not self._is_pointer(unit)
        if unit.text.end <= self._region.core.start and self._is_lead(unit):
            return True
        if isinstance(unit.block, PullQuote):
            return True
        if unit.hints & self._dispensable:
            return False
        if unit.text.start >= self._region.core.end:
            return isinstance(unit.block, Footnote | ListBlock | Heading) and link_share(unit) < 0.5
        if link_share(unit) > 0.5:
            return unit.kept > 0
        if isinstance(unit.block, Paragraph):
            return unit.length > 60 or self._is_thread or ends_sentence(unit.block.text)
        return True

    def _is_pointer(self, unit: Unit) -> bool:
        """Tells a line that is nothing but a link to another page."""
        return isinstance(unit.block, Paragraph | ListBlock) and unit.length > 25 and link_share(unit) > 0.8

    def _is_article_picture(self, unit: Unit, figure: Figure) -> bool:
        against = unit.hints & self._dispensable & ~Hint.TAGS
        if any(map(self._says_the_headline, figure.images)):
            against &= ~Hint.SHARE  # what is shared with the article is its picture
        if against or not self._is_around(unit):
            return False
        if all(map(is_small, figure.images)):
            return False
        leads_away = all(image.link and not IMAGE_FILE.search(image.link) for image in figure.images)
        return unit.text.start < self._region.core.end or not leads_away

    def _says_the_headline(self, image: Image) -> bool:
        alt = letters_of(image.alt or "")
        return len(alt) > _HEADLINE_CHARACTERS and alt in self._headline

    def with_lead(self, chosen: Sequence[Unit], authors: Sequence[str]) -> list[Unit]:
        """Returns the blocks with what leads into the text typed as byline or standfirst, whatever it was before."""
        typed = list(chosen)
        for index, unit in enumerate(chosen):
            block = unit.block
            line = self._line_of(unit)
            if line and is_byline(unit, authors):
                typed[index] = replace(unit, block=Paragraph(line, ParagraphKind.BYLINE))
            elif isinstance(block, Heading | Paragraph) and (
                self._goes_on_from_headline(unit) or (self._stands_apart(unit) and self._is_lead(unit))
            ):
                typed[index] = replace(unit, block=Paragraph(block.content, ParagraphKind.STANDFIRST))
            elif isinstance(block, Paragraph) and unit.length > _LABEL_CHARACTERS:
                break
        return typed

    def _line_of(self, unit: Unit) -> Inline:
        """Returns the words of a block that may be a byline, none of another; a thread's headings say who speaks."""
        match unit.block:
            case Paragraph(content):
                return content
            case Heading(content) if not self._is_thread and is_dated_or_signed(unit):
                return content
            case ListBlock():
                return (Span(unit.block.text),)
        return ()

    def _goes_on_from_headline(self, unit: Unit) -> bool:
        """Tells the statement that stands as a second, smaller heading right under the headline."""
        headline = self._region.headline
        return (
            headline is not None
            and isinstance(unit.block, Heading)
            and unit.text.start == headline.end
            and states(unit.block.text)
        )

    def _stands_apart(self, unit: Unit) -> bool:
        return Hint.STANDFIRST in unit.hints or unit.text.end <= self._region.core.start

    def _is_lead(self, unit: Unit) -> bool:
        """Tells a standfirst that stands between the headline and the text."""
        if link_share(unit) > 0.3 or not isinstance(unit.block, Paragraph | Heading):
            return False
        if self._says_the_description(unit.block.text):
            return not unit.hints & self._dispensable & _NOT_SHOWN
        if unit.hints & self._dispensable & ~Hint.TAGS:
            return False
        return Hint.STANDFIRST in unit.hints and (unit.length > _LABEL_CHARACTERS or isinstance(unit.block, Heading))

    def _says_the_description(self, text: str) -> bool:
        """Tells a text that the page gives as the description of its article."""
        letters = letters_of(text)
        if len(letters) <= _DESCRIBING_LETTERS or not self._description:
            return False
        return letters in self._description or self._description[:80] in letters

    def _drop_announced(self, chosen: list[bool]) -> None:
        """Drops labels of links to other pages, with what follows them up to the next main text."""
        announced = False
        for index, unit in enumerate(self._units):
            if isinstance(unit.block, Heading | Paragraph) and announces_other_pages(unit.block.text):
                announced = True
                chosen[index] = False
            elif announced and ((is_main(unit) and link_share(unit) < 0.5) or self._is_headline(unit)):
                announced = False
            elif announced:
                chosen[index] = False

    def _is_headline(self, unit: Unit) -> bool:
        return self._region.headline is not None and unit.text == self._region.headline

    def _drop_unnamed_lists(self, chosen: list[bool]) -> None:
        """Drops lists below the text that nothing introduces: rows of the page's own labels."""
        for index in range(1, len(chosen)):
            unit, before = self._units[index], self._units[index - 1]
            if (
                isinstance(unit.block, ListBlock)
                and not is_main(unit)
                and unit.text.start >= self._region.core.end
                and not isinstance(before.block, Heading | ListBlock)
            ):
                chosen[index] = False

    def _add_named_lists(self, chosen: list[bool]) -> None:
        """Adds lists of links that a heading of the text names: the people or works of an encyclopaedia.

        Their items are names; the items of a list that leads to other articles are headlines.
        """
        for index in range(1, len(chosen)):
            unit, before = self._units[index], self._units[index - 1]
            if (
                not chosen[index]
                and chosen[index - 1]
                and isinstance(unit.block, ListBlock)
                and isinstance(before.block, Heading)
                and is_main(before)
                and unit.text in self._region.core
                and not unit.hints & self._dispensable
                and not _leads_within_the_page(unit.block)
                and len(unit.block.text.split()) <= _WORDS_OF_A_NAME * len(unit.block.items)
            ):
                chosen[index] = True

    def _drop_comments(self, chosen: list[bool]) -> None:
        """Drops what readers wrote below an article: from its label on, where times or answers follow."""
        if self._is_thread:
            return
        for index, unit in enumerate(self._units):
            if not (chosen[index] and isinstance(unit.block, Heading | Paragraph)):
                continue
            if announces_comments(unit.block.text) and unit.text.start > self._region.core.start:
                following = self._units[index + 1 : index + 1 + _COMMENT_REACH]
                if any(stamps_a_comment(later.block.text) for later in following):
                    chosen[index:] = [
                        kept and (is_notice(later) or isinstance(later.block, Footnote))
                        for later, kept in zip(self._units[index:], chosen[index:])
                    ]
                    return

    def _drop_trailing_links(self, chosen: list[bool]) -> None:
        """Drops a last block of links, and the label before it."""
        for index in range(len(chosen) - 1, -1, -1):
            if not chosen[index]:
                continue
            unit = self._units[index]
            if isinstance(unit.block, Heading) or (unit.length and link_share(unit) > 0.7):
                chosen[index] = False
            elif unit.length:
                return

    def _drop_wall(self, chosen: list[bool]) -> None:
        """Drops what bars the rest of an article that breaks off: an offer, and little after it."""
        left = sum(unit.length for unit, is_article in zip(self._units, chosen) if is_article)
        is_broken = is_barred = False
        for index, unit in enumerate(self._units):
            if not chosen[index] or not unit.length:
                continue
            is_offer = isinstance(unit.block, Paragraph) and speaks_of_subscribing(unit.block.text)
            is_barred = is_barred or (is_broken and is_offer and left < _NOTICE_CHARACTERS)
            is_broken = breaks_off(unit.block.text)
            left -= unit.length
            chosen[index] = not is_barred or is_notice(unit)

    def _lonely_headings(self, chosen: Sequence[bool]) -> set[int]:
        """Returns the headings that nothing of the article follows before the next of their level or above."""
        lonely = set[int]()
        highest = 0  # the highest level that text waits for; read from the end
        for index in range(len(chosen) - 1, -1, -1):
            block = self._units[index].block
            if not chosen[index]:
                continue
            if not isinstance(block, Heading):
                highest = 7
            elif highest <= block.level:
                lonely.add(index)
                highest = block.level if is_main(self._units[index]) else highest
            else:
                highest = block.level
        return lonely

    def _drop_boilerplate(self, chosen: list[bool]) -> None:
        """Drops what serves the page by its words, and the headings under which nothing is left then.

        A page that says nothing else is told by these words.
        """
        units = self._units
        kept = [chosen[index] and not serves_the_page(unit, self._language) for index, unit in enumerate(units)]
        if any(is_kept and not isinstance(unit.block, Heading) for unit, is_kept in zip(units, kept)):
            lonely = self._lonely_headings(kept) - self._lonely_headings(chosen)
            chosen[:] = [is_kept and index not in lonely for index, is_kept in enumerate(kept)]

    def _add_folded(self, chosen: list[bool]) -> None:
        """Adds what is folded up below a heading until a reader clicks on it: the answers of a list of questions."""
        seen = {letters_of(unit.block.text) for unit, is_article in zip(self._units, chosen) if is_article}
        question: int | None = None
        for index, unit in enumerate(self._units):
            letters = letters_of(unit.block.text)
            if isinstance(unit.block, Heading):
                question = index if unit.text in self._region.core else None
            elif unit.hints & self._dispensable != Hint.HIDDEN:
                question = None
            elif question is not None and letters not in seen and is_prose(unit):
                chosen[question] = chosen[index] = True
                seen.add(letters)

    def _add_short_lines(self, chosen: list[bool]) -> None:
        """Adds short lines between two blocks of the article: a greeting, a signature, a label."""
        for index in range(1, len(chosen) - 1):
            unit = self._units[index]
            if (
                not chosen[index]
                and chosen[index - 1]
                and chosen[index + 1]
                and isinstance(unit.block, Paragraph)
                and not unit.hints & self._dispensable
                and unit.hints & Hint.META == Hint.NONE
                and unit.linked == 0
                and unit.length > 1
                and unit.text in self._region.core
                and not announces_other_pages(unit.block.text)
            ):
                chosen[index] = True


def _leads_within_the_page(block: ListBlock) -> bool:
    """Tells a list of links to sections of the same page."""
    links = [span.href for item in block.items for span in item.content if span.href]
    return sum("#" in link for link in links) * 2 > len(links)


def omissions_of(units: Sequence[Unit]) -> tuple[Omission, ...]:
    """Returns what is left out, shortened, with the rule that says so."""
    omissions = []
    for unit in units:
        text = _BLANK.sub(" ", unit.block.text).strip()[:_OMISSION_CHARACTERS]
        if text:
            omissions.append(Omission("B2" if unit.hints & RELATED_PARTS else "B1", text))
    return tuple(omissions[:_MAX_OMISSIONS])
