"""Debts to other stacks in DynamoDB: one item for each case, kind of message and stack, beside the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition

from chalicelib.domain.timestamps import to_text
from chalicelib.storage import debt_mapping, table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import Row, Tables, item_or_none

if TYPE_CHECKING:
    from chalicelib.domain.exchange.debt import Debt

_PAGE = 100


def still_owed(debt: Debt) -> Condition:
    """Closes the races between two sweeps, and between a sweep and an acknowledgement or a newer event: whoever writes
    second has seen a debt that is no more."""
    tries = Row.requests == debt.tries if debt.tries else Row.requests.does_not_exist()
    same: Condition = (Row.seq == debt.seq) & tries & Row.clock_pk.exists()
    return same


def acknowledged_up_to(seq: int) -> Condition:
    """Closes the race between an acknowledgement and a newer event: what is newer stays owed."""
    not_newer: Condition = (Row.seq <= seq) & Row.clock_pk.exists()
    return not_newer


class DynamoDebtStore:
    """Implements `ports.debt_store.DebtStore`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def due(self, now: datetime) -> Iterator[Debt]:
        """One query, and one read for each debt found."""
        return self._query(self._tables.row.clock_sk < to_text(now))

    def open(self) -> Iterator[Debt]:
        """One query a page, and one read for each debt."""
        return self._query(None)

    def repeat(self, before: Debt, after: Debt) -> bool:
        """One conditional put, which wakes the function that publishes."""
        return put_if(debt_mapping.debt_to_row(self._tables, after), still_owed(before))

    def settle(self, tracking_id: str, kind: str, to: str, seq: int, now: datetime) -> bool:
        """One read and one conditional put. The item leaves the index at once, and the table by itself."""
        debt = self._load(table_keys.case(tracking_id), table_keys.debt(kind, to))
        if debt is None:
            return False
        row = debt_mapping.debt_to_row(self._tables, replace(debt, next_at=None))
        row.expires_at = int(now.timestamp())
        return put_if(row, acknowledged_up_to(seq))

    def _query(self, condition: Condition | None) -> Iterator[Debt]:
        lines = self._tables.row.query(table_keys.DEBTS, condition, index_name="clock", page_size=_PAGE)
        # Read to the end first: a debt that is repeated stands further behind in the same index.
        for pk, sk in [(line.pk, line.sk) for line in lines]:
            debt = self._load(pk, sk)
            if debt and debt.open:
                yield debt

    def _load(self, pk: str, sk: str) -> Debt | None:
        row = item_or_none(self._tables.row, pk, sk, consistent=True)
        return debt_mapping.row_to_debt(row) if row else None
