"""Every request that a page shows is sent, and what the page prints below it is what the system answers."""

import json
from typing import Any

import pytest
from chalice.test import HTTPResponse

from tests.api.conftest import Api, api, every_answer_is_as_described  # noqa: F401 - fixtures
from tests.docs.answers import differences
from tests.docs.curl import fill, parse_curl
from tests.docs.samples import Sample, samples_of
from tests.docs.scenes import SCENES, SITE, meanwhile


@pytest.mark.parametrize("page", SCENES)
def test_every_request_of_a_page_is_answered_as_the_page_says(api: Api, page: str) -> None:  # noqa: F811
    scene, sent = SCENES[page], 0
    api.world.stacks.sites["KI"] = SITE
    scene.prepare(api)
    variables, samples = dict(scene.variables(api)), samples_of(page)
    for sample in samples:
        requests = [each for each in sample.commands if each.startswith("curl ")] if sample.language == "sh" else []
        if sample.not_run or not requests:
            continue
        printed = next((json.loads(each.text) for each in samples if each.answers is sample), None)
        for number, command in enumerate(requests, 1):
            response = send(api, fill(command, variables))
            is_last = number == len(requests)
            check(sample, response, printed if is_last else None, exact=scene.exact)
            if isinstance(response.json_body, dict) and "tracking_id" in response.json_body:
                variables["ID"] = response.json_body["tracking_id"]
            meanwhile(api)
            sent += 1
    assert sent, f"{page} shows no request any more: take it out of SCENES"


def send(api: Api, command: str) -> HTTPResponse:  # noqa: F811
    request = parse_curl(command)
    return api.client.http.request(request.method, request.path, headers=request.headers, body=request.body)


def check(sample: Sample, response: HTTPResponse, printed: Any, *, exact: bool) -> None:
    refused = isinstance(printed, dict) and "code" in printed and "detail" in printed
    expected = printed["status"] if refused else None
    right = response.status_code == expected if expected else response.status_code < 400
    assert right, f"{sample}: {response.status_code} {response.body.decode()}"
    if printed is not None:
        found = differences(printed, response.json_body, exact=exact)
        assert not found, f"{sample}:\n" + "\n".join(found) + f"\n{json.dumps(response.json_body, ensure_ascii=False)}"
