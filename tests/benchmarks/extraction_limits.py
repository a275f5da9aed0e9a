"""How long pages take that were made to take long, below the bounds where extraction stays in its own process.

    python -m tests.benchmarks.extraction_limits [--tags 20000]

Prints one JSON object: the processor seconds of each shape, and the worst. What is worked on in the process itself must
stay far below the time limit for every shape; `transforms/extraction/extractor.py` sets its bounds by these figures.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence

from transforms.documents import Article
from transforms.extraction import ExtractionLimits
from transforms.extraction.assembly import document_of
from transforms.outcomes import ArticleError, SkipArticleError

_WORDS = "some words of text that fill a line, and more of it. "
_DEPTH = 480
_CHARACTERS = 900_000


def _nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + closing * depth


def shapes(tags: int) -> dict[str, str]:
    """Returns pages of about so many tags, or of about a million characters, by the name of their shape."""
    links = tags // (2 * _DEPTH) - 1
    prose = f"<p>{_WORDS * 20}</p>"
    return {
        "paragraphs": f"<p>{_WORDS}</p>" * (tags // 2),
        "linked paragraphs": prose + "<p><a href=x>link text here</a></p>" * (tags // 4),
        "linked divisions": prose + "<div><a href=x>link text here</a></div>" * (tags // 4),
        "deep": "<div>" * _DEPTH + f"<p>{_WORDS}</p>" * ((tags - 2 * _DEPTH) // 2),
        "deep with links on each level": _nested("<div>" + "<a href=q>ab</a>" * links, "</div>", _DEPTH),
        "deep again and again": ("<div>" * 100 + f"<p>{_WORDS}</p>" + "</div>" * 100) * (tags // 202),
        "long list": prose + "<ul>" + "<li>one two three</li>" * (tags // 2) + "</ul>",
        "nested lists": prose + _nested("<ul>" + "<li>one</li>" * (tags // _DEPTH - 2) + "<li>", "</ul>", _DEPTH // 2),
        "table": "<table>" + ("<tr>" + "<td>c 1</td>" * 20 + "</tr>") * (tags // 42) + "</table>",
        "nested tables": _nested(
            "<table>" + "<tr><td>cell w</td></tr>" * (tags // 600) + "<tr><td>", "</td></tr></table>", 150
        ),
        "spanning fields": prose + "<table>" + "<tr><td colspan=99 rowspan=99>a<th>q</tr>" * (tags // 4) + "</table>",
        "nested quotes": _nested("<blockquote><p>hello there you</p>", "</blockquote>", _DEPTH),
        "spans": "<p>" + "<span>w w</span> " * (tags // 2),
        "line breaks": "<div>" + "word word<br>" * tags,
        "figures": f"<p>{_WORDS}</p><figure><img src=a.jpg><figcaption>c</figcaption></figure>" * (tags // 8),
        "notes": f"<p>{_WORDS}<sup><a href=#fn1>1</a></sup></p>" * (tags // 6),
        "articles": f"<article><h1>T</h1><p>{_WORDS * 5}</p></article>" * (tags // 6),
        "one paragraph": f"<p>{_WORDS * (_CHARACTERS // len(_WORDS))}</p>",
        "attributes of one tag": "<p " + " ".join(f"a{n}=1" for n in range(6_000)) + f">{prose}",
        "long attribute": f'<p class="{"a-b " * 12_000}">{prose}',
        "commas": "<div>" + "," * _CHARACTERS,
        "structured data": '<script type="application/ld+json">' + "[" * 100_000 + f"</script>{prose}",
        "byline": f'<meta name=author content="{"by " * 16_000}">{prose}',
        "title": f"<title>{' - a' * 200_000}</title>{prose}",
    }


def seconds_of(html: str) -> float:
    """Returns the processor seconds that a page takes, whatever comes of it."""
    start = time.process_time()
    try:
        document_of(Article("a", "benchmark", html=html), ExtractionLimits())
    except (SkipArticleError, ArticleError) as error:
        print(type(error).__name__, error, file=sys.stderr)
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the seconds of all shapes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tags", type=int, default=20_000)
    options = parser.parse_args(arguments)
    seconds = {}
    for name, html in shapes(options.tags).items():
        seconds[name] = round(seconds_of(html), 3)
        print(f"{name:32}{seconds[name]:8.3f} s", file=sys.stderr)
    print(json.dumps({"tags": options.tags, "seconds": seconds, "worst": max(seconds.values())}))


if __name__ == "__main__":
    main()
