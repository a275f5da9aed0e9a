"""Quotes that stand apart from the text."""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import replace

from models.voices import primary_language
from transforms.boilerplate import is_boilerplate
from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, Manner, Part, notice
from transforms.composition.placing import Place, Placing
from transforms.composition.reading import nested_parts_of, parts_of, verbatim
from transforms.composition.rules import rule
from transforms.composition.similarity import Texts
from transforms.documents import ListBlock, Paragraph, PullQuote, Quote, text_of
from transforms.scripts import Role

SAME_AS_BODY = 0.85
SAME_AS_BODY_OF_A_PULL_QUOTE = 0.5
FEWEST_WORDS_OF_A_REPEAT = 6
FEWEST_WORDS_OF_A_LINE = 4

# Who said it, and when: `Ann Cole wrote: ↑`, `Thu Mar 05, 2026 8:00 am`.
_SAID = re.compile(
    r".*:$|.{1,60}\b(?:wrote|said|schrieb|hat geschrieben|a écrit|escribió|ha scritto|escreveu|schreef)\s?:\W*$"
    r"|\w{2,9},? .{0,14}\b\d{4},? \d{1,2}:\d\d(?: ?[ap]m)?$",
    re.IGNORECASE,
)


@parts_of.register
def read_quote(quote: Quote, context: Context) -> Iterator[Part]:
    """Reads a quote by the rule for what it holds."""
    name = _name_of_emoji(quote.text.strip(), context)
    yield from lone_emoji(quote, name) if name else block_quote(quote, context)


@rule("E1", "Emoji are silent; one that is all that a quote says is read by its name.")
def lone_emoji(quote: Quote, name: str) -> Iterator[Part]:
    """Says the name of an emoji."""
    around = pauses.AROUND_QUOTE
    yield notice(name, Role.QUOTE, before=around, after=around, manner=Manner.QUOTE)


def _name_of_emoji(text: str, context: Context) -> str | None:
    """Returns the English name of a single pictograph."""
    is_one = len(text) == 1 and unicodedata.category(text) == "So"
    return unicodedata.name(text, "").lower() or None if is_one and primary_language(context.language) == "en" else None


@rule("Q1", "A block quote is read in a second voice or a little slower, between pauses.")
def block_quote(quote: Quote, context: Context) -> Iterator[Part]:
    """Reads a quote and who said it; the full profile says where it begins and ends."""
    begin, end = context.words(Notice.QUOTE_BEGINS), context.words(Notice.QUOTE_ENDS)
    if context.is_full and begin:
        yield notice(begin, Role.QUOTE, before=pauses.AROUND_QUOTE, after=pauses.LINE)
    yield from _quoted(part for block in quote.blocks for part in nested_parts_of(block, context))
    if text_of(quote.attribution).strip():
        yield verbatim(
            quote.attribution, Role.QUOTE, context, before=pauses.BEFORE_ATTRIBUTION, after=pauses.AROUND_QUOTE
        )
    if context.is_full and end:
        yield notice(end, Role.QUOTE, before=pauses.LINE, after=pauses.AROUND_QUOTE)


def _quoted(parts: Iterator[Part]) -> Iterator[Part]:
    """Yields the parts of a quote in the quoted manner; a paragraph of it is a quote by its role."""
    for part in parts:
        if isinstance(part, Line) and not part.generated and part.manner is Manner.NARRATOR:
            is_paragraph = part.role is Role.PARAGRAPH
            yield replace(
                part,
                rule="Q1" if is_paragraph else part.rule,
                role=Role.QUOTE if is_paragraph else part.role,
                manner=Manner.QUOTE,
                before=max(part.before, pauses.AROUND_QUOTE),
                after=max(part.after, pauses.AROUND_QUOTE) if not is_paragraph else pauses.AROUND_QUOTE,
            )
        else:
            yield part


@parts_of.register
def unrepeated_pull_quote(quote: PullQuote, context: Context) -> Iterator[Part]:
    """Reads a pull quote whose words stand nowhere else as the quote that it is."""
    line = verbatim(quote.content, Role.QUOTE, context, before=pauses.AROUND_QUOTE, after=pauses.AROUND_QUOTE)
    yield replace(line, rule="Q1", manner=Manner.QUOTE)


@rule("Q2", "A pull quote, which repeats the text, is not read.")
def repeated_quotes(context: Context) -> Iterator[Placing]:
    """Silences pull quotes, and block quotes that stand word for word in a paragraph or an earlier quote."""
    blocks = context.document.blocks
    if not any(isinstance(block, PullQuote | Quote) for block in blocks):
        return
    kinds = Paragraph | ListBlock | Quote
    body = Texts({index: block.text for index, block in enumerate(blocks) if isinstance(block, kinds)})
    heard = {index for index in body.numbers if not isinstance(blocks[index], Quote)}  # and, as they come, quotes
    for index, block in enumerate(blocks):
        match block:
            case PullQuote():
                is_repeat = next(body.holding(block.text, SAME_AS_BODY_OF_A_PULL_QUOTE), None) is not None
            case Quote():
                is_repeat = _repeated_share(block, body, heard, context.language) >= SAME_AS_BODY
                heard.add(index)
            case _:
                continue
        if is_repeat:
            yield Placing(block=index, place=Place.SILENT)


def _repeated_share(quote: Quote, body: Texts, others: Container[int], language: str) -> float:
    """Returns the share of a quote's words in lines that other blocks have.

    A line that names the speaker (`Ann Cole said:`) or serves the page does not count; one of a few words stands
    anywhere by chance, and is no repeat.
    """
    lines = [line.strip() for inner in quote.blocks for line in inner.text.splitlines()]
    words = {line: len(line.split()) for line in lines if not (_SAID.match(line) or is_boilerplate(line, language))}
    if sum(words.values()) < FEWEST_WORDS_OF_A_REPEAT:
        return 0.0
    long_lines = (line for line in words if words[line] >= FEWEST_WORDS_OF_A_LINE)
    repeated = (line for line in long_lines if any(other in others for other in body.holding(line, SAME_AS_BODY)))
    return sum(words[line] for line in repeated) / sum(words.values())
