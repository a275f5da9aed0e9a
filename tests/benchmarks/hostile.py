"""Time and peak memory of the text side for every hostile record: `python -m tests.benchmarks.hostile` prints JSON.

Each case runs in a forked process of its own, so that its peak is its own; seconds are of the processor. What the
extraction's process beside needs, its start included, stands apart: as seconds and as the peak of the whole process.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator

from models.voices import VoiceMap
from tests.hostile.cases import lines, pages
from transforms.composition import NarrationSettings, compose_scripts
from transforms.documents import Article
from transforms.extraction import extract_document, sandbox
from transforms.outcomes import ArticleError, SkipArticleError
from transforms.reading import article_of

SETTINGS = NarrationSettings(voices=VoiceMap.parse("en=hibari:heart"))


def work_on(read: Callable[[], Article]) -> str:
    """Returns what becomes of a record."""
    try:
        scripts = compose_scripts(extract_document(read()), SETTINGS)
    except SkipArticleError as skip:
        return f"skipped:{skip.reason}"
    except (ArticleError, ValueError, RecursionError) as error:
        return f"dead_letter:{getattr(error, 'code', 'bad_record')}"
    return f"{sum(len(script.segments) for script in scripts)} segments"


def measured(read: Callable[[], Article]) -> dict[str, object]:
    """Returns the outcome, the seconds and the megabytes that the peak of memory grew by, of one record."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        outcome = work_on(read)
        seconds, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sandbox._close_idle()
        beside = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = {
            "outcome": outcome,
            "seconds": round(seconds, 3),
            "peak_mb": round((after - before) / 1024, 1),
            "seconds_beside": round(beside.ru_utime + beside.ru_stime, 3),
            "peak_mb_beside": round(beside.ru_maxrss / 1024, 1),
        }
        os.write(there, json.dumps(result).encode())
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else {"outcome": "died", "seconds": 0.0, "peak_mb": 0.0}


def cases() -> Iterator[tuple[str, Callable[[], Article]]]:
    for line in lines():
        yield line.name, lambda line=line: article_of(json.loads(line.line), line.name)
    for page in pages():
        yield page.name, lambda page=page: article_of({"html": page.html}, page.name)


def main() -> None:
    work_on(lambda: Article("warm", "s", text="The harbour froze and nobody could leave the town. " * 20))
    results = {name: measured(read) for name, read in cases()}
    slowest = max(results, key=lambda name: results[name]["seconds"])
    largest = max(results, key=lambda name: results[name]["peak_mb"])
    summary = {
        "cases": len(results),
        "died": [name for name, result in results.items() if result["outcome"] == "died"],
        "slowest": {"case": slowest} | results[slowest],
        "largest": {"case": largest} | results[largest],
        "most_seconds_beside": max(result.get("seconds_beside", 0.0) for result in results.values()),
        "most_mb_beside": max(result.get("peak_mb_beside", 0.0) for result in results.values()),
    }
    json.dump({"summary": summary, "cases": results}, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
