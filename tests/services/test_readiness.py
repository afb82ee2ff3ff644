"""Live offices: noted once a day, read by those who look after them, and by routing."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Actor, Case, Event, Role, Status
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed
from chalicelib.services.cases.filing import Submission
from tests.support.world import VILLAGE, World

RUBBISH = Submission(text="Sampah menumpuk di pinggir jalan desa", category="sampah-liar", region=VILLAGE)
ADMIN = Actor(Role.ADMIN)


def use_key(world: World, agency: str, role: Role = Role.OFFICER) -> str:
    bearer = world.services.keys.issue(role, world.directory.offices[agency], world.now, world.now + timedelta(days=90))
    assert world.services.keys.recognise(bearer, world.now)
    return bearer


def route(world: World) -> tuple[Case, Event]:
    filed = world.file_and_route(RUBBISH)
    return world.case(filed), world.cases.load_history(filed.case.id).events[1]


def states(world: World, actor: Actor, region: str | None = None) -> dict[str, str]:
    page = world.services.readiness.page(actor, region, 100, None, world.now)
    return {line.office.id: str(line.readiness) for line in page.items}


def test_a_province_where_nobody_has_come_yet_routes_to_the_lowest_competent_office() -> None:
    case, routed = route(World())
    assert case.agency == f"{VILLAGE}-desa"
    assert "passed" not in routed.data


def test_a_new_case_goes_to_the_lowest_office_where_somebody_is_and_says_which_it_passed_over() -> None:
    world = World()
    use_key(world, "64.08-dlh")
    case, routed = route(world)
    assert (case.agency, case.status) == ("64.08-dlh", Status.ROUTED)
    assert (routed.data["passed"], routed.data["passed_name"]) == (f"{VILLAGE}-desa", "Desa Contoh")


def test_where_only_the_coordinator_is_a_person_decides() -> None:
    world = World()
    use_key(world, "64.08-diskominfo", Role.COORDINATOR)
    case, routed = route(world)
    assert (case.agency, case.status, routed.data["reason"]) == ("64.08-diskominfo", Status.TRIAGE, "nobody_there")


def test_an_office_that_falls_silent_is_passed_over_after_the_time_of_the_policy() -> None:
    world = World()
    use_key(world, f"{VILLAGE}-desa")
    assert route(world)[0].agency == f"{VILLAGE}-desa"
    world.later(days=9)
    chief = use_key(world, "64.08-dlh")
    assert chief
    assert route(world)[0].agency == "64.08-dlh"
    assert states(world, ADMIN) == {f"{VILLAGE}-desa": "silent", "64.08-dlh": "live"}


def test_the_form_says_whom_the_report_would_have_gone_to() -> None:
    world = World()
    use_key(world, "64.08-dlh")
    from chalicelib.services.routing.router import RoutingRequest

    request = RoutingRequest(RUBBISH.text, category=RUBBISH.category, region=RUBBISH.region)
    decision = world.services.router.suggest(request, world.now).result.decision
    assert [each.code for each in decision.reasons][-1] == "passed_over"


def test_an_office_is_written_to_once_a_day_however_often_it_polls() -> None:
    world = World()
    bearer = use_key(world, "64.08-dlh")
    written = world.presence.writes
    for _ in range(50):
        world.services.keys.recognise(bearer, world.now)
    assert world.presence.writes == written == 2
    world.later(days=1)
    world.services.keys.recognise(bearer, world.now)
    assert world.presence.writes == 3


def test_a_process_that_dies_while_it_notes_who_was_seen_is_made_good_by_the_next_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    bearer = use_key(world, "64.08-dlh")
    world.later(days=1)

    def dies(*_: object) -> None:
        raise RuntimeError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr(world.presence, "note_seen", dies)
        with pytest.raises(RuntimeError):
            world.services.keys.recognise(bearer, world.now)
    world.services.keys.recognise(bearer, world.now)
    assert world.presence.kept["64.08-dlh"].seen == world.now.date()


def test_who_looks_after_offices_reads_how_far_they_are() -> None:
    world = World()
    use_key(world, "64.08-dlh")
    world.services.keys.issue(
        Role.OFFICER, world.directory.offices["64.08-pupr"], world.now, world.now + timedelta(days=90)
    )
    coordinator = world.coordinator("64.08-diskominfo")
    assert states(world, coordinator) == {"64.08-dlh": "live", "64.08-pupr": "trained"}
    assert states(world, coordinator, "64.08")["64.08-satpolpp"] == "pledged"
    with pytest.raises(NotYourCase):
        states(world, coordinator, "64.72")
    with pytest.raises(RoleNotAllowed):
        states(world, world.officer("64.08-dlh"))
