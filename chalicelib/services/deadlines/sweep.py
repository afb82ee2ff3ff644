"""The sweep: fires expired clocks and routes the cases that the stream missed. Safe to run twice, late, or twice at
once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM
from chalicelib.domain.deadlines.clocks import CLOCKS, Expiry
from chalicelib.domain.errors import StaleVersion
from chalicelib.domain.timestamps import to_text
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts, NewEvent
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.deadlines.clocks import Timer
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.routing.route_case import RouteCaseService
    from chalicelib.services.stack import Stack

_COMMANDS = {
    Expiry.LAPSE: Command.LAPSE,
    Expiry.CLOSE: Command.CLOSE,
    Expiry.LIST: Command.LIST,
    Expiry.RESEND: Command.RESEND,
}
"""Expiries that move no case."""

_MOVES_UP = {Expiry.ESCALATE: Command.ESCALATE, Expiry.BREACH: Command.BREACH}


@dataclass(slots=True)
class SweepResult:
    """The result of a sweep. `due` counts the cases it looked at; `conflicts` those that another change had settled
    meanwhile; `left` says whether it stopped for lack of time; `failures` are the ids of cases that failed, each with
    the name of its error."""

    due: int = 0
    fired: int = 0
    conflicts: int = 0
    left: bool = False
    failures: list[tuple[str, str]] = field(default_factory=list)


@use_case
class SweepService:
    """Fires due timers, each conditionally on the case's version."""

    cases: CaseStore
    stack: Stack
    route_case: RouteCaseService
    agencies: AgencyService
    event_writer: EventWriter
    shards: int

    def run(self, now: datetime, has_time: Callable[[], bool]) -> SweepResult:
        """Fire every due timer, shard by shard, while `has_time`. A case that fails is counted and skipped; the next
        sweep tries it again. The first shard changes with the time, so that none is always last."""
        result = SweepResult()
        first = int(now.timestamp()) // 60
        for offset in range(self.shards):
            for tracking_id in self.cases.due(now, (first + offset) % self.shards):
                if not has_time():
                    result.left = True
                    return result
                result.due += 1
                self._try(tracking_id, now, result)
        return result

    def _try(self, tracking_id: str, now: datetime, result: SweepResult) -> None:
        fired_before = result.fired
        try:
            # A case that was not swept for long has several expired clocks; each fires in its turn.
            while self._fire(tracking_id, now):
                result.fired += 1
            result.conflicts += result.fired == fired_before
        except StaleVersion:
            result.conflicts += 1
        except Exception as error:
            result.failures.append((tracking_id, type(error).__name__))

    def _fire(self, tracking_id: str, now: datetime) -> bool:
        """Fire the case's timer if it is still due: the index that named the case may lag behind."""
        case = self.cases.load(tracking_id)
        timer = self.stack.schedule(case).timer
        if timer is None or timer.at >= now:
            return False
        expiry = CLOCKS[timer.clock].expiry
        if expiry is Expiry.ROUTE:
            return self.route_case.route(tracking_id, now)
        self.event_writer.write(case, self._event(case, timer, expiry), SYSTEM, now)
        return True

    def _event(self, case: Case, timer: Timer, expiry: Expiry) -> NewEvent:
        """The event that the expiry of a clock leaves on the case."""
        facts: Facts = {"clock": timer.clock, "expired": to_text(timer.at)}
        if expiry is Expiry.ARCHIVE:
            return lifecycle.decide(case, Command.ARCHIVE, SYSTEM, facts=facts | {"reason": "no_answer"})
        if expiry in _COMMANDS:
            return lifecycle.decide(case, _COMMANDS[expiry], SYSTEM, facts=facts)
        above = self.agencies.above(case)
        if expiry is Expiry.ESCALATE and above is None:
            return lifecycle.decide(case, Command.LAPSE, SYSTEM, facts=facts)
        command = _MOVES_UP[expiry]
        triage = above is not None and above.coordinates
        return lifecycle.decide(case, command, SYSTEM, to=above, triage=triage, facts=facts)
