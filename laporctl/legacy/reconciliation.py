"""Counts an export against a stack, both ways: what the export has and the stack has not, what the stack took over from
that system and the export has not, and the sums by month, status and office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from chalicelib.domain.cases.model import Case
from chalicelib.services.ports.case_store import CaseStore
from chalicelib.services.ports.former_numbers import FormerNumbers
from laporctl.legacy.conversion import LegacyCase

AT_A_TIME = 100
GROUPS = ("month", "status", "office")
_NOBODY = "-"


@dataclass
class Sums:
    """The reports of a group, and the whole days from filing to the end of those that ended."""

    reports: int = 0
    days: int = 0


@dataclass(frozen=True)
class Difference:
    """A difference: a sum of a group (`there` in the export, `here` in the stack), or a report by its row or number of
    the earlier system's."""

    what: str
    there: str
    here: str


@dataclass
class Ledger:
    """The sums of one side, by group and by its key."""

    zone: Any
    sums: dict[tuple[str, str], Sums] = field(default_factory=dict)

    def add(self, filed_at: datetime, status: str, office: str | None, ended_at: datetime | None) -> None:
        month = filed_at.astimezone(self.zone).strftime("%Y-%m")
        days = (ended_at.astimezone(self.zone).date() - filed_at.astimezone(self.zone).date()).days if ended_at else 0
        for key in zip(GROUPS, (month, status, office or _NOBODY), strict=True):
            sums = self.sums.setdefault(key, Sums())
            sums.reports += 1
            sums.days += days


@dataclass
class Reconciliation:
    """What was counted, and the sums of the export. Cases that somebody has worked on since they came have `moved on`:
    they are counted by what they were then."""

    differences: list[Difference]
    reports: Counter[str]
    ledger: Ledger


def reconcile(
    cases: Iterable[LegacyCase], system: str, store: CaseStore, numbers: FormerNumbers, zone: Any, now: datetime
) -> Reconciliation:
    """Compare the reports of an export with what a stack took over from `system`."""
    there, here, found = Ledger(zone), Ledger(zone), Counter[str]()
    differences, seen = list[Difference](), set[str]()
    rows = iter(cases)
    while chunk := list(islice(rows, AT_A_TIME)):
        formers = numbers.find_all(system, [case.key for case in chunk])
        states = store.load_all([former.tracking_id for former in formers.values()])
        for case in chunk:
            seen.add(case.key)
            found["export"] += 1
            there.add(case.filed_at, case.status, case.office, case.ended_at)
            former = formers.get(case.key)
            state = states.get(former.tracking_id) if former else None
            if state is None:
                differences.append(Difference(f"row {case.row}", "a report", "none"))
            else:
                found["stack"] += 1
                moved = _moved_on(state, case, store)
                found["moved on"] += moved
                here.add(state.filing.filed_at, *_standing(state, case, moved))
    for number, tracking_id in numbers.all_of(system, now):
        if number not in seen:
            differences.append(Difference(f"number of {tracking_id}", "none", "a report"))
            found["stack"] += 1
    return Reconciliation([*differences, *_unequal(there, here)], found, there)


def _moved_on(state: Case, case: LegacyCase, store: CaseStore) -> bool:
    """Whether anybody has worked on a case since it came. Its files are events that came with it."""
    if state.version == 1 + len(case.steps):
        return False
    return any("imported" not in event.data for event in store.load_history(state.id).events)


def _standing(state: Case, case: LegacyCase, moved: bool) -> tuple[str, str | None, datetime | None]:
    """Status, office and end of a case here in the export's terms; those of the export once somebody has worked on
    it."""
    if moved:
        return case.status, case.office, case.ended_at
    status = str(state.status)
    if status == "archived":
        status = f"archived/{state.archived_for}"
    if status == "accepted":
        status = "in_progress"
    return status, state.agency, state.since if not state.open else None


def _unequal(there: Ledger, here: Ledger) -> Iterator[Difference]:
    for group, key in sorted({*there.sums, *here.sums}):
        one, other = (side.sums.get((group, key), Sums()) for side in (there, here))
        if one != other:
            told = [f"{sums.reports} reports, {sums.days} days" for sums in (one, other)]
            yield Difference(f"{group} {key}", *told)


def told(found: Reconciliation) -> Iterator[str]:
    """The lines of a report."""
    for (group, key), sums in sorted(found.ledger.sums.items()):
        yield f"{group:<7} {key:<28} {sums.reports:>7} reports {sums.days:>9} days"
    counts = found.reports
    yield f"{counts['export']} in the export, {counts['stack']} here, {counts['moved on']} of them worked on since"
    for each in found.differences:
        yield f"differs: {each.what}: {each.there} there, {each.here} here"
