"""What Cloud Storage costs the job beside a disk: `python -m tests.benchmarks.storage --input 'FILES.parquet'`.

The whole job with the embedded voice, from and to a folder and from and to `gs://`, whose server stands on the loopback
and takes its share of the same cores; in turn, several times, each in a fresh process. Prints one JSON object: the
seconds of each run and the ratio of the medians.
"""

import argparse
import json
import multiprocessing
import statistics
import tempfile
import uuid
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from google.cloud import storage as cloud_storage
from rich.console import Console

from models import storage
from pipeline.foreground import silence_libraries
from pipeline.handlers import speech_handler
from pipeline.local import run_locally
from pipeline.options import job_of, parse_options
from tests.fakegcs import fake_gcs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True, help="a Parquet file")
    parser.add_argument("--articles", type=int, default=20, help="how many records to read, at most")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    seconds: dict[str, list[float]] = {"disk": [], "gs": []}
    with tempfile.TemporaryDirectory() as folder, fake_gcs():
        bucket = f"bucket-{uuid.uuid4().hex}"
        cloud_storage.Client().create_bucket(bucket)
        for root in (folder, f"gs://{bucket}"):
            storage.write_bytes(f"{root}/catalogue.parquet", Path(chosen.input).read_bytes())
        for number in range(chosen.rounds):
            for place, root in (("disk", folder), ("gs", f"gs://{bucket}")):
                with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
                    run = process.submit(measure, root, f"{root}/out-{number}", chosen.articles)
                    seconds[place].append(run.result())
    medians = {place: statistics.median(own) for place, own in seconds.items()}
    print(json.dumps({"seconds": seconds, "gs_to_disk": round(medians["gs"] / medians["disk"], 3)}, indent=1))


def measure(root: str, output: str, articles: int) -> float:
    """Returns the seconds that the job takes, from building its graph to its summary."""
    silence_libraries()
    options = parse_options([f"--input={root}/catalogue.parquet", f"--output={output}", f"--limit={articles}"])
    job = job_of(options)
    return float(run_locally(options, job, speech_handler(job, options), Console(quiet=True))["wall_seconds"])


if __name__ == "__main__":
    main()
