import socket
import subprocess
import threading
import time

import pytest

from tests.extraction.pages import LEAD, page
from transforms.documents import Article, Document
from transforms.extraction import ExtractionLimits, extract_document, sandbox
from transforms.extraction.sandbox import extract_in_sandbox
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError

ANY_LENGTH = ExtractionLimits(min_words=0)
SLOW = Article("slow", "s", html="<article>" + f"<p>{LEAD}</p>" * 12_000 + "</article>")
SMALL = Article("small", "s", html=page(""))


def code_of(article: Article, **limits: float) -> FailureCode:
    with pytest.raises(ArticleError) as failure:
        extract_document(article, ExtractionLimits(**limits))
    return failure.value.code


def test_too_many_bytes_are_a_dead_letter():
    assert code_of(SMALL, max_bytes=100) is FailureCode.TOO_LARGE


def test_bytes_are_counted_as_utf_8():
    assert code_of(Article("a", "s", html="<p>" + "ä" * 60 + "</p>"), max_bytes=100) is FailureCode.TOO_LARGE


def test_too_many_elements_are_a_dead_letter():
    assert code_of(SMALL, max_elements=5) is FailureCode.TOO_LARGE


def test_too_many_blocks_are_a_dead_letter():
    assert code_of(SMALL, max_blocks=1, min_words=0) is FailureCode.TOO_LARGE


def test_text_is_kept_down_to_the_limit_of_nesting():
    html = "<html><body>" + "<div>" * 450 + f"<p>{LEAD}</p>" * 3 + "</div>" * 450 + "</body></html>"
    assert len(extract_document(Article("a", "s", html=html), ANY_LENGTH).blocks) == 3


@pytest.mark.parametrize("levels", [600, 3_000, 50_000])
def test_nesting_beyond_the_limit_is_a_dead_letter(levels):
    html = "<html><body>" + "<div>" * levels + f"<p>{LEAD}</p>" + "</div>" * levels + "</body></html>"
    assert code_of(Article("a", "s", html=html)) is FailureCode.TOO_DEEP


def test_a_record_without_content_is_a_dead_letter():
    assert code_of(Article("a", "s")) is FailureCode.BAD_RECORD


@pytest.mark.parametrize("setting", [{"seconds": 0}, {"max_bytes": -1}, {"max_elements": 70_000}, {"min_words": -1}])
def test_a_limit_that_makes_no_sense_is_refused(setting):
    with pytest.raises(ValueError, match=next(iter(setting))):
        ExtractionLimits(**setting)


def test_a_page_that_overruns_is_a_dead_letter_in_time():
    extract_in_sandbox(SMALL, ANY_LENGTH)  # the process is there
    start = time.monotonic()
    assert code_of(SLOW, seconds=0.3) is FailureCode.EXTRACT_TIMEOUT
    assert time.monotonic() - start < 3


def test_the_next_page_after_an_overrun_is_read():
    code_of(SLOW, seconds=0.3)
    assert extract_in_sandbox(SMALL, ANY_LENGTH) == extract_document(SMALL, ANY_LENGTH)


def test_the_process_beside_gives_back_skips_and_failures():
    with pytest.raises(SkipArticleError) as skipped:
        extract_in_sandbox(Article("a", "s", html="<p> </p>"), ANY_LENGTH)
    with pytest.raises(ArticleError) as failed:
        extract_in_sandbox(SMALL, ExtractionLimits(max_elements=5))
    assert (skipped.value.reason, failed.value.code) == ("no_content", FailureCode.TOO_LARGE)


def test_a_default_timeout_of_sockets_does_not_reach_the_process_beside():
    sandbox._close_idle()
    socket.setdefaulttimeout(60)  # as Beam does on a worker in Google Cloud
    try:
        document = extract_in_sandbox(Article("a", "s", html=page(LEAD + "<!--" + "x" * 3_000_000 + "-->")), ANY_LENGTH)
    finally:
        socket.setdefaulttimeout(None)
    assert document.blocks


def test_a_process_that_dies_costs_one_record():
    extract_in_sandbox(SMALL, ANY_LENGTH)
    process = sandbox._idle[-1]._process
    process.kill()
    process.wait()
    with pytest.raises(ArticleError, match="SIGKILL") as failed:
        extract_in_sandbox(SMALL, ANY_LENGTH)
    assert failed.value.code is FailureCode.EXTRACT_FAILED
    assert extract_in_sandbox(SMALL, ANY_LENGTH).title == "Ice in the harbour"


def test_threads_do_not_wait_for_each_other_and_leave_no_zombie():
    documents: list[Document] = []
    threads = [
        threading.Thread(target=lambda: documents.append(extract_in_sandbox(SMALL, ANY_LENGTH))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    children = [one._process for one in sandbox._idle]
    sandbox._close_idle()
    assert len(documents) == 2
    assert all(child.poll() is not None for child in children)


def test_a_program_that_ends_takes_its_processes_along(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "from transforms.documents import Article\n"
        "from transforms.extraction import ExtractionLimits, sandbox\n"
        "html = '<p>' + 'The ice held for nine days. ' * 30 + '</p>'\n"
        "sandbox.extract_in_sandbox(Article('a', 's', html=html), ExtractionLimits(min_words=0))\n"
        "print(sandbox._idle[0]._process.pid)\n"
    )
    ended = subprocess.run(
        [sandbox.sys.executable, str(program)], capture_output=True, text=True, check=True, env={"PYTHONPATH": "."}
    )
    alive = subprocess.run(["kill", "-0", ended.stdout.strip()], capture_output=True, check=False)
    assert alive.returncode != 0
