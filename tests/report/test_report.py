"""The report: what it says of a run, first and last."""

import json
import re
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from lxml import html

from models import storage
from pipeline.cli import main
from pipeline.manifest import manifest_batches
from pipeline.pages import breakable, percent
from pipeline.report import write_report
from pipeline.report.charts import duration
from pipeline.report.figures import Figures
from pipeline.report.pace import PaceMeter
from pipeline.report.page import dollars
from pipeline.report.sampling import Sample, ranked, shortened_path
from pipeline.report.svg import linear_axis
from pipeline.report.verdict import Level, stage_costs, verdict_of
from tests.outputs import letter, narration, skipped, spoken, write_output
from transforms.scripts import Coverage, ImageDecision, ImageOutcome, Skip

LONG = "A sentence that is long enough to be judged by its pace."
SUMMARY = {
    "read": 100, "narrated": 90, "reused": 0, "skipped": 10, "dead_letters": 0, "equation_holds": True,
    "audio_seconds": {"narrated": 7200.0, "reused": 0.0},
}  # fmt: skip


def report_of(folder: Path) -> str:
    return Path(write_report(str(folder))).read_text()


def words_of(page: str) -> str:
    return " ".join(html.fromstring(page.encode()).text_content().split())


def figures_of(folder: Path) -> Figures:
    figures = Figures()
    for batch in manifest_batches(str(folder)):
        figures.add(batch)
    return figures


@pytest.mark.parametrize(
    ("changes", "level", "words"),
    [
        ({}, Level.GOOD, "every record is accounted for, and no record was lost"),
        ({"narrated": 89, "dead_letters": 1}, Level.GOOD, "1% of the records were lost"),
        ({"narrated": 85, "dead_letters": 5}, Level.LOOK, "5% of the records were lost"),
        ({"narrated": 70, "dead_letters": 20}, Level.BAD, "20% of the records were lost, more than the 10%"),
        ({"narrated": 70, "dead_letters": 20, "max_failure_ratio": 0.5}, Level.LOOK, "20% of the records were lost"),
        ({"equation_holds": False}, Level.BAD, "not every record that was read is accounted for"),
        ({"narrated": 0, "skipped": 100}, Level.LOOK, "none was narrated"),
        ({"read": 0, "narrated": 0, "skipped": 0}, Level.LOOK, "read no records"),
    ],
)
def test_the_verdict_comes_first(changes, level, words):
    verdict = verdict_of(SUMMARY | changes)
    assert verdict.level == level
    assert words in verdict.sentence


def test_the_equation_says_whether_it_holds():
    assert verdict_of(SUMMARY).equation == "100 read = 90 narrated + 0 reused + 10 skipped + 0 dead letters"
    assert "≠" in verdict_of(SUMMARY | {"equation_holds": False}).equation


def test_the_price_is_shared_out_by_the_time_of_the_stages_and_no_second_counts_twice():
    stages = stage_costs({"speak": 60.0, "write": 40.0, "encode": 30.0}, 2.0)
    assert [(one.stage, one.seconds, one.share, one.usd) for one in stages] == [
        ("speak", 60.0, 0.6, 1.2),
        ("encode", 30.0, 0.3, 0.6),
        ("write", 10.0, 0.1, 0.2),
    ]


def test_a_page_says_what_the_run_made(tmp_path):
    rows = [narration("one", [spoken(LONG)] * 4), skipped("two", "listing"), skipped("three", "no_voice:de")]
    page = report_of(write_output(tmp_path, rows, [letter("four", "too_large")], estimated_cost_usd=3.0))
    words = words_of(page)
    for expected in (
        "4 read = 1 narrated + 0 reused + 2 skipped + 1 dead letters",
        "25%",
        "$3.00",
        "Estimated cost by stage",
        "skipped: no_voice:de",
        "dead letter: too_large",
        "Speed over the run",
    ):
        assert expected in words, expected


def test_the_page_asks_nobody_for_anything(tmp_path):
    page = report_of(write_output(tmp_path, [narration("one", [spoken(LONG)] * 3)], [letter("four")]))
    assert "default-src 'none'" in page
    assert re.findall(r"""(?:src|href)=["']?(?!player/|#)[^\s"'>]+""", page) == []
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", page)


def test_a_run_elsewhere_without_times_has_a_report_without_them(tmp_path):
    folder = write_output(tmp_path, [narration("one", [spoken(LONG)])])
    summary = json.loads((folder / "summary.json").read_text())
    for name in ("timeline", "stage_seconds", "wall_seconds", "audio_seconds_per_second", "estimated_cost_usd"):
        del summary[name]
    (folder / "summary.json").write_text(json.dumps(summary))
    words = words_of(report_of(folder))
    assert "1 read = 1 narrated" in words
    assert "Seconds by stage" not in words


def test_a_run_of_dead_letters_only_has_a_report(tmp_path):
    folder = write_output(tmp_path, [], [letter("four")])
    (folder / "manifest" / "manifest-00000-of-00001.parquet").unlink()
    assert "This run failed: 100% of the records were lost" in words_of(report_of(folder))


def test_a_run_that_read_nothing_has_a_report_without_empty_parts(tmp_path):
    words = words_of(report_of(write_output(tmp_path, [], stage_seconds={}, timeline={})))
    assert "The run read no records. Is the input right?" in words
    assert "In figures" not in words


def test_what_departs_from_its_voices_pace_is_worth_hearing_at_its_place(tmp_path):
    segments = [spoken(LONG, number) for number in range(40)]
    segments[17] = spoken(LONG, 17, seconds=2.1)
    folder = write_output(tmp_path, [narration("slow", segments), narration("plain", [spoken(LONG)] * 40)])
    first = figures_of(folder).hearing.most()[0]
    assert (first.passage.article_id, first.passage.number, first.passage.start_seconds) == ("slow", 18, 17.0)
    assert re.fullmatch(r"(199|200|201)% slower than usual", first.why)


def test_a_pace_that_nobody_would_notice_is_not(tmp_path):
    paces = [1.0, 1.05, 0.95, 1.0, 1.2]
    row = narration("a", [*(spoken(LONG, seconds=5 * pace) for pace in paces), spoken("The end.")])
    most = figures_of(write_output(tmp_path, [row])).hearing.most()
    assert [one.passage.number for one in most] == [5]
    assert re.fullmatch(r"(19|20|21)% slower than usual", most[0].why)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("in/a_b.parquet#12", "in/<wbr>a_<wbr>b.parquet#<wbr>12"),
        ("<a> & 'b'/c", "&lt;a&gt; &amp; &#39;b&#39;/<wbr>c"),
        ("plain", "plain"),
    ],
)
def test_names_break_behind_the_signs_that_join_them(text, drawn):
    assert breakable(text) == drawn


@pytest.mark.parametrize(("share", "drawn"), [(0, "0%"), (0.2222, "22.2%"), (0.0004, "0.04%"), (1, "100%")])
def test_shares_are_written_in_three_digits(share, drawn):
    assert percent(share) == drawn


def test_long_silences_near_clipping_and_flags_are_worth_hearing(tmp_path):
    silent = narration("silent", [spoken(LONG), spoken(LONG, pause=4.3), spoken(LONG)])
    loud = narration("loud", [spoken(LONG)] * 3, true_peak_dbtp=0.2)
    most = figures_of(write_output(tmp_path, [silent, loud])).hearing.most()
    reasons = {one.passage.article_id: one.why for one in reversed(most)}
    assert reasons["silent"] == "4.3 s of silence after it"
    assert reasons["loud"] == "near clipping: true peak 0.2 dBTP"


def test_twenty_segments_at_most_and_few_of_one_article(tmp_path):
    rows = [narration(f"a{n}", [spoken(LONG, seconds=0.5 + 0.1 * (k % 7)) for k in range(30)]) for n in range(12)]
    most = figures_of(write_output(tmp_path, rows)).hearing.most()
    assert len(most) == 20
    articles = [one.passage.article_id for one in most]
    assert max(map(articles.count, articles)) == 3


def test_audio_that_does_not_fit_its_text_is_named(tmp_path):
    rows = [narration(f"a{n}", [spoken(LONG)] * 20) for n in range(10)]
    rows.append(narration("odd", [spoken(LONG)] * 20, duration_seconds=200.0))
    outliers = figures_of(write_output(tmp_path, rows)).outliers
    assert [odd.what.article_id for odd in outliers] == ["odd"]
    assert outliers[0].ratio == pytest.approx(10.0, rel=0.02)


def test_figures_count_what_the_manifest_holds(tmp_path):
    image = ImageDecision("https://example.com/a.jpg", 1, ImageOutcome.SILENT, "I1")
    segments = [spoken("Words.", rule="P0"), spoken("Image: a cat.", 1, "image", rule="I2", generated=True)]
    changes = {"images": (image, image), "skips": (Skip(2, "B1", "Ad"),), "coverage": Coverage(4, 1, 1, 1, 1)}
    rows = [narration("one", segments, **changes), narration("two", segments, language="de", **changes)]
    figures = figures_of(write_output(tmp_path, [*rows, skipped("three", "listing")]))
    assert figures.outcomes == {("narrated", ""): 2, ("skipped", "listing"): 1}
    assert figures.segments == {("paragraph", False): 2, ("image", True): 2}
    assert figures.rules_spoken == {"P0": 2, "I2": 2}
    assert figures.rules_skipped == {"B1": 2}
    assert figures.images == {("silent", "I1"): 4}
    assert figures.blocks == {"spoken": 2, "described": 2, "skipped": 2, "failed": 2}
    assert dict(figures.seconds_by_language) == {"en": 2.0, "de": 2.0}
    assert figures.loudness.counts.sum() == figures.peaks.counts.sum() == 2


def test_a_large_run_lists_some_of_each_reason_and_counts_all(tmp_path):
    rows = [skipped(f"a{n:04}", "listing") for n in range(450)] + [skipped("rare", "paywall")]
    words = words_of(report_of(write_output(tmp_path, rows)))
    assert "450 listing" in words
    assert "1 paywall" in words
    assert "The table lists 201 of them" in words


def test_the_page_stays_small_however_much_was_lost(tmp_path):
    letters = [letter(f"a{n:05}", f"code_{n % 9}", "x" * 5_000) for n in range(3_000)]
    assert len(report_of(write_output(tmp_path, [skipped("one", "listing")], letters))) < 1_000_000


def test_a_samples_kinds_are_all_in_it():
    sample = Sample[int]()
    for number in range(5_000):
        sample.add("frequent", number)
    sample.add("rare", -1)
    assert (sample.total, len(sample.entries), sample.entries[-1]) == (5_001, 201, -1)


def test_a_long_path_keeps_the_file_and_the_row():
    assert shortened_path("catalogue/day.parquet#12") == "catalogue/day.parquet#12"
    assert shortened_path("deep/" * 30 + "day.parquet#12", 20) == "…deep/day.parquet#12"


def test_the_rest_of_a_ranking_is_one_entry():
    assert ranked([("a", 1), ("b", 5), ("c", 2), ("d", 2)], 2) == [("b", 5), ("c", 2), ("2 others", 3)]


def test_the_oddest_are_the_same_in_one_batch_and_in_many():
    random = np.random.default_rng(3)
    paces = random.lognormal(-2.7, 0.1, 2_000)
    whole, pieces = PaceMeter[int](10), PaceMeter[int](10)
    whole.add(["v"] * 2_000, paces, int)
    for start in range(0, 2_000, 100):
        pieces.add(["v"] * 100, paces[start : start + 100], lambda i, start=start: start + i)
    assert [odd.what for odd in whole.oddest()] == [odd.what for odd in pieces.oddest()]
    assert {odd.what for odd in whole.oddest()} == {*np.argsort(paces)[:10].tolist(), *np.argsort(paces)[-10:].tolist()}


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 97_000), (-16.4, -16.1), (3, 3), (0, 0), (-1e-3, 1e-3)])
def test_an_axis_has_round_marks_that_hold_its_ends(low, high):
    axis = linear_axis(low, high, "x")
    assert axis.low <= low <= high <= axis.high
    assert 2 <= len(axis.ticks) <= 9
    assert len({text for _, text in axis.ticks}) == len(axis.ticks)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (4.21, "4.21 s"), (61, "1.02 min"), (5400, "1.5 h"), (4_334_400, "1,204 h")]
)
def test_durations_are_said_as_people_say_them(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0.0, "$0.00"), (0.00421, "$0.0042"), (1e-6, "under $0.0001"), (0.5, "$0.50"), (1204.5, "$1,204.50")],
)
def test_prices_have_as_many_digits_as_say_something(amount, words):
    assert dollars(amount) == words


def test_the_command_writes_both_and_says_where(tmp_path, capsys):
    write_output(tmp_path, [narration("one", [spoken(LONG)])])
    assert main(["report", f"--output={tmp_path}/"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"report in {tmp_path}/report.html",
        f"player in {tmp_path}/player/index.html",
    ]
    assert (tmp_path / "report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report"], "--output is missing: name the folder of a finished run"),
        (["report", "--output=nowhere"], "--output nowhere holds no summary.json; name the folder of a finished run"),
        (["report", "--ouput=x"], "--ouput: there is no such option; did you mean --output?"),
    ],
)
def test_a_wrong_command_is_told_the_mend(arguments, message, capsys):
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_broken_dead_letter_is_named(tmp_path, capsys):
    folder = write_output(tmp_path, [narration("one", [spoken(LONG)])], [letter("two")])
    (folder / "dead_letters" / "dead_letters-00000-of-00001.jsonl").write_text("half a li")
    assert main(["report", f"--output={folder}"]) == 1
    assert "dead_letters-00000-of-00001.jsonl, line 1 is no dead letter" in capsys.readouterr().err


def test_a_manifest_of_an_older_run_may_lack_columns(tmp_path):
    folder = write_output(tmp_path, [narration("one", [spoken(LONG)])])
    path = folder / "manifest" / "manifest-00000-of-00001.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["qa", "author"]), path)
    assert "1 read = 1 narrated" in words_of(report_of(folder))


def test_a_bucket_is_told_what_kind_of_file_each_is(tmp_path, monkeypatch):
    kinds, folder = {}, write_output(tmp_path, [narration("one", [spoken(LONG)])])
    monkeypatch.setattr(storage, "write_bytes", lambda path, _, kind: kinds.setdefault(Path(path).suffix, kind))
    write_report(str(folder))
    assert kinds == {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
