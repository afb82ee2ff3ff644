"""The webhook ledger in DynamoDB: a small item for each event and office."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables

KEPT_FOR = timedelta(days=7)
"""Longer than the sweep that reads it may stand still."""


class DynamoWebhookLedger:
    """Implements `ports.webhook_ledger.WebhookLedger`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def note(self, agency: str, tracking_id: str, seq: int, at: datetime, now: datetime) -> None:
        """One put of some hundred bytes."""
        self._row(
            pk=table_keys.sent(agency),
            sk=table_keys.at_event(at, tracking_id, seq),
            expires_at=int((now + KEPT_FOR).timestamp()),
        ).save()

    def noted(self, agency: str, first: datetime, last: datetime) -> set[tuple[str, int]]:
        """One query: a read unit holds about eighty entries."""
        between = self._row.sk.between(*table_keys.moments(first, last))
        return {table_keys.event_in(row.sk)[1:] for row in self._row.query(table_keys.sent(agency), between)}
