"""Summaries of stacks in DynamoDB: one item a stack in one partition, 39 at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.exchange.summary import Summary, from_message, to_message
from chalicelib.storage import table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import Row

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

    from chalicelib.storage.models import Tables


def newer(summary: Summary) -> Condition:
    """Keeps a message that was late, or came twice, from replacing a newer one."""
    earlier: Condition = Row.pk.does_not_exist() | (Row.at < summary.at)
    return earlier


class DynamoSummaryStore:
    """Implements `ports.summary_store.SummaryStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def put(self, summary: Summary) -> bool:
        """One conditional write: a write unit for each KB, at most three for twenty offices."""
        row = self._row(pk=table_keys.SUMMARIES, sk=summary.stack, at=summary.at, data=to_message(summary))
        return put_if(row, newer(summary))

    def all(self) -> dict[str, Summary]:
        """One query: half a read unit for each 4 KB, twelve for 39 stacks that name twenty offices each."""
        rows = self._row.query(table_keys.SUMMARIES)
        return {row.sk: from_message(row.sk, row.data or {}) for row in rows}
