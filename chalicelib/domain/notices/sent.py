"""How the order of a notice ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Outcome


class Sent(NamedTuple):
    """How an order ended; None if it waits, for `wait`."""

    outcome: Outcome | None
    wait: timedelta = timedelta()
