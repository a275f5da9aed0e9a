"""The nightly run as far as it can be checked without a cloud: its workflow, its arguments, its alert, its DAG."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dataflow_templates.metadata import template_metadata

ROOT = Path(__file__).parent.parent.parent
NIGHTLY = ROOT / "dataflow_templates" / "nightly"
WORKFLOW: dict[str, Any] = yaml.safe_load((NIGHTLY / "workflow.yaml").read_text())
ARGUMENTS: dict[str, Any] = json.loads((NIGHTLY / "arguments.json").read_text())


def steps_below(node: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields every named step of a workflow, at any depth."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "steps":
                for step in value:
                    yield from ((own_name, body) for own_name, body in step.items())
            yield from steps_below(value)
    elif isinstance(node, list):
        for value in node:
            yield from steps_below(value)


def calls_of(name: str, workflow: dict[str, Any]) -> list[dict[str, Any]]:
    text = json.dumps(workflow)
    return [body for _, body in steps_below(workflow) if body.get("call") == name] if name in text else []


@pytest.mark.parametrize("name", WORKFLOW)
def test_every_step_leads_to_one_that_there_is(name):
    names = [step for step, _ in steps_below(WORKFLOW[name])]
    assert names
    targets = re.findall(r'"next": "(\w+)"', json.dumps(WORKFLOW[name]))
    assert set(targets) <= {*names, "end"}


@pytest.mark.parametrize("name", [name for name in WORKFLOW if name != "main"])
def test_every_part_of_the_workflow_is_called_with_the_parameters_that_it_has(name):
    calls = calls_of(name, WORKFLOW)
    assert calls
    for call in calls:
        assert sorted(call["args"]) == sorted(WORKFLOW[name]["params"])


def test_a_job_is_launched_only_under_the_lock_which_is_given_back_whatever_happens():
    order = [step for entry in WORKFLOW["main"]["steps"] for step in entry]
    assert order.index("lock") < order.index("run_night") < order.index("leave_mark") < order.index("unlock")
    run_night = dict(entry for step in WORKFLOW["main"]["steps"] for entry in step.items())["run_night"]
    undone = [body["call"] for _, body in steps_below(run_night["except"]) if "call" in body]
    assert undone == ["delete_object"]
    assert not [step for step in order if step.startswith("launch")]


def test_the_lock_is_taken_by_creating_what_may_not_stand_there():
    creations = [call["args"] for call in calls_of("write_object", WORKFLOW["take_lock"])]
    assert [args["generation"] for args in creations] == ["0", "${held.generation}"]
    assert "ifGenerationMatch" in json.dumps(WORKFLOW["write_object"])


def test_a_night_has_one_job_name():
    assert '"narrate-" + text.replace_all(night' in json.dumps(WORKFLOW["main"]).replace("\\", "")


def test_the_nightly_arguments_are_parameters_of_the_template_and_fit_them():
    parameters = {parameter["name"]: parameter for parameter in template_metadata()["parameters"]}
    given = {name: value.replace("BUCKET", "bucket") for name, value in ARGUMENTS["parameters"].items()}
    assert given.keys() <= parameters.keys()
    for name, value in given.items():
        assert all(re.fullmatch(regex, value) for regex in parameters[name].get("regexes", []))
        assert value in [option["value"] for option in parameters[name].get("enumOptions", [{"value": value}])]


def test_the_workflow_reads_no_argument_that_is_not_given_or_has_no_default():
    read = set(re.findall(r"args\.(\w+)", (NIGHTLY / "workflow.yaml").read_text()))
    assert read <= ARGUMENTS.keys()


def test_the_alert_watches_the_workflow_that_is_deployed():
    policy = json.loads((NIGHTLY / "alert_policy.json").read_text())
    (condition,) = policy["conditions"]
    assert 'workflow_id = "narrate-nightly"' in condition["conditionThreshold"]["filter"]
    assert "workflows deploy narrate-nightly" in (ROOT / "Makefile").read_text()
    assert (ROOT / "docs" / "google-cloud.md").is_file()


def test_the_dag_launches_the_same_template_once_a_night():
    tree = ast.parse((NIGHTLY / "airflow_dag.py").read_text())
    calls = {
        node.func.id: node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    options = {keyword.arg: ast.unparse(keyword.value) for keyword in calls["DAG"].keywords}
    assert options["max_active_runs"] == "1"
    launch = {
        keyword.arg: ast.unparse(keyword.value) for keyword in calls["DataflowStartFlexTemplateOperator"].keywords
    }
    assert "'narrate-{{ ds_nodash }}'" in launch["body"]
    assert "/templates/narrate.json" in launch["body"]
    assert launch["append_job_name"] == "False"
