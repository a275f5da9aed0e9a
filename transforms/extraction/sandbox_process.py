"""The program of the process beside: `python -m transforms.extraction.sandbox_process FILE_DESCRIPTOR`."""

import math
import pickle
import signal
import sys
from multiprocessing.connection import Connection

from transforms.documents import Article
from transforms.extraction.assembly import document_of
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.sandbox import Crossing
from transforms.outcomes import ArticleError, SkipArticleError

READY = b"ready"


def crossing_of(article: Article, limits: ExtractionLimits) -> Crossing:
    """Returns what goes back about a record: its document, its skip or its failure."""
    try:
        return Crossing(document=document_of(article, limits))
    except SkipArticleError as skipped:
        return Crossing(skip_reason=skipped.reason)
    except ArticleError as failed:
        return Crossing(failure=(failed.code, str(failed)))


def serve(connection: Connection) -> None:
    """Works on records until the other side hangs up."""
    connection.send_bytes(READY)
    while True:
        try:
            article, limits = pickle.loads(connection.recv_bytes())
        except (EOFError, ConnectionError):
            return
        # Should the process that waits be killed first, this one still ends.
        signal.alarm(math.ceil(limits.seconds) + 1)
        answer = pickle.dumps(crossing_of(article, limits))
        signal.alarm(0)
        try:
            connection.send_bytes(answer)
        except ConnectionError:
            return


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it belongs to the program that started this one
    serve(Connection(int(sys.argv[1])))
