"""What a narration is called and made of."""

import hashlib
import json
import math
import re
import string
from dataclasses import astuple, fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import storage
from models.audio.assembly import Interval
from models.audio.encoding import EncodedAudio
from models.audio.formats import AUDIO_FORMATS
from models.audio.levels import Levels
from models.engines import VoiceCard
from models.speech import Pronunciation, Waveform
from models.voices import Voice
from tests.conftest import script, segment
from transforms.narrations import (
    ManifestRow,
    Narration,
    NarrationFiles,
    Recipe,
    finished_row,
    narrated_row,
    safe_id,
    skipped_row,
)
from transforms.outcomes import Skipped
from transforms.scripts import Coverage, ImageDecision, ImageOutcome, Role, Script, Segment, Skip

HEART = VoiceCard(Voice("hibari", "heart"), "en", "Apache-2.0", "a package", "hibari-tts-0.2.1")
ANNA = VoiceCard(Voice("vits", "anna"), "de", "CC-BY-NC", "a folder", "sha256:1")
AUDIO = EncodedAudio(b"audio", 4.0004, 24_000, Levels(-16.006, -1.504))

SAFE = frozenset(string.ascii_letters + string.digits + "._-")


def full_script() -> Script:
    """Returns a script in which every field has a value of its own."""
    return replace(
        script("a", "Rates rise.", "Why now?"),
        segments=(
            segment(
                "Rates rise.",
                0,
                Role.HEADLINE,
                pronunciations=(Pronunciation(0, 5, "ɹAts"),),
                lexicon_entries=("Rates",),
            ),
            segment("Eine Tür.", 1, voice="vits:anna", language="de"),
        ),
        skips=(Skip(1, "F1", "[1]"),),
        images=(ImageDecision("a.jpg", 1, ImageOutcome.SILENT, "I1", "a lake", "alt", "m", 640, 480),),
        url="https://example.org/a",
        site="The Paper",
        section="Money",
        author="A. Cole",
        published_at="2026-01-06",
    )


def narration_of(source: Script, *silent: int) -> Narration:
    """Returns a narration of one second a segment; the segments in `silent` have no sound."""
    intervals = [None if i in silent else Interval(float(i), i + 0.5) for i in range(len(source.segments))]
    return Narration(source, Waveform(np.zeros(96_000, np.float32), 24_000), tuple(intervals))


def row_of(narration: Narration, recipe: Recipe | None = None) -> ManifestRow:
    recipe = recipe or Recipe((HEART, ANNA))
    fingerprint = recipe.fingerprint_of(narration.script)
    files = NarrationFiles.of(narration.script, fingerprint, recipe.format.extension)
    return narrated_row(narration, recipe, files, fingerprint, AUDIO)


# The fingerprint

CHANGES: dict[str, Any] = {
    "article_id": "b",
    "title": "Rates fall",
    "language": "de",
    "skips": (),
    "images": (),
    "coverage": Coverage(2, 1, 0, 1),
    "part": 2,
    "parts": 2,
    "url": None,
    "site": None,
    "author": "B. Cole",
    "published_at": "2026-01-07",
    "section": "Sport",
    "cover": "state/covers/00/a-0123456789abcdef.0123456789abcdef.jpg",
}
SEGMENT_CHANGES: dict[str, Any] = {
    "block": 1,
    "role": Role.HEADING,
    "rule": "H5",
    "text": "Rates fall.",
    "spoken": "rates rise.",
    "generated": True,
    "language": "en-GB",
    "voice": "vits:anna",
    "pause_seconds": 0.6,
    "rate": 0.95,
    "pronunciations": (),
}
NOT_HEARD = {"lexicon_entries", "ambiguous_dates", "list_item"}
NOT_IN_THE_NAME = {"source", "is_truncated", "record_digest", *NOT_HEARD}


def fingerprint(source: Script, **settings: Any) -> str:
    return replace(Recipe((HEART, ANNA)), **settings).fingerprint_of(source)


@pytest.mark.parametrize("field", CHANGES)
def test_every_change_of_a_script_changes_the_fingerprint(field):
    assert fingerprint(replace(full_script(), **{field: CHANGES[field]})) != fingerprint(full_script())


@pytest.mark.parametrize("field", SEGMENT_CHANGES)
def test_every_change_of_a_segment_changes_the_fingerprint(field):
    first, second = full_script().segments
    changed = replace(full_script(), segments=(replace(first, **{field: SEGMENT_CHANGES[field]}), second))
    assert fingerprint(changed) != fingerprint(full_script())


def test_no_field_of_a_script_is_forgotten_here():
    assert {field.name for field in fields(Script)} - NOT_IN_THE_NAME == {*CHANGES, "segments"}
    assert {field.name for field in fields(Segment)} - NOT_IN_THE_NAME == set(SEGMENT_CHANGES)


@pytest.mark.parametrize(
    "settings",
    [
        {"audio_format": "flac"},
        {"loudness": "spotify"},
        {"loudness": "off"},
        {"voice_cards": (replace(HEART, revision="hibari-tts-0.2.2"), ANNA)},
        {"voice_cards": (HEART, replace(ANNA, revision="sha256:2"))},
    ],
)
def test_every_change_of_the_recipe_changes_the_fingerprint(settings):
    assert fingerprint(full_script(), **settings) != fingerprint(full_script())


def test_what_is_not_heard_does_not_change_the_fingerprint():
    first, second = full_script().segments
    changes = {"lexicon_entries": (), "ambiguous_dates": ("3/4/2024",), "list_item": "ol3"}
    assert set(changes) == NOT_HEARD
    assert fingerprint(replace(full_script(), segments=(replace(first, **changes), second))) == fingerprint(
        full_script()
    )
    changes = {"source": "elsewhere.parquet#9", "is_truncated": True, "record_digest": "r"}
    assert set(changes) == NOT_IN_THE_NAME - NOT_HEARD
    assert fingerprint(replace(full_script(), **changes)) == fingerprint(full_script())


@pytest.mark.parametrize(
    "cards",
    [
        (ANNA, HEART),
        (HEART, ANNA, VoiceCard(Voice("vits", "emma"), "en", "MIT", "a folder", "sha256:3")),
        (replace(HEART, licence="MIT", weights="elsewhere"), ANNA),
    ],
    ids=["another order", "a voice that does not speak here", "what is said of a voice"],
)
def test_a_voice_that_sounds_the_same_here_does_not_change_the_fingerprint(cards):
    assert fingerprint(full_script(), voice_cards=cards) == fingerprint(full_script())


def test_the_fingerprint_is_the_same_in_every_process():
    plain = script("a", "Rates rise.")
    assert Recipe((HEART,)).fingerprint_of(plain) == Recipe((HEART,)).fingerprint_of(script("a", "Rates rise."))
    assert re.fullmatch(r"[0-9a-f]{64}", Recipe((HEART,)).fingerprint_of(plain))


def test_half_a_surrogate_pair_has_a_fingerprint():
    assert fingerprint(script("a", "\ud83d")) != fingerprint(script("a", "?"))


def test_a_recipe_without_the_voice_of_a_script_is_an_error():
    with pytest.raises(LookupError, match="vits:anna"):
        Recipe((HEART,)).fingerprint_of(full_script())


@pytest.mark.parametrize(("setting", "value"), [("audio_format", "ogg"), ("loudness", "loud")])
def test_a_recipe_of_unknown_settings_is_an_error_that_lists_the_known(setting, value):
    with pytest.raises(ValueError, match=f"'{value}' is no"):
        replace(Recipe((HEART,)), **{setting: value})


def test_loudness_that_is_off_is_no_target():
    assert Recipe((HEART,), loudness="off").target is None
    assert Recipe((HEART,)).target.lufs == -16.0


# Names


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_a_safe_id_is_a_file_name_everywhere(article_id):
    name = safe_id(article_id)
    assert 0 < len(name) <= 80
    assert set(name) <= SAFE
    assert not name.startswith((".", "-"))
    assert not name.endswith(".")
    assert safe_id(name) == name


@pytest.mark.parametrize(
    ("article_id", "name"),
    [
        ("rates-rise_2026.1", "rates-rise_2026.1"),
        ("https://example.org/a/b?c=d", "https-example.org-a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("Zwölf Bäume", "Zwolf-Baume"),
        ("..", "article"),
        ("東京", "article"),
        ("", "article"),
        ("a\nb\0c", "a-b-c"),
        ("x" * 5000, "x" * 80),
        ("x" * 79 + "/y", "x" * 79),
        ("half \ud83d", "half"),
    ],
)
def test_a_safe_id_looks_like_its_article(article_id, name):
    assert safe_id(article_id) == name


ids = st.text(max_size=100) | st.sampled_from(["a", "A", "a ", "a/", "../a", "ä", "x" * 5000, "x" * 5001, "\ud83d"])


@settings(max_examples=200)
@given(ids, ids, st.integers(1, 99), st.sampled_from(sorted(AUDIO_FORMATS)))
def test_files_of_different_articles_are_different_on_every_file_system(first, second, part, audio_format):
    recipe = Recipe((HEART,), audio_format=audio_format)
    scripts = [replace(script(article_id, "One."), part=part, parts=99) for article_id in (first, second)]
    names = [set(astuple(recipe.files_of(each))) for each in scripts]
    assert [len(own) for own in names] == [4, 4]
    assert (first == second) == bool({n.lower() for n in names[0]} & {n.lower() for n in names[1]})
    for name in names[0]:
        folder, shard, file = name.split("/")
        assert folder == "audio"
        assert re.fullmatch("[0-9a-f]{2}", shard)
        assert set(file) <= SAFE
        assert len(file) <= 120


@pytest.mark.parametrize("device", ["nul.mp3", "CON.tar.gz", "com1.x", "Lpt9.", "aux..b"])
def test_no_safe_id_is_a_device_of_windows(device):
    stem = f"{safe_id(device)}-1-0123456789abcdef.mp3".partition(".")[0]
    assert stem.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


def test_the_files_of_a_narration_share_a_name_and_a_folder():
    files = NarrationFiles.of(replace(script("a/b"), part=2), "0123456789abcdef" * 4, "mp3")
    stem = files.row.removesuffix(".json")
    assert re.fullmatch(r"audio/[0-9a-f]{2}/a-b-2-0123456789abcdef", stem)
    assert files == NarrationFiles(f"{stem}.mp3", f"{stem}.vtt", f"{stem}.chapters.json", f"{stem}.json")


def test_ids_that_look_alike_have_files_of_their_own():
    recipe = Recipe((HEART,))
    ids = ["a/b", "a-b", "A-b", "a:b", "東京", "京都", "", " "]
    sources = [script(article_id, "Rates rise.") for article_id in ids]
    names = {NarrationFiles.of(source, recipe.fingerprint_of(source), "mp3").audio.lower() for source in sources}
    assert len(names) == len(ids)


def test_the_folders_fill_evenly():
    shards = {NarrationFiles.of(script(str(n)), f"{n:064x}", "mp3").audio.split("/")[1] for n in range(2000)}
    assert len(shards) > 250


# Rows


def test_a_row_says_what_was_made_by_whom_and_of_what():
    row = row_of(narration_of(full_script()))
    assert (row.status, row.reason, row.article_id, row.part, row.parts) == ("narrated", None, "a", 1, 1)
    assert (row.audio_format, row.sample_rate, row.duration_seconds, row.audio_bytes) == ("mp3", 24_000, 4.0, 5)
    assert (row.loudness_lufs, row.true_peak_dbtp) == (-16.01, -1.5)
    assert row.audio_sha256 == hashlib.sha256(b"audio").hexdigest()
    assert (row.engine, row.voice, row.model_revision) == ("hibari", "heart", "hibari-tts-0.2.1")
    assert (row.voice_licence, row.synthetic_voice) == ("Apache-2.0", True)
    assert row.fingerprint == Recipe((HEART, ANNA)).fingerprint_of(full_script())


def test_the_voice_of_a_row_is_the_one_that_says_most():
    longer = replace(full_script(), segments=(*full_script().segments, segment("Noch ein Satz.", voice="vits:anna")))
    row = row_of(narration_of(longer))
    assert (row.engine, row.voice, row.voice_licence) == ("vits", "anna", "CC-BY-NC")


def test_segments_are_timed_and_the_last_lasts_to_the_end():
    row = row_of(narration_of(full_script()))
    assert [(s.index, s.block, s.start_seconds, s.end_seconds) for s in row.segments] == [
        (0, 0, 0.0, 0.5),
        (1, 1, 1.0, 4.0),
    ]
    assert [(s.text, s.role, s.voice) for s in row.segments] == [
        ("Rates rise.", "headline", "hibari:heart"),
        ("Eine Tür.", "paragraph", "vits:anna"),
    ]


def test_a_segment_without_sound_is_a_skip_and_its_block_failed():
    row = row_of(narration_of(script("a", "One.", "†††", "Three."), 1))
    assert [s.text for s in row.segments] == ["One.", "Three."]
    assert [s.index for s in row.segments] == [0, 1]
    assert row.skips == (Skip(1, "no_speech", "†††"),)
    assert row.coverage == Coverage(3, spoken=2, described=0, skipped=0, failed=1)


def test_a_block_that_is_heard_in_part_has_not_failed():
    source = replace(script("a", "One."), segments=(segment("One.", 0), segment("†††", 0)))
    row = row_of(narration_of(source, 1))
    assert row.coverage == Coverage(1, spoken=1, described=0, skipped=0, failed=0)
    assert row.skips == (Skip(0, "no_speech", "†††"),)


def test_a_description_without_sound_is_counted_where_it_was_described():
    source = replace(
        script("a", "One."),
        segments=(segment("One.", 0), segment("†††", 1, generated=True), segment("†", None)),
        coverage=Coverage(2, spoken=1, described=1, skipped=0),
    )
    assert row_of(narration_of(source, 1, 2)).coverage == Coverage(2, spoken=1, described=0, skipped=0, failed=1)


def test_a_level_that_no_meter_shows_is_null_so_that_the_row_is_json():
    quiet = replace(AUDIO, levels=Levels(-math.inf, math.nan))
    source, recipe = full_script(), Recipe((HEART, ANNA))
    row = narrated_row(narration_of(source), recipe, NarrationFiles.of(source, "f" * 64, "mp3"), "f" * 64, quiet)
    assert row.loudness_lufs is row.true_peak_dbtp is None
    json.loads(row.to_json(), parse_constant=pytest.fail)


def test_nothing_in_a_row_depends_on_when_or_where_it_was_made():
    assert row_of(narration_of(full_script())).to_json() == row_of(narration_of(full_script())).to_json()


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@settings(max_examples=50)
@given(st.lists(words, min_size=1, max_size=5), words, st.none() | words)
def test_a_row_reads_back_as_it_was_written(texts, title, url):
    source = replace(script("a", *texts), title=title, url=url, images=full_script().images, skips=full_script().skips)
    row = row_of(narration_of(source))
    assert ManifestRow.from_json(row.to_json()) == row
    assert ManifestRow.from_json(row.to_json().encode()) == row


def test_the_fields_of_a_row_stand_in_the_order_of_the_manifest():
    assert list(json.loads(row_of(narration_of(full_script())).to_json())) == [
        field.name for field in fields(ManifestRow)
    ]


NO_ROWS = ["", "{", "[]", "null", "5", '"row"', "{}", '{"article_id": "a"}', "\0"]
ROW_OF_ANOTHER_VERSION = '{"article_id": "a", "fingerprint": "f", "audio_uri": "u", "more": 1}'


@pytest.mark.parametrize("text", [*NO_ROWS, ROW_OF_ANOTHER_VERSION])
def test_what_is_no_row_is_an_error(text):
    with pytest.raises(ValueError):
        ManifestRow.from_json(text)


def test_a_skipped_row_keeps_what_is_known_of_the_article():
    row = skipped_row(Skipped("a", "articles.parquet#1", "no_voice:de", "https://example.org", "Zwölf", "de"))
    assert (row.status, row.reason, row.source) == ("skipped", "no_voice:de", "articles.parquet#1")
    assert (row.url, row.title, row.language) == ("https://example.org", "Zwölf", "de")
    assert row.audio_uri is row.duration_seconds is row.coverage is row.synthetic_voice is None
    assert row.segments == ()


# What is finished


@pytest.fixture
def narrated(tmp_path) -> Script:
    """Returns a script whose narration stands in the folder `tmp_path`."""
    row = row_of(narration_of(full_script()))
    storage.write_bytes(str(tmp_path / row.audio_uri).replace(".mp3", ".json"), row.to_json().encode())
    return full_script()


def finished(source: Script, folder: Any, **settings: Any) -> ManifestRow | None:
    return finished_row(source, replace(Recipe((HEART, ANNA)), **settings), str(folder))


def test_a_narration_that_stands_whole_is_reused(narrated, tmp_path):
    row = finished(narrated, tmp_path)
    assert row == replace(row_of(narration_of(full_script())), status="reused")


def test_a_reused_row_names_where_the_record_stands_now(narrated, tmp_path):
    assert finished(replace(narrated, source="tonight.parquet#7"), tmp_path).source == "tonight.parquet#7"


def test_a_narration_of_other_words_or_settings_is_not_reused(narrated, tmp_path):
    assert finished(replace(narrated, title="Rates fall"), tmp_path) is None
    assert finished(narrated, tmp_path, loudness="spotify") is None
    assert finished(narrated, tmp_path, audio_format="flac") is None


@pytest.mark.parametrize("text", [b"", b"{", b"{}", b"[]", b"\xff\xfe", b"null"])
def test_a_sidecar_that_is_no_row_counts_as_absent(narrated, tmp_path, text):
    [sidecar] = tmp_path.rglob("*.json")
    sidecar.write_bytes(text)
    assert finished(narrated, tmp_path) is None


def test_a_sidecar_cut_off_anywhere_counts_as_absent(narrated, tmp_path):
    [sidecar] = tmp_path.rglob("*.json")
    whole = sidecar.read_bytes()
    for length in range(0, len(whole) - 2, 97):
        sidecar.write_bytes(whole[:length])
        assert finished(narrated, tmp_path) is None


@pytest.mark.parametrize("field", ["segments", "images", "skips", "coverage"])
@pytest.mark.parametrize("value", [None, 5, [5], [{"unknown": 1}], {"unknown": 1}])
def test_a_sidecar_of_another_version_counts_as_absent(narrated, tmp_path, field, value):
    [sidecar] = tmp_path.rglob("*.json")
    sidecar.write_text(json.dumps(json.loads(sidecar.read_bytes()) | {field: value}))
    assert finished(narrated, tmp_path) is None
