"""Queues of offices in memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.model import Case
from chalicelib.domain.cases.priority import rank
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.services.ports.case_store import Page, QueueEntry, QueueQuery
from chalicelib.storage import queue_keys, queue_pages


@dataclass(frozen=True)
class MemoryQueue:
    """The lines of one office, by key."""

    lines: list[queue_pages.Line]

    def page(self, query: QueueQuery) -> Page[QueueEntry]:
        return queue_pages.read_page(self._fetch, query)

    def _fetch(self, lower: str, upper: str, count: int) -> list[queue_pages.Line]:
        return [line for line in self.lines if lower <= line[0] <= upper][:count]


def queue_of(held: Iterable[tuple[Case, Schedule]]) -> MemoryQueue:
    """The queue with the cases that an office holds, each with its schedule."""
    lines = [
        (_key(case, schedule.office_due_at), _entry(case, schedule))
        for case, schedule in held
        if schedule.office_due_at
    ]
    return MemoryQueue(sorted(lines, key=lambda line: line[0]))


def _key(case: Case, due: datetime) -> str:
    return queue_keys.queue_line(queue_keys.group_of(case), rank(case), due, case.id)


def _entry(case: Case, schedule: Schedule) -> QueueEntry:
    assert schedule.office_due_at
    return QueueEntry(
        id=case.id,
        type=case.filing.type,
        title=case.title,
        category=case.category,
        region=case.region,
        status=case.status,
        version=case.version,
        filed_at=case.filing.filed_at,
        due_at=schedule.office_due_at,
        citizen_due_at=schedule.citizen_due_at,
        breached=case.breached,
        flags=case.filing.flags,
        covers=case.covers,
        proposals=tuple(each.what for each in case.proposals),
        priority=case.priority,
        draft=case.draft_state,
        hops=case.hops,
        warned=case.warning is not None,
    )
