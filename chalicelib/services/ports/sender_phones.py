"""Phones of senders: the number of who wrote by WhatsApp, for as long as they may be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class SenderPhones(Protocol):
    """Numbers by the hash that stands for them. The function that takes messages in puts them, that which sends reads
    them."""

    def keep(self, sender: str, phone: str, now: datetime) -> None:
        """Keep the number (E.164) of a sender for 24 hours."""

    def phone_of(self, sender: str, now: datetime) -> str | None:
        """The number of a sender who wrote within 24 hours; None for others."""
