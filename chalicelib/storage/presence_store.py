"""When offices were seen, in DynamoDB: one item an office in one partition, some thousands at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from pynamodb.exceptions import PynamoDBException
from pynamodb.expressions.condition import Condition

from chalicelib.domain.routing.readiness import Presence
from chalicelib.services.ports.case_store import Page
from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.storage.models import Row, Tables


class DynamoPresenceStore:
    """Implements `ports.presence_store.PresenceStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def note_seen(self, agency: str, day: date) -> None:
        """One conditional update that returns nothing: the second of a day, or a late one, changes nothing."""
        seen = self._row.last_used
        earlier: Condition = seen.does_not_exist() | (seen < day.isoformat())
        try:
            self._row._get_connection().update_item(
                table_keys.PRESENCE, agency, actions=[seen.set(day.isoformat())], condition=earlier
            )
        except PynamoDBException:
            return

    def note_appointed(self, agency: str, day: date) -> None:
        """The same."""
        since = self._row.at
        moment = datetime.combine(day, time(), UTC)
        try:
            self._row._get_connection().update_item(
                table_keys.PRESENCE, agency, actions=[since.set(moment)], condition=since.does_not_exist()
            )
        except PynamoDBException:
            return

    def of(self, agencies: Sequence[str]) -> dict[str, Presence]:
        """One batch of reads."""
        keys = [(table_keys.PRESENCE, agency) for agency in dict.fromkeys(agencies)]
        found = [_to_presence(row) for row in self._row.batch_get(keys)] if keys else []
        return {each.agency: each for each in found}

    def within(self, area: str, limit: int, after: str | None) -> Page[Presence]:
        """One query."""
        start = {"pk": {"S": table_keys.PRESENCE}, "sk": {"S": after}} if after else None
        below = self._row.sk.startswith(area) if area else None
        result = self._row.query(table_keys.PRESENCE, below, limit=limit, last_evaluated_key=start)
        items = tuple(_to_presence(row) for row in result)
        more = result.last_evaluated_key
        return Page(items, more["sk"]["S"] if more else None)


def _to_presence(row: Row) -> Presence:
    seen = date.fromisoformat(row.last_used) if row.last_used else None
    return Presence(row.sk, seen, row.at.date() if row.at else None)
