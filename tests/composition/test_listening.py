"""What an attentive listener hears of the sample articles: everything in its place, and nothing else."""

import pytest

from tests.benchmarks.listening import faults_of, script_of
from tests.data.listening import LISTENINGS
from tests.data.make_catalogue import catalogue


@pytest.mark.parametrize("article_id", sorted(LISTENINGS))
def test_a_listener_hears_the_article_and_nothing_around_it(article_id):
    record = next(record for record in catalogue() if record.article_id == article_id)
    assert list(faults_of(LISTENINGS[article_id], script_of(record))) == []
