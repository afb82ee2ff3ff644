"""The webhook ledger: of which events the webhooks of an office were told."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class WebhookLedger(Protocol):
    """Events whose messages are in the outbox, by office. An entry goes after a week."""

    def note(self, agency: str, tracking_id: str, seq: int, at: datetime, now: datetime) -> None:
        """Note that the office's webhooks were sent the event, which happened at `at`. A second time changes
        nothing."""

    def noted(self, agency: str, first: datetime, last: datetime) -> set[tuple[str, int]]:
        """The events (tracking id, number) noted for an office that happened from `first` to `last`, both included."""
