"""The reply store: which case an address for replies belongs to, under the hash of its token."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol


class ReplyAddress(NamedTuple):
    """The case of an address, and when a mail last told it."""

    tracking_id: str
    at: datetime


class ReplyStore(Protocol):
    """Addresses for replies. The token itself stands in mails alone."""

    def keep(self, token_hash: str, tracking_id: str, now: datetime) -> None:
        """Keep that a mail told this address. Safe to repeat."""

    def find(self, token_hash: str) -> ReplyAddress | None:
        """The address with a token of this hash; None if no mail ever told it, or too long ago."""
