"""The sweep: fires expired clocks, routes the cases that the stream missed, has other stacks told again what they
have not acknowledged, and has made up for what else an event that was lost should have made. Safe to run twice, late,
or twice at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.cases import follow_up, ladder, lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM
from chalicelib.domain.deadlines import clocks_of_ladder
from chalicelib.domain.deadlines.clock import Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS
from chalicelib.domain.deadlines.setbacks import set_back
from chalicelib.domain.errors import StaleVersion
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.domain.timestamps import to_text
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts, NewEvent
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.cases.rungs import Step
    from chalicelib.domain.deadlines.clocks import Timer
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.exchange.debts import DebtService
    from chalicelib.services.ports.case_store import CaseStore, DueTimer
    from chalicelib.services.ports.setback_store import SetbackStore
    from chalicelib.services.routing.route_case import RouteCaseService
    from chalicelib.services.stack import Stack

_COMMANDS = {
    Expiry.LAPSE: Command.LAPSE,
    Expiry.CLOSE: Command.CLOSE,
    Expiry.THANK: Command.THANK,
    Expiry.LIST: Command.LIST,
    Expiry.RESEND: Command.RESEND,
}
"""Expiries that move no case."""

MOST_FIRINGS = 25
"""Clocks of one case that fire in one sweep: two years of a case that nobody swept."""

OUTAGES = 10
"""Cases that fail in an outage before the sweep gives up: the next one comes in five minutes."""

_MOVES_UP = {Expiry.ESCALATE: Command.ESCALATE, Expiry.BREACH: Command.BREACH}


@dataclass(slots=True)
class SweepResult:
    """The result of a sweep. `due` counts the cases it looked at; `conflicts` those that another change had settled
    meanwhile; `left` are the shards that it did not come to the end of for lack of time; `failures` are the ids of
    cases that failed, each with the name of its error, `set_aside` counts those of them that wait for their next try,
    and `outages` those that failed for want of what the system stands on.
    `repeated` counts the messages to other stacks that go out again; `unanswered` are those of them that an operator
    has to look after: case, kind, stack. `unrouted_seconds` is how late that case is which has waited longest of those
    that nothing had routed in time. `healed` counts what the healers made up for; one that fails is among the
    failures under its name."""

    due: int = 0
    fired: int = 0
    conflicts: int = 0
    left: tuple[int, ...] = ()
    failures: list[tuple[str, str]] = field(default_factory=list)
    set_aside: int = 0
    outages: int = 0
    repeated: int = 0
    unanswered: list[tuple[str, str, str]] = field(default_factory=list)
    unrouted_seconds: int = 0
    healed: dict[str, int] = field(default_factory=dict)


class Healer(Protocol):
    """Finds by what is stored what an event that was lost should have made, and has it made; a part at a time."""

    def heal(self, now: datetime, has_time: Callable[[], bool]) -> int:
        """Answers how much was made up for."""


@use_case
class SweepService:
    """Fires due timers, each conditionally on the case's version."""

    cases: CaseStore
    stack: Stack
    route_case: RouteCaseService
    agencies: AgencyService
    event_writer: EventWriter
    setbacks: SetbackStore
    is_outage: Callable[[Exception], bool]
    shards: int
    debts: DebtService
    healers: Mapping[str, Healer]

    def run(self, now: datetime, has_time: Callable[[], bool], shards: Iterable[int] = ()) -> SweepResult:
        """Fire every due timer of some shards (of all, unless said), taking the shards by turns, while `has_time`. A
        case that fails is set aside for a while, so that others come before it at the next sweep."""
        result = SweepResult()
        if not shards:
            self._repeat_debts(now, result)
            self._heal(now, has_time, result)
        due = {shard: iter(self.cases.due(now, shard)) for shard in shards or range(self.shards)}
        while due:
            for shard in tuple(due):
                if not has_time():
                    result.left = tuple(sorted(due))
                    return result
                timer = next(due[shard], None)
                if timer is None:
                    del due[shard]
                    continue
                result.due += 1
                self._try(timer, now, result)
                if result.outages >= OUTAGES:
                    return result
        return result

    def _repeat_debts(self, now: datetime, result: SweepResult) -> None:
        """Have other stacks told again. First of all, because these are few and no disaster's day of cases may keep a
        reporter from being forgotten."""
        for debt in self.debts.repeat_due(now):
            result.repeated += 1
            if debt.unanswered:
                result.unanswered.append((debt.tracking_id, debt.kind, debt.to))

    def _heal(self, now: datetime, has_time: Callable[[], bool], result: SweepResult) -> None:
        for name, healer in self.healers.items():
            try:
                result.healed[name] = healer.heal(now, has_time)
            except Exception as error:
                # Clocks do not wait for a queue or a bucket that does not answer; the next sweep begins where it was.
                result.failures.append((name, type(error).__name__))

    def _try(self, timer: DueTimer, now: datetime, result: SweepResult) -> None:
        fired_before = result.fired
        try:
            # A case that was not swept for long has several expired clocks; each fires in its turn, the rest of very
            # many at the next sweep.
            for _ in range(MOST_FIRINGS):
                if not self._fire(timer.tracking_id, now, result):
                    break
                result.fired += 1
            result.conflicts += result.fired == fired_before
        except StaleVersion:
            result.conflicts += 1
        except Exception as error:
            self._fail(timer, error, now, result)

    def _fail(self, timer: DueTimer, error: Exception, now: datetime, result: SweepResult) -> None:
        """Set the case aside; not for an outage, which is no fault of the case and would put off all of them."""
        result.failures.append((timer.tracking_id, type(error).__name__))
        if self.is_outage(error):
            result.outages += 1
            return
        setback = set_back(timer.tracking_id, timer.setbacks, type(error).__name__, now)
        try:
            result.set_aside += self.setbacks.set_aside(setback)
        except Exception as second:
            result.failures.append((timer.tracking_id, type(second).__name__))

    def _fire(self, tracking_id: str, now: datetime, result: SweepResult) -> bool:
        """Fire the case's timer if it is still due: the index that named the case may lag behind."""
        case = self.cases.load(tracking_id)
        timer = self.stack.schedule(case).timer
        if timer is None or timer.at >= now:
            return False
        expiry = CLOCKS[timer.clock].expiry
        if expiry is Expiry.ROUTE:
            result.unrouted_seconds = max(result.unrouted_seconds, int((now - timer.at).total_seconds()))
            return self.route_case.route(tracking_id, now)
        self.event_writer.write(case, self._event(case, timer, expiry), SYSTEM, now, ends=timer)
        return True

    def _event(self, case: Case, timer: Timer, expiry: Expiry) -> NewEvent:
        """The event that the expiry of a clock leaves on the case."""
        facts: Facts = {"clock": timer.clock, "expired": to_text(timer.at)}
        if expiry is Expiry.ARCHIVE:
            return lifecycle.decide(case, Command.ARCHIVE, SYSTEM, facts=facts | {"reason": "no_answer"})
        if expiry in _COMMANDS:
            return lifecycle.decide(case, _COMMANDS[expiry], SYSTEM, facts=facts)
        if expiry is Expiry.ASK:
            if timer.clock == follow_up.FIRST and self._is_repair(case):
                facts[follow_up.ASKS_AGAIN] = True
            return lifecycle.decide(case, Command.ASK, SYSTEM, facts=facts)
        if expiry is Expiry.RAISE:
            return self._told(case, ladder.next_step(case) or ladder.step_again(case), facts)
        above = self.agencies.above(case) if expiry is Expiry.ESCALATE else self.agencies.after_breach(case)
        if expiry is Expiry.BREACH and above is None and self._was_late(case, timer):
            return self._told(case, ladder.step_again(case), facts)
        if expiry is Expiry.ESCALATE and above is None:
            return lifecycle.decide(case, Command.LAPSE, SYSTEM, facts=facts)
        command = _MOVES_UP[expiry]
        triage = above is not None and above.coordinates
        return lifecycle.decide(case, command, SYSTEM, to=above, triage=triage, facts=facts)

    def _is_repair(self, case: Case) -> bool:
        """Whether what was done about the case is a repair, by its category."""
        category = self.stack.category(base_category(case.category or ""))
        return category is not None and category.repair

    def _was_late(self, case: Case, timer: Timer) -> bool:
        """Whether the office has broken a deadline of the case before, so that its head is told instead of counting
        another one."""
        repeats = timer.clock in ladder.AGAIN and case.agency in case.ladder.offices
        return repeats and clocks_of_ladder.tells(self.stack.policy_of(case))

    def _told(self, case: Case, step: Step, facts: Facts) -> NewEvent:
        """The event by which a position is told. It names no person: whoever holds the position reads the list."""
        position = self.agencies.head_to_tell(case, step)
        told: Facts = {
            "step": step,
            "position": position.id,
            "position_en": position.en,
            "office": position.office,
            "late": ladder.late_office(case) or "",
        }
        return lifecycle.decide(case, Command.RAISE, SYSTEM, facts=facts | told)
