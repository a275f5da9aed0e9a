"""How names and terms are said: pronunciation lexicons, read from W3C PLS files, and a small one of our own.

A lexicon is a set of entries; each says for one word or phrase of one language what is spoken in its place (an alias)
or how it sounds (IPA). The format is the W3C Pronunciation Lexicon Specification 1.0. Its `role` attribute takes one
QName of ours: a lexeme with the role `ignore-case` (in any namespace) matches whatever the case of its letters.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from models import storage
from models.pronunciations import ALIASES, IPA
from models.voices import primary_language

PLS_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
IGNORE_CASE_ROLE = "ignore-case"
LARGEST_FILE_BYTES = 16 * 1024 * 1024

_TOKEN = re.compile(r"\w+|[^\w\s]")


class LexiconError(ValueError):
    """A lexicon that cannot be used; the message names the file and the line."""


@dataclass(frozen=True)
class LexiconEntry:
    """What is spoken for `grapheme`: `alias`, words in its place, or `ipa`, its sounds; exactly one of the two."""

    grapheme: str
    language: str
    alias: str | None = None
    ipa: str | None = None
    ignores_case: bool = False

    def __post_init__(self) -> None:
        if not self.grapheme.strip():
            raise ValueError("the grapheme is empty")
        if bool(self.alias) == bool(self.ipa):
            raise ValueError(f"{self.grapheme!r} needs an alias or a phoneme, and not both")


@dataclass(frozen=True)
class LexiconMatch:
    """The characters `start` to `end` of a text, and the entry that says how they are spoken."""

    start: int
    end: int
    entry: LexiconEntry


class Lexicon:
    """Entries by language; of two entries for one grapheme and language, the later one counts."""

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        by_key = {(e.language.lower(), e.grapheme.lower() if e.ignores_case else e.grapheme): e for e in entries}
        self.entries = tuple(by_key.values())
        self._by_first_token: dict[str, dict[str, list[LexiconEntry]]] = {}
        for entry in sorted(self.entries, key=lambda e: (len(e.grapheme), not e.ignores_case), reverse=True):
            first = _TOKEN.match(entry.grapheme.lower())
            tokens = self._by_first_token.setdefault(primary_language(entry.language), {})
            tokens.setdefault(first.group() if first else entry.grapheme, []).append(entry)

    @classmethod
    def read(cls, path: str | Path) -> "Lexicon":
        """Returns the lexicon of a PLS file, or raises LexiconError."""
        try:
            data = storage.read_bytes(str(path))
        except OSError as error:
            raise LexiconError(f"{path}: {error.strerror}" if error.strerror else str(error)) from error
        return cls.parse(data, str(path))

    @classmethod
    def parse(cls, data: bytes, source: str) -> "Lexicon":
        """Returns the lexicon of a PLS document, or raises LexiconError; `source` names it in errors."""
        return cls(_entries_of(_root_of(data, source), source))

    def merge(self, other: "Lexicon") -> "Lexicon":
        """Returns the entries of both; where they disagree, `other` counts."""
        return Lexicon((*self.entries, *other.entries))

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change whenever an entry does."""
        lines = sorted(repr(entry) for entry in self.entries)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def matches(self, text: str, language: str) -> Iterator[LexiconMatch]:
        """Yields the entries that stand in the text as whole words, in order; the longest at each place, no overlaps.

        An entry for a region (`en-GB`) serves that region only, an entry for a language all its regions.
        """
        by_first_token = self._by_first_token.get(primary_language(language))
        if not by_first_token:
            return
        end = 0
        for token in _TOKEN.finditer(text):
            if token.start() < end:
                continue
            for entry in by_first_token.get(token.group().lower(), ()):
                if _serves(entry.language, language) and _stands_at(entry, text, token.start()):
                    end = token.start() + len(entry.grapheme)
                    yield LexiconMatch(token.start(), end, entry)
                    break


def _serves(entry_language: str, language: str) -> bool:
    entry_tag, tag = entry_language.lower().replace("_", "-"), language.lower().replace("_", "-")
    return tag == entry_tag or tag.startswith(entry_tag + "-")


def _stands_at(entry: LexiconEntry, text: str, start: int) -> bool:
    end = start + len(entry.grapheme)
    found = text[start:end]
    if found != entry.grapheme and not (entry.ignores_case and found.lower() == entry.grapheme.lower()):
        return False
    return not (entry.grapheme[-1].isalnum() and text[end : end + 1].isalnum())


def _root_of(data: bytes, source: str) -> etree._Element:
    """Returns the root of a document without document type, entities or network, or raises LexiconError."""
    if len(data) > LARGEST_FILE_BYTES:
        raise LexiconError(f"{source}: {len(data)} bytes; a lexicon has at most {LARGEST_FILE_BYTES}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise LexiconError(f"{source}:{error.lineno}: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise LexiconError(f"{source}:1: a lexicon has no document type")
    if root.tag != f"{{{PLS_NAMESPACE}}}lexicon":
        raise LexiconError(f"{source}:{root.sourceline}: the root is not <lexicon xmlns={PLS_NAMESPACE!r}>")
    if not root.get(XML_LANGUAGE):
        raise LexiconError(f"{source}:{root.sourceline}: the lexicon names no language; write xml:lang")
    return root


def _entries_of(root: etree._Element, source: str) -> Iterator[LexiconEntry]:
    alphabet = root.get("alphabet", "ipa")
    for lexeme in root.iterchildren(f"{{{PLS_NAMESPACE}}}lexeme"):
        try:
            yield from _entries_of_lexeme(lexeme, root.get(XML_LANGUAGE, ""), alphabet)
        except ValueError as error:
            raise LexiconError(f"{source}:{lexeme.sourceline}: {error}") from error


def _entries_of_lexeme(lexeme: etree._Element, language: str, alphabet: str) -> Iterator[LexiconEntry]:
    """Yields an entry per grapheme, or raises ValueError; of its readings the preferred one counts, else the first."""
    graphemes = [_words_of(element) for element in lexeme.iterchildren(f"{{{PLS_NAMESPACE}}}grapheme")]
    if not graphemes:
        raise ValueError("the lexeme has no grapheme")
    readings = list(lexeme.iterchildren(f"{{{PLS_NAMESPACE}}}alias", f"{{{PLS_NAMESPACE}}}phoneme"))
    if not readings:
        raise ValueError(f"{graphemes[0]!r} has neither an alias nor a phoneme")
    reading = next((element for element in readings if element.get("prefer") == "true"), readings[0])
    words, is_alias = _words_of(reading), reading.tag == f"{{{PLS_NAMESPACE}}}alias"
    if not words:
        raise ValueError(f"{graphemes[0]!r} has an empty reading")
    if not is_alias and reading.get("alphabet", alphabet) != "ipa":
        raise ValueError(f"{graphemes[0]!r} is in the alphabet {reading.get('alphabet', alphabet)!r}; only ipa is read")
    roles = (role.rpartition(":")[2] for role in lexeme.get("role", "").split())
    ignores_case = IGNORE_CASE_ROLE in roles
    for grapheme in graphemes:
        if is_alias:
            yield LexiconEntry(grapheme, language, alias=words, ignores_case=ignores_case)
        else:
            yield LexiconEntry(grapheme, language, ipa=words, ignores_case=ignores_case)


def _words_of(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


BUILT_IN = Lexicon(
    [
        *(LexiconEntry(grapheme, "en", ipa=ipa) for grapheme, ipa in IPA.items()),
        *(LexiconEntry(grapheme, "en", alias=alias) for grapheme, alias in ALIASES.items()),
    ]
)
