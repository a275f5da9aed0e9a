"""The report and the player of an output folder in Cloud Storage; the cloud is the loopback fake."""

import uuid
from pathlib import Path

from google.cloud import storage as cloud_storage

from models import storage
from pipeline.report import write_report
from tests.fakegcs import fake_gcs
from tests.outputs import letter, narration, skipped, spoken, write_output


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bucket_gets_the_same_files_as_a_disk(tmp_path):
    rows = [narration(f"a{n}", [spoken(f"Sentence {n}.")] * 3) for n in range(40)]
    folder = write_output(tmp_path, [*rows, skipped("z", "listing")], [letter("lost")])
    storage._client.cache_clear()
    with fake_gcs():
        name = f"bucket-{uuid.uuid4().hex}"
        cloud_storage.Client().create_bucket(name)
        output = f"gs://{name}/nightly"
        for path, data in files_below(folder).items():
            storage.write_bytes(f"{output}/{path}", data)
        storage.write_bytes(f"{output}/player/data/articles-00099.js", b"of a larger run")
        assert write_report(output) == f"{output}/report.html"
        in_bucket = {
            path.removeprefix(f"{output}/"): storage.read_bytes(path) for path in storage.match(f"{output}/**")
        }
    storage._client.cache_clear()
    write_report(str(folder))
    assert in_bucket == files_below(folder)
