"""The flex template without a cloud: its metadata, its specification, its image and how a worker of it starts."""

import argparse
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from google.cloud import dataflow_v1beta3

from dataflow_templates.metadata import METADATA_FILE, template_metadata, template_specification
from pipeline.options import CloudOptions, NarrateOptions, parse_options

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "dataflow_templates"
PARAMETERS = template_metadata()["parameters"]
INSTRUCTIONS = ("ARG", "FROM", "COPY", "ENV", "WORKDIR", "RUN", "ENTRYPOINT")


def test_the_metadata_file_is_what_the_options_give():
    stale = "metadata.json is older than the options: run `make metadata`"
    assert json.loads(METADATA_FILE.read_text(encoding="utf-8")) == template_metadata(), stale


def test_googles_own_class_takes_the_metadata_with_every_field_known():
    parsed = dataflow_v1beta3.TemplateMetadata.from_json(METADATA_FILE.read_text(), ignore_unknown_fields=False)
    assert [parameter.name for parameter in parsed.parameters] == [parameter["name"] for parameter in PARAMETERS]


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter["name"])
def test_a_parameter_says_what_the_console_needs(parameter):
    """What Google's class lets pass: the console shows a parameter without label or help as an empty line."""
    assert re.fullmatch(r"[a-z][a-z0-9_]*", parameter["name"])
    assert 1 < len(parameter["label"]) <= 40
    assert len(parameter["helpText"]) > 15
    assert parameter["helpText"][-1] == "."
    assert parameter["groupName"]
    assert parameter["paramType"] in {"TEXT", "NUMBER", "ENUM", "GCS_READ_FILE", "GCS_WRITE_FOLDER"}
    assert ("enumOptions" in parameter) == (parameter["paramType"] == "ENUM")
    if "defaultValue" in parameter:
        for regex in parameter.get("regexes", []):
            assert re.fullmatch(regex, parameter["defaultValue"])


def test_only_input_and_output_must_be_given():
    assert {parameter["name"] for parameter in PARAMETERS if not parameter["isOptional"]} == {"input", "output"}


def test_the_defaults_of_the_console_are_those_of_the_command_line():
    given = [
        f"--{parameter['name']}={parameter['defaultValue']}" for parameter in PARAMETERS if "defaultValue" in parameter
    ]
    for view in (NarrateOptions, CloudOptions):
        own = set(vars(argparse.Namespace(**parse_options([]).view_as(view).get_all_options())))
        assert {n: v for n, v in parse_options(given).view_as(view).get_all_options().items() if n in own} == {
            n: v for n, v in parse_options([]).view_as(view).get_all_options().items() if n in own
        }


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("input", "gs://bucket/catalogue/*.parquet", True),
        ("input", "catalogue/*.parquet", False),
        ("input", "gs://bucket", False),
        ("output", "gs://bucket/narrated", True),
        ("output", "/narrated", False),
        ("voices", "en=kokoro:af_heart,de=vits:gs://bucket/voices/german,*=vits:facebook/mms-tts-eng@1234", True),
        ("voices", "kokoro:af_heart", False),
        ("columns", "html=body,article_id=id", True),
        ("columns", "html", False),
        ("lexicon", "gs://bucket/words.pls", True),
        ("lexicon", "words.pls", False),
        ("gpu_count", "3", False),
        ("max_workers", "0", False),
        ("batch_seconds", "a few", False),
    ],
)
def test_the_console_refuses_what_the_job_would(name, value, fits):
    (parameter,) = [parameter for parameter in PARAMETERS if parameter["name"] == name]
    assert all(re.fullmatch(regex, value) for regex in parameter["regexes"]) == fits


@pytest.mark.skipif(shutil.which("gcloud") is None, reason="needs the Google Cloud CLI")
def test_gcloud_makes_the_same_specification(tmp_path):
    command = ["gcloud", "dataflow", "flex-template", "build", "gs://bucket/narrate.json", "--image=registry/narrate:1"]
    options = ["--sdk-language=PYTHON", f"--metadata-file={METADATA_FILE}", "--print-only", "--format=json"]
    environment = os.environ | {"CLOUDSDK_CONFIG": str(tmp_path), "CLOUDSDK_CORE_PROJECT": "none"}
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=True, timeout=60)
    printed = json.loads(done.stdout)
    specification: dict[str, Any] = json.loads(printed) if isinstance(printed, str) else printed
    assert specification.pop("defaultEnvironment") == {}
    parameters = {parameter["name"]: parameter for parameter in specification["metadata"].pop("parameters")}
    expected = template_specification("registry/narrate:1")
    for parameter in expected["metadata"].pop("parameters"):
        assert parameters[parameter["name"]].items() >= {n: v for n, v in parameter.items() if v}.items()
    assert specification["image"] == expected["image"]
    assert specification["sdkInfo"] == expected["sdkInfo"]
    assert specification["metadata"]["name"] == expected["metadata"]["name"]


def dockerfile() -> list[tuple[str, str]]:
    """Returns the instructions of the Dockerfile and their arguments."""
    lines = (TEMPLATES / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    instructions = (line.split(maxsplit=1) for line in lines if line.strip() and not line.startswith("#"))
    return [(name, " ".join(arguments.split())) for name, arguments in instructions]


def arguments_of(instruction: str) -> list[str]:
    return [arguments for name, arguments in dockerfile() if name == instruction]


def test_the_dockerfile_has_no_instruction_that_is_unknown_or_unwise():
    assert {name for name, _ in dockerfile()} <= set(INSTRUCTIONS)
    assert all(":" in image and "latest" not in image for image in arguments_of("FROM"))
    assert all(path.startswith("/") for path in arguments_of("WORKDIR"))
    (entrypoint,) = arguments_of("ENTRYPOINT")
    assert json.loads(entrypoint)
    for run in arguments_of("RUN"):
        assert "sudo" not in run
        assert "apt-get" not in run or "rm -rf /var/lib/apt/lists" in run
    assert any("PIP_NO_CACHE_DIR=1" in environment for environment in arguments_of("ENV"))


def test_the_versions_of_the_dockerfile_are_those_of_the_project():
    pins = dict(argument.split("=", 1) for argument in arguments_of("ARG") if "=" in argument)
    constraints = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line and line[0] != "#"
    )
    assert pins["BEAM_VERSION"] == constraints["apache-beam"]
    assert f'python_requires=">={pins["PYTHON_VERSION"]},<' in (ROOT / "setup.py").read_text()
    assert f"python{pins['PYTHON_VERSION'].replace('.', '')}-template-launcher-base" in " ".join(arguments_of("FROM"))
    assert constraints["cuda-toolkit"].startswith(pins["CUDA_VERSION"].rsplit(".", 1)[0])
    assert any(
        f"/usr/local/cuda-{pins['CUDA_VERSION'].rsplit('.', 1)[0]}/compat" in copy for copy in arguments_of("COPY")
    )


def test_what_the_dockerfile_copies_is_there_and_is_sent_to_the_builder():
    sources = {source for copy in arguments_of("COPY") if not copy.startswith("--from") for source in copy.split()[:-1]}
    ignored = (TEMPLATES / "Dockerfile.dockerignore").read_text().splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == sources
    assert all((ROOT / source).exists() for source in sources)


def test_what_the_image_starts_is_in_it():
    (entrypoint,) = map(json.loads, arguments_of("ENTRYPOINT"))
    launched = re.search(r"FLEX_TEMPLATE_PYTHON_PY_FILE=(\S+)", " ".join(arguments_of("ENV")))
    assert launched
    for path in (entrypoint[0], launched[1]):
        assert (ROOT / path.removeprefix("/template/")).is_file()
    assert os.access(TEMPLATES / "worker_entrypoint.sh", os.X_OK)


def test_the_image_runs_without_a_network():
    environment = " ".join(arguments_of("ENV"))
    assert "HF_HUB_OFFLINE=1" in environment
    assert "NARRATE_WORKER_IMAGE=${IMAGE}" in environment


@pytest.mark.parametrize(
    ("driver", "path"),
    [("535.261.03", "/usr/local/cuda/compat:/lib64"), ("580.95.05", "/lib64"), (None, "/lib64")],
)
def test_an_older_driver_gets_the_libraries_that_bridge_to_it(driver, path, tmp_path):
    version = tmp_path / "version"
    if driver:
        version.write_text(
            f"NVRM version: NVIDIA UNIX x86_64 Kernel Module  {driver}  Release Build\nGCC version: 13\n"
        )
    boot = tmp_path / "boot"
    boot.write_text('#!/bin/sh\necho "$LD_LIBRARY_PATH" "$@"\n')
    boot.chmod(0o755)
    environment = {
        "NVIDIA_VERSION_FILE": str(version),
        "BEAM_BOOT": str(boot),
        "LD_LIBRARY_PATH": "/lib64",
        "PATH": os.environ["PATH"],
    }
    started = subprocess.run(
        [TEMPLATES / "worker_entrypoint.sh", "--id=1"], env=environment, capture_output=True, text=True, check=True
    )
    assert started.stdout.split() == [path, "--id=1"]


def test_cloud_build_builds_this_dockerfile_with_arguments_that_it_has():
    build = yaml.safe_load((TEMPLATES / "cloudbuild.yaml").read_text())
    arguments = build["steps"][0]["args"]
    assert f"--file={(TEMPLATES / 'Dockerfile').relative_to(ROOT)}" in arguments
    given = {argument.split("=")[1] for argument in arguments if argument.startswith("--build-arg")}
    assert given <= {argument.split("=")[0] for argument in arguments_of("ARG")}
    used = set(re.findall(r"\$\{(_[A-Z]+)\}", json.dumps(build)))
    make = (ROOT / "Makefile").read_text()
    assert all(name in build["substitutions"] or f"{name}=" in make for name in used)
