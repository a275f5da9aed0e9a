import pytest
from google.cloud import storage as cloud_storage

from models import storage
from models.checkpoints import CheckpointError, checkpoint_folder
from tests.fakegcs import fake_gcs

FILES = {"config.json": b"{}", "voices/one.bin": b"one", "voices/two.bin": b"two", "program.py": b"print()"}
PATTERNS = ["config.json", "voices/one.*"]


def test_a_local_folder_is_taken_as_it_is(tmp_path):
    with checkpoint_folder(str(tmp_path), patterns=PATTERNS) as folder:
        assert folder == tmp_path


def test_only_the_files_that_are_asked_for_come_from_cloud_storage():
    storage._client.cache_clear()
    with fake_gcs():
        cloud_storage.Client().create_bucket("checkpoints")
        for name, data in FILES.items():
            storage.write_bytes(f"gs://checkpoints/kokoro/{name}", data)
        with checkpoint_folder("gs://checkpoints/kokoro/", patterns=PATTERNS) as folder:
            found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert found == {"config.json": b"{}", "voices/one.bin": b"one"}
        assert not folder.exists()
    storage._client.cache_clear()


def test_a_revision_in_the_name_is_what_the_hub_is_asked_for(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr("models.checkpoints.snapshot_download", lambda *a, **k: asked.append((a, k)) or str(tmp_path))
    with checkpoint_folder("facebook/mms-tts-deu@0123abc", patterns=PATTERNS):
        pass
    with checkpoint_folder("facebook/mms-tts-deu", patterns=PATTERNS, revision="4567def"):
        pass
    assert [(names, options["revision"]) for names, options in asked] == [
        (("facebook/mms-tts-deu",), "0123abc"),
        (("facebook/mms-tts-deu",), "4567def"),
    ]
    assert asked[0][1]["allow_patterns"] == PATTERNS


def test_what_the_hub_does_not_give_is_a_checkpoint_error(monkeypatch):
    def refuse(*_, **__):
        raise OSError("404 Client Error\nRepository Not Found")

    monkeypatch.setattr("models.checkpoints.snapshot_download", refuse)
    with pytest.raises(CheckpointError, match=r"no/model is neither a local folder nor .* 404 Client Error$"):
        checkpoint_folder("no/model", patterns=PATTERNS).__enter__()
