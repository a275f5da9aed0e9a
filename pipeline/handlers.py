"""The handlers of a job's models: what is loaded where it runs, and on which device."""

import functools

from apache_beam.options.pipeline_options import PipelineOptions

from models.captioning.engines import load_captioner
from models.engines import load_voices
from models.handlers import CaptionModelHandler, SpeechModelHandler
from pipeline.local import is_local
from pipeline.options import Job, NarrateOptions
from transforms.figures.settings import NO_CAPTIONER


def speech_handler(job: Job, options: PipelineOptions) -> SpeechModelHandler:
    """Returns the handler of a job's voices; they are loaded where it runs.

    Local workers that are threads share one voice. It gets as many threads of its own, so that the worker that has the
    longest articles is helped by the cores of those that are done.
    """
    chosen = options.view_as(NarrateOptions)
    threads: int = chosen.local_workers if is_local(options) and chosen.local_mode == "threads" else 1
    return SpeechModelHandler(
        *(functools.partial(load_voices, job.voices, device, threads) for device in _devices(job))
    )


def caption_handler(job: Job) -> CaptionModelHandler | None:
    """Returns the handler of a job's captioner, which is loaded where it runs; None where nobody describes images."""
    name = job.captions.captioner
    if name == NO_CAPTIONER:
        return None
    return CaptionModelHandler(*(functools.partial(load_captioner, name, device) for device in _devices(job)))


def _devices(job: Job) -> list[str]:
    """Returns the devices of a process of the job, each of which gets a model of its own."""
    return [job.device] if job.gpu_count == 1 else [f"{job.device}:{index}" for index in range(job.gpu_count)]
