"""Routing a new case while somebody else writes to it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM, Case
from chalicelib.domain.errors import StaleVersion
from chalicelib.domain.routing.decision import Classification, Prediction
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.services.routing.router import Router, RoutingRequest, RoutingResult
from tests.support.world import ROAD, VILLAGE, World

PHOTO = {"attachment": "0", "sha256": "0" * 64, "bytes": 1, "width": 1, "height": 1}

SURE = Classification((Prediction("jalan-rusak", 0.954),), ("jalan",), "v1")


def attach_first(world: World, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the photo cleaner be faster at the next `times` writes of a case."""
    append, writes = world.cases.append, iter(range(times))

    def overtaken(after: Case, *rest: object) -> None:
        if next(writes, None) is not None:
            before = world.cases.load(after.id)
            event = lifecycle.decide(before, Command.ATTACH, SYSTEM, facts=PHOTO)
            with monkeypatch.context() as patch:
                patch.setattr(world.cases, "append", append)
                world.services.event_writer.write(before, event, SYSTEM, world.now)
        append(after, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(world.cases, "append", overtaken)


def test_a_photo_attached_in_the_same_moment_does_not_leave_the_case_to_the_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    filed = world.file()
    attach_first(world, monkeypatch, times=2)

    assert world.services.route_case.route(filed.case.id, world.now) is True
    kinds = [event.kind for event in world.cases.load_history(filed.case.id).events]
    assert kinds == ["filed", "attached", "attached", "routed"]


def test_a_case_that_changes_at_every_try_is_brought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file()
    attach_first(world, monkeypatch, times=99)

    with pytest.raises(StaleVersion):
        world.services.route_case.route(filed.case.id, world.now)
    assert world.cases.load(filed.case.id).status == "received"


def test_a_rival_that_routes_in_the_same_moment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file()
    append = world.cases.append

    def overtaken(after: Case, *rest: object) -> None:
        monkeypatch.setattr(world.cases, "append", append)
        world.services.route_case.route(after.id, world.now)
        append(after, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(world.cases, "append", overtaken)
    assert world.services.route_case.route(filed.case.id, world.now) is False
    assert world.cases.load(filed.case.id).version == 2


def test_a_function_whose_clock_is_behind_dates_no_event_before_the_filing() -> None:
    world = World()
    filed = world.file()
    world.services.route_case.route(filed.case.id, world.now - timedelta(minutes=3))
    times = [event.at for event in world.cases.load_history(filed.case.id).events]
    assert times == sorted(times)


def routed(world: World, **changes: Any) -> Mapping[str, object]:
    """The data of the event that routes the road, changed so."""
    filed = world.file_and_route(replace(ROAD, **changes))
    return world.cases.load_history(filed.case.id).events[-1].data


def test_the_event_says_which_model_was_how_sure_of_what_it_decided() -> None:
    world = World()
    world.text_classifier.classification = SURE
    data = routed(world, category=None)
    assert (data["category"], data["model"], data["confidence"]) == ("jalan-rusak", "v1", 95)


def test_where_no_model_was_asked_the_event_names_none() -> None:
    assert routed(World()).keys().isdisjoint({"model", "confidence"})


@pytest.mark.parametrize(("region", "found"), [(None, VILLAGE), (VILLAGE, None)])
def test_the_event_holds_the_region_that_was_found_and_not_the_one_that_was_given(
    region: str | None, found: str | None
) -> None:
    world = World()
    world.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
    assert routed(world, region=region).get("region") == found


def test_a_place_that_nobody_found_is_not_in_the_event() -> None:
    assert "region" not in routed(World(), region=None)


@pytest.mark.parametrize(
    ("sure", "named"),
    [(0.4, "64.08-pupr:40"), (0.954, None)],
)
def test_likely_offices_are_named_to_the_coordinator_and_to_nobody_else(sure: float, named: str | None) -> None:
    world = World()
    world.text_classifier.classification = Classification((Prediction("jalan-rusak", sure),), ("jalan",), "v1")
    assert routed(world, category=None, region=VILLAGE).get("alternatives") == named


def test_the_router_is_asked_with_all_that_the_reporter_said(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    asked: list[RoutingRequest] = []
    decide = Router.decide

    def listen(router: Router, request: RoutingRequest, now: datetime) -> RoutingResult:
        asked.append(request)
        return decide(router, request, now)

    monkeypatch.setattr(Router, "decide", listen)
    world.file_and_route(replace(ROAD, title="Lubang", place="Depan pasar", lat=0.5, lon=117.5))
    assert asked == [RoutingRequest(f"Lubang\n{ROAD.text}", "Depan pasar", ROAD.category, ROAD.region, 0.5, 117.5)]


def test_only_what_everybody_may_see_is_remembered_for_comparison() -> None:
    world = World()
    here = replace(ROAD, region=VILLAGE)
    world.text_classifier.classification = Classification((Prediction("pungli", 0.99),), ("loket",), "v1")
    sensitive = world.file_and_route(replace(here, category=None))
    assert world.case(sensitive).filing.sensitive
    public = world.file_and_route(here)
    remembered = [trace.id for cell in world.fingerprints.kept.values() for trace in cell.values()]
    assert remembered == [public.case.id]
