"""The report as a page: everything that it shows is in it, except the audio that its buttons play."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from pipeline.pages import breakable, percent, render
from pipeline.report.charts import charts_of, duration
from pipeline.report.figures import Figures
from pipeline.report.letters import Letter
from pipeline.report.sampling import Sample
from pipeline.report.verdict import verdict_of
from transforms.composition.rules import declared_rules, sentence_of

_MARGIN_SECONDS = 0.3


@dataclass(frozen=True)
class RuleRow:
    """How often a rule spoke and how often it left out."""

    rule: str
    sentence: str
    spoken: int
    skipped: int


def report_page(summary: Mapping[str, Any], figures: Figures, letters: Sample[Letter]) -> bytes:
    """Returns the page; raises KeyError where the summary lacks a count."""
    verdict = verdict_of(summary)
    return render(
        __package__,
        "report.html",
        styles=["report.css"],
        scripts=["report.js"],
        allow={"media-src": "'self' file:"},
        verdict=verdict,
        charts=charts_of(summary, figures, verdict.stages),
        outliers=figures.outliers,
        hearing=figures.hearing.most(),
        letters=letters,
        skips=figures.skips,
        rules=list(_rule_rows(figures)),
        facts=list(_facts(summary)),
        narrations=figures.narrations,
        duration=duration,
        clock=clock,
        dollars=dollars,
        percent=percent,
        breakable=breakable,
        player_link=player_link,
        audio_link=quote,
        margin=_MARGIN_SECONDS,
    )


def _rule_rows(figures: Figures) -> Iterator[RuleRow]:
    known = set(declared_rules())
    for rule in sorted({*figures.rules_spoken, *figures.rules_skipped}):
        sentence = sentence_of(rule) if rule in known else ""
        yield RuleRow(rule, sentence, figures.rules_spoken[rule], figures.rules_skipped[rule])


def _facts(summary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yields what the run was started with and made by."""
    names = {"input": "input", "voices_asked_for": "voices", "workers": "workers", "worker_mode": "worker mode"}
    for name, label in names.items():
        if summary.get(name) not in (None, ""):
            yield label, str(summary[name])
    yield "audio", f"{summary.get('audio_bytes', 0) / 1e6:,.1f} MB"
    yield "Narrate", str(summary.get("pipeline_version", ""))
    yield from summary.get("versions", {}).items()


def player_link(article_id: str, seconds: float | None = None, part: int = 1) -> str:
    """Returns the address of an article in the player, beside the report."""
    query: dict[str, Any] = {"article": article_id}
    if part > 1:
        query["part"] = part
    if seconds is not None:
        query["at"] = f"{seconds:g}"
    return f"player/player.html?{urlencode(query, errors='replace')}"


def dollars(amount: float) -> str:
    """Returns a price in dollars: $1,204.50, and below ten cents with as many digits as say something: $0.0042."""
    return (
        f"${amount:,.2f}" if amount >= 0.1 or not amount else f"${amount:.2g}" if amount >= 0.0001 else "under $0.0001"
    )


def clock(seconds: float) -> str:
    """Returns a time in a narration: 4:05, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
