"""The store of what this stack owes to others. `CaseStore.append` writes a debt, together with the event that makes
it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.exchange.debt import Debt


class DebtStore(Protocol):
    """Debts to other stacks."""

    def due(self, now: datetime) -> Iterator[Debt]:
        """The open debts whose next repetition was due before `now`, longest overdue first."""

    def open(self) -> Iterator[Debt]:
        """All open debts, the next to be repeated first."""

    def repeat(self, before: Debt, after: Debt) -> bool:
        """Write that the message is to be sent again, which the stream passes on; False, and nothing is written, if the
        debt is not as it was `before`."""

    def settle(self, tracking_id: str, kind: str, to: str, seq: int, now: datetime) -> bool:
        """Close the debt to a stack that has acknowledged the event `seq`; False if there is none open, or one for a
        later event."""
