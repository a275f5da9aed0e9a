"""What a plan counts, what it reckons with, and what it says of both."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.plan import Workload, estimates_of
from pipeline.prices import ENCODE_CPU_SECONDS, GPU_SPEEDS, PRICES, SPEECH_SERVICES, parse_figures

CATALOGUE = Path(__file__).parent / "data" / "catalogue.parquet"
# 10,000 articles, 10 million characters, 200 hours.
WORKLOAD = Workload(records=10_000, read=10_000, narrated=10_000, characters=10_000_000, audio_seconds=720_000)


def planned(capsys, *options: str) -> dict:
    assert main(["plan", f"--input={CATALOGUE}", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_plan_counts_what_the_job_would_do(capsys):
    plan = planned(capsys)
    assert (plan["records"], plan["narrated"]) == (11, 8)
    assert sum(plan["skip_reasons"].values()) == 2
    assert plan["dead_letter_codes"] == {"bad_record": 1}
    assert sum(plan["languages"].values()) == 8
    assert 10 < plan["characters"] / plan["audio_minutes"] / 60 < 20  # characters a second, pauses among them


def test_a_sample_is_scaled_to_the_catalogue(capsys):
    whole, sample = planned(capsys), planned(capsys, "--limit=4")
    assert (sample["records"], sample["records_read"]) == (11, 4)
    assert sample["characters"] == pytest.approx(whole["characters"], rel=1)
    assert 6 <= sample["narrated"] <= 11


def test_a_plan_writes_nothing(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    planned(capsys, "--limit=1")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read_is_counted_and_costs_nothing(capsys, tmp_path):
    (tmp_path / "broken.parquet").write_bytes(b"no parquet")
    pq.write_table(pa.table({"other": ["x"]}), tmp_path / "columns.parquet")
    assert main(["plan", f"--input={tmp_path}/*.parquet", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["dead_letter_codes"] == {"bad_schema": 1, "unreadable_file": 1}
    assert (plan["records"], plan["narrated"], plan["estimates"][0]["usd"]) == (2, 0, 0)


def test_people_see_a_table_that_fits_a_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["plan", f"--input={CATALOGUE}", "--limit=2"]) == 0
    printed = capsys.readouterr().out
    assert "US$" in printed
    assert "kokoro, nvidia-tesla-a100 " in printed  # no row is broken on 80 columns


def test_hours_of_a_gpu_are_the_audio_over_its_speed():
    estimates = {estimate.way: estimate for estimate in estimates_of(WORKLOAD, PRICES, {"nvidia-l4": 100.0})}
    l4 = estimates["kokoro, nvidia-l4"]
    assert l4.hours == pytest.approx(2.0)
    machine_hour = PRICES["nvidia-l4"] + 8 * PRICES["vcpu"] + 32 * PRICES["memory_gb"]
    assert l4.dollars["speech and encoding"] == pytest.approx(2 * machine_hour)
    assert l4.basis == "your figure"


def test_a_gpu_is_no_faster_than_the_cores_beside_it_encode():
    estimates = {estimate.way: estimate for estimate in estimates_of(WORKLOAD, PRICES, {"nvidia-l4": 1e9})}
    assert estimates["kokoro, nvidia-l4"].hours == pytest.approx(720_000 * ENCODE_CPU_SECONDS / 8 / 3600)


def test_services_are_paid_by_the_character():
    estimates = {estimate.way: estimate for estimate in estimates_of(WORKLOAD, {**PRICES, "openai-tts-1": 20.0}, {})}
    assert estimates["openai-tts-1"].total_dollars == pytest.approx(200)
    assert set(SPEECH_SERVICES) <= estimates.keys()


def test_every_speed_has_a_source_and_every_gpu_a_price():
    assert set(GPU_SPEEDS) <= set(PRICES)
    assert all(speed.source for speed in GPU_SPEEDS.values())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--prices=gold=3"], "--prices: there is no 'gold'; there are vcpu, "),
        (["--prices=vcpu=cheap"], "--prices: 'vcpu=cheap' is not NAME=NUMBER, as in vcpu=0.5"),
        (["--speeds=nvidia-l4=-1"], "--speeds: nvidia-l4=-1: a figure is a number that is not negative"),
        (["--input=nowhere/*.parquet"], "--input nowhere/*.parquet matches no file"),
        (["--prise=1"], "--prise: there is no such option"),
    ],
)
def test_a_wrong_plan_is_one_line(options, message, capsys):
    assert main(["plan", f"--input={CATALOGUE}", *options]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_figures_replace_only_what_they_name():
    assert parse_figures("", ["vcpu"]) == {}
    assert parse_figures("vcpu=0.5", ["vcpu", "memory_gb"]) == {"vcpu": 0.5}
