"""What an operator wants to know first: did the run go well, what did it make, what did it cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.pages import percent

_COUNTED = ("narrated", "reused", "skipped", "dead_letters")
_DEFAULT_FAILURE_RATIO = 0.1
_NOTICEABLE_RATIO = 0.01
# The time of the first stage is counted in that of the second, in whose function it runs.
_INNER_STAGES = {"encode": "write"}


class Level(StrEnum):
    """How well a run went."""

    GOOD = "good"
    LOOK = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class StageCost:
    """What a stage took of all workers' time, and of the price."""

    stage: str
    seconds: float
    share: float
    usd: float


@dataclass(frozen=True)
class Verdict:
    """The first lines of the report. Speeds and prices are None where the run did not measure them."""

    level: Level
    sentence: str
    equation: str
    lost_ratio: float
    narrated_hours: float
    reused_hours: float
    wall_seconds: float | None
    speed: float | None
    usd: float | None
    stages: tuple[StageCost, ...]


def verdict_of(summary: Mapping[str, Any]) -> Verdict:
    """Returns the verdict on a run; raises KeyError where its summary lacks a count."""
    read = summary["read"]
    lost_ratio = summary["dead_letters"] / max(1, read)
    allowed = summary.get("max_failure_ratio", _DEFAULT_FAILURE_RATIO)
    level, sentence = _judged(summary, lost_ratio, allowed)
    sign = "=" if summary["equation_holds"] else "≠"
    counts = " + ".join(f"{summary[name]:,} {name.replace('_', ' ')}" for name in _COUNTED)
    hours = {status: summary["audio_seconds"].get(status, 0.0) / 3600 for status in ("narrated", "reused")}
    usd = summary.get("estimated_cost_usd") or None
    return Verdict(
        level=level,
        sentence=sentence,
        equation=f"{read:,} read {sign} {counts}",
        lost_ratio=lost_ratio,
        narrated_hours=hours["narrated"],
        reused_hours=hours["reused"],
        wall_seconds=summary.get("wall_seconds"),
        speed=summary.get("audio_seconds_per_second"),
        usd=usd,
        stages=stage_costs(summary.get("stage_seconds", {}), usd),
    )


def _judged(summary: Mapping[str, Any], lost_ratio: float, allowed: float) -> tuple[Level, str]:
    lost = "no record was lost" if not summary["dead_letters"] else f"{percent(lost_ratio)} of the records were lost"
    if not summary["equation_holds"]:
        return Level.BAD, "Do not rely on this run: not every record that was read is accounted for."
    if summary["read"] == 0:
        return Level.LOOK, "The run read no records. Is the input right?"
    if lost_ratio > allowed:
        return Level.BAD, f"This run failed: {lost}, more than the {percent(allowed)} that are allowed."
    if summary["narrated"] + summary["reused"] == 0:
        return Level.LOOK, "Every record is accounted for, but none was narrated. See the reasons below."
    if lost_ratio > _NOTICEABLE_RATIO:
        return Level.LOOK, f"The run is complete, but {lost}. See the dead letters below."
    return Level.GOOD, f"The run went well: every record is accounted for, and {lost}."


def stage_costs(stage_seconds: Mapping[str, float], usd: float | None) -> tuple[StageCost, ...]:
    """Returns the stages by their time, longest first; a run's price is shared out by it."""
    seconds = dict(stage_seconds)
    for inner, outer in _INNER_STAGES.items():
        if inner in seconds and outer in seconds:
            seconds[outer] = max(0.0, seconds[outer] - seconds[inner])
    total = sum(seconds.values()) or 1.0
    ordered = sorted(seconds.items(), key=lambda stage: (-stage[1], stage[0]))
    return tuple(StageCost(name, spent, spent / total, (usd or 0.0) * spent / total) for name, spent in ordered)
