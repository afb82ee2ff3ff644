"""All stacks over HTTP: at the centre for overseers, nobody else, and nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from chalice.test import Client

import app
from chalicelib.domain.cases.model import Role
from chalicelib.runtime import container
from chalicelib.services.access.keys import BODIES
from tests.api.conftest import Api, assert_problem
from tests.domain.exchange.test_summary import SUMMARY
from tests.support.country import BODIES as OFFICES_OF_THE_CENTRE
from tests.support.country import CENTRE
from tests.support.loops import at_least_one
from tests.support.world import World


@pytest.fixture
def centre(api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """The app of the centre's stack, which has figures of Kalimantan Timur as of now."""
    world = World(stack=CENTRE)
    world.directory.offices = {office.id: office for office in OFFICES_OF_THE_CENTRE}
    world.stacks.sites["KI"] = "https://kaltim.example"
    world.summaries.put(replace(SUMMARY, at=world.now))
    monkeypatch.setattr(container, "connect", lambda settings, tables: world.services)
    container.services.cache_clear()
    with Client(app.app) as client:
        yield Api(world, client)


def key_of(api: Api, role: Role) -> str:
    categories = ("jalan-rusak",) if role is Role.OVERSEER_KSP else ()
    until = api.world.now + timedelta(days=90)
    return api.world.services.keys.issue(role, BODIES[role], api.world.now, until, categories=categories)


def test_an_overseer_reads_every_stack_the_latest_first(centre: Api) -> None:
    for role in at_least_one(BODIES):
        answer = centre.get("/stacks", key=key_of(centre, role))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        items = answer.json_body["items"]
        assert len(items) == 39
        first = ("kaltim", "Kalimantan Timur", "https://kaltim.example")
        assert (items[0]["slug"], items[0]["name"], items[0]["site"]) == first
        summary = items[0]["summary"]
        assert (summary["open"], summary["late"], summary["newly_late"], summary["old"]) == (120, 8, 1, False)
        assert summary["longest_late_days"] == 41
        assert [office["id"] for office in summary["offices"]] == ["64.08-pupr"]
        assert {line["summary"] for line in items[1:]} == {None}


def test_figures_are_old_after_an_hour(centre: Api) -> None:
    key = key_of(centre, Role.OVERSEER_KEMENPANRB)
    centre.world.later(minutes=71)
    assert centre.get("/stacks", key=key).json_body["items"][0]["summary"]["old"] is True


def test_the_offices_of_the_centre_do_not_read_it(centre: Api) -> None:
    for role in (Role.OFFICER, Role.COORDINATOR, Role.AUDITOR):
        assert_problem(centre.get("/stacks", key=centre.key("00-panrb", role)), 403, "role_not_allowed")
    assert centre.get("/stacks").status_code == 401


def test_a_province_knows_of_no_other_stack(api: Api) -> None:
    answer = api.get("/stacks", key=key_of(api, Role.OVERSEER_KEMENPANRB))
    assert (answer.status_code, answer.json_body) == (200, {"items": []})
