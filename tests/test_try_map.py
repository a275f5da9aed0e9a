"""A function as a step, in turn and aside: its outcomes, its counters, and what it lets pass."""

import threading
import time
from dataclasses import dataclass

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from transforms.outcomes import ArticleError, FailureCode, SkipArticleError
from transforms.try_map import TryMap, TryOrSkip, stage_clock


@dataclass(frozen=True)
class Record:
    article_id: str
    source: str = "articles.parquet#0"
    url: str | None = None
    title: str | None = None
    language: str | None = None
    record_digest: str = ""


def upper(record: Record) -> str:
    stage_clock("inside")(time.monotonic_ns() - 5_000_000)
    if record.article_id == "short":
        raise SkipArticleError("too_short")
    if record.article_id == "torn":
        raise ArticleError(FailureCode.ENCODE_FAILED, "torn in two")
    if record.article_id == "full":
        raise OSError("no space left")
    return record.article_id.upper()


def try_all(pipeline, function, *article_ids, aside):
    step = TryMap(function, stage="write", code=FailureCode.ENCODE_FAILED, worker_faults=(OSError,), aside=aside)
    return pipeline | beam.Create([Record(name) for name in article_ids]) | step


@pytest.mark.parametrize("aside", [False, True])
def test_each_record_goes_its_own_way(pipeline, aside):
    with pipeline as p:
        results, letters = try_all(p, upper, "one", "short", "torn", "two", aside=aside)
        assert_that(results, equal_to(["ONE", "TWO"]), label="results")
        lost = letters | beam.Map(lambda letter: (letter.stage, letter.code, letter.article_id, letter.message))
        expected = [("write", "encode_failed", "torn", "torn in two"), ("write", "encode_failed", "short", "too_short")]
        assert_that(lost, equal_to(expected), label="letters")


def test_where_articles_may_be_left_out_a_skip_is_no_dead_letter(pipeline):
    with pipeline as p:
        records = p | beam.Create([Record(name) for name in ("one", "short", "torn")])
        results, skipped, letters = records | TryOrSkip(upper, stage="extract", code=FailureCode.EXTRACT_FAILED)
        assert_that(results, equal_to(["ONE"]), label="results")
        assert_that(skipped | beam.Map(lambda skip: skip.reason), equal_to(["too_short"]), label="skipped")
        assert_that(letters | beam.Map(lambda letter: letter.article_id), equal_to(["torn"]), label="letters")


@pytest.mark.parametrize("aside", [False, True])
def test_what_the_function_counts_arrives(pipeline, aside):
    try_all(pipeline, upper, "one", "two", "three", aside=aside)
    result = pipeline.run()
    counters = {c.key.metric.name: c.committed for c in result.metrics().query()["counters"]}
    assert counters["inside"] >= 15_000
    assert "write" in counters


@pytest.mark.parametrize("aside", [False, True])
def test_a_fault_of_the_worker_stops_it(pipeline, aside):
    try_all(pipeline, upper, "one", "full", aside=aside)
    with pytest.raises(Exception, match="no space left"):
        pipeline.run()


def test_aside_is_another_thread_than_the_steps_before(pipeline):
    with pipeline as p:
        names = try_all(p, lambda record: threading.current_thread().name.partition("_")[0], "one", aside=True).results
        assert_that(names, equal_to(["aside"]))


SLOW_STARTED, SLOW_DONE = threading.Event(), threading.Event()


def full_beside_slow(record: Record) -> str:
    if record.article_id == "full":
        SLOW_STARTED.wait(10)
        raise OSError("no space left")
    SLOW_STARTED.set()
    SLOW_DONE.wait(0.3)  # stands for work: nobody sets it until then
    SLOW_DONE.set()
    return record.article_id


def test_a_bundle_that_fails_leaves_nothing_under_way(pipeline):
    try_all(pipeline, full_beside_slow, "full", "slow", aside=True)
    with pytest.raises(Exception, match="no space left"):
        pipeline.run()
    assert SLOW_DONE.is_set()
