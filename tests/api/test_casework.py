"""Actions: the body that each takes is the command that it gives."""

from typing import get_type_hints

import pytest

from chalicelib.api.casework import ACTIONS, Action
from chalicelib.api.http.messages import FORM_LABELS
from chalicelib.api.schemas import _FORM_FIELDS, ComplaintIn, Point, ReporterIn
from chalicelib.domain.cases.commands import NAMES
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.model import Role
from chalicelib.services.cases.filing import Submission
from tests.api.conftest import Api

MADE_BY_PEOPLE = {
    name
    for name, rule in RULES.items()
    if not set(rule.roles) <= {Role.REPORTER, Role.SYSTEM} and name not in ("access", "erase")
}
"""Commands of offices. An identity is opened, and erased, through the vault."""


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_the_fields_of_a_body_are_those_of_its_command(action: Action) -> None:
    command, body = action
    assert body.__struct_fields__ == command.fields
    assert get_type_hints(body) == {name: get_type_hints(command)[name] for name in command.fields}
    required = [name for name in command.fields if name not in command.defaults]
    assert list(body.__struct_fields__[: len(required)]) == required
    assert body.__struct_defaults__ == tuple(command.defaults.values())


def test_every_command_of_an_office_has_an_action() -> None:
    assert {NAMES[action.command] for action in ACTIONS.values()} == MADE_BY_PEOPLE == set(NAMES.values())


def test_every_field_of_a_complaint_reaches_the_submission() -> None:
    sent = {name: f"some {name}" for name in ComplaintIn.__struct_fields__}
    reporter = {name: f"some {name}" for name in ReporterIn.__struct_fields__}
    complaint = ComplaintIn(**sent | {"coordinates": Point(1.5, 117.5), "reporter": ReporterIn(**reporter)})
    place = {"lat": 1.5, "lon": 117.5}
    expected = {name: value for name, value in sent.items() if name not in ("coordinates", "reporter")}
    assert complaint.submission() == Submission(**expected, **place, reporter=Reporter(**reporter))


def test_the_form_without_javascript_takes_every_field_and_can_name_it() -> None:
    own = set(ComplaintIn.__struct_fields__) - {"coordinates", "reporter"}
    assert own | {"lat", "lon"} | set(ReporterIn.__struct_fields__) == _FORM_FIELDS
    never_wrong = {"receipt_key", "anonymous", "secret", "safe_to_tell"}
    pointers = {f"/{name}" for name in own - never_wrong}
    assert pointers | {"/coordinates"} == set(FORM_LABELS)


def test_a_case_says_what_is_possible_now_and_why_the_rest_is_not(api: Api) -> None:
    number, key = api.file()["tracking_id"], api.key("64.08-pupr")
    address = f"/agencies/64.08-pupr/complaints/{number}"
    found = {each["action"]: each for each in api.get(address, key=key).json_body["actions"]}
    assert found["accept"] == {
        "action": "accept",
        "label": {"id": "Terima", "en": "Accept"},
        "fields": [{"name": "note", "required": False}],
        "possible": True,
        "code": None,
        "reason": None,
    }
    assert (found["progress"]["possible"], found["progress"]["code"]) == (False, "not_in_this_status")
    assert found["progress"]["fields"] == []
    refused = api.post(f"{address}/progress", {"note": "Catatan."}, key=key, If_Match='"2"')
    assert found["progress"]["reason"] == refused.json_body["detail"]
    assert "approval" not in found
