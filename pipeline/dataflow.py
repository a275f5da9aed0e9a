"""The job on Dataflow: what its few options mean for workers, GPUs and the service.

GPUs are asked for in one of two ways, never both, which Dataflow forbids. With right fitting the composites that run
models carry a resource hint: Dataflow gives their stage workers of its own, starts none while there is nothing to
speak, and reads and composes on small machines. Without it every worker of the job has the GPUs.

A worker with GPUs runs one process, not Dataflow's one a vCPU: each process would load the models again. Its threads
share them, so that while one waits for the GPU the others encode and write.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from apache_beam.options.pipeline_options import (
    DebugOptions,
    GoogleCloudOptions,
    PipelineOptions,
    SetupOptions,
    StandardOptions,
    WorkerOptions,
)

from models import storage
from models.engines import speaks_on_gpu
from models.voices import Voice
from pipeline.machines import GPU_MACHINES, TEXT_MACHINE
from pipeline.options import CloudOptions, Job
from pipeline.usage import UsageError

_ONE_PROCESS_A_WORKER = "no_use_multiple_sdk_containers"
_WORKER_ACCELERATOR = "worker_accelerator"
_MODEL_RAM = "16GB"  # Kokoro or VITS, a captioner, and the batches of eight threads, twice over
_DISK_SIZE_GB = 100  # the image with torch, CUDA and weights takes about 15 GB, unpacked twice while it is pulled


@dataclass(frozen=True)
class Gpus:
    """The GPUs of one worker, and the machine that holds them."""

    gpu_type: str
    count: int
    machine_type: str
    vcpus: int

    @property
    def accelerator(self) -> str:
        """Dataflow's notation, as its `worker_accelerator` service option takes it."""
        return f"type:{self.gpu_type};count:{self.count};install-nvidia-driver"

    @property
    def hints(self) -> dict[str, str]:
        """What a composite asks of its workers, by the names of Beam's resource hints."""
        machine = f"type:{self.gpu_type};count:{self.count};machine_type:{self.machine_type};install-nvidia-driver"
        return {"accelerator": machine, "min_ram": _MODEL_RAM}


def is_dataflow(options: PipelineOptions) -> bool:
    """Returns whether the options ask for Dataflow."""
    return bool(options.view_as(StandardOptions).runner == "DataflowRunner")


def configure(options: PipelineOptions, job: Job) -> Job:
    """Sets Beam's options of a Dataflow job and returns the job as its workers run it.

    Raises:
        UsageError: an option is missing, or two contradict each other.
    """
    chosen: Any = options.view_as(CloudOptions)
    _check_paths(options, job)
    gpus = _gpus_of(options)
    setup, workers = options.view_as(SetupOptions), options.view_as(WorkerOptions)
    setup.save_main_session = False  # all code is in the image
    workers.sdk_container_image = workers.sdk_container_image or chosen.worker_image
    if not workers.sdk_container_image:
        raise UsageError("--worker_image is missing: name the image that `make image` has pushed")
    workers.disk_size_gb = workers.disk_size_gb or _DISK_SIZE_GB
    workers.max_num_workers = workers.max_num_workers or chosen.max_workers
    if gpus is None:
        return job
    _check_voices(job.voices)
    right_fitting = chosen.right_fitting == "on"
    _put_on_gpus(options, gpus, right_fitting)
    return replace(job, device="cuda", gpu_count=gpus.count, model_hints=gpus.hints if right_fitting else {})


def _check_paths(options: PipelineOptions, job: Job) -> None:
    """Raises UsageError where a worker elsewhere could not reach a file, and chooses a place for temporary ones."""
    cloud = options.view_as(GoogleCloudOptions)
    for name, path in (("input", job.input), ("output", job.output)):
        if not storage.is_remote(path):
            raise UsageError(f"--{name} {path}: workers of Dataflow reach no local path; write gs://BUCKET/...")
    for name in ("project", "region"):
        if not getattr(cloud, name):
            raise UsageError(f"--{name} is missing: Dataflow runs in a project and a region, as in us-central1")
    bucket = "/".join(job.output.split("/")[:3])
    cloud.temp_location = cloud.temp_location or f"{bucket}/dataflow/temp"
    cloud.staging_location = cloud.staging_location or f"{bucket}/dataflow/staging"


def _gpus_of(options: PipelineOptions) -> Gpus | None:
    """Returns the GPUs of a worker, None where it has none, or raises UsageError."""
    chosen: Any = options.view_as(CloudOptions)
    services: Sequence[str] = options.view_as(GoogleCloudOptions).dataflow_service_options or ()
    if any(service.startswith(_WORKER_ACCELERATOR) for service in services):
        raise UsageError(f"--dataflow_service_options={_WORKER_ACCELERATOR}=... is set by --gpu_type and --gpu_count")
    if chosen.gpu_type == "none":
        return None
    machines = GPU_MACHINES[chosen.gpu_type]
    if chosen.gpu_count not in machines:
        counts = ", ".join(map(str, machines))
        raise UsageError(f"--gpu_count {chosen.gpu_count}: a machine holds {counts} GPUs of the type {chosen.gpu_type}")
    machine = machines[chosen.gpu_count]
    machine_type = options.view_as(WorkerOptions).machine_type or machine.machine_type
    return Gpus(chosen.gpu_type, chosen.gpu_count, machine_type, machine.vcpus)


def _check_voices(voices: Sequence[Voice]) -> None:
    for voice in voices:
        if not speaks_on_gpu(voice):
            raise UsageError(
                f"--voices: {voice} speaks on the CPU only, beside a GPU that is paid for; "
                "choose --gpu_type none, or a voice such as kokoro:af_heart"
            )


def _put_on_gpus(options: PipelineOptions, gpus: Gpus, right_fitting: bool) -> None:
    """Sets what Dataflow is told of machines, processes and threads; a user's own number of threads stays."""
    workers, debug = options.view_as(WorkerOptions), options.view_as(DebugOptions)
    debug.add_experiment(_ONE_PROCESS_A_WORKER)
    debug.number_of_worker_harness_threads = debug.number_of_worker_harness_threads or gpus.vcpus
    if right_fitting:
        if options.view_as(GoogleCloudOptions).flexrs_goal:
            raise UsageError("--flexrs_goal: FlexRS knows no right fitting; add --right_fitting off")
        workers.machine_type = TEXT_MACHINE.machine_type
    else:
        workers.machine_type = gpus.machine_type
        cloud = options.view_as(GoogleCloudOptions)
        accelerator = f"{_WORKER_ACCELERATOR}={gpus.accelerator}"
        cloud.dataflow_service_options = [*(cloud.dataflow_service_options or ()), accelerator]
