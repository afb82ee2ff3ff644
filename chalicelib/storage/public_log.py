"""The public record in DynamoDB: the index `log`, which holds keys alone, and batches of the items they name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.public_log import LogLine
from chalicelib.storage import mapping, table_keys

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Content, Event
    from chalicelib.storage.models import Row, Tables


class DynamoPublicLog:
    """Implements `ports.public_log.PublicLog`. A line of the index is about 130 bytes: thirty to half a read unit."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def filed(self, month: str, since: datetime, until: datetime, limit: int, after: str | None) -> tuple[LogLine, ...]:
        """One query. A position is a bound of the keys and is left out itself; it need not exist (any more)."""
        newest = min(after, to_text(until)) if after else to_text(until)
        found = self._query(
            table_keys.filed_in(month), to_text(since), newest, limit + 1 if after else limit, forward=False
        )
        lines = [LogLine(table_keys.case_in(row.log_sk), table_keys.moment_in(row.log_sk), row.log_sk) for row in found]
        return tuple(line for line in lines if line.position != after)[:limit]

    def happened(
        self, day: date, since: datetime, until: datetime, limit: int, after: str | None
    ) -> tuple[LogLine, ...]:
        """One query for each shard of the day, merged."""
        oldest, newest = max(after or "", to_text(since)), to_text(until)
        shards = (
            self._query(table_keys.log_shard(day.isoformat(), shard), oldest, newest, limit + 1, forward=True)
            for shard in range(table_keys.LOG_SHARDS)
        )
        positions = sorted(row.log_sk for row in chain.from_iterable(shards) if row.log_sk != after)
        return tuple(
            LogLine(tracking_id, at, position, seq)
            for position in positions[:limit]
            for at, tracking_id, seq in [table_keys.event_in(position)]
        )

    def contents(self, tracking_ids: Sequence[str]) -> dict[str, Content]:
        """One batch of reads of CONTENT, half a read unit for each 4 KB of an item."""
        keys = [(table_keys.case(tracking_id), table_keys.CONTENT) for tracking_id in dict.fromkeys(tracking_ids)]
        found = self._tables.row.batch_get(keys) if keys else ()
        return {table_keys.case_in(row.pk): mapping.row_to_content(row) for row in found}

    def events(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Event]:
        """One batch of reads of EVENT, half a read unit for each 4 KB of an item."""
        keys = [(table_keys.case(tracking_id), table_keys.event(seq)) for tracking_id, seq in dict.fromkeys(wanted)]
        found = self._tables.row.batch_get(keys) if keys else ()
        return {(table_keys.case_in(row.pk), int(row.seq)): mapping.row_to_event(row) for row in found}

    def _query(self, partition: str, oldest: str, newest: str, limit: int, *, forward: bool) -> list[Row]:
        """Keys between two texts. A moment alone sorts before every key of that moment, so `newest` itself is left
        out."""
        if oldest > newest:
            return []
        between = self._tables.row.log_sk.between(oldest, newest)
        found = self._tables.row.query(
            partition, between, index_name="log", limit=limit, scan_index_forward=forward, page_size=limit
        )
        return list(found)
