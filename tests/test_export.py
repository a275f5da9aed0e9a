"""Feeds and books of a finished output folder, as other programs read them."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import feedparser
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lxml import etree

from models.audio.formats import AUDIO_FORMATS
from models.audio.tags import Tags
from pipeline.cli import main
from pipeline.epub import epub
from pipeline.feed import Channel, feed
from tests.signals import speech_like
from transforms.manifest_schema import MANIFEST_SCHEMA

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parent / "data" / "podcast_feed.rng"))
CHANNEL = Channel("https://audio.example.com/narrated/", "The Paper, aloud")
EPUBCHECK = Path("/usr/share/java/epubcheck.jar"), Path("/usr/bin/epubcheck")
HOSTILE = 'A <b>"bold"</b> & ]]> \x0b\ud800 title 🌊'


def segment(index: int, text: str, role: str = "paragraph", **changes: object) -> dict:
    return {
        "index": index, "block": index, "role": role, "rule": "P0", "text": text, "spoken": text, "generated": False,
        "language": "en", "voice": "hibari:heart", "start_seconds": index * 0.5, "end_seconds": index * 0.5 + 0.4,
    } | changes  # fmt: skip


def row(article_id: str = "bridge", **changes: object) -> dict:
    stem = f"audio/0f/{article_id}-{changes.get('part', 1)}-0123456789abcdef"
    return {
        "article_id": article_id, "part": 1, "parts": 1, "status": "narrated", "url": "https://example.org/bridge?a=b",
        "title": "The bridge opens", "author": "A. Cole", "published_at": "2026-01-06T09:30:00+01:00", "language": "en",
        "audio_uri": f"{stem}.mp3", "audio_format": "mp3", "audio_bytes": 4711, "duration_seconds": 1.9,
        "captions_uri": f"{stem}.vtt", "chapters_uri": f"{stem}.chapters.json",
        "segments": [
            segment(0, "The bridge opens", "headline"),
            segment(1, "It opened on Monday.", block=1),
            segment(2, "Traders were glad.", block=1),
            segment(3, "Image: a bridge", "image", generated=True),
        ],
    } | changes  # fmt: skip


def mp3() -> bytes:
    return AUDIO_FORMATS["mp3"].encode((32_767 * speech_like(2.0)).astype("int16"), 24_000, Tags("T"))


def folder_of(rows: list[dict], folder: Path) -> Path:
    for uri in {entry["audio_uri"] for entry in rows if entry["audio_uri"]}:
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_bytes(mp3())
    (folder / "manifest").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, MANIFEST_SCHEMA), folder / "manifest" / "manifest-00000-of-00001.parquet")
    return folder


def assert_valid(document: bytes) -> None:
    assert SCHEMA.validate(etree.fromstring(document)), SCHEMA.error_log


def test_a_feed_is_valid_and_reads_as_it_was_written():
    document = feed([row()], CHANNEL)
    assert_valid(document)
    parsed = feedparser.parse(document)
    assert not parsed.bozo
    assert (parsed.feed.title, parsed.feed.language) == ("The Paper, aloud", "en")
    (item,) = parsed.entries
    assert (item.title, item.link, item.author) == ("The bridge opens", "https://example.org/bridge?a=b", "A. Cole")
    assert item.id == "bridge#1"
    assert item.published_parsed[:5] == (2026, 1, 6, 8, 30)
    assert item.summary == "It opened on Monday. Traders were glad. Read by a synthetic voice."
    (enclosure,) = item.enclosures
    assert enclosure.href == "https://audio.example.com/narrated/audio/0f/bridge-1-0123456789abcdef.mp3"
    assert (enclosure.length, enclosure.type) == ("4711", "audio/mpeg")
    assert item.itunes_duration == "2"


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_a_feed_of_any_format_names_its_media_type(audio_format):
    assert_valid(feed([row(audio_format=audio_format)], CHANNEL))


def test_what_an_article_holds_breaks_no_feed():
    hostile = row(
        title=HOSTILE, author=HOSTILE, url="javascript:alert(1)", published_at="yesterday", language="zh-Hant"
    )
    document = feed([hostile], CHANNEL)
    assert_valid(document)
    (item,) = feedparser.parse(document).entries
    assert "link" not in item
    assert "published" not in item
    assert etree.fromstring(document).findtext("channel/item/title") == 'A <b>"bold"</b> & ]]>  title 🌊'


def test_the_parts_of_an_article_are_items_of_their_own():
    document = feed([row(part=2, parts=2), row(part=1, parts=2)], CHANNEL)
    assert_valid(document)
    assert [item.title for item in feedparser.parse(document).entries] == [
        "The bridge opens (2/2)", "The bridge opens (1/2)",
    ]  # fmt: skip


def test_the_newest_articles_are_in_the_feed(tmp_path):
    rows = [row(f"a{n}", published_at=f"2026-01-{n + 1:02}T00:00:00+00:00") for n in range(5)]
    rows += [row("undated", published_at=None), row("left out", status="skipped", published_at="2027-01-01T00:00:00")]
    output = folder_of(rows, tmp_path)
    arguments = ["--format=feed", "--base_url=https://audio.example.com", "--items=3"]
    assert main(["export", f"--output={output}", *arguments]) == 0
    document = (output / "feed.xml").read_bytes()
    assert_valid(document)
    assert [item.id for item in feedparser.parse(document).entries] == ["a4#1", "a3#1", "a2#1"]
    assert main(["export", f"--output={output}", *arguments]) == 0
    assert (output / "feed.xml").read_bytes() == document


def pages(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if not name.endswith(".mp3")}


def test_a_book_shows_every_segment_and_says_when_it_is_heard():
    book = pages(epub([row()], [mp3()]))
    page = etree.fromstring(book["book/part1.xhtml"].encode())
    spans = {span.get("id"): span for span in page.iter("{*}span")}
    assert [span.text for span in spans.values()] == [
        "The bridge opens", "It opened on Monday.", "Traders were glad.", "Image: a bridge",
    ]  # fmt: skip
    assert [span.get("class") for span in spans.values()] == [None, None, None, "generated"]
    assert [etree.QName(span.getparent()).localname for span in spans.values()] == ["h1", "p", "p", "p"]
    assert spans["s1"].getparent() is spans["s2"].getparent()
    overlay = etree.fromstring(book["book/part1.smil"].encode())
    heard = [
        (par.find("{*}text").get("src"), par.find("{*}audio").get("clipBegin"), par.find("{*}audio").get("clipEnd"))
        for par in overlay.iter("{*}par")
    ]
    assert heard[:2] == [
        ("part1.xhtml#s0", "0:00:00.000", "0:00:00.500"),
        ("part1.xhtml#s1", "0:00:00.500", "0:00:01.000"),
    ]
    assert heard[3:] == [("part1.xhtml#s3", "0:00:01.500", "0:00:01.900")]


def test_a_book_keeps_lists_with_their_numbers():
    items = [
        segment(0, "Mix.", "list_item", block=4, list_item="ol3"),
        segment(1, "Twice.", "list_item", block=4, list_item="ol3"),
        segment(2, "Bake.", "list_item", block=4, list_item="ol4"),
        segment(3, "Salt.", "list_item", block=5, list_item="ol4/ul1"),
        segment(4, "Rye.", "list_item", block=6),
        segment(5, "That is all.", block=7),
    ]
    page = etree.fromstring(pages(epub([row(segments=items)], [b"audio"]))["book/part1.xhtml"].encode())
    body = page.find("{*}body")
    assert [(etree.QName(one).localname, [item.get("value") for item in one.iter("{*}li")]) for one in body] == [
        ("ol", ["3", "4"]), ("ul", [None]), ("ul", [None]), ("p", []),
    ]  # fmt: skip
    assert [span.text for span in body[0][0]] == ["Mix.", "Twice."]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("de", "ltr"), ("xx-yy", "ltr")])
def test_a_book_runs_in_the_direction_of_its_language(language, direction):
    book = pages(epub([row(language=language)], [b"audio"]))
    assert etree.fromstring(book["book/part1.xhtml"].encode()).get("dir") == direction
    assert f'page-progression-direction="{direction}"' in book["book/package.opf"]


@pytest.mark.parametrize(
    ("published", "modified"),
    [
        ("2026-01-06T09:30:00+01:00", "2026-01-06T08:30:00Z"),
        ("2026-01-06", "2026-01-06T00:00:00Z"),
        ("last spring", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_book_states_its_date_in_utc(published, modified):
    package = pages(epub([row(published_at=published)], [b"audio"]))["book/package.opf"]
    assert f'"dcterms:modified">{modified}<' in package


def test_equal_narrations_make_equal_books():
    assert epub([row()], [b"audio"]) == epub([row()], [b"audio"])


def test_a_book_says_first_what_it_is():
    assert epub([row()], [b"audio"])[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.skipif(not any(path.exists() for path in EPUBCHECK), reason="epubcheck is not installed")
def test_a_book_of_hostile_text_in_two_parts_is_valid(tmp_path):
    titles = {"title": HOSTILE, "author": HOSTILE, "parts": 2}
    quote = [segment(0, "We waited.", "quote"), segment(1, HOSTILE, "heading", language="fr")]
    quote += [segment(2, "Salt.", "list_item", list_item="ol3"), segment(3, "Rye.", "list_item", list_item="ul1")]
    rows = [row(**titles, part=1), row(**titles, part=2, segments=quote)]
    (tmp_path / "book.epub").write_bytes(epub(rows, [mp3()] * len(rows)))
    jar = next(path for path in EPUBCHECK if path.exists())
    checked = subprocess.run(
        ["java", "-jar", str(jar), str(tmp_path / "book.epub")], capture_output=True, text=True, check=False
    )
    assert "No errors or warnings detected" in checked.stdout, checked.stdout + checked.stderr


def test_a_book_without_dates_and_addresses_has_none():
    package = pages(epub([row(published_at=None, url=None, author=None)], [b"audio"]))["book/package.opf"]
    assert "1970-01-01T00:00:00Z" in package
    assert "dc:source" not in package
    assert "dc:creator" not in package


def test_a_book_is_written_for_each_article_that_is_narrated_whole(tmp_path, capsys):
    rows = [row("one"), row("half", part=1, parts=2), row("long", part=2, parts=2), row("long", part=1, parts=2)]
    output = folder_of(rows, tmp_path)
    assert main(["export", f"--output={output}", "--format=epub"]) == 0
    books = sorted(path.name for path in output.glob("epub/*/*.epub"))
    assert books == ["long-1-0123456789abcdef.epub", "one-1-0123456789abcdef.epub"]
    shutil.rmtree(output / "epub")
    assert main(["export", f"--output={output}", "--format=epub", "--article_id=one"]) == 0
    assert [path.name for path in output.glob("epub/*/*.epub")] == ["one-1-0123456789abcdef.epub"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format=feed"], "--base_url is missing"),
        (["--format=feed", "--base_url=ftp://x"], "'ftp://x' is no web address"),
        (["--format=feed", "--base_url=https://x", "--items=0"], "--items must be at least 1"),
        (["--format=epub", "--article_id=nobody"], "holds no whole narration of --article_id nobody"),
        (["--format=epub", "--article_id=lossless"], "books hold audio as mp3 or m4a, not flac"),
        (["--format=pdf"], "invalid choice: 'pdf'"),
    ],
)
def test_what_cannot_be_exported_is_one_line_that_says_why(arguments, message, tmp_path, capsys):
    output = folder_of([row(), row("lossless", audio_format="flac")], tmp_path)
    assert main(["export", f"--output={output}", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_a_folder_without_a_manifest_is_named(tmp_path, capsys):
    assert main(["export", f"--output={tmp_path}", "--format=epub"]) == 2
    assert "holds no manifest" in capsys.readouterr().err
