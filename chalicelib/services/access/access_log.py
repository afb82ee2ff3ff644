"""The access log: records readings of hidden cases, and shows them to the reporter and the auditor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import access_log
from chalicelib.domain.cases.access_log import Kind
from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.visibility import shows_words
from chalicelib.domain.errors import RoleNotAllowed
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.access_log import Access, OfficeDay
    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.services.ports.access_log import AccessRecorder
    from chalicelib.services.ports.case_store import Page, QueueEntry
    from chalicelib.services.ports.vault import Vault
    from chalicelib.services.stack import Stack

MOST_COUNTED = 1_000
"""How many entries the reporter's count reads: three a day for a year."""


@use_case
class AccessLogService:
    """Records readings, and answers who read a case. An ordinary case costs nothing: no entry, no write."""

    recorder: AccessRecorder
    vault: Vault
    stack: Stack

    def opened(self, case: Case, reader: Actor | None, kind: Kind, now: datetime) -> None:
        """Record that a reader is about to be shown a case, or one of its photos."""
        entry = access_log.entry(case.id, case.filing.flags, reader, kind, now)
        if entry:
            self.recorder.record([entry])

    def listed(self, lines: Iterable[QueueEntry], reader: Actor, now: datetime) -> None:
        """Record that a reader is about to be shown lines of a queue, those that have a title."""
        shown = [access_log.entry(line.id, line.flags, reader, Kind.QUEUE, now) for line in lines if line.title]
        if entries := [each for each in shown if each]:
            self.recorder.record(entries)

    def shown(self, cases: Iterable[Case], reader: Actor, now: datetime) -> None:
        """The same of cases on an overseers' list, whose words the reader gets."""
        entries = [
            access_log.entry(case.id, case.filing.flags, reader, Kind.QUEUE, now)
            for case in cases
            if shows_words(case, reader)
        ]
        if recorded := [each for each in entries if each]:
            self.recorder.record(recorded)

    def of_case(self, tracking_id: str, auditor: Actor, limit: int, after: str | None) -> Page[Access]:
        """The entries of a case, for the auditor of its region. Raises RoleNotAllowed and UnknownCase."""
        if auditor.role is not Role.AUDITOR:
            raise RoleNotAllowed(auditor.role, (Role.AUDITOR,))
        return self.vault.accesses(tracking_id, auditor, None, limit, after)

    def for_reporter(self, tracking_id: str, reporter: Actor, secret: str | None) -> Told:
        """What the reporter is told; the secret is checked where the log is read. Raises UnknownCase, WrongSecret."""
        page = self.vault.accesses(tracking_id, reporter, secret, MOST_COUNTED, None)
        days = access_log.by_office_and_day(page.items, self.stack.calendar.local_date)
        return Told(tuple(days), page.after is not None)


@dataclass(frozen=True, slots=True)
class Told:
    """Which office opened the case on which day; with `more` there are entries that were not counted."""

    days: tuple[OfficeDay, ...]
    more: bool
