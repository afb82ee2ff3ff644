"""Cases and events for statistics, in DynamoDB. Reads the attributes named below and no other: the role of the counting
function allows nothing else (`.chalice/policy-fold-statistics.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from chalicelib.domain.cases.model import is_hidden
from chalicelib.domain.statistics.facts import CaseFacts, EventFacts, event_facts
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.statistics_source import CaseFigures, LoggedEvent
from chalicelib.storage import case_flags, queue_keys, table_keys

if TYPE_CHECKING:
    from chalicelib.storage.models import Row, Tables

CASE_ATTRIBUTES = (
    "pk", "sk", "id", "type", "category", "region", "filed_at", "policy", "flags", "status", "version", "agency",
    "tier", "breached", "rating", "hops", "due_at", "agency_sk", "filed_type", "channel",
)  # fmt: skip
EVENT_ATTRIBUTES = ("pk", "sk", "seq", "kind", "at", "agency", "data")
_BATCH = 100
_DAY = timedelta(days=1)

T = TypeVar("T")


class DynamoStatisticsSource:
    """Implements `ports.statistics_source.StatisticsSource`."""

    shards = table_keys.LOG_SHARDS

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def happened(self, day: date, shard: int, after: str | None, limit: int) -> list[LoggedEvent]:
        """One query a page: 1 MB, about 6,000 events, for 128 read units."""
        later = self._row.log_sk > after if after else None
        rows = self._row.query(table_keys.log_shard(day.isoformat(), shard), later, index_name="log", limit=limit)
        found = ((row.log_sk, *table_keys.event_in(row.log_sk)) for row in rows)
        return [LoggedEvent(tracking_id, seq, at, position) for position, at, tracking_id, seq in found]

    def filed(self, since: datetime, until: datetime) -> Iterator[str]:
        """One query a page of each month in UTC that the time touches."""
        month = since
        while month < until:
            # A sort key continues after its moment, so a case filed at `until` itself sorts behind.
            between = self._row.log_sk.between(to_text(since), to_text(until))
            for row in self._row.query(table_keys.month(month), between, index_name="log"):
                yield table_keys.case_in(row.log_sk)
            month = (month.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + 31 * _DAY).replace(day=1)

    def cases(self, tracking_ids: Iterable[str]) -> Iterator[CaseFigures]:
        """Batches of a hundred, half a read unit a case."""
        wanted = ((table_keys.case(tracking_id), table_keys.META) for tracking_id in tracking_ids)
        return (_to_figures(row) for row in self._batches(wanted, CASE_ATTRIBUTES))

    def marks(self, events: Iterable[tuple[str, int]]) -> Iterator[tuple[str, EventFacts]]:
        """Batches of a hundred, half a read unit an event."""
        wanted = ((table_keys.case(tracking_id), table_keys.event(seq)) for tracking_id, seq in events)
        return ((table_keys.case_in(row.pk), _to_facts(row)) for row in self._batches(wanted, EVENT_ATTRIBUTES))

    def _batches(self, wanted: Iterable[tuple[str, str]], attributes: tuple[str, ...]) -> Iterator[Row]:
        for batch in _in_batches(wanted):
            yield from self._row.batch_get(batch, attributes_to_get=list(attributes))


def _in_batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _to_figures(row: Row) -> CaseFigures:
    return CaseFigures(
        facts=CaseFacts(
            row.id,
            row.category,
            row.region,
            row.filed_at,
            is_hidden(row.flags or ()),
            row.filed_type or row.type,
            row.channel or "",
        ),
        type=row.type,
        status=row.status,
        policy=row.policy,
        version=int(row.version),
        agency=row.agency,
        tier=row.tier,
        citizen_due_at=row.due_at,
        office_due_at=queue_keys.due_in_queue(row.agency_sk) if row.agency_sk else None,
        breached=bool(row.breached),
        rating=int(row.rating) if row.rating else None,
        hops=int(row.hops or 0),
        priority=case_flags.priority_in(row.flags or ()),
    )


def _to_facts(row: Row) -> EventFacts:
    return event_facts(int(row.seq), row.kind, row.at, row.agency, row.data or {})
