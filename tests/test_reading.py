"""Records in: every row of every file becomes one article or one dead letter that says what is wrong."""

import datetime
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.util import assert_that, equal_to
from google.cloud.storage import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from models import storage
from tests.fakegcs import fake_gcs
from transforms.documents import Article, RecordImage
from transforms.outcomes import ArticleError, DeadLetter
from transforms.reading import InputUnit, ReadArticles, article_of, read_unit, split_file

PAGE = "<p>Rates rise again.</p>"


def write_parquet(path: Path, columns: dict[str, Any], rows_per_group: int = 100) -> str:
    pq.write_table(pa.table(columns), path, row_group_size=rows_per_group)
    return str(path)


def write_jsonl(path: Path, *lines: object) -> str:
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return str(path)


def read(path: str, columns: dict[str, str] | None = None) -> list[Article | DeadLetter]:
    """Returns what all units of a file hold, in order."""
    return [record for unit in split_file(path, columns or {}) for record in read_unit(unit, columns or {})]


def read_one(path: str, columns: dict[str, str] | None = None) -> Article:
    [article] = read(path, columns)
    assert isinstance(article, Article), article
    return article


def letters(records: list[Article | DeadLetter]) -> list[tuple[str, str]]:
    return [(record.code, record.source.rpartition("#")[2]) for record in records if isinstance(record, DeadLetter)]


# Where records come from


def test_every_row_of_every_row_group_is_an_article_that_knows_its_row(tmp_path):
    path = write_parquet(tmp_path / "a.parquet", {"html": [PAGE] * 7}, rows_per_group=3)
    assert split_file(path, {}) == [InputUnit(path, 0, 0, 3), InputUnit(path, 1, 3, 3), InputUnit(path, 2, 6, 1)]
    assert [article.source for article in read(path)] == [f"{path}#{row}" for row in range(7)]


def test_a_glob_reads_all_files_and_counts_their_rows(tmp_path, pipeline):
    first = write_parquet(tmp_path / "a.parquet", {"html": [PAGE] * 5, "article_id": list("abcde")}, rows_per_group=2)
    second = write_parquet(tmp_path / "b.parquet", {"html": [PAGE, None], "article_id": ["f", "g"]})
    (tmp_path / "c.parquet").write_bytes(b"no parquet")
    with pipeline as p:
        result = p | ReadArticles(str(tmp_path / "*.parquet"))
        ids = result.articles | beam.Map(lambda article: (article.article_id, article.source))
        first_rows = [(article_id, f"{first}#{row}") for row, article_id in enumerate("abcde")]
        assert_that(ids, equal_to([*first_rows, ("f", f"{second}#0")]), label="articles")
        codes = result.dead_letters | beam.Map(lambda letter: (letter.code, letter.article_id))
        assert_that(codes, equal_to([("bad_record", "g"), ("unreadable_file", "")]), label="dead letters")
        assert_that(result.counts | beam.CombineGlobally(sum), equal_to([5 + 2 + 1]), label="count")


def test_a_glob_that_matches_nothing_reads_nothing(tmp_path, pipeline):
    with pipeline as p:
        result = p | ReadArticles(str(tmp_path / "*.parquet"))
        assert_that(result.articles, equal_to([]), label="articles")
        assert_that(result.dead_letters, equal_to([]), label="dead letters")


def test_a_file_without_rows_is_no_loss(tmp_path):
    assert read(write_parquet(tmp_path / "a.parquet", {"html": pa.array([], pa.string())})) == []


@pytest.mark.parametrize(("most_bytes", "largest"), [(1, 1), (64_000_000, 16)])
def test_large_rows_are_read_a_few_at_a_time(tmp_path, monkeypatch, most_bytes, largest):
    sizes, iter_batches = [], pq.ParquetFile.iter_batches

    def counted(file: pq.ParquetFile, **options: Any) -> Iterator[pa.RecordBatch]:
        for batch in iter_batches(file, **options):
            sizes.append(batch.num_rows)
            yield batch

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", counted)
    monkeypatch.setattr("transforms.reading._BYTES_AT_ONCE", most_bytes)
    assert len(read(write_parquet(tmp_path / "a.parquet", {"html": [f"{PAGE} {n}" for n in range(20)]}))) == 20
    assert max(sizes) == largest


# Columns


def test_every_column_of_the_contract_reaches_the_article(tmp_path):
    columns = {
        "article_id": ["a"],
        "html": [PAGE],
        "url": ["https://example.org/a"],
        "title": ["Rates"],
        "author": ["A. Cole"],
        "published_at": ["6 Jan 2026"],
        "language": ["en-GB"],
        "images": [
            [{"url": "a.jpg", "alt": "A lake", "caption": "The lake"}, {"url": "b.jpg", "alt": None, "caption": None}]
        ],
    }
    path = write_parquet(tmp_path / "a.parquet", columns)
    assert read_one(path) == Article(
        "a",
        f"{path}#0",
        html=PAGE,
        url="https://example.org/a",
        title="Rates",
        author="A. Cole",
        published_at="6 Jan 2026",
        language="en-GB",
        images=(RecordImage("a.jpg", "A lake", "The lake"), RecordImage("b.jpg")),
    )


def test_columns_of_other_names_are_mapped(tmp_path):
    columns = {"body": [PAGE], "id": ["a"], "html": ["not this one"], "the.title": ["Rates"]}
    path = write_parquet(tmp_path / "a.parquet", columns)
    article = read_one(path, {"html": "body", "article_id": "id", "title": "the.title"})
    assert (article.html, article.article_id, article.title) == (PAGE, "a", "Rates")


def test_one_column_can_serve_as_two(tmp_path):
    path = write_parquet(tmp_path / "a.parquet", {"html": [PAGE], "headline": ["Rates"]})
    article = read_one(path, {"article_id": "headline", "title": "headline"})
    assert (article.article_id, article.title) == ("Rates", "Rates")


def test_an_unknown_name_in_the_mapping_is_refused_when_the_pipeline_is_built():
    with pytest.raises(ValueError, match="no input column 'body'"):
        ReadArticles("*.parquet", {"body": "html"})


def test_extra_columns_of_any_type_are_ignored(tmp_path):
    columns = {"html": [PAGE], "score": [1.5], "tags": [["a"]], "raw": [b"\xff"], "bytes": [{"html": 1}]}
    assert read_one(write_parquet(tmp_path / "a.parquet", columns)).html == PAGE


@pytest.mark.parametrize(
    ("columns", "mapping", "message"),
    [
        ({"body": ["x"]}, {}, r"no column html, text or markdown; the file has body"),
        ({"html": [1]}, {}, r"column html is int64, not a string or binary"),
        ({"html": [[PAGE]]}, {}, r"column html is list<.*>, not a string or binary"),
        ({"html": [{"body": PAGE}]}, {}, r"column html is struct<.*>"),
        ({"text": [b"x"]}, {}, r"column text is binary, not a string"),
        ({"body": [1.5]}, {"html": "body"}, r"column body is double, not a string or binary"),
        ({"html": [PAGE]}, {"title": "headline"}, r"--columns names headline, which is no column; the file has html"),
        ({"html": [PAGE], "url": [5]}, {}, r"column url is int64, not a string"),
        ({"html": [PAGE], "article_id": [1.5]}, {}, r"column article_id is double"),
        ({"html": [PAGE], "article_id": [Decimal("1.5")]}, {}, r"column article_id is decimal128\(2, 1\)"),
        ({"html": [PAGE], "published_at": [True]}, {}, r"column published_at is bool, not a timestamp or a string"),
        ({"html": [PAGE], "published_at": [datetime.time(9, 30)]}, {}, r"column published_at is time64"),
        ({"html": [PAGE], "published_at": [datetime.timedelta(1)]}, {}, r"column published_at is duration"),
        ({"html": [PAGE], "images": ["a.jpg"]}, {}, r"column images is string, not a list of structs"),
        ({"html": [PAGE], "images": [["a.jpg"]]}, {}, r"column images is list<.*string>, not a list of structs"),
        ({"html": pa.array([PAGE]).dictionary_encode(), "url": pa.array([5]).dictionary_encode()}, {}, r"column url"),
    ],
)  # fmt: skip
def test_a_wrong_column_is_one_error_that_names_it_and_its_type(tmp_path, columns, mapping, message):
    path = write_parquet(
        tmp_path / "a.parquet",
        {name: list(values) * 3 if isinstance(values, list) else values for name, values in columns.items()},
    )
    with pytest.raises(ArticleError, match=message) as error:
        split_file(path, mapping)
    assert error.value.code == "bad_schema"


def test_a_file_with_a_wrong_column_is_one_dead_letter_and_the_others_are_read(tmp_path, pipeline):
    write_parquet(tmp_path / "a.parquet", {"html": [1, 2, 3]})
    write_parquet(tmp_path / "b.parquet", {"html": [PAGE], "article_id": ["b"]})
    with pipeline as p:
        result = p | ReadArticles(str(tmp_path / "*.parquet"))
        assert_that(result.articles | beam.Map(lambda a: a.article_id), equal_to(["b"]), label="articles")
        found = result.dead_letters | beam.Map(lambda letter: (letter.stage, letter.code, letter.source))
        assert_that(found, equal_to([("read", "bad_schema", str(tmp_path / "a.parquet"))]), label="dead letters")
        assert_that(result.counts | beam.CombineGlobally(sum), equal_to([2]), label="count")


# Types of cells


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_text_is_read_from_every_type_of_string(tmp_path, kind):
    columns = {"html": pa.array([PAGE], kind), "title": pa.array(["Zwölf"], kind), "article_id": pa.array(["a"], kind)}
    article = read_one(write_parquet(tmp_path / "a.parquet", columns))
    assert (article.html, article.title, article.article_id) == (PAGE, "Zwölf", "a")


@pytest.mark.parametrize(
    "kind", [pa.binary(), pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int8(), pa.binary())]
)
def test_binary_html_stays_bytes_so_that_its_own_encoding_decides(tmp_path, kind):
    body = "<meta charset=latin-1><p>Zwölf".encode("latin-1")
    assert read_one(write_parquet(tmp_path / "a.parquet", {"html": pa.array([body], kind)})).html == body


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_of_every_unit_become_iso_8601(tmp_path, unit):
    moment = pa.array([datetime.datetime(2026, 1, 6, 9, 30)], pa.timestamp(unit))
    path = write_parquet(tmp_path / "a.parquet", {"html": [PAGE], "published_at": moment})
    assert read_one(path).published_at == "2026-01-06T09:30:00"


def test_nanoseconds_are_cut_to_microseconds(tmp_path):
    moment = pa.array([1_767_691_800_123_456_789], pa.timestamp("ns"))
    path = write_parquet(tmp_path / "a.parquet", {"html": [PAGE], "published_at": moment})
    assert read_one(path).published_at == "2026-01-06T09:30:00.123456"


@pytest.mark.parametrize(("zone", "offset"), [("UTC", "+00:00"), ("+05:30", "+05:30"), ("Europe/Paris", "+01:00")])
def test_timestamps_keep_their_zone(tmp_path, zone, offset):
    moment = pa.array([datetime.datetime(2026, 1, 6, 9, 30, tzinfo=datetime.UTC)], pa.timestamp("us", zone))
    published_at = read_one(
        write_parquet(tmp_path / "a.parquet", {"html": [PAGE], "published_at": moment})
    ).published_at
    assert published_at.endswith(offset)
    assert datetime.datetime.fromisoformat(published_at) == datetime.datetime(2026, 1, 6, 9, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64()])
def test_dates_become_iso_8601(tmp_path, kind):
    path = write_parquet(
        tmp_path / "a.parquet", {"html": [PAGE], "published_at": pa.array([datetime.date(2026, 1, 6)], kind)}
    )
    assert read_one(path).published_at == "2026-01-06"


def test_a_moment_that_no_calendar_holds_costs_its_own_row_only(tmp_path):
    moments = pa.array([0, 2**60, 0], pa.timestamp("us"))
    records = read(write_parquet(tmp_path / "a.parquet", {"html": [PAGE] * 3, "published_at": moments}))
    assert letters(records) == [("bad_record", "1")]
    assert len(records) == 3


def test_a_time_zone_that_is_none_costs_its_rows_and_says_so(tmp_path):
    moments = pa.array([0], pa.timestamp("us", "Mars/Base"))
    path = write_parquet(tmp_path / "a.parquet", {"html": [PAGE], "published_at": moments})
    [letter] = read(path)
    assert (letter.code, letter.source) == ("bad_record", f"{path}#0")
    assert "Mars/Base" in letter.message


def test_bytes_that_are_no_text_cost_their_own_row_only(tmp_path):
    bodies = pa.array([b"one", b"\xff\xfe", b"three"]).view(pa.string())
    records = read(write_parquet(tmp_path / "a.parquet", {"text": bodies}))
    assert letters(records) == [("bad_record", "1")]
    assert [record.text for record in records if isinstance(record, Article)] == ["one", "three"]


def test_an_id_that_is_a_number_is_written_out(tmp_path):
    columns = {"html": [PAGE] * 2, "article_id": pa.array([7, 2**63 + 1], pa.uint64())}
    assert [article.article_id for article in read(write_parquet(tmp_path / "a.parquet", columns))] == [
        "7",
        str(2**63 + 1),
    ]


def test_an_id_that_is_a_whole_decimal_is_written_out(tmp_path):
    columns = {"html": [PAGE], "article_id": pa.array([Decimal(10**30)], pa.decimal128(38, 0))}
    assert read_one(write_parquet(tmp_path / "a.parquet", columns)).article_id == "1" + "0" * 30


def test_an_absent_id_is_the_address_or_else_the_place(tmp_path):
    columns = {"html": [PAGE] * 3, "article_id": [None, " ", None], "url": ["https://example.org/a", None, ""]}
    path = write_parquet(tmp_path / "a.parquet", columns)
    assert [article.article_id for article in read(path)] == ["https://example.org/a", f"{path}#1", f"{path}#2"]


@pytest.mark.parametrize(
    ("record", "known"),
    [
        ({"article_id": " a ", "url": "u"}, "a"),
        ({"url": "https://example.org/a"}, "https://example.org/a"),
        ({"title": "A"}, "{path}#0"),
        ({"article_id": [1], "html": PAGE}, ""),
        ([], ""),
        (b"{", ""),
    ],
)
def test_the_letter_of_a_record_has_the_id_that_its_article_would_have(tmp_path, record, known):
    path = write_jsonl(tmp_path / "a.jsonl", record)
    [letter] = read(path)
    assert letter.article_id == known.format(path=path)


def test_a_column_that_stands_twice_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array([PAGE])] * 2, ["html", "html"]), path)
    with pytest.raises(ArticleError, match="more than one column html"):
        split_file(str(path), {})


@pytest.mark.parametrize("body", [None, ""])
def test_a_row_without_a_body_is_a_dead_letter_with_its_id(tmp_path, body):
    path = write_parquet(tmp_path / "a.parquet", {"html": [PAGE, body], "article_id": ["a", "b"]})
    _, letter = read(path)
    assert (letter.stage, letter.code, letter.article_id, letter.source) == ("read", "bad_record", "b", f"{path}#1")
    assert "no body" in letter.message


def test_a_column_of_nulls_has_no_body(tmp_path):
    path = write_parquet(tmp_path / "a.parquet", {"html": pa.nulls(2), "article_id": ["a", "b"]})
    assert letters(read(path)) == [("bad_record", "0"), ("bad_record", "1")]


def test_the_body_that_is_there_is_taken(tmp_path):
    columns = {"html": [None, PAGE, None], "text": ["plain", None, None], "markdown": [None, None, "# Rates"]}
    articles = read(write_parquet(tmp_path / "a.parquet", columns))
    assert [(a.html, a.text, a.markdown) for a in articles] == [
        (None, "plain", None),
        (PAGE, None, None),
        (None, None, "# Rates"),
    ]


def test_image_bytes_are_left_on_the_disk(tmp_path):
    pixels = [{"url": f"{row}.jpg", "bytes": bytes(100_000), "alt": "A lake", "caption": None} for row in range(20)]
    columns = {"html": [PAGE] * 20, "images": [[image] for image in pixels]}
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(columns), path, compression="none", use_dictionary=False)
    data = bytearray(path.read_bytes())
    column = pq.ParquetFile(path).metadata.row_group(0)
    [chunk] = [
        column.column(i) for i in range(column.num_columns) if column.column(i).path_in_schema.endswith(".bytes")
    ]
    data[chunk.data_page_offset : chunk.data_page_offset + chunk.total_compressed_size] = (
        b"\xff" * chunk.total_compressed_size
    )
    path.write_bytes(data)
    assert [article.images for article in read(str(path))] == [
        (RecordImage(f"{row}.jpg", "A lake"),) for row in range(20)
    ]


def test_images_without_an_address_and_alts_that_are_no_text_are_left_out():
    record = {
        "html": PAGE,
        "images": [{"alt": "A lake"}, {"url": 5}, "a.jpg", None, {"url": "b.jpg", "alt": 5, "caption": {}}],
    }
    assert article_of(record, "here").images == (RecordImage("b.jpg"),)


@pytest.mark.parametrize("value", [5, 1.5, True, ["x"], {"a": 1}, Decimal(1)])
@pytest.mark.parametrize("column", ["html", "text", "title", "url"])
def test_a_record_whose_cell_is_no_text_is_an_error_that_names_the_column(column, value):
    with pytest.raises(ArticleError, match=f"column {column} holds {type(value).__name__}"):
        article_of({"markdown": "# Rates", column: value}, "here")


# Broken files


DAMAGES = {"empty": slice(0), "too short": slice(4), "without its end": slice(-20), "without its footer": slice(-8)}


@pytest.mark.parametrize("left", DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_is_no_parquet_is_an_error(tmp_path, left):
    path = tmp_path / "a.parquet"
    write_parquet(path, {"html": [PAGE] * 10})
    path.write_bytes(path.read_bytes()[left])
    with pytest.raises(pa.ArrowException):
        split_file(str(path), {})


def test_every_row_of_a_damaged_row_group_is_a_dead_letter_and_the_others_are_read(tmp_path):
    path = tmp_path / "a.parquet"
    write_parquet(path, {"html": [f"{PAGE} {row} " + "x" * 500 for row in range(30)]}, rows_per_group=10)
    chunk = pq.ParquetFile(path).metadata.row_group(1).column(0)
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    path.write_bytes(data)
    records = read(str(path))
    assert sorted(letters(records)) == [("unreadable_file", str(row)) for row in range(10, 20)]
    assert len(records) == 30


def test_a_file_that_went_away_is_a_dead_letter(tmp_path):
    [letter] = read_unit(InputUnit(str(tmp_path / "gone.jsonl")), {})
    assert (letter.code, letter.error_type) == ("unreadable_file", "FileNotFoundError")


# Lines of JSON and pages


def test_every_line_is_a_record_and_a_bad_one_costs_itself_only(tmp_path):
    path = write_jsonl(
        tmp_path / "a.jsonl",
        {"html": PAGE, "article_id": "first"},
        b"",
        b"{broken",
        [1, 2],
        b"null",
        b"\x00\x00",
        b"\xff\xfe\xfd",
        b"[" * 100_000,
        {"html": 5, "article_id": "typed"},
        {"text": "plain", "article_id": 12},
    )
    records = read(path)
    assert [record.article_id for record in records if isinstance(record, Article)] == ["first", "12"]
    assert letters(records) == [("bad_record", str(row)) for row in range(1, 8)]
    assert records[7].article_id == "typed"


def test_json_columns_are_mapped(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", {"body": PAGE, "id": "a", "html": "not this one"})
    article = read_one(path, {"html": "body", "article_id": "id"})
    assert (article.article_id, article.html) == ("a", PAGE)


def test_halves_of_surrogate_pairs_are_replaced_wherever_they_stand(tmp_path):
    line = b'{"article_id": "a\\ud83d", "html": "<p>\\udc00", "title": "\\ud83d!", "images": [{"url": "\\ud83d.jpg"}]}'
    article = read_one(write_jsonl(tmp_path / "a.jsonl", line))
    assert (article.article_id, article.html, article.title) == ("a?", "<p>?", "?!")
    assert article.images == (RecordImage("?.jpg"),)


def test_a_byte_order_mark_is_no_part_of_the_first_record(tmp_path):
    assert read_one(write_jsonl(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"html": "x"}')).html == "x"


def test_a_page_is_an_article_whose_id_is_its_path(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.encode("utf-16"))
    assert read_one(str(path)) == Article(str(path), str(path), html=PAGE.encode("utf-16"))


def test_an_empty_page_is_a_dead_letter(tmp_path):
    (tmp_path / "a.html").write_bytes(b"")
    [letter] = read(str(tmp_path / "a.html"))
    assert (letter.code, letter.article_id) == ("bad_record", str(tmp_path / "a.html"))


def test_a_file_whose_name_is_no_utf_8_is_read_under_one_that_is(tmp_path, pipeline):
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_bytes(PAGE.encode())
    with pipeline as p:
        articles = (p | ReadArticles(str(tmp_path / "*.html"))).articles
        found = articles | beam.Map(lambda article: (article.article_id, article.source, article.html))
        name = str(tmp_path / "caf?.html")
        assert_that(found, equal_to([(name, name, PAGE.encode())]))


@pytest.mark.parametrize("name", ["a.htm", "a.xhtml", "A.HTML"])
def test_pages_go_by_several_names(tmp_path, name):
    (tmp_path / name).write_text(PAGE)
    assert read_one(str(tmp_path / name)).source == str(tmp_path / name)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl.gz", "a.csv", "README"])
def test_a_file_of_another_kind_is_not_read_as_a_page(tmp_path, name):
    path = tmp_path / name
    path.write_text(PAGE)
    with pytest.raises(ArticleError, match=r"none of \.parquet, \.jsonl, \.html"):
        split_file(str(path), {})
    [letter] = read_unit(InputUnit(str(path)), {})
    assert letter.code == "unreadable_file"


def test_a_page_and_a_line_beyond_what_is_held_in_memory_are_letters(tmp_path, monkeypatch):
    monkeypatch.setattr("transforms.reading._LARGEST_BYTES", 100)
    (tmp_path / "a.html").write_text(PAGE + " " * 100)
    (tmp_path / "b.html").write_text(PAGE.ljust(100))
    lines = write_jsonl(tmp_path / "c.jsonl", {"text": "one"}, b"x" * 1_000, b"", {"text": "two"})
    [too_large] = read(str(tmp_path / "a.html"))
    assert (too_large.code, too_large.article_id) == ("too_large", "")
    assert read_one(str(tmp_path / "b.html")).html == PAGE.ljust(100).encode()
    records = read(lines)
    assert letters(records) == [("too_large", "1")]
    assert [record.text for record in records if isinstance(record, Article)] == ["one", "two"]


# Cloud Storage


@pytest.fixture(scope="module")
def cloud() -> Iterator[str]:
    """Yields an empty folder of the loopback cloud."""
    storage._client.cache_clear()
    with fake_gcs():
        Client().create_bucket("catalogue")
        yield "gs://catalogue/in"
    storage._client.cache_clear()


def test_files_of_every_kind_are_read_from_the_cloud(cloud, tmp_path, pipeline):
    write_parquet(tmp_path / "a.parquet", {"html": [PAGE] * 3}, rows_per_group=2)
    write_jsonl(tmp_path / "b.jsonl", {"html": PAGE}, {"html": None})
    (tmp_path / "c.html").write_text(PAGE)
    for path in tmp_path.iterdir():
        storage.write_bytes(f"{cloud}/all/{path.name}", path.read_bytes())
    with pipeline as p:
        result = p | ReadArticles(f"{cloud}/all/*")
        places = [
            f"{cloud}/all/{place}" for place in ("a.parquet#0", "a.parquet#1", "a.parquet#2", "b.jsonl#0", "c.html")
        ]
        assert_that(result.articles | beam.Map(lambda article: article.source), equal_to(places), label="articles")
        lost = result.dead_letters | beam.Map(lambda letter: letter.source)
        assert_that(lost, equal_to([f"{cloud}/all/b.jsonl#1"]), label="dead letters")


@pytest.mark.parametrize("unit", [InputUnit("gone.parquet", 0), InputUnit("gone.jsonl"), InputUnit("gone.html")])
def test_a_file_that_went_away_from_the_cloud_is_a_dead_letter(cloud, unit):
    [letter] = read_unit(replace(unit, path=f"{cloud}/{unit.path}"), {})
    assert (letter.code, letter.error_type) == ("unreadable_file", "StorageError")


# Nothing is lost

texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
rows = st.fixed_dictionaries(
    {"html": texts, "text": texts, "article_id": texts, "url": texts, "title": texts},
    optional={"published_at": st.none() | st.just("2026-01-06")},
)


@settings(max_examples=40)
@given(st.lists(rows, max_size=40), st.integers(1, 20))
def test_every_row_is_an_article_or_a_letter_in_its_order(tmp_path_factory, records, rows_per_group):
    path = tmp_path_factory.getbasetemp() / "generated.parquet"
    names = ("html", "text", "article_id", "url", "title", "published_at")
    columns = {name: pa.array([record.get(name) for record in records], pa.string()) for name in names}
    read_back = read(write_parquet(path, columns, rows_per_group))
    assert [record.source for record in read_back] == [f"{path}#{row}" for row in range(len(records))]
    has_body = [bool(record["html"] or record["text"]) for record in records]
    assert [isinstance(record, Article) for record in read_back] == has_body


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=5,
)
json_records = st.dictionaries(st.sampled_from(["html", "text", "article_id", "url", "images", "x"]), json_values)


@settings(max_examples=60)
@given(st.lists(json_values | json_records, max_size=12))
def test_every_line_of_any_json_is_an_article_or_a_letter(tmp_path_factory, values):
    path = write_jsonl(tmp_path_factory.getbasetemp() / "generated.jsonl", *values)
    records = read(path)
    assert len(records) == len(values)
    for record in records:
        json.dumps([record.article_id, record.source], ensure_ascii=False).encode()
