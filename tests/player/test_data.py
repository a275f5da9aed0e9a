"""The player's data: what is in them, where an article is found, and that a second time writes the same."""

from pathlib import Path

import pytest

from pipeline.player.records import web_address
from pipeline.player.shards import checksum
from pipeline.report import write_report
from tests.outputs import letter, narration, read_script, skipped, spoken, write_output
from transforms.narrations import ManifestRow
from transforms.scripts import ImageDecision, ImageOutcome, Skip


def player_data(folder: Path, rows: list[ManifestRow]) -> dict[str, list]:
    write_report(str(write_output(folder, rows)))
    return {path.name: read_script(path) for path in sorted((folder / "player").glob("data/*"))}


def test_an_article_has_its_text_with_times_and_without_what_the_player_does_not_need(tmp_path):
    segments = [
        spoken("Title", None, "headline"),
        spoken("Bonjour.", 1, language="fr"),
        spoken("Image: a cat.", 2, "image", generated=True),
    ]
    (article,) = player_data(tmp_path, [narration("one", segments)])["articles-00000.js"]
    assert article["segments"] == {
        "start": [0, 1000, 2000],
        "end": [700, 1700, 2700],
        "block": [None, 1, 2],
        "role": ["headline", "paragraph", "image"],
        "generated": [0, 0, 1],
        "text": ["Title", "Bonjour.", "Image: a cat."],
        "language": [None, "fr", None],
    }
    assert (article["id"], article["milliseconds"], article["audio"]) == ("one", 3000, "audio/00/one.wav")


def test_a_segment_without_words_of_its_own_shows_what_is_said(tmp_path):
    (article,) = player_data(tmp_path, [narration("one", [spoken("", spoken="Said.")])])["articles-00000.js"]
    assert article["segments"]["text"] == ["Said."]


def test_tables_and_code_are_kept_though_not_spoken_and_other_skips_are_not(tmp_path):
    skips = (Skip(3, "T2", "A\tB\n1\t2"), Skip(4, "B1", "Read more"), Skip(5, "C1", "x = 1"), Skip(None, "T2", "?"))
    (article,) = player_data(tmp_path, [narration("one", [spoken("A.")], skips=skips)])["articles-00000.js"]
    assert article["unspoken"] == [[3, "T2", "A\tB\n1\t2"], [5, "C1", "x = 1"]]


def test_described_pictures_keep_their_address_where_a_browser_may_load_it(tmp_path):
    images = tuple(
        ImageDecision(url, 1, decision, "I2", "a cat")
        for url, decision in (
            ("https://example.com/cat.jpg", ImageOutcome.DESCRIBED),
            ("https://example.com/banner.gif", ImageOutcome.SILENT),
            ("javascript:alert(1)", ImageOutcome.DESCRIBED),
            ("data:image/svg+xml;base64,AAAA", ImageOutcome.DESCRIBED),
            ("data:image/png;base64,AAAA", ImageOutcome.DESCRIBED),
        )
    )
    (article,) = player_data(tmp_path, [narration("one", [spoken("A.")], images=images)])["articles-00000.js"]
    assert [url for _, url, *_ in article["images"]] == ["https://example.com/cat.jpg", "data:image/png;base64,AAAA"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)//https://example.com", None),
        ("file:///etc/passwd", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(url, link):
    assert web_address(url) == link


@pytest.mark.parametrize("number", [1, 16, 17, 200, 1_500])
def test_an_article_is_in_the_file_that_its_ids_checksum_names(tmp_path, number):
    data = player_data(tmp_path, [narration(f"article-{i}", [spoken("A.")]) for i in range(number)])
    files = {name: articles for name, articles in data.items() if name.startswith("articles-")}
    shards = int((tmp_path / "player" / "player.html").read_text().split('data-shards="')[1].split('"')[0])
    assert shards & (shards - 1) == 0
    assert number / 16 <= shards < max(2, number / 8)
    found = {
        article["id"]: name == f"articles-{checksum(article['id']) % shards:05}.js"
        for name, articles in files.items()
        for article in articles
    }
    assert len(found) == number
    assert all(found.values())


def test_parts_of_an_article_are_in_one_file_and_one_entry_of_the_index(tmp_path):
    parts = [narration("long", [spoken("A.")] * 2, part=part, parts=3) for part in (1, 2, 3)]
    data = player_data(tmp_path, [*parts, narration("other", [spoken("B.")])])
    articles = data["articles-00000.js"]
    assert [article["part"] for article in articles if article["id"] == "long"] == [1, 2, 3]
    assert [(entry[0], entry[-1]) for entry in data["index-0000.js"]] == [("long", 6000), ("other", 1000)]


def test_rows_of_doubled_records_are_one_narration(tmp_path):
    row = narration("one", [spoken("A.")])
    data = player_data(tmp_path, [row, row, skipped("two", "listing")])
    assert len(data["articles-00000.js"]) == len(data["index-0000.js"]) == 1


def test_writing_again_writes_the_same_and_removes_what_is_left_of_a_larger_run(tmp_path):
    write_report(str(write_output(tmp_path, [narration(f"a{i}", [spoken("A.")]) for i in range(3)], [letter("b")])))
    first = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "player" / "data" / "articles-00007.js").write_text("of a larger run")
    write_report(str(tmp_path))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == first


def test_data_hold_no_markup(tmp_path):
    rows = [narration("one", [spoken("</script><script>alert(1)</script>")], title="<b>&amp;")]
    data = player_data(tmp_path, rows)
    assert data["articles-00000.js"][0]["segments"]["text"] == ["</script><script>alert(1)</script>"]
    assert all("<" not in path.read_text() for path in (tmp_path / "player" / "data").iterdir())


def test_a_run_that_narrated_nothing_has_an_empty_player(tmp_path):
    data = player_data(tmp_path, [skipped("one", "listing")])
    assert data == {}
    assert 'data-chunks="0"' in (tmp_path / "player" / "index.html").read_text()
