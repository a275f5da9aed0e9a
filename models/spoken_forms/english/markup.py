"""Markup that leaked into the text: tags, Markdown, TeX quotes (rule E2). It is never obeyed, and never spoken."""

import re

from models.spoken_forms.rules import Rule, always, part

_NOTE_MARK = re.compile(r"(?<=[\w.,;:!?\"'”)\]])\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\]")
_PAIR = re.compile(r"<([a-zA-Z][\w-]{0,20})(?:[\s=][^<>]{0,200})?>([^<>]{0,2000})</\1>")
_BREAK = re.compile(
    r"</?(?:br|hr|wbr|p|div|span)\s?/?>|<(?:break|pause)\b[^<>]{0,100}>|<!--[^<>]{0,500}-->|<img\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?([a-zA-Z][\w:-]{0,30})(?:\s[^<>]{0,300})?\s?/?>")
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,500}\)")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s_])\1(?![\w_])")
_STRUCK = re.compile(r"~~([^~]{1,300})~~")
_ANCHOR = re.compile(r"(?<=[a-z])#(?=[A-Z][a-z])")
_GUILLEMETS = re.compile(r"<<([^<>]{1,300})>>")
# Words that run together where the page lost a space: "ended.Then", "one,two"; but "Booking.Com" is a name.
_LOST_SPACE = re.compile(
    r"(?<=[a-z]{2}[.!?])(?=(?!(?:Com|Net|Org|Js|Io|Ai)\b)[A-Z][a-z]*(?:['’][a-z]+)?[\s,])|(?<=\d{3}\.)(?=[A-Z][a-z]{2})|(?<=[a-z]{2}[,;])(?=[A-Za-z]{2})"
)
_LOST_DASH = re.compile(r"(?<=[a-z]{5})-(?=\d{1,3},\d{3}(?!\d))")
_SPACED_CHOICE = re.compile(r"\band / or\b")
_LIST_NUMBER = re.compile(r"^0?(\d{1,2})\.(?=[A-Z][a-z])")
_QUOTED = re.compile(r"``([^`]{0,300})``|``")
_CODE = re.compile(r"`([^`]{1,200})`")
_HEADING = re.compile(r"^#{1,6} ")
_LEADER = re.compile(r"^(?:[*•●▪‣◦·»>-]|\\-) +")


def _name(match: re.Match[str]) -> str:
    return f" {match.group(1)} "


def _say_list_number(match: re.Match[str]) -> str:
    return f"{match.group(1)}. "


def _quote(match: re.Match[str]) -> str:
    return f"“{match.group(1)}”" if match.group(1) else "“"


RULES = (
    Rule(_GUILLEMETS, _quote, frozenset("<")),
    Rule(_ANCHOR, always(" "), frozenset("#")),
    Rule(_LOST_DASH, always(" – "), frozenset("-")),
    Rule(_SPACED_CHOICE, always("and/or"), frozenset("/")),
    Rule(_LOST_SPACE, always(" "), frozenset(".!?,;")),
    Rule(_LIST_NUMBER, _say_list_number, frozenset(".")),
    Rule(_NOTE_MARK, always(""), frozenset("[")),
    *[Rule(_PAIR, part(2), frozenset("<"))] * 2,  # pairs nest
    Rule(_BREAK, always(" "), frozenset("<")),
    Rule(_TAG, _name, frozenset("<")),
    Rule(_IMAGE, part(1), frozenset("[")),
    Rule(_LINK, part(1), frozenset("[")),
    Rule(_STRONG, part(2), frozenset("*")),
    Rule(_UNDERLINED, part(2), frozenset("_")),
    Rule(_STRUCK, part(1), frozenset("~")),
    Rule(_QUOTED, _quote, frozenset("`")),
    Rule(_CODE, part(1), frozenset("`")),
    Rule(_HEADING, always(""), frozenset("#")),
    Rule(_LEADER, always(""), frozenset("*•●▪‣◦·»>-\\")),
)
