"""Digests: nothing that differs has the same, and nothing is left out."""

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.lexicon import Lexicon, LexiconEntry
from transforms import digests
from transforms.digests import code_revision, digest_of
from transforms.documents import Article, RecordImage


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Setting:
    name: str = "a"
    hidden: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class OtherSetting:
    name: str = "a"
    hidden: tuple[int, ...] = ()


LEXICONS = (Lexicon(), Lexicon([LexiconEntry("Ghent", "en", ipa="ɡɛnt")]))
VALUES = [
    None, True, 1, 1.0, "1", b"1", "", b"", (), ("",), ("a", "b"), ("ab",), (("a",), "b"), ("a", ("b",)), {}, {"a": 1},
    {"a": 2}, {"b": 1}, frozenset(), frozenset({"a"}), Colour.RED, "red", Setting(), Setting("b"), Setting(hidden=(1,)),
    OtherSetting(), *LEXICONS, "\ud83d", "?",
]  # fmt: skip


def test_no_two_values_share_a_digest():
    assert len({digest_of(value) for value in VALUES}) == len(VALUES)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(), lambda inner: st.lists(inner).map(tuple)
)


@settings(max_examples=100)
@given(values, values)
def test_equal_values_have_equal_digests_and_others_have_not(one, other):
    assert (digest_of(one) == digest_of(other)) == (repr(one) == repr(other))


def test_the_order_of_a_mapping_or_set_does_not_matter():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of(set("abc")) == digest_of(frozenset("cba"))


def test_a_value_that_cannot_be_written_out_is_an_error():
    with pytest.raises(TypeError, match="a object has no digest"):
        digest_of({"setting": object()})


CHANGES = {
    "article_id": "b",
    "html": b"<p>",
    "text": "Words",
    "markdown": "# Words",
    "url": "https://example.org",
    "title": "T",
    "author": "A. Cole",
    "published_at": "2026-01-06",
    "language": "en",
    "images": (RecordImage("a.jpg", "a lake"),),
}


def test_the_digest_of_a_record_covers_all_of_it_but_its_place():
    assert {entry.name for entry in fields(Article)} == {*CHANGES, "source"}
    plain = Article("a", "x.parquet#1", html="<p>")
    changed = {replace(plain, **{name: value}).record_digest for name, value in CHANGES.items()}
    assert len(changed | {plain.record_digest}) == len(CHANGES) + 1
    assert replace(plain, source="y.parquet#2").record_digest == plain.record_digest


def test_the_revision_of_the_code_changes_with_any_file_of_it(tmp_path, monkeypatch):
    def revision() -> str:
        code_revision.cache_clear()
        return code_revision()

    for path in ("models/a.py", "transforms/b/c.tsv", "transforms/b/notes.md", "pipeline/d.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("1")
    monkeypatch.setattr(digests, "__file__", str(tmp_path / "transforms" / "digests.py"))
    try:
        first = revision()
        for path, matters in (("models/a.py", True), ("transforms/b/c.tsv", True), ("transforms/b/notes.md", False)):
            (tmp_path / path).write_text("2")
            assert (revision() != first) is matters
            (tmp_path / path).write_text("1")
        assert revision() == first
        Path(tmp_path / "models/a.py").rename(tmp_path / "models/b.py")
        assert revision() != first
    finally:
        code_revision.cache_clear()
