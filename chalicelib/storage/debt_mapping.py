"""Between debts to other stacks and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.domain.exchange.debt import Debt
    from chalicelib.storage.models import Row, Tables


def debt_to_row(tables: Tables, debt: Debt) -> Row:
    """An item OWED, in the index while another stack has not acknowledged it."""
    index: dict[str, Any] = (
        {"clock_pk": table_keys.DEBTS, "clock_sk": table_keys.at_case(debt.next_at, debt.tracking_id)}
        if debt.next_at
        else {}
    )
    return tables.row(
        pk=table_keys.case(debt.tracking_id),
        sk=table_keys.debt(debt.kind, debt.to),
        **index,
        seq=debt.seq,
        at=debt.since,
        requests=debt.tries or None,
    )


def row_to_debt(row: Row) -> Debt:
    """A debt to another stack, from an item OWED."""
    # Here, because few functions settle debts, and every function reads cases by this module.
    from chalicelib.domain.exchange.debt import Debt

    kind, to = table_keys.debt_in(row.sk)
    next_at = table_keys.moment_in(row.clock_sk) if row.clock_sk else None
    tracking_id = table_keys.case_of(row.pk) or ""
    return Debt(tracking_id, kind, to, int(row.seq), row.at, int(row.requests or 0), next_at)
