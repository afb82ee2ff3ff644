"""Who reads in a timeline which person acted."""

import json
from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.api.test_whole_case import OFFICE, act
from tests.support.people import appointed, in_session

RINA = "Rina Contoh"


@pytest.fixture
def worked(api: Api) -> str:
    """A case that Rina accepted and asked another office to help with."""
    number = str(api.file()["tracking_id"])
    key = in_session(api.world, appointed(api.world))
    path = f"/agencies/{OFFICE}/complaints/{number}"
    answer = api.post(f"{path}/accept", {}, key=key, If_Match='"2"')
    assert answer.status_code == 200, answer.body
    act(api, number, "support", {"target": "64.08-dlh", "note": "Saluran airnya."})
    return number


def actors(api: Api, number: str, agency: str, role: Role) -> dict[str, Any]:
    answer = api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(agency, role))
    if answer.status_code == 403:
        answer = api.get(f"/agencies/{agency}/complaints/{number}", key=api.key(agency, role))
    assert answer.status_code == 200, answer.body
    return {event["kind"]: event["actor"] for event in answer.json_body["timeline"]}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.LIAISON])
def test_colleagues_read_the_name(api: Api, worked: str, role: Role) -> None:
    found = actors(api, worked, OFFICE, role)
    assert found["accepted"]["person"] == RINA
    assert "person" not in found["supported"], "a program did that"


def test_the_auditor_of_the_region_reads_it(api: Api, worked: str) -> None:
    assert actors(api, worked, "64.08-diskominfo", Role.AUDITOR)["accepted"]["person"] == RINA


@pytest.mark.parametrize(
    ("agency", "role"),
    [
        ("64.08-dlh", Role.OFFICER),
        ("64.08-satpolpp", Role.OFFICER),
        ("64.08-diskominfo", Role.COORDINATOR),
        ("64-diskominfo", Role.OVERSEER_KEMENPANRB),
        ("64-diskominfo", Role.OVERSEER_OMBUDSMAN),
        ("64-diskominfo", Role.ADMIN),
    ],
    ids=str,
)
def test_another_office_and_who_watches_read_the_office_alone(api: Api, worked: str, agency: str, role: Role) -> None:
    found = actors(api, worked, agency, role)
    assert found["accepted"]["name"]
    assert RINA not in json.dumps(found)


def test_the_public_reads_the_office_alone(api: Api, worked: str) -> None:
    assert RINA not in api.get(f"/complaints/{worked}").body.decode()
