"""Every clock expires on the deployed system: cases are brought to where they wait, as of some days ago, by the same
use cases with an operator's credentials; the deployed sweep function does the rest."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.services.cases.filing import Submission
from laporctl.remote import SWEEP, invoke, services_of
from laporctl.stacks import Stack
from tests.support.commands import office_command
from tests.support.world import note_of
from tools.dev.demo.steps import until

ROAD = Submission(text="Jalan rusak, laporan untuk jam", category="jalan-rusak", region="64.08")
COOP = Submission(text="Kandang ayam, laporan untuk jam", category="kandang-ternak-bau-bising", region="64.08.01.2001")
TRIES = 10
ACCEPT, RESPOND, POSTPONE, PROGRESS = Command.ACCEPT, Command.RESPOND, Command.POSTPONE, Command.PROGRESS


@dataclass(frozen=True)
class Wait:
    """A clock, how to get a case to where it runs, and what its expiry leaves on the timeline."""

    clock: str
    filed_days_ago: int
    commands: tuple[tuple[Command, int], ...]
    leaves: str
    submission: Submission = ROAD


WAITS = [
    Wait("verify", 6, (), "lapsed"),
    Wait("tier/desa", 12, ((ACCEPT, 11),), "escalated", COOP),
    Wait("progress", 33, ((ACCEPT, 32),), "breached"),
    Wait("promise", 40, ((ACCEPT, 39), (PROGRESS, 38)), "breached"),
    Wait("answer", 30, ((ACCEPT, 29), (POSTPONE, 25)), "archived"),
    Wait("autoclose", 30, ((ACCEPT, 29), (RESPOND, 25)), "closed"),
    Wait("overdue", 62, ((ACCEPT, 61), (PROGRESS, 45), (PROGRESS, 20)), "listed"),
]


def bring_about(stack: Stack, wait: Wait) -> Case:
    """File and work the case as of its days."""
    services, today = services_of(stack), datetime.now(UTC)
    filed_at = today - timedelta(days=wait.filed_days_ago)
    for _ in range(TRIES):
        case_id = services.filing.file(wait.submission, filed_at).case.id
        # The stream may be faster; then the case arrived today, and is of no use here.
        if services.route_case.route(case_id, filed_at):
            break
    for command, days_ago in wait.commands:
        case, now = services.route_case.cases.load(case_id), today - timedelta(days=days_ago)
        officer = Actor(Role.OFFICER, case.agency, case.agency_name, "TIMERS")
        details: dict[str, str] = {}
        if wait.clock == "promise" and command is PROGRESS:
            details = {"kind": "waiting_for_budget", "promised": (now + timedelta(days=10)).date().isoformat()}
        given = office_command(command, note_of(case), None, **details)
        services.casework.perform(given, case_id, case.version, officer, now)
        services.telling.delivered(case_id, case.version + 1, "mail", now)
    return services.route_case.cases.load(case_id)


@pytest.mark.parametrize("wait", WAITS, ids=lambda wait: wait.clock)
def test_the_deployed_sweep_fires_the_clock(kaltim: Stack, wait: Wait) -> None:
    case = bring_about(kaltim, wait)
    cases = services_of(kaltim).route_case.cases
    assert invoke(kaltim, SWEEP)["failed"] == 0

    def fired() -> list[tuple[str, object]]:
        return [(event.kind, event.data.get("clock")) for event in cases.load_history(case.id).events]

    # Another test's sweep may be faster, before the case is even read here; and one that has more to do than its time
    # goes on in another invocation.
    until(fired, lambda found: (wait.leaves, wait.clock) in found)
    after = cases.load(case.id)
    invoke(kaltim, SWEEP)
    assert cases.load(case.id) == after
