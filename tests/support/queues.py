"""Queues of offices in memory."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.cases.model import Case
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.services.ports.case_store import Page, QueueEntry, QueueQuery
from chalicelib.storage import queue_pages, table_keys


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
        (table_keys.queue_line(case.status, schedule.office_due_at, case.id), _entry(case, schedule))
        for case, schedule in held
        if schedule.office_due_at
    ]
    return MemoryQueue(sorted(lines, key=lambda line: line[0]))


def _entry(case: Case, schedule: Schedule) -> QueueEntry:
    assert schedule.office_due_at
    return QueueEntry(
        id=case.id,
        type=case.filing.type,
        title=case.filing.title,
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
    )
