"""Where an Open311 client sends its key: in the form or in a header, never in the address."""

from urllib.parse import urlencode

import pytest

import app
from chalicelib.api.open311.routes import FILES
from tests.api.conftest import Api
from tests.api.test_open311_writing import ROAD, key, post
from tests.support.open311 import ROOT


@pytest.mark.parametrize("name", ["api_key", "API_KEY"])
def test_a_key_in_the_address_is_refused_everywhere_and_never_answered_or_logged(
    api: Api, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    bearer = key(api)
    query = urlencode({name: bearer, "jurisdiction_id": "kaltim"})
    asked = [path.removeprefix(f"{ROOT}/") for path in app.app.routes if path.startswith(ROOT)]
    reads = [path.replace("{file}", "jalan-rusak.json") for path in asked]
    answers = [api.get(f"{ROOT}/{path}?{query}") for path in reads]
    answers += [post(api, f"{path}.json", 400, ROAD, query) for path in ("requests", "servicerequestupdates")]
    assert len(answers) > len(FILES)
    for answer in answers:
        assert answer.status_code == 400, answer.body
        assert b"api_key" in answer.body
        assert bearer.encode() not in answer.body
    assert not api.world.cases.kept
    lines = [str(vars(record)) for record in caplog.records]
    assert len(lines) >= len(answers)
    assert not any(bearer in line for line in lines)


def test_the_key_may_stand_in_the_header(api: Api) -> None:
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = api.request("POST", f"{ROOT}/requests.json", urlencode(ROAD).encode(), key=key(api), **sent)
    assert answer.status_code == 201, answer.body
