"""An outage of what the system stands on is answered 503 with the time to come back, everywhere; a defect stays 500."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.loops import at_least_one
from tests.support.world import World

OFFICE = "64.08-pupr"
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException", "Message": "-"}}, "Query")


def break_stores(monkeypatch: pytest.MonkeyPatch, world: World, error: Exception) -> None:
    """Let every call of the store of cases fail."""

    def fail(*arguments: Any, **options: Any) -> Any:
        raise error

    for name in dir(world.cases):
        if not name.startswith("_") and callable(getattr(world.cases, name)):
            monkeypatch.setattr(world.cases, name, fail)


def ask_everywhere(api: Api, number: str, key: str) -> dict[str, HTTPResponse]:
    complaint = {"text": "Jalan berlubang di depan pasar", "region": "64.08"}
    changed = {"key": key, "If_Match": '"2"'}
    return {
        "file": api.post("/complaints", complaint),
        "view": api.get(f"/complaints/{number}"),
        "reply": api.post(f"/complaints/{number}/replies", {"text": "Masih rusak."}, Receipt_Secret="0" * 20),
        "queue": api.get(f"/agencies/{OFFICE}/queue", key=key),
        "case": api.get(f"/agencies/{OFFICE}/complaints/{number}", key=key),
        "accept": api.post(f"/agencies/{OFFICE}/complaints/{number}/accept", {}, **changed),
    }


@pytest.mark.parametrize("error", [THROTTLED, ReadTimeoutError(endpoint_url="-", error="-")])
def test_an_outage_is_503_with_the_time_to_come_back(
    api: Api, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    number, key = api.file()["tracking_id"], api.key(OFFICE)
    break_stores(monkeypatch, api.world, error)
    for response in at_least_one(ask_everywhere(api, number, key).values()):
        assert_problem(response, 503, "unavailable")
        assert 1 <= int(response.headers["Retry-After"]) <= 5


@pytest.mark.parametrize("extension", ["json", "xml"])
def test_open311_says_so_too(api: Api, monkeypatch: pytest.MonkeyPatch, extension: str) -> None:
    number = api.file()["tracking_id"]
    break_stores(monkeypatch, api.world, THROTTLED)
    response = api.get(f"/open311/v2/requests/{number}.{extension}")
    assert response.status_code == 503
    assert "Retry-After" in response.headers
    assert b"503" in response.body


def test_a_defect_stays_500_and_says_nothing_of_itself(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    number, key = api.file()["tracking_id"], api.key(OFFICE, Role.OFFICER)
    break_stores(monkeypatch, api.world, ValueError("the words of a citizen"))
    for response in at_least_one(ask_everywhere(api, number, key).values()):
        assert_problem(response, 500, "internal")
        assert b"citizen" not in response.body


def test_an_outage_while_an_error_is_described_is_503_too(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a case of another province lives is looked up, and wrong secrets are counted: both may fail."""

    def fail(*_: Any) -> Any:
        raise THROTTLED

    monkeypatch.setattr(type(api.world.stacks), "site_of", fail)
    assert_problem(api.get("/complaints/KU-XRBR-PVBP-FVZ6-K"), 503, "unavailable")
    number = api.file()["tracking_id"]
    monkeypatch.setattr(type(api.world.rate_counter), "count", fail)
    assert_problem(api.get(f"/complaints/{number}", Receipt_Secret="0" * 20), 503, "unavailable")
