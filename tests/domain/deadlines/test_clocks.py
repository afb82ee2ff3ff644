"""The table of clocks agrees with what the sweep does and with the state of a case."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.model import SYSTEM, Case, Event, Priority, Status
from chalicelib.domain.cases.rungs import Ladder
from chalicelib.domain.deadlines.clock import Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS, KINDS, Timer, timers, wrong_names
from chalicelib.domain.deadlines.policy import Limit, Policy
from chalicelib.domain.geography.tiers import Tier
from laporctl import paths
from tests.support.loops import at_least_one
from tests.support.world import KALTIM, OFFICES, World
from tools.apispec import status_table

EVERY_CLOCK = Policy("every", 1, "a test", {name: Limit(calendar_days=3) for name in CLOCKS})
LEAVES = {
    Expiry.LAPSE: "lapsed",
    Expiry.ESCALATE: "escalated",
    Expiry.BREACH: "breached",
    Expiry.ARCHIVE: "archived",
    Expiry.CLOSE: "closed",
    Expiry.THANK: "thanked",
    Expiry.ASK: "asked",
    Expiry.LIST: "listed",
    Expiry.RAISE: "raised",
    Expiry.RESEND: "resent",
}
"""The event that each expiry leaves; what is routed leaves what routing does, and what is forgotten leaves nothing."""


NO_TIMERS = ("objection", "silence", "retention")
"""What is counted and never fired."""


def case_that_runs(name: str, world: World) -> Case:
    """A case on which the clock runs."""
    office = next((each for each in OFFICES if name == f"tier/{each.tier.label}"), OFFICES[2])
    case = world.case(world.file_and_route())
    case = replace(case, agency=office.id, agency_name=office.name, tier=office.tier)
    if name.startswith("tier/"):
        return replace(case, tier=Tier.named(name.partition("/")[2]))
    changes: dict[str, dict[str, object]] = {
        "autoclose": {"status": Status.RESPONDED},
        "answer": {"status": Status.POSTPONED},
        "promise": {"promised": date(2026, 12, 1)},
        "interim": {"promised": date(2027, 6, 1)},
        "thank": {"type": "praise"},
        "followup": {"status": Status.CLOSED},
        "recheck": {"status": Status.CLOSED, "recheck": True, "lapsed": ("followup",)},
        "planning": {"planned": date(2026, 12, 1)},
        "route": {"status": Status.RECEIVED},
        "handover": {"status": Status.REFERRED, "referred_to": "KU"},
    }
    if name.startswith("ladder/"):
        told = {"secretary": "head", "region": "secretary", "centre": "region"}.get(name.partition("/")[2], "")
        return replace(case, ladder=Ladder(since=world.now, step=told, offices=(office.id,)))
    if name == "accept":
        return replace(case, status=Status.TRIAGE, priority=Priority.EMERGENCY)
    return replace(case, **changes.get(name, {}))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in CLOCKS if name not in NO_TIMERS])
def test_every_clock_runs_on_some_case(name: str) -> None:
    case = case_that_runs(name, World())
    assert name in [timer.clock for timer in timers(case, EVERY_CLOCK, KALTIM.calendar)]


def test_the_identity_is_forgotten_by_its_own_table_and_by_no_sweep() -> None:
    assert CLOCKS["retention"].expiry is Expiry.FORGET
    assert [clock.name for clock in CLOCKS.values() if clock.expiry is Expiry.FORGET] == ["retention"]


@pytest.mark.parametrize("name", [name for name, clock in CLOCKS.items() if name not in ("route", *NO_TIMERS)])
def test_a_clock_that_expires_leaves_what_the_table_says_and_does_not_fire_again_at_once(name: str) -> None:
    world = World()
    case, clock = case_that_runs(name, world), CLOCKS[name]
    timer = next(each for each in timers(case, EVERY_CLOCK, KALTIM.calendar) if each.clock == name)
    left = world.services.sweep._event(case, timer, clock.expiry)
    highest = clock.expiry is Expiry.ESCALATE and left.kind == "lapsed"
    assert highest or left.kind == LEAVES[clock.expiry]
    assert json.loads(json.dumps(left.data))["clock"] == name
    at = timer.at + timedelta(minutes=5)
    event = Event(case.version + 1, left.kind, at, SYSTEM, left.note, left.data, b"", b"")
    after = fold.apply(case, event)
    moved = "to" in left.data and (clock.expiry is Expiry.ESCALATE or name == "accept")
    assert (name in after.lapsed) == (clock.once and not moved)
    again = [each for each in timers(after, EVERY_CLOCK, KALTIM.calendar) if each.clock not in after.lapsed]
    assert Timer(name, timer.at) not in again, "the sweep would fire it for ever"


def test_a_clock_that_no_table_knows_is_an_error_and_never_a_breach() -> None:
    world = World()
    with pytest.raises(KeyError):
        CLOCKS["progres"]
    assert set(Expiry) == {Expiry.ROUTE, Expiry.FORGET, Expiry.SETTLE, Expiry.PASS_OVER, *LEAVES}, (
        "say in the table above what a new expiry leaves"
    )
    with pytest.raises(KeyError):
        world.services.sweep._event(
            case_that_runs("progress", world), Timer("retention", datetime(2026, 12, 1, tzinfo=UTC)), Expiry.FORGET
        )


def test_every_clock_and_every_kind_of_case_may_stand_in_a_policy() -> None:
    assert wrong_names([*CLOCKS, *(f"respond/{kind}" for kind in KINDS)]) == []


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["route"], ["progress"]),
        (["route", "progres"], ["progres", "progress"]),
        (["route", "progress", "tier/deas", "respond/praises"], ["tier/deas", "respond/praises"]),
    ],
)
def test_a_policy_that_lacks_a_needed_clock_or_misspells_one_is_an_error(given: list[str], wrong: list[str]) -> None:
    assert wrong_names(given) == wrong


def test_every_label_is_in_both_languages() -> None:
    assert all(clock.label.keys() == {"id", "en"} for clock in at_least_one(CLOCKS.values()))


def test_clocks_run_and_expire_as_the_page_of_statuses_says() -> None:
    """`docs/statuses.md` has each clock's limits, its expiry and what it waits for, in the citizen's words."""
    page = (paths.ROOT / "docs" / "statuses.md").read_text()
    assert status_table.render() == page
    assert set(Expiry) == {clock.expiry for clock in CLOCKS.values()}
