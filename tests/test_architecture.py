"""What the house promises of its shape: who imports whom, what crosses a shuffle, where every failure goes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import apache_beam as beam
import numpy as np
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner import fn_runner

from models.handlers import SpeechModelHandler
from models.speech import Waveform
from pipeline.graph import build
from pipeline.options import job_of, parse_options
from tests.conftest import FakeSynthesizer, script
from transforms.stage_bound import LeftItsStageError, StageBoundCoder
from transforms.synthesis import NarrateScripts, SynthesizeNarrations
from transforms.writing import WriteNarrations

ROOT = Path(__file__).parent.parent
LAYERS = ("models", "transforms", "pipeline", "dataflow_templates")
CATALOGUE = ROOT / "tests" / "data" / "catalogue.parquet"
GPU = "type:nvidia-l4;count:1;install-nvidia-driver"


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("layer", LAYERS)
def test_no_layer_imports_one_above_it(layer):
    above = set(LAYERS[LAYERS.index(layer) + 1 :]) | {"tests"}
    offences = [
        (str(path), name)
        for path in (ROOT / layer).rglob("*.py")
        for name in imports_of(path)
        if name.split(".")[0] in above
    ]
    assert offences == []


def test_only_the_handlers_import_beam_inside_models():
    importers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "models").rglob("*.py")
        if any(name.split(".")[0] == "apache_beam" for name in imports_of(path))
    }
    assert importers == {"models/handlers.py"}


def test_no_module_is_a_drawer_for_odds_and_ends():
    names = {path.stem for layer in LAYERS for path in (ROOT / layer).rglob("*.py")}
    assert not names & {"utils", "util", "common", "helpers", "misc"}


def job_graph(tmp_path: Path) -> beam.Pipeline:
    job = job_of(parse_options([f"--input={CATALOGUE}", f"--output={tmp_path}"]))
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"]))
    build(pipeline, job, SpeechModelHandler(FakeSynthesizer), {})
    return pipeline


def stages(pipeline: beam.Pipeline) -> list[tuple[str | None, list[str]]]:
    """Returns the fused stages of a pipeline: the accelerator that each asks for, and the names of its steps."""
    context, fused = fn_runner.FnApiRunner().create_stages(pipeline.to_runner_api())
    result = []
    for stage in fused:
        accelerator, names = None, []
        for transform in stage.transforms:
            hints = (
                context.components.environments[transform.environment_id].resource_hints
                if transform.environment_id
                else {}
            )
            if "beam:resources:accelerator:v1" in hints:
                accelerator = hints["beam:resources:accelerator:v1"].decode()
            names.append(transform.unique_name)
        result.append((accelerator, names))
    return result


def test_speaking_assembling_encoding_and_writing_are_one_stage(tmp_path):
    (speaking,) = [names for _, names in stages(job_graph(tmp_path)) if any("RunInference" in name for name in names)]
    for step in ("GroupByLength", "BeamML_RunInference", "Assemble", "WriteNarrations"):
        assert any(step in name for name in speaking), step


def test_a_gpu_hint_on_the_composite_keeps_the_stage_whole_and_on_the_gpu_alone(tmp_path, recipe):
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"]))
    composite = NarrateScripts(SpeechModelHandler(FakeSynthesizer), str(tmp_path), recipe)
    scripts = pipeline | beam.Create([]) | beam.Reshuffle()
    _ = scripts | composite.with_resource_hints(accelerator=GPU)
    on_gpu = [names for accelerator, names in stages(pipeline) if accelerator]
    assert len([names for names in on_gpu if any("ParDo" in name or "Map" in name for name in names)]) == 1
    assert all(any(step in name for name in on_gpu[0]) for step in ("GroupByLength", "Assemble", "WriteNarrations"))


def test_a_job_ends_well_although_audio_refuses_to_be_serialised(tmp_path):
    """Whatever crosses a shuffle or leaves a stage is encoded by its coder; that of audio raises."""
    with pytest.raises(LeftItsStageError):
        StageBoundCoder().encode(Waveform(np.zeros(1, np.float32), 24_000))
    pipeline = job_graph(tmp_path)
    pipeline.run().wait_until_finish()
    assert len(list(tmp_path.glob("audio/??/*.mp3"))) == 8


def test_collections_of_audio_have_the_coder_that_refuses(tmp_path):
    components = job_graph(tmp_path).to_runner_api().components
    audio_steps = {"BeamML_RunInference", "Assemble"}
    guarded = {
        step
        for transform in components.transforms.values()
        for step in audio_steps
        if f"/{step}" in transform.unique_name
        for collection in transform.outputs.values()
        if b"StageBoundCoder" in _coder_bytes(components, components.pcollections[collection].coder_id)
    }
    assert guarded == audio_steps


def _coder_bytes(components: object, coder_id: str) -> bytes:
    coder = components.coders[coder_id]
    return coder.spec.payload + b"".join(_coder_bytes(components, part) for part in coder.component_coder_ids)


def test_a_shuffle_between_voice_and_file_fails_at_its_first_element(tmp_path, recipe):
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner"]))
    spoken = pipeline | beam.Create([script("a", "One.")]) | SynthesizeNarrations(SpeechModelHandler(FakeSynthesizer))
    _ = spoken.results | beam.Reshuffle() | WriteNarrations(str(tmp_path), recipe)
    with pytest.raises(LeftItsStageError, match="Narration may not leave"):
        pipeline.run().wait_until_finish()


def consumers(pipeline: beam.Pipeline) -> tuple[dict[str, list[str]], dict[str, tuple[str, str]]]:
    """Returns the transforms that read each PCollection, and of each PCollection its producer's name and its tag."""
    components = pipeline.to_runner_api().components
    readers: dict[str, list[str]] = {}
    producers: dict[str, tuple[str, str]] = {}
    for identifier, transform in components.transforms.items():
        if transform.subtransforms:
            continue
        for collection in transform.inputs.values():
            readers.setdefault(collection, []).append(identifier)
        for tag, collection in transform.outputs.items():
            producers[collection] = (transform.unique_name, tag)
    return readers, producers


def test_every_skip_and_every_dead_letter_reaches_its_file(tmp_path):
    pipeline = job_graph(tmp_path)
    components = pipeline.to_runner_api().components
    readers, producers = consumers(pipeline)
    tagged = {collection: tag for collection, (_, tag) in producers.items() if tag in ("dead_letters", "skipped")}
    assert len(tagged) >= 8
    for collection, tag in tagged.items():
        reached, waiting = set[str](), [collection]
        while waiting:
            for identifier in readers.get(waiting.pop(), []):
                transform = components.transforms[identifier]
                if identifier not in reached:
                    reached.add(identifier)
                    waiting += transform.outputs.values()
        names = " ".join(components.transforms[identifier].unique_name for identifier in reached)
        sink = "WriteDeadLetters" if tag == "dead_letters" else "WriteManifest"
        assert sink in names, producers[collection]
        assert "WriteSummary" in names, producers[collection]
