"""Where a text may be cut: into sentences, and into pieces of a breath or two for a voice."""

import re

import sentencex

from models.voices import primary_language

SHORTEST_PIECE = 100

_CLAUSE_ENDS = (
    re.compile(r"[;:](?=\s)"),
    re.compile(r",(?=\s)|\s[—–-](?=\s)|—"),
    re.compile(r"(?=\sand\s)"),
    re.compile(r"(?=\s)"),
)


def split_sentences(text: str, language: str) -> list[str]:
    """Returns the sentences in order, each with the space that follows it: joined, they are the text."""
    return [str(sentence) for sentence in sentencex.segment(primary_language(language), text)] if text else []


def split_for_speech(text: str, language: str, longest: int = 300) -> list[str]:
    """Returns the text in pieces of about 100 to `longest` characters, cut at sentence ends, else between clauses."""
    pieces: list[str] = []
    for sentence in split_sentences(text, language):
        for part in _parts_of(sentence, longest):
            if pieces and len(pieces[-1]) < SHORTEST_PIECE and len(pieces[-1]) + len(part) <= longest:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces


def _parts_of(sentence: str, longest: int) -> list[str]:
    parts = []
    while len(sentence) > longest:
        cut = _cut_of(sentence, longest)
        parts.append(sentence[:cut])
        sentence = sentence[cut:]
    return [*parts, sentence]


def _cut_of(sentence: str, longest: int) -> int:
    """Returns the last good place to cut before `longest`: after a clause, else between words, else there."""
    for end in _CLAUSE_ENDS:
        cuts = [match.end() for match in end.finditer(sentence, 0, longest) if match.end() > longest // 4]
        if cuts:
            return cuts[-1]
    return longest
