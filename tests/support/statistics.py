"""Statistics and public files in memory."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from chalicelib.domain.cases.model import Case, Event
from chalicelib.domain.statistics.counts import Cells
from chalicelib.domain.statistics.facts import CaseFacts, EventFacts, event_facts
from chalicelib.services.ports.statistics_source import CaseFigures, LoggedEvent
from chalicelib.services.ports.statistics_store import StatisticsProgress
from chalicelib.storage.table_keys import at_event
from tests.support.memory import MemoryCaseStore


@dataclass
class MemoryFactLog:
    """`ports.statistics_source.StatisticsSource`, over the cases in memory."""

    store: MemoryCaseStore
    shards: int = 2

    def happened(self, day: date, shard: int, after: str | None, limit: int) -> list[LoggedEvent]:
        logged = (
            LoggedEvent(case_id, event.seq, event.at, at_event(event.at, case_id, event.seq))
            for case_id, kept in self.store.kept.items()
            for event in kept.events
            if event.at.astimezone(UTC).date() == day and zlib.crc32(case_id.encode()) % self.shards == shard
        )
        later = sorted((each for each in logged if each.position > (after or "")), key=lambda each: each.position)
        return later[:limit]

    def filed(self, since: datetime, until: datetime) -> Iterator[str]:
        filings = [(kept.case.filing.filed_at, kept.case) for kept in self.store.kept.values()]
        return (case.id for at, case in filings if case.filing.public and since <= at < until)

    def cases(self, tracking_ids: Iterable[str]) -> Iterator[CaseFigures]:
        return (known(self.store.kept[each]) for each in tracking_ids if each in self.store.kept)

    def marks(self, events: Iterable[tuple[str, int]]) -> Iterator[tuple[str, EventFacts]]:
        for case_id, seq in events:
            if case_id in self.store.kept and seq <= len(self.store.kept[case_id].events):
                yield case_id, mark(self.store.kept[case_id].events[seq - 1])


def facts(case: Case) -> CaseFacts:
    """What is counted of a case."""
    filing = case.filing
    return CaseFacts(
        filing.id, filing.category, filing.region, filing.filed_at, not filing.public, filing.type, case.channel
    )


def mark(event: Event) -> EventFacts:
    """An event without words and names."""
    return event_facts(event.seq, event.kind, event.at, event.actor.agency, event.data)


def known(kept: "object") -> CaseFigures:
    """A case in figures."""
    case: Case = kept.case  # type: ignore[attr-defined]
    return CaseFigures(
        facts=facts(case),
        type=case.filing.type,
        status=case.status,
        policy=case.filing.policy,
        version=case.version,
        agency=case.agency,
        tier=case.tier.label if case.tier else None,
        citizen_due_at=kept.schedule.citizen_due_at,  # type: ignore[attr-defined]
        office_due_at=kept.schedule.office_due_at if case.agency else None,  # type: ignore[attr-defined]
        breached=case.breached,
        rating=case.rating,
        hops=case.hops,
        priority=case.priority,
    )


@dataclass
class MemoryStatisticsStore:
    """`ports.statistics_store.StatisticsStore`."""

    by_day: dict[tuple[str, date], Cells] = field(default_factory=dict)
    by_slice: dict[tuple[str, date, int, int], Cells] = field(default_factory=dict)
    sums: dict[str, Cells] = field(default_factory=dict)
    open_sums: dict[str, Cells] = field(default_factory=dict)
    silent_offices: dict[str, Cells] = field(default_factory=dict)
    stood: StatisticsProgress | None = None

    def put_day(self, month: str, day: date, cells: Cells) -> None:
        self.by_day[month, day] = cells

    def days(self, month: str) -> Iterator[tuple[date, Cells]]:
        return ((day, cells) for (of, day), cells in sorted(self.by_day.items(), key=lambda i: i[0]) if of == month)

    def put_slice(self, month: str, day: date, shard: int, number: int, cells: Cells, until: datetime) -> None:
        self.by_slice[month, day, shard, number] = cells

    def slices(self, month: str, day: date) -> Iterator[tuple[int, int, Cells]]:
        for (of, on, shard, number), cells in sorted(self.by_slice.items(), key=lambda item: item[0]):
            if (of, on) == (month, day):
                yield shard, number, cells

    def put_month(self, month: str, cells: Cells) -> None:
        self.sums[month] = cells

    def put_open(self, month: str, cells: Cells) -> None:
        self.open_sums[month] = cells

    def open_at_end(self, months: Sequence[str]) -> dict[str, Cells]:
        return {month: self.open_sums[month] for month in months if month in self.open_sums}

    def put_silent(self, month: str, cells: Cells) -> None:
        self.silent_offices[month] = cells

    def silent(self, months: Sequence[str]) -> dict[str, Cells]:
        return {month: self.silent_offices[month] for month in months if month in self.silent_offices}

    def months(self, months: Sequence[str]) -> dict[str, Cells]:
        return {month: self.sums[month] for month in months if month in self.sums}

    def standing(self) -> StatisticsProgress | None:
        return self.stood

    def put_standing(self, standing: StatisticsProgress) -> None:
        self.stood = standing


@dataclass
class MemoryPublicFiles:
    """`ports.public_files.PublicFiles`. `kept` is what can be fetched."""

    kept: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def put(self, name: str, content: bytes, media_type: str, keep_seconds: int, labels: Mapping[str, str]) -> None:
        assert 0 < keep_seconds <= 3_600
        self.kept[name], self.types[name] = content, media_type
        self.written.append(name)
