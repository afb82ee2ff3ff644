"""Who read a hidden case: written before it is shown, told to the reporter and the auditor, and to nobody else."""

import re
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.access_log import Kind
from chalicelib.domain.cases.model import Role
from chalicelib.domain.errors import Unavailable
from chalicelib.services.access import access_log
from tests.api.conftest import Api, assert_problem
from tests.api.test_access import REGISTERED
from tests.api.test_access import key_of as key_of_role
from tests.api.test_visibility import SEATS, key_of
from tests.support.loops import at_least_one
from tools.apispec.access_table import ROUTES

OFFICE = "64.08-pupr"
READERS = [seat for seat in SEATS if seat not in ("other office", "far coordinator", "far auditor", "ombudsman")]


def hidden(api: Api, **fields: Any) -> dict[str, Any]:
    return api.file(secret=True, **fields)


def entries(api: Api, number: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.role, each.agency) for each in api.world.access_log.of_case(number, 100).items]


@pytest.mark.parametrize("seat", [seat for seat in READERS if "another" not in seat])
def test_whoever_reads_a_hidden_case_leaves_an_entry(api: Api, seat: str) -> None:
    number = hidden(api)["tracking_id"]
    agency, role = SEATS[seat]
    for _ in range(3):
        assert api.get(f"/agencies/{OFFICE}/complaints/{number}", key=key_of(api, seat)).status_code in (200, 403)
    read = set(entries(api, number))
    allowed = api.get(f"/agencies/{agency}/complaints/{number}", key=key_of(api, seat)).status_code == 200
    assert allowed
    assert {*read, ("case", str(role), agency)} == {("case", str(role), agency)}
    assert entries(api, number)


MARK = "Zubaidahrekaan"
KEYLESS = (Role.REPORTER, Role.SYSTEM, Role.APPLICATION)
"""Roles without a key, or whose key opens Open311 alone."""


@pytest.mark.parametrize("role", [role for role in Role if role not in KEYLESS])
def test_no_route_shows_words_of_a_hidden_case_to_a_key_without_an_entry(api: Api, role: Role) -> None:
    """Every address that can be read, with whatever a key may ask there: also one that is added later."""
    number = hidden(api, text=f"{MARK} jatuh di jalan berlubang.")["tracking_id"]
    # Late and unsolved: it stands on the lists of overseers too.
    api.world.later(days=70)
    api.world.sweep()
    for route in at_least_one(sorted(each for each in REGISTERED if each.startswith("GET "))):
        before = len(api.world.access_log.entries)
        if MARK in read(api, route, number, role).body.decode():
            assert len(api.world.access_log.entries) > before, route


def read(api: Api, route: str, number: str, role: Role) -> HTTPResponse:
    values = {"agency_id": api.world.cases.load(number).agency or OFFICE, "tracking_id": number, "code": "64"}
    path = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "0" * 26), route.removeprefix("GET "))
    query = "month=2027-01&cases=true" if path == "/breaches" else ROUTES[route].query
    return api.get(f"{path}?{query}" if query else path, key=key_of_role(api, role))


def test_a_case_and_a_queue_show_such_words(api: Api) -> None:
    """Otherwise the walk would find nothing because it does not look."""
    number = hidden(api, text=f"{MARK} jatuh di jalan berlubang.")["tracking_id"]
    readable = [each for each in REGISTERED if each.startswith("GET ")]
    shown = [each for each in readable if MARK in read(api, each, number, Role.OFFICER).body.decode()]
    assert set(shown) == {"GET /agencies/{agency_id}/complaints/{tracking_id}", "GET /agencies/{agency_id}/queue"}


def test_a_poll_leaves_one_entry_an_hour_for_each_key(api: Api) -> None:
    number, key = hidden(api)["tracking_id"], api.key(OFFICE)
    for _ in range(6):
        api.get(f"/agencies/{OFFICE}/complaints/{number}", key=key)
        api.world.later(minutes=15)
    assert len(entries(api, number)) == 2


def test_titles_in_a_queue_leave_one_entry_a_day_and_lines_without_one_none(api: Api) -> None:
    number, ordinary = hidden(api)["tracking_id"], api.file()["tracking_id"]
    key = api.key(OFFICE)
    for _ in range(4):
        api.get(f"/agencies/{OFFICE}/queue", key=key)
        api.get(f"/agencies/{OFFICE}/queue", key=key_of(api, "kemenpanrb"))
        api.world.later(hours=1)
    assert entries(api, number) == [(Kind.QUEUE, Role.OFFICER, OFFICE)]
    assert entries(api, ordinary) == []


def test_a_refused_reader_the_public_and_the_reporter_leave_none(api: Api) -> None:
    receipt = hidden(api)
    number = receipt["tracking_id"]
    assert api.get(f"/agencies/64.08-dlh/complaints/{number}", key=api.key("64.08-dlh")).status_code == 404
    assert api.get(f"/complaints/{number}").status_code == 404
    assert api.get(f"/complaints/{number}?proof=1", Receipt_Secret=receipt["secret"]).status_code == 200
    assert entries(api, number) == []


def test_an_ordinary_case_leaves_none(api: Api) -> None:
    number = api.file()["tracking_id"]
    api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE))
    assert api.world.access_log.entries == {}


def test_what_cannot_be_written_down_is_not_read(api: Api) -> None:
    number = hidden(api)["tracking_id"]
    api.world.access_log.broken = Unavailable()
    for path in (f"/agencies/{OFFICE}/complaints/{number}", f"/agencies/{OFFICE}/queue"):
        answer = api.get(path, key=api.key(OFFICE))
        assert answer.status_code == 503
        assert number not in answer.body.decode()


def test_the_reporter_learns_office_and_day_and_no_person(api: Api) -> None:
    receipt = hidden(api)
    number, path = receipt["tracking_id"], f"/complaints/{receipt['tracking_id']}/accesses"
    keys = [api.key(OFFICE), api.key(OFFICE), key_of(api, "auditor")]
    for key in keys:
        api.get(f"/agencies/{OFFICE}/complaints/{number}", key=key)
    api.get(f"/agencies/{OFFICE}/queue", key=keys[0])
    api.world.later(days=1)
    api.get(f"/agencies/{OFFICE}/complaints/{number}", key=keys[0])
    told = api.get(path, Receipt_Secret=receipt["secret"]).json_body
    assert told["times"] == 4
    assert [(each["day"], each["agency"]["id"], each["times"]) for each in told["days"]] == [
        ("2026-11-24", OFFICE, 1),
        ("2026-11-23", OFFICE, 2),
        ("2026-11-23", "64-inspektorat", 1),
    ]
    assert not [key for key in keys if key.split("_")[1] in str(told)]
    assert_problem(api.get(path), 404, "unknown_case")
    assert_problem(api.get(path, Receipt_Secret="AAAA-AAAA-AAAA-AAAA-AAAA"), 404, "unknown_case")


def test_the_reporter_is_told_whether_there_is_more_than_was_counted(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = hidden(api)
    path = f"/complaints/{receipt['tracking_id']}/accesses"
    for _ in range(3):
        api.get(f"/agencies/{OFFICE}/complaints/{receipt['tracking_id']}", key=api.key(OFFICE))
    told = []
    for most in (2, 3):
        monkeypatch.setattr(access_log, "MOST_COUNTED", most)
        told.append(api.get(path, Receipt_Secret=receipt["secret"]).json_body)
    assert [(each["times"], each["more"]) for each in told] == [(2, True), (3, False)]


def test_the_auditor_reads_all_of_it_page_by_page_and_others_nothing(api: Api) -> None:
    number = hidden(api)["tracking_id"]
    for _ in range(3):
        api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE))
    path, key = f"/agencies/{OFFICE}/complaints/{number}/access-log", key_of(api, "auditor")
    first = api.get(f"{path}?limit=2", key=key).json_body
    rest = api.get(f"{path}?limit=2&cursor={first['next_cursor']}", key=key).json_body
    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)
    assert first["items"][0]["role"] == "officer"
    assert first["items"][0]["key"]
    for seat in SEATS:
        if seat != "auditor":
            assert api.get(path, key=key_of(api, seat)).status_code in (403, 404), seat
