"""Markdown as a page: CommonMark with tables, struck words, and notes (`[^1]` and, below, `[^1]: its text`)."""

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_MARK = re.compile(r"\[\^([^\]\s^]{1,60})\]")
_NOTE = re.compile(_MARK.pattern + r":[ \t]*")


def page_of_markdown(markdown: str) -> str:
    """Returns the HTML of a Markdown text."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    return str(parser.render(markdown))


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Takes a note's text, up to a blank line or the next note; its label is then known to the marks of the page."""
    opening = _opening(state, start)
    if opening is None or silent:
        return opening is not None
    line = start + 1
    while line < end and not state.isEmpty(line) and _opening(state, line) is None:
        line += 1
    numbers = state.env.setdefault("notes", {})
    paragraph = state.push("paragraph_open", "p", 1)
    paragraph.attrSet("id", _identifier(numbers.setdefault(opening[1], len(numbers) + 1)))
    words = state.push("inline", "", 0)
    words.content = _NOTE.sub("", state.getLines(start, line, state.blkIndent, False).strip(), count=1)
    words.map = [start, line]
    words.children = []
    state.push("paragraph_close", "p", -1)
    state.line = line
    return True


def _opening(state: StateBlock, line: int) -> re.Match[str] | None:
    """Returns where a note begins in a line, or None where none does."""
    if state.is_code_block(line):
        return None
    return _NOTE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _note_mark(state: StateInline, silent: bool) -> bool:
    """Takes the mark of a note that has a text."""
    mark = _MARK.match(state.src, state.pos)
    number = state.env.get("notes", {}).get(mark[1]) if mark else None
    if mark is None or number is None:
        return False
    if not silent:
        link = f'<a href="#{_identifier(number)}">{escape(mark[1])}</a>'
        state.push("html_inline", "", 0).content = f'<sup class="footnote-ref">{link}</sup>'
    state.pos = mark.end()
    return True


def _identifier(number: int) -> str:
    return f"note-{number}"
