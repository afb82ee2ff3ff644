"""Cases set aside by the sweep, in DynamoDB: their place among the due timers, and a list for operators."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition

from chalicelib.domain.deadlines.setbacks import Setback
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import Page
from chalicelib.storage import table_keys
from chalicelib.storage.conditions import unmet
from chalicelib.storage.models import Row, Tables

LISTED_FOR = timedelta(days=1)
"""How long after its next try a case stays listed that did not fail again."""


def still_due(now: datetime) -> Condition:
    """Closes the race between the sweep that gives a case up for now and a command that has just set its timer anew:
    the timer of the command stands."""
    return Row.clock_sk < to_text(now)


class DynamoSetbackStore:
    """Implements `ports.setback_store.SetbackStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def set_aside(self, setback: Setback) -> bool:
        """An update of the case's place in the index `clock`, and a put of its line in the list."""
        place = table_keys.set_back(setback.until, setback.times, setback.tracking_id)
        try:
            # Not by the model, which would have DynamoDB return the whole case: the role allows this attribute alone.
            self._row._get_connection().update_item(
                table_keys.case(setback.tracking_id),
                table_keys.META,
                actions=[Row.clock_sk.set(place)],
                condition=still_due(setback.at),
            )
        except UpdateError as error:
            if unmet(error):
                return False
            raise
        self._row(
            pk=table_keys.SETBACKS,
            sk=setback.tracking_id,
            times=setback.times,
            failure=setback.error,
            failed_at=setback.at,
            at=setback.until,
            expires_at=int((setback.until + LISTED_FOR).timestamp()),
        ).save()
        return True

    def listed(self, now: datetime, limit: int, after: str | None) -> Page[Setback]:
        """One query."""
        start = {"pk": {"S": table_keys.SETBACKS}, "sk": {"S": after}} if after else None
        result = self._row.query(table_keys.SETBACKS, limit=limit, last_evaluated_key=start)
        # The table deletes what has expired within days.
        items = tuple(_to_setback(row) for row in result if row.expires_at > now.timestamp())
        more = result.last_evaluated_key
        return Page(items, more["sk"]["S"] if more else None)


def _to_setback(row: Row) -> Setback:
    return Setback(row.sk, int(row.times), row.failure, row.failed_at, row.at)
