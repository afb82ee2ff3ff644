"""The access log: who read which hidden case, and when. The reporter learns the office and the day, the auditor all of
it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Role, is_hidden
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor

KEPT = timedelta(days=365)
"""How long an entry is kept: a yearly audit sees all of its year (PermenPANRB 62/2018 asks for yearly reports)."""


class Kind(StrEnum):
    """What was read: the whole case, one of its photos, or its title among the lines of a queue."""

    CASE = "case"
    ATTACHMENT = "attachment"
    QUEUE = "queue"


OPENED = (Kind.CASE, Kind.ATTACHMENT)
"""Kinds by which somebody opened a case. A title in a queue was shown, whether or not anybody looked at it."""


@dataclass(frozen=True, slots=True)
class Access:
    """One entry: at `at` somebody with this key read this of the case. A program that polls makes one entry in each
    `span`, so an entry stands for all readings of its kind by its key in an hour, or a day for a queue."""

    tracking_id: str
    at: datetime
    kind: Kind
    key: str
    role: Role
    agency: str
    agency_name: str

    @property
    def span(self) -> datetime:
        """The beginning of the hour, or for a queue of the day (UTC), that the entry stands for."""
        hour = self.at.replace(minute=0, second=0, microsecond=0)
        return hour.replace(hour=0) if self.kind is Kind.QUEUE else hour


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """How often an office opened a case on a day."""

    day: date
    agency: str
    agency_name: str
    times: int


def entry(tracking_id: str, flags: Iterable[str], reader: Actor | None, kind: Kind, now: datetime) -> Access | None:
    """The entry that a reading leaves: one for a hidden case and a reader with a key, whoever they are; None for public
    cases, for the public, and for the reporter."""
    if reader is None or reader.key is None or not is_hidden(flags):
        return None
    return Access(tracking_id, now, kind, reader.key, reader.role, reader.agency or "", reader.name or "")


def by_office_and_day(entries: Iterable[Access], local_date: Callable[[datetime], date]) -> list[OfficeDay]:
    """What the reporter is told, the latest first: which office opened the case on which day, and how often. No
    persons: keys stay out, and with them how many people of an office looked."""
    names: dict[str, str] = {}
    counts: Counter[tuple[date, str]] = Counter()
    for each in entries:
        if each.kind in OPENED:
            names[each.agency] = each.agency_name
            counts[local_date(each.at), each.agency] += 1
    return [
        OfficeDay(day, agency, names[agency], times) for (day, agency), times in sorted(counts.items(), reverse=True)
    ]
