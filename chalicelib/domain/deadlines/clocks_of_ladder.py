"""The clocks of the ladder: after how long the next position is told that a case is late. How long is policy; a policy
without these clocks tells nobody by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.domain.cases import ladder
from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.deadlines.clock import Clock, Expiry

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.deadlines.policy import Policy

_LABELS = {
    Step.HEAD: {"id": "pimpinan instansi diberi tahu", "en": "the head of the office is told"},
    Step.SECRETARY: {"id": "sekretaris daerah diberi tahu", "en": "the regional secretary is told"},
    Step.REGION: {"id": "kepala daerah diberi tahu", "en": "the head of the region is told"},
    Step.CENTRE: {"id": "pengawas di pusat diberi tahu", "en": "the overseer at the centre is told"},
}


def clock_of(step: Step) -> str:
    """The name of a step's clock in a policy."""
    return f"ladder/{step}"


def tells(policy: Policy) -> bool:
    """Whether a policy has a ladder."""
    return clock_of(Step.HEAD) in policy.clocks


def _start(step: Step) -> Callable[[Case], datetime | None]:
    def start(case: Case) -> datetime | None:
        owed = case.open and case.status not in (Status.RESPONDED, Status.POSTPONED)
        return case.ladder.since if owed and ladder.next_step(case) is step and not ladder.rests(case) else None

    return start


# From the first broken deadline, or the step before, until the office answers. One word of progress at each step gives
# it the same time once more.
OF_LADDER = tuple(Clock(clock_of(step), _start(step), Expiry.RAISE, _LABELS[step]) for step in Step)
