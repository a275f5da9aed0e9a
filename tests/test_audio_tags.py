"""Tags and chapters of every format, as other libraries read them."""

import base64
import io
from dataclasses import replace

import av
import mutagen
import numpy as np
import pytest
import soundfile
from av.stream import Disposition
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE

from models.audio.formats import AUDIO_FORMATS
from models.audio.tags import Chapter, Tags
from models.pictures.covers import cover_of
from tests.figures.captioners import png
from tests.signals import speech_like

TAGS = Tags(
    title="Zwölf Bäume — “für alle” 🌊",
    artist="A. Cole",
    album="The Paper",
    date="2026-01-06",
    language="de-DE",
    url="https://example.org/rates?a=b#c",
    track=(2, 3),
    comments=(("synthetic voice", "yes"), ("encoded by", "Narrate")),
    chapters=(Chapter("Zwölf Bäume", 0.0, 0.75), Chapter("Why now?", 0.75, 2.0)),
)
COVER = cover_of(png("red", 240), 1_000_000)
PCM = (32_767 * speech_like(2.0)).astype(np.int16)
CHAPTERS = [("Zwölf Bäume", 0.0), ("Why now?", 0.75)]


def encoded(audio_format: str, tags: Tags = TAGS) -> bytes:
    return AUDIO_FORMATS[audio_format].encode(PCM, 24_000, tags)


def chapters_by_ffmpeg(data: bytes) -> list[tuple[str, float]]:
    with av.open(io.BytesIO(data)) as container:
        return [(c["metadata"]["title"], float(c["start"] * c["time_base"])) for c in container.chapters()]


@pytest.mark.parametrize("audio_format", ["mp3", "m4a", "flac", "opus"])
def test_chapters_stand_where_they_begin(audio_format):
    assert chapters_by_ffmpeg(encoded(audio_format)) == [(t, pytest.approx(at, abs=1e-3)) for t, at in CHAPTERS]


@pytest.mark.parametrize(("audio_format", "reader"), [("flac", FLAC), ("opus", OggOpus)])
def test_vorbis_comments_read_as_they_were_written(audio_format, reader):
    comments = dict(reader(io.BytesIO(encoded(audio_format))).tags)
    assert comments == {
        "title": [TAGS.title],
        "artist": ["A. Cole"],
        "album": ["The Paper"],
        "date": ["2026-01-06"],
        "tracknumber": ["2"],
        "tracktotal": ["3"],
        "language": ["de-DE"],
        "contact": ["https://example.org/rates?a=b#c"],
        "synthetic_voice": ["yes"],
        "encoded_by": ["Narrate"],
        "chapter000": ["00:00:00.000"],
        "chapter000name": ["Zwölf Bäume"],
        "chapter001": ["00:00:00.750"],
        "chapter001name": ["Why now?"],
    }


@pytest.mark.parametrize("cover", [None, COVER], ids=["bare", "with a cover"])
def test_an_m4a_file_says_who_speaks_and_in_which_language(cover):
    data = encoded("m4a", replace(TAGS, cover=cover))
    tags = MP4(io.BytesIO(data)).tags
    assert [tags[name][0] for name in ("\xa9nam", "\xa9ART", "\xa9alb", "\xa9day")] == [
        TAGS.title, "A. Cole", "The Paper", "2026-01-06",
    ]  # fmt: skip
    assert tags["\xa9cmt"] == ["synthetic voice: yes; encoded by: Narrate; https://example.org/rates?a=b#c"]
    with av.open(io.BytesIO(data)) as container:
        assert container.streams.audio[0].metadata["language"] == "deu"


def test_a_wav_file_has_a_list_for_editors_and_a_tag_for_players():
    data = encoded("wav")
    tags = WAVE(io.BytesIO(data)).tags
    assert tags["TIT2"].text == [TAGS.title]
    assert [(str(c.sub_frames["TIT2"]), c.start_time) for c in tags.getall("CHAP")] == [
        ("Zwölf Bäume", 0),
        ("Why now?", 750),
    ]
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        info = file.copy_metadata()
    assert (info["title"], info["comment"]) == (TAGS.title, "synthetic voice: yes; encoded by: Narrate")
    assert b"cue \x34\0\0\0\2\0\0\0" in data  # two points of 24 bytes
    assert b"labl\x0d\0\0\0\2\0\0\0Why now?\0" in data


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_a_part_of_a_long_article_says_which_of_how_many_it_is(audio_format):
    data = encoded(audio_format)
    with av.open(io.BytesIO(data)) as container:
        metadata = {**container.metadata, **container.streams.audio[0].metadata}
    if audio_format in ("flac", "opus"):
        assert (metadata["track"], metadata["TRACKTOTAL"]) == ("2", "3")
    else:
        assert metadata["track"] == "2/3"
    by_mutagen = mutagen.File(io.BytesIO(data)).tags
    own_name = {"mp3": "TRCK", "wav": "TRCK", "m4a": "trkn"}.get(audio_format, "tracknumber")
    assert str(by_mutagen[own_name]) in ("2/3", "[(2, 3)]", "['2']")


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_an_article_in_one_file_has_no_track_number(audio_format):
    tags = mutagen.File(io.BytesIO(encoded(audio_format, Tags("T")))).tags
    assert not {"TRCK", "trkn", "tracknumber"} & set(tags.keys())


def covers_of(data: bytes) -> list[bytes]:
    """Returns the front covers of a file as mutagen reads them."""
    file = mutagen.File(io.BytesIO(data))
    match file:
        case MP4():
            return [bytes(cover) for cover in file.tags.get("covr", [])]
        case FLAC():
            return [picture.data for picture in file.pictures if (picture.type, picture.mime) == (3, "image/jpeg")]
        case OggOpus():
            blocks = [Picture(base64.b64decode(text)) for text in file.tags.get("metadata_block_picture", [])]
            return [picture.data for picture in blocks if (picture.type, picture.mime) == (3, "image/jpeg")]
        case _:
            return [frame.data for frame in file.tags.getall("APIC") if (frame.type, frame.mime) == (3, "image/jpeg")]


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_a_cover_costs_no_sample_and_no_chapter(audio_format):
    with_cover, without = (encoded(audio_format, replace(TAGS, cover=cover)) for cover in (COVER, None))
    assert (covers_of(with_cover), covers_of(without)) == ([COVER], [])
    assert encoded(audio_format, replace(TAGS, cover=COVER)) == with_cover
    read = AUDIO_FORMATS[audio_format].read
    np.testing.assert_array_equal(read(with_cover)[0], read(without)[0])
    assert chapters_by_ffmpeg(with_cover) == chapters_by_ffmpeg(without)


@pytest.mark.parametrize("audio_format", sorted(AUDIO_FORMATS.keys() - {"wav"}))  # FFmpeg looks for none in WAV files
def test_ffmpeg_sees_a_cover_beside_one_stream_of_sound(audio_format):
    with av.open(io.BytesIO(encoded(audio_format, replace(TAGS, cover=COVER)))) as container:
        assert len(container.streams.audio) == 1
        (picture,) = container.streams.video
        assert picture.disposition & Disposition.attached_pic
        assert (picture.width, picture.height) == (240, 240)


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_tags_larger_than_a_page_cost_no_sample(audio_format):
    chapters = tuple(Chapter(f"Chapter {n} " + "long " * 100, n / 400, (n + 1) / 400) for n in range(300))
    data = encoded(audio_format, Tags("T", chapters=chapters))
    samples, _ = AUDIO_FORMATS[audio_format].read(data)
    assert len(samples) == pytest.approx(len(PCM), abs=1_024)
    assert mutagen.File(io.BytesIO(data)).info.length == pytest.approx(2.0, abs=0.06)


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_the_samples_are_what_was_spoken(audio_format):
    samples, sample_rate = AUDIO_FORMATS[audio_format].read(encoded(audio_format))
    length = min(len(samples), len(PCM))
    assert sample_rate == 24_000
    likeness = np.corrcoef(samples[:length], PCM[:length] / 32_767)[0, 1]
    assert likeness > 0.95


def test_a_format_whose_package_is_absent_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"m4a needs the package av: pip install 'narrate\[m4a\]'"):
        AUDIO_FORMATS["m4a"].check()
    AUDIO_FORMATS["flac"].check()
