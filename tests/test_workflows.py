"""The workflows call what is there, hold no key, and reach a province only after another one has proved the release."""

import re
import shlex
from typing import Any

import click
import pytest
import yaml

from laporctl import paths
from laporctl.cli import main
from tests.support.loops import at_least_one

FOLDER = paths.ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (paths.ROOT / "Makefile").read_text(), re.MULTILINE))
ACTIONS = {"actions/checkout", "actions/setup-python", "actions/setup-node", "aws-actions/configure-aws-credentials"}
"""Actions of GitHub and of AWS, and nobody else's."""


def workflow(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load((FOLDER / f"{name}.yml").read_text())
    assert isinstance(loaded, dict)
    return loaded


def steps(of: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, step) for name, job in of["jobs"].items() for step in job["steps"]]


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def is_known(line: str) -> bool:
    """Whether a line is one target of make, or one command of laporctl with options and arguments that it takes."""
    program, *words = shlex.split(line)
    if program == "make":
        return len(words) == 1 and words[0] in TARGETS
    if program != ".venv/bin/laporctl":
        return False
    command: click.Command = main
    context = click.Context(command)
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        if found is None:
            return False
        command, context = found, click.Context(found, parent=context)
    try:
        command.make_context(command.name, ["kaltim" if word == "$SLUG" else word for word in words])
    except click.ClickException:
        return False
    return True


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_step_is_a_known_command_or_a_known_action(file: Any) -> None:
    for name, step in at_least_one(steps(workflow(file.stem))):
        if "run" in step:
            assert is_known(step["run"]), f"{name}: {step['run']}"
        else:
            assert step["uses"].partition("@")[0] in ACTIONS, f"{name}: {step['uses']}"


@pytest.mark.parametrize("line", ["make everything", ".venv/bin/laporctl stack fly kaltim", "curl x", "make lint test"])
def test_what_is_not_there_would_be_seen(line: str) -> None:
    assert not is_known(line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_workflow_has_a_key_or_more_rights_than_it_needs(file: Any) -> None:
    found = workflow(file.stem)
    assert found["permissions"] == {"contents": "read"}
    assert "secrets." not in file.read_text(), "roles are taken by a token that lives for minutes"
    for name, job in at_least_one(found["jobs"].items()):
        takes_a_role = any("configure-aws" in step.get("uses", "") for step in job["steps"])
        assert (job.get("permissions", {}).get("id-token") == "write") == takes_a_role, name


def test_values_from_outside_reach_commands_as_variables_alone() -> None:
    """Pasted into a line, a slug could be another command."""
    lines = [step["run"] for file in FILES for _, step in steps(workflow(file.stem)) if "run" in step]
    assert lines
    assert not [line for line in lines if "${{" in line]


def test_a_pull_request_is_linted_tested_and_planned_and_nothing_is_deployed() -> None:
    jobs = workflow("check")["jobs"]
    assert {"make lint", "make rules"} <= set(commands(jobs["lint"]))
    assert "make test" in commands(jobs["test"])
    assert '.venv/bin/laporctl stack plan "$SLUG"' in commands(jobs["plan"])
    assert "pull_request" in jobs["plan"]["if"]
    assert "LAPOR_PLAN_ROLE" in str(jobs["plan"])
    text = (FOLDER / "check.yml").read_text()
    assert not [
        word for word in ("LAPOR_DEPLOY_ROLE", "stack deploy", "rollback", "pull_request_target") if word in text
    ]


def test_a_release_is_tested_then_piloted_then_watched_then_everywhere() -> None:
    jobs = workflow("deploy")["jobs"]
    assert (jobs["pilot"]["needs"], jobs["provinces"]["needs"]) == (["test"], ["pilot"])
    assert (jobs["pilot"]["environment"], jobs["provinces"]["environment"]) == ("pilot", "provinces")
    deploying, watching, back = commands(jobs["pilot"])[-3:]
    assert deploying == '.venv/bin/laporctl stack deploy "$SLUG"'
    assert re.fullmatch(r'\.venv/bin/laporctl stack watch "\$SLUG" --minutes (\d+)', watching)
    assert back == '.venv/bin/laporctl stack rollback "$SLUG"'
    assert jobs["pilot"]["steps"][-1]["if"] == "failure() && steps.bake.outcome == 'failure'"
    assert jobs["provinces"]["strategy"]["fail-fast"] is True
    assert jobs["provinces"]["strategy"]["max-parallel"] <= 3


def test_the_environments_are_those_that_the_deploy_role_trusts() -> None:
    trusted = set(re.findall(r"repo:\$\{Repository\}:environment:(\w+)", paths.ACCOUNT_TEMPLATE.read_text()))
    used = {job["environment"] for job in workflow("deploy")["jobs"].values() if "environment" in job}
    assert used == trusted
