"""Clocks and deadlines of cases: one table says when each clock starts, what limits it, and what its expiry does. The
timer is the clock of a case that expires next; the sweep fires it. A case shows two of its deadlines: the citizen's and
the office's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import AT_AN_OFFICE, TYPES, Case, Priority, Status
from chalicelib.domain.deadlines.clock import TAKES_AWAY, Clock, Expiry
from chalicelib.domain.deadlines.clocks_of_closing import AFTER_CLOSING
from chalicelib.domain.deadlines.clocks_of_ladder import OF_LADDER
from chalicelib.domain.deadlines.clocks_of_types import EXTENDED, OF_TYPES, PLANNED, kind_of
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar, Day
    from chalicelib.domain.deadlines.policy import Policy

SILENCE = "silence"
"""How long an office may not be seen until new cases pass it over."""

HANDOVER_PATIENCE = timedelta(days=1)
"""How long a stack that was handed a case may leave that unanswered before it is handed over again. A technical limit
and no service standard, so no policy has it."""


def _office_owes(case: Case) -> bool:
    """Whether an office owes the next step, so that its clocks run."""
    return case.open and case.status not in (Status.RESPONDED, Status.POSTPONED)


def _silence_start(status: Status) -> Callable[[Case], datetime | None]:
    """Since when the reporter says nothing: from being told on, or, while nobody has told them, from the beginning of
    the wait, with a longer limit of its own (`untold`)."""

    return lambda case: (case.told_at or case.since) if case.status is status else None


def _accept_start(case: Case) -> datetime | None:
    """Since when an office, or a coordinator, has left the case lying: no case is taken on twice."""
    if case.status not in (Status.ROUTED, Status.TRIAGE):
        return None
    return max(case.since, case.prioritised_at or case.since)


def _rests(case: Case) -> bool:
    """Whether the office has named the day of its next step: budget or planning."""
    return bool(case.promised or case.planned)


def _tier_start(tier: Tier) -> Callable[[Case], datetime | None]:
    def start(case: Case) -> datetime | None:
        runs = _office_owes(case) and case.status in AT_AN_OFFICE and case.tier is tier and not _rests(case)
        return max(case.clock_from, case.arrived) if runs else None

    return start


def _promised_end(case: Case, calendar: Calendar) -> datetime | None:
    return calendar.end_of(case.promised) if case.promised else None


CLOCKS = {
    clock.name: clock
    for clock in (
        # While the reporter owes the next step, the office's clocks rest.
        Clock(
            "autoclose",
            _silence_start(Status.RESPONDED),
            Expiry.CLOSE,
            {"id": "ditutup otomatis", "en": "closes by itself"},
            step=True,
        ),
        Clock(
            "answer",
            _silence_start(Status.POSTPONED),
            Expiry.ARCHIVE,
            {"id": "tambahan dari pelapor", "en": "an addition by the reporter"},
            step=True,
        ),
        # An office that waits for budget has promised to act by a date; progress rests until then.
        Clock(
            "promise",
            lambda case: case.clock_from if _office_owes(case) and case.promised else None,
            Expiry.BREACH,
            {"id": "dikerjakan pada tanggal yang dijanjikan", "en": "done by the date promised"},
            step=True,
            until=_promised_end,
        ),
        # In the time of a promise, from the promise or the last progress: whoever waits for long hears something
        # meanwhile.
        Clock(
            "interim",
            lambda case: case.clock_from if _office_owes(case) and case.promised else None,
            Expiry.BREACH,
            {"id": "kabar sementara menunggu anggaran", "en": "an interim word while waiting for budget"},
            step=True,
        ),
        # From filing, or the last progress.
        Clock(
            "progress",
            lambda case: case.clock_from if _office_owes(case) and not _rests(case) else None,
            Expiry.BREACH,
            {"id": "ada tindak lanjut", "en": "progress by the agency"},
            step=True,
        ),
        # From filing, or a reopening, until the first response.
        Clock(
            "respond",
            lambda case: case.respond_from if _office_owes(case) and not (case.answered or case.planned) else None,
            Expiry.BREACH,
            {"id": "ditanggapi", "en": "a response by the agency"},
            once=True,
            step=True,
        ),
        # From arrival, or a new priority, until the office takes the case on or the coordinator passes it on. Policies
        # limit it by priority, in hours that count by night too.
        Clock(
            "accept",
            _accept_start,
            Expiry.BREACH,
            {"id": "diterima dengan segera", "en": "taken on at once"},
            once=True,
            step=True,
        ),
        # The same as for a response, until the first progress.
        Clock(
            "begin",
            lambda case: case.respond_from if _office_owes(case) and not case.begun else None,
            Expiry.LAPSE,
            {"id": "mulai ditindaklanjuti", "en": "first step by the agency"},
            once=True,
            step=True,
        ),
        # The same, until an office takes the case on.
        Clock(
            "verify",
            lambda case: case.respond_from if _office_owes(case) and case.verify_open else None,
            Expiry.LAPSE,
            {"id": "diterima oleh instansi", "en": "taken on by an agency"},
            once=True,
            step=True,
        ),
        # From filing, or arrival from another stack, until a rule or a coordinator's queue has the case.
        Clock(
            "route",
            lambda case: case.since if case.status is Status.RECEIVED else None,
            Expiry.ROUTE,
            {"id": "diteruskan ke instansi", "en": "passed on to an agency"},
        ),
        # From arrival at an office of the tier until it responds or passes the case on.
        *(
            Clock(
                f"tier/{tier.label}",
                _tier_start(tier),
                Expiry.ESCALATE,
                {"id": "selesai di jenjang ini", "en": "solved at this tier"},
                once=True,
            )
            for tier in Tier
        ),
        *OF_LADDER,
        # From filing, or import, until the case is on the Ombudsman's list.
        Clock(
            "overdue",
            lambda case: (case.imported_at or case.filing.filed_at) if case.open else None,
            Expiry.LIST,
            {"id": "masuk daftar Ombudsman", "en": "listed for the Ombudsman"},
            once=True,
        ),
        # From the handing over to another stack until that stack has the case; all other clocks run there.
        Clock(
            "handover",
            lambda case: case.since if case.status is Status.REFERRED and not case.handed_over else None,
            Expiry.RESEND,
            {"id": "diterima wilayah lain", "en": "taken over by the other stack"},
            until=lambda case, _: case.since + HANDOVER_PATIENCE,
        ),
        *OF_TYPES,
        *AFTER_CLOSING,
        # From archiving; no timer of a case, which is over.
        Clock(
            "objection",
            lambda case: None,
            Expiry.SETTLE,
            {"id": "pelapor dapat berkeberatan", "en": "the reporter may object"},
        ),
        # From the day on which an office was seen last; no timer of a case.
        Clock(
            SILENCE,
            lambda case: None,
            Expiry.PASS_OVER,
            {"id": "instansi masuk atau bertanya", "en": "the office signs in or asks"},
        ),
        # From filing; no timer of a case.
        Clock(
            "retention",
            lambda case: None,
            Expiry.FORGET,
            {"id": "identitas pelapor dihapus", "en": "the reporter's identity is deleted"},
        ),
    )
}
"""All clocks by name. A policy need not limit each."""

SUPERVISORY = "supervisory"
"""Pengaduan berkadar pengawasan: the accusation of wrongdoing."""

UNTOLD = "untold"
"""A case that waits for its reporter, whom nobody has told so."""

KINDS = (UNTOLD, EXTENDED, PLANNED, *Priority, SUPERVISORY, *TYPES)
"""The kinds of case that a policy's limits may differ by."""

NEEDED = ("route", "progress")
"""Every policy limits these: without them a case could lie unseen, or for ever."""


def wrong_names(names: Iterable[str]) -> list[str]:
    """The clock names of a policy that are unknown, and the needed ones it lacks: `clock` or `clock/kind` of the tables
    above."""
    known = {f"{name}/{kind}" for name in CLOCKS for kind in KINDS} | CLOCKS.keys()
    given = list(names)
    return [name for name in given if name not in known] + [name for name in NEEDED if name not in given]


@dataclass(frozen=True, slots=True)
class Timer:
    """A running clock: `at` is its last good moment."""

    clock: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that is shown, with the count that leads to it (empty for a promised date)."""

    clock: str
    at: datetime
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the indexes store: the next timer, the citizen's deadline, and the office's, which sorts its queue. All are
    None when nothing is left to do."""

    timer: Timer | None
    citizen_due_at: datetime | None
    office_due_at: datetime | None


def kinds_of(case: Case) -> tuple[str, ...]:
    """The kinds of case that a policy's limits may differ by, the first that it knows counts: untold, extended or
    planned, the priority, then `supervisory`, or the type it is worked as."""
    untold = case.waits_for_reporter and case.told_at is None
    states = ((UNTOLD, untold), (EXTENDED, case.extended), (PLANNED, case.planned))
    special = [kind for kind, holds in states if holds]
    return *special, case.priority, SUPERVISORY if case.filing.sensitive else kind_of(case)


def timers(case: Case, policy: Policy, calendar: Calendar) -> Iterator[Timer]:
    """Every timer of a case under its policy."""
    for clock in CLOCKS.values():
        start = clock.start(case)
        if start is None:
            continue
        until = clock.until(case, calendar)
        if until is not None:
            yield Timer(clock.name, until)
        elif limit := policy.limit(clock.name, *kinds_of(case)):
            yield Timer(clock.name, limit.expires(start, calendar))


def next_timer(case: Case, policy: Policy, calendar: Calendar) -> Timer | None:
    """The timer that expires first; None when no clock runs any more."""
    return _first(_counting(case, policy, calendar))


def citizen_due(case: Case, policy: Policy, calendar: Calendar) -> Due | None:
    """The citizen's deadline: until when the next step that shows on the timeline is owed, by an office or by the
    reporter."""
    return _explained(_first(filter(_is_step, _counting(case, policy, calendar))), case, policy, calendar)


def office_due(case: Case, policy: Policy, calendar: Calendar) -> Due | None:
    """The office's deadline: that of the nearest clock that takes the case away from the office or breaks a
    deadline."""
    return _explained(_first(filter(_takes_away, _counting(case, policy, calendar))), case, policy, calendar)


def schedule(case: Case, policy: Policy, calendar: Calendar) -> Schedule:
    """The schedule of a case in its present state."""
    counting = list(_counting(case, policy, calendar))
    citizen, office = _first(filter(_is_step, counting)), _first(filter(_takes_away, counting))
    return Schedule(_first(counting), citizen.at if citizen else None, office.at if office else None)


def _counting(case: Case, policy: Policy, calendar: Calendar) -> Iterator[Timer]:
    """The timers that still count."""
    return (timer for timer in timers(case, policy, calendar) if timer.clock not in case.lapsed)


def _is_step(timer: Timer) -> bool:
    return CLOCKS[timer.clock].step


def _takes_away(timer: Timer) -> bool:
    return CLOCKS[timer.clock].expiry in TAKES_AWAY


def _first(counting: Iterable[Timer]) -> Timer | None:
    return min(counting, key=lambda timer: (timer.at, timer.clock), default=None)


def _explained(timer: Timer | None, case: Case, policy: Policy, calendar: Calendar) -> Due | None:
    """The deadline with its days."""
    if timer is None:
        return None
    clock = CLOCKS[timer.clock]
    start, limit = clock.start(case), policy.limit(timer.clock, *kinds_of(case))
    if start is None or limit is None or clock.until(case, calendar) is not None:
        return Due(timer.clock, timer.at, ())
    return Due(timer.clock, timer.at, limit.days(start, calendar))
