"""The tour of the README on the packaged system: what it sends and what it runs, one after the other."""

import json
import re
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from laporctl.cli import main
from laporctl.stacks import Stack
from tests.docs.answers import differences
from tests.docs.curl import fill, parse_curl
from tests.docs.samples import Sample, samples_of
from tests.docs.test_commands import calls
from tests.support.emulator import PATIENCE, Site
from tests.support.loops import at_least_one
from tools.dev.demo.steps import until


def answered_by(sample: Sample) -> Sample | None:
    """What the page prints below a block."""
    return next((each for each in samples_of(sample.page) if each.answers is sample), None)


def send(command: str) -> requests.Response:
    request = parse_curl(command)
    return requests.request(request.method, request.url, headers=request.headers, data=request.body, timeout=PATIENCE)


def run(command: str, stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Result:
    """`laporctl` as an operator of the embedded AWS calls it."""
    monkeypatch.setenv("LAPOR_ENDPOINT", str(stack.endpoint))
    monkeypatch.setenv("AWS_DEFAULT_REGION", stack.region)
    ((program, *words),) = calls(command)
    assert program == "laporctl"
    return CliRunner().invoke(main, words)


def shape(line: str) -> str:
    """A printed line without what differs from one run to the next: numbers, keys, ids."""
    line = re.sub(r"lapor_\S+", "lapor_...", line)
    line = re.sub(r"\b[A-Z]{2}(-[0-9A-Z]{4}){3}-[0-9A-Z*$]", "ID", line)
    return re.sub(r"\d+(\.\d+)?", "0", re.sub(r" +", " ", line)).strip()


def check_lines(printed: Sample, output: str) -> None:
    """Every printed line but `...` must have been put out; a number or a key may differ."""
    lines = {shape(line) for line in output.splitlines()}
    missing = [line for line in printed.text.splitlines() if line != "..." and shape(line) not in lines]
    assert missing == [], f"{printed}: not among\n{output}"


def test_the_tour_of_the_readme_goes_as_it_is_told(kaltim: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laporctl.stacks.running_stacks", dict)
    variables = {"API": kaltim.api, "KEY": kaltim.keys["officer"], "ID": ""}
    for sample in at_least_one(samples_of("README.md")):
        if sample.language != "sh" or sample.not_run:
            continue
        printed, output = answered_by(sample), ""
        for command in sample.commands:
            if command.startswith("curl "):
                answer = answer_of(fill(command, variables), printed)
                variables["ID"] = variables["ID"] or answer["tracking_id"]
            elif "laporctl" in command:
                done = run(fill(command, variables), kaltim, monkeypatch)
                assert done.exit_code == 0, f"{sample}: {command}\n{done.output}"
                output += done.output
        if printed and printed.language == "text":
            check_lines(printed, output)


def answer_of(command: str, printed: Sample | None) -> Any:
    """The answer of the system, which must be of the printed form. A case that was just filed takes a moment to
    arrive in the queue, or at its office."""
    expected = json.loads(printed.text) if printed else "…"

    def differing() -> tuple[Any, list[str]]:
        response = send(command)
        found = differences(expected, response.json(), exact=False) if response.ok else [response.text]
        return response, found

    response, _ = until(differing, lambda answer: not answer[1])
    return response.json()


def test_a_method_that_an_address_does_not_have_is_refused_by_api_gateway_as_the_page_of_errors_says(
    site: Site,
) -> None:
    refused = site.request("DELETE", "/v1/complaints")
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
