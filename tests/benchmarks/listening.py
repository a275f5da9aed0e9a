"""How much of the sample articles is heard in its place, and what is heard that should not be: one JSON object.

Run as `python -m tests.benchmarks.listening`.
"""

import json
from collections.abc import Iterator

from models.voices import VoiceMap
from tests.data.listening import LISTENINGS, Listening
from tests.data.make_catalogue import Record, catalogue
from transforms.composition import NarrationSettings, compose_script
from transforms.documents import Article
from transforms.extraction import extract_document
from transforms.scripts import Script

SETTINGS = NarrationSettings(voices=VoiceMap.parse("en=hibari:heart"))


def script_of(record: Record) -> Script:
    """Returns the script of a record in the default settings."""
    article = Article(
        article_id=record.article_id,
        source=f"catalogue#{record.article_id}",
        html=record.html,
        url=record.url,
        title=record.title,
        author=record.author,
        published_at=record.published_at.isoformat() if record.published_at else None,
        language=record.language,
    )
    return compose_script(extract_document(article), SETTINGS)


def faults_of(listening: Listening, script: Script) -> Iterator[str]:
    """Yields what is amiss: a wrong title, words missing, out of place, heard twice, or heard at all."""
    if script.title != listening.title:
        yield f"title: {script.title}"
    text = "\n".join(segment.text for segment in script.segments)
    end = 0
    for words in listening.heard:
        found = text.find(words, end)
        if found < 0:
            yield f"missing: {words}" if words not in text else f"out of place: {words}"
        else:
            end = found + len(words)
        if text.count(words) > 1:
            yield f"twice: {words}"
    for words in listening.unheard:
        if words in text:
            yield f"leaked: {words}"


def main() -> None:
    """Prints the faults of each article and their number."""
    records = {record.article_id: record for record in catalogue()}
    faults = {key: list(faults_of(listening, script_of(records[key]))) for key, listening in LISTENINGS.items()}
    expected = sum(len(listening.heard) + len(listening.unheard) + 1 for listening in LISTENINGS.values())
    total = sum(map(len, faults.values()))
    print(json.dumps({"expectations": expected, "faults": total, "by_article": faults}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
