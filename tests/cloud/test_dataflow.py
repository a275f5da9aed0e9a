"""What Dataflow is sent for a command line: the job that its service gets, and the graph that lies in the bucket."""

import functools
import json
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from apache_beam.runners.portability.fn_api_runner import fn_runner
from google.cloud import storage as cloud_storage

from models import storage
from pipeline.cli import main
from pipeline.dataflow import configure
from pipeline.handlers import speech_handler
from pipeline.local import run_facts
from pipeline.options import job_of, parse_options
from tests.conftest import FakeSynthesizer
from tests.fakedataflow import FakeDataflow, fake_dataflow, graph_of, hints_of
from tests.fakegcs import PROJECT, fake_gcs

CATALOGUE = Path(__file__).parent.parent / "data" / "catalogue.parquet"
IMAGE = "us-central1-docker.pkg.dev/narrate-test/narrate/narrate:1"
L4 = ["--gpu_type=nvidia-l4", "--voices=en=kokoro:af_heart"]
# The composites that run models; nothing else may ask for a GPU.
WITH_MODELS = {"NarrateScripts", "DescribeFigures"}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    storage._client.cache_clear()
    with fake_gcs():
        name = f"bucket-{uuid.uuid4().hex}"
        cloud_storage.Client().create_bucket(name)
        storage.write_bytes(f"gs://{name}/in/catalogue.parquet", CATALOGUE.read_bytes())
        yield f"gs://{name}"
    storage._client.cache_clear()


@pytest.fixture(scope="module")
def dataflow(bucket) -> Iterator[FakeDataflow]:
    with fake_dataflow() as fake:
        yield fake


def command(bucket: str, dataflow: FakeDataflow, *options: str) -> list[str]:
    return [
        "run",
        "--runner=DataflowRunner",
        f"--dataflow_endpoint={dataflow.url}",
        f"--project={PROJECT}",
        "--region=us-central1",
        f"--input={bucket}/in/*.parquet",
        f"--output={bucket}/out",
        f"--worker_image={IMAGE}",
        *options,
    ]


@pytest.fixture(scope="module")
def submit(bucket, dataflow) -> Callable[..., dict[str, Any]]:
    @functools.cache
    def submit_job(*options: str) -> dict[str, Any]:
        before = len(dataflow.jobs)
        assert main(command(bucket, dataflow, *options)) == 0
        assert len(dataflow.jobs) == before + 1
        return dataflow.jobs[-1]

    return submit_job


def beam_options(job: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = job["environment"]["sdkPipelineOptions"]["options"]
    return options


def pool_of(job: dict[str, Any]) -> dict[str, Any]:
    (pool,) = job["environment"]["workerPools"]
    return dict(pool)


def test_the_embedded_voice_runs_on_plain_workers_of_our_image(submit, bucket):
    job = submit("--max_workers=7")
    pool, options = pool_of(job), beam_options(job)
    (container,) = pool["sdkHarnessContainerImages"]
    assert container["containerImage"] == IMAGE
    assert pool["diskSizeGb"] == 100
    assert pool["autoscalingSettings"]["maxNumWorkers"] == 7
    assert options["save_main_session"] is False
    assert options["temp_location"].startswith(f"{bucket}/dataflow/temp/")
    assert "no_use_multiple_sdk_containers" not in job["environment"]["experiments"]
    assert not any("accelerator" in service for service in job["environment"].get("serviceOptions", []))
    assert hints_of(graph_of(job)) == {}


def test_with_right_fitting_only_the_steps_with_models_ask_for_a_gpu_and_memory(submit):
    job = submit(*L4)
    hints = hints_of(graph_of(job))
    assert {name.split("/")[0] for name in hints} <= WITH_MODELS
    accelerator = "type:nvidia-l4;count:1;machine_type:g2-standard-8;install-nvidia-driver"
    speaking = {name: hint for name, hint in hints.items() if "RunInference" in name}
    assert speaking
    assert all(hint["accelerator"] == accelerator for hint in hints.values())
    assert all(int(hint["min_ram_bytes"]) == 16 * 10**9 for hint in hints.values())
    assert not any("accelerator" in service for service in job["environment"].get("serviceOptions", []))
    assert pool_of(job)["machineType"] == "n2-standard-2"


@pytest.mark.parametrize(
    ("captioner", "on_gpu"),
    [("evidence", {"NarrateScripts"}), ("blip:owner/model@0123abc", {"NarrateScripts", "DescribeFigures"})],
)
def test_a_captioner_asks_for_the_same_machine_where_it_needs_a_gpu(captioner, on_gpu, submit):
    hints = hints_of(graph_of(submit(*L4, f"--captioner={captioner}")))
    assert {name.split("/")[0] for name in hints} == on_gpu
    assert len({tuple(sorted(hint.items())) for hint in hints.values()}) == 1


def test_speaking_encoding_and_writing_are_one_stage_with_a_gpu(submit):
    context, stages = fn_runner.FnApiRunner().create_stages(graph_of(submit(*L4)))
    (speaking,) = [stage for stage in stages if any("Speak/" in step.unique_name for step in stage.transforms)]
    names = " ".join(step.unique_name for step in speaking.transforms)
    for step in ("GroupByLength", "BeamML_RunInference", "Assemble", "WriteNarrations"):
        assert step in names
    with_gpu = {step.unique_name for step in speaking.transforms if step.environment_id}
    assert with_gpu
    for step in speaking.transforms:
        if step.environment_id:
            assert context.components.environments[step.environment_id].resource_hints, step.unique_name


def test_no_audio_leaves_its_stage(submit):
    """The coder of audio refuses to encode; of a stage's outputs, which are encoded, none may have it."""
    _, stages = fn_runner.FnApiRunner().create_stages(graph := graph_of(submit(*L4)))
    written = {
        collection
        for stage in stages
        for step in stage.transforms
        if step.spec.urn == "beam:runner:sink:v1"
        for collection in step.inputs.values()
    }
    coders = {graph.components.pcollections[name].coder_id for name in written if name in graph.components.pcollections}
    assert coders
    payloads = {coder: graph.components.coders[coder].spec.payload for coder in coders}
    assert not [coder for coder, payload in payloads.items() if b"StageBoundCoder" in payload]


def test_without_right_fitting_the_whole_pool_has_gpus_and_no_step_asks_for_one(submit):
    job = submit(*L4, "--right_fitting=off")
    assert hints_of(graph_of(job)) == {}
    services = job["environment"]["serviceOptions"]
    assert [service for service in services if "accelerator" in service] == [
        "worker_accelerator=type:nvidia-l4;count:1;install-nvidia-driver"
    ]
    assert pool_of(job)["machineType"] == "g2-standard-8"


def test_a_worker_with_gpus_is_one_process_with_a_thread_for_each_vcpu(submit):
    job = submit(*L4)
    assert "no_use_multiple_sdk_containers" in job["environment"]["experiments"]
    assert pool_of(job)["numThreadsPerWorker"] == 8
    assert pool_of(submit(*L4, "--number_of_worker_harness_threads=3"))["numThreadsPerWorker"] == 3


def test_a_machine_of_ones_own_choice_goes_with_the_gpu(submit):
    (accelerator,) = {
        hint["accelerator"] for hint in hints_of(graph_of(submit(*L4, "--machine_type=g2-standard-4"))).values()
    }
    assert "machine_type:g2-standard-4" in accelerator


def test_each_gpu_of_a_worker_gets_a_model_and_each_batch_the_next_gpu(monkeypatch):
    loaded: list[str] = []

    def load(voices: object, device: str, threads: int) -> FakeSynthesizer:
        loaded.append(device)
        return FakeSynthesizer()

    monkeypatch.setattr("pipeline.handlers.load_voices", load)
    options = parse_options([*command("gs://bucket", FakeDataflow("http://localhost"))[1:], *L4, "--gpu_count=2"])
    model = speech_handler(configure(options, job_of(options)), options).load_model()
    assert [model.get()[1] for _ in range(5)] == [True, True, False, False, False]
    assert model.get()[0] is not model.get()[0]
    assert loaded == ["cuda:0", "cuda:1"]


def test_a_summary_says_nothing_of_the_launchers_own_workers():
    elsewhere = run_facts(parse_options(["--runner=DataflowRunner"]))
    assert run_facts(parse_options([])).keys() - elsewhere.keys() == {"workers", "worker_mode"}


def test_a_template_launch_leaves_a_job_file_and_submits_nothing(bucket, dataflow):
    before = len(dataflow.jobs)
    assert main(command(bucket, dataflow, *L4, f"--template_location={bucket}/launches/job_object")) == 0
    assert len(dataflow.jobs) == before
    job = json.loads(storage.read_bytes(f"{bucket}/launches/job_object"))
    assert "NarrateScripts" in {name.split("/")[0] for name in hints_of(graph_of(job))}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--worker_image="], "--worker_image is missing: name the image"),
        (["--output=out"], "--output out: workers of Dataflow reach no local path"),
        (["--project="], "--project is missing"),
        (["--project=p", "--dataflow_endpoint=https://dataflow.googleapis.com"], "Invalid Project ID (p)"),
        (["--region="], "--region is missing"),
        (["--gpu_type=nvidia-l4"], "--voices: hibari:heart speaks on the CPU only"),
        (["--gpu_type=rtx"], "--gpu_type: invalid choice: 'rtx'"),
        ([*L4, "--gpu_count=3"], "--gpu_count 3: a machine holds 1, 2, 4, 8 GPUs of the type nvidia-l4"),
        ([*L4, "--flexrs_goal=COST_OPTIMIZED"], "--flexrs_goal: FlexRS knows no right fitting"),
        (
            [*L4, "--dataflow_service_options=worker_accelerator=type:nvidia-l4;count:1"],
            "worker_accelerator=... is set by --gpu_type",
        ),
    ],
)
def test_options_that_contradict_each_other_are_one_line_before_anything_is_sent(
    options, message, bucket, dataflow, capsys
):
    before = len(dataflow.jobs)
    assert main(command(bucket, dataflow, *options)) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert len(dataflow.jobs) == before
