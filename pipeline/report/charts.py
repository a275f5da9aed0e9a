"""The report's charts: what each shows, from figures and summary."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from models.audio.targets import LOUDNESS_TARGETS, LoudnessTarget
from pipeline.report.figures import Bins, Figures
from pipeline.report.sampling import ranked
from pipeline.report.svg import Bar, Plot, bars, linear_axis, log_axis
from pipeline.report.verdict import StageCost
from transforms.outcomes import Status

_MOST_BARS = 12
_NARROWEST_LEVELS = 2.0  # of an axis of levels, in dB
_SPEED_INTERVALS = 60
_CLOCKS = ((3600, "hours"), (60, "minutes"), (1, "seconds"))
_SPARE_DECADES = 0.3  # round what is on logarithmic axes
_TEXT_MARKS = {
    factor * 10.0**power: f"{factor * 10 ** (power % 3)}{('', 'k', 'M')[power // 3]}"
    for power in range(1, 7)
    for factor in (1, 2, 5)
}
_TIME_UNITS = (
    (1.0, "s", (1, 2, 5, 10, 20, 30)),
    (60.0, "min", (1, 2, 5, 10, 20, 30)),
    (3600.0, "h", (1, 2, 5, 10, 20)),
)
_AUDIO_MARKS = {number * size: f"{number} {unit}" for size, unit, numbers in _TIME_UNITS for number in numbers}
_STATUS_KINDS = {Status.NARRATED: "good", Status.REUSED: "reused", Status.SKIPPED: "skipped"}
_DECISION_KINDS = {"described": "good", "silent": "skipped", "failed": "bad"}


@dataclass(frozen=True)
class Chart:
    """A drawing with its title, and a sentence on how to read it."""

    title: str
    drawing: Markup
    note: str = ""


def charts_of(summary: Mapping[str, Any], figures: Figures, stages: Sequence[StageCost]) -> list[Chart]:
    """Returns the charts for which there are data, in the order of the page."""
    target = _target(summary)
    charts = [
        _outcomes(summary, figures),
        _audio_against_text(figures),
        _stages(stages),
        _speed(summary.get("timeline", {})),
        _levels("Loudness", figures.loudness, "LUFS", target.lufs if target else None),
        _levels("True peak", figures.peaks, "dBTP", target.true_peak_dbtp if target else None),
        _roles(figures),
        _blocks(figures),
        _images(figures),
        _hours("Languages", figures.seconds_by_language),
        _hours("Voices", figures.seconds_by_voice),
    ]
    return [chart for chart in charts if chart is not None]


def _outcomes(summary: Mapping[str, Any], figures: Figures) -> Chart | None:
    counts = [
        (_STATUS_KINDS.get(Status(status), "skipped"), f"{status}: {reason}" if reason else status, count)
        for (status, reason), count in figures.outcomes.items()
    ]
    counts += [("bad", f"dead letter: {code}", count) for code, count in summary["dead_letter_codes"].items()]
    kinds = {label: kind for kind, label, _ in counts}
    rows = [
        Bar(label, [(kinds.get(label, "skipped"), count)], f"{count:,.0f}{_hours_of(label, figures)}")
        for label, count in ranked(((label, count) for _, label, count in counts), _MOST_BARS)
    ]
    return None if not rows else Chart("Articles by outcome", bars(rows, "Articles by status and reason"))


def _hours_of(label: str, figures: Figures) -> str:
    return f" · {duration(figures.seconds[label])}" if figures.seconds.get(label) else ""


def _audio_against_text(figures: Figures) -> Chart | None:
    cells = np.argwhere(figures.characters_and_lengths)
    if not len(cells):
        return None
    (left, bottom), (right, top) = cells.min(axis=0), cells.max(axis=0) + 1
    x_edges, y_edges = figures.characters.edges, figures.lengths.edges
    x = log_axis(x_edges[left] - _SPARE_DECADES, x_edges[right] + _SPARE_DECADES, "characters spoken", _TEXT_MARKS)
    y = log_axis(y_edges[bottom] - _SPARE_DECADES, y_edges[top] + _SPARE_DECADES, "audio", _AUDIO_MARKS)
    plot = Plot("Length of audio against length of text", x, y)
    most = math.log1p(figures.characters_and_lengths.max())
    for column, row in cells.tolist():
        count = int(figures.characters_and_lengths[column, row])
        place = (x_edges[column] + x_edges[column + 1]) / 2, (y_edges[row] + y_edges[row + 1]) / 2
        plot.dot(*place, math.log1p(count) / most, f"{count:,} {'article' if count == 1 else 'articles'}")
    for number, odd in enumerate(figures.outliers, 1):
        plot.ring(math.log10(odd.what.characters), math.log10(max(0.1, odd.what.seconds)), str(number))
    note = "The numbered ones are named below." if figures.outliers else "None departs from its voice's pace."
    return Chart("Audio against text", plot.draw(), f"Both axes are logarithmic. {note}")


def _stages(stages: Sequence[StageCost]) -> Chart | None:
    rows = [Bar(one.stage, [("accent", one.seconds)], f"{duration(one.seconds)} · {one.share:.0%}") for one in stages]
    note = "Time of all workers together; steps that wait for each other's results count for both."
    return Chart("Seconds by stage", bars(rows, "Seconds by stage"), note) if rows else None


def _speed(timeline: Mapping[str, Sequence[float]]) -> Chart | None:
    seconds, audio = timeline.get("seconds", ()), timeline.get("audio_seconds", ())
    if len(seconds) < 3 or not audio[-1]:
        return None
    grid = np.linspace(0, seconds[-1], min(_SPEED_INTERVALS, len(seconds)) + 1)
    speeds = np.diff(np.interp(grid, [0.0, *seconds], [0.0, *audio])) / np.diff(grid)
    size, unit = next(((size, unit) for size, unit in _CLOCKS if grid[-1] >= 3 * size), _CLOCKS[-1])
    x = linear_axis(0, float(grid[-1]) / size, f"{unit} since the start")
    y = linear_axis(0, float(speeds.max()), "seconds of audio a second")
    plot = Plot("Speed over the run", x, y)
    plot.line([(float(at), float(speed)) for at, speed in zip((grid[:-1] + grid[1:]) / 2 / size, speeds)])
    return Chart("Speed over the run", plot.draw(), "A narration counts when its files are written.")


def _target(summary: Mapping[str, Any]) -> LoudnessTarget | None:
    """Returns the levels that the run was to meet, where it says so."""
    return LOUDNESS_TARGETS.get(summary.get("loudness", ""))


def _levels(name: str, bins: Bins, unit: str, target: float | None) -> Chart | None:
    full = np.flatnonzero(bins.counts)
    if not len(full):
        return None
    low, high = float(bins.edges[full[0]]), float(bins.edges[full[-1] + 1])
    if target is not None:
        low, high = min(low, target - 0.25), max(high, target + 0.25)
    spare = max(0.0, _NARROWEST_LEVELS - (high - low)) / 2
    count_axis = linear_axis(0, float(bins.counts.max()), "narrations", least_step=1.0)
    plot = Plot(name, linear_axis(low - spare, high + spare, unit), count_axis)
    for place in full.tolist():
        left, right, count = float(bins.edges[place]), float(bins.edges[place + 1]), int(bins.counts[place])
        plot.column(left, right, count, f"{left:g} to {right:g} {unit}: {count:,}")
    if target is not None:
        plot.rule(target, f"target {target:g}" if unit == "LUFS" else f"limit {target:g}")
    return Chart(name, plot.draw())


def _roles(figures: Figures) -> Chart | None:
    roles = dict.fromkeys(role for role, _ in figures.segments)
    totals = {role: (figures.segments[role, False], figures.segments[role, True]) for role in roles}
    rows = [
        Bar(role.replace("_", " "), [("good", own), ("generated", ours)], _spoken(own, ours))
        for role, (own, ours) in sorted(totals.items(), key=lambda entry: (-sum(entry[1]), entry[0]))
    ]
    note = "Segments by what they are in the article; amber: generated, not the page's own words."
    return Chart("What is spoken", bars(rows, "Segments by role"), note) if rows else None


def _spoken(own: int, ours: int) -> str:
    return f"{own + ours:,}" if not ours else f"{own + ours:,} · {ours:,} generated"


def _blocks(figures: Figures) -> Chart | None:
    kinds = {"spoken": "good", "described": "generated", "skipped": "skipped", "failed": "bad"}
    total = figures.blocks.total()
    if not total:
        return None
    rows = [Bar(name, [(kinds[name], figures.blocks[name])], _of(figures.blocks[name], total)) for name in kinds]
    note = "Every block of every narrated article is one of these."
    return Chart("Coverage of blocks", bars(rows, "Blocks by what became of them"), note)


def _of(count: int, total: int) -> str:
    return f"{count:,} · {count / total:.1%}"


def _images(figures: Figures) -> Chart | None:
    total = figures.images.total()
    rows = [
        Bar(f"{decision}, {rule}", [(_DECISION_KINDS.get(decision, "skipped"), count)], _of(count, total))
        for (decision, rule), count in sorted(figures.images.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return Chart("Images by decision", bars(rows[:_MOST_BARS], "Images by decision and rule")) if rows else None


def _hours(title: str, seconds: Mapping[str, float]) -> Chart | None:
    most = ranked(((name, spent) for name, spent in seconds.items() if spent), _MOST_BARS)
    rows = [Bar(name, [("accent", spent)], duration(spent)) for name, spent in most]
    return Chart(title, bars(rows, f"Audio by {title.lower()}")) if rows else None


def duration(seconds: float) -> str:
    """Returns seconds as a person would say them: 4.2 s, 3 min, 12.5 h, 1,204 h."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size:
            amount = seconds / size
            return f"{amount:,.0f} {unit}" if amount >= 100 else f"{amount:.3g} {unit}"
    return f"{seconds:.3g} s"
