"""Phones of senders in DynamoDB, in the table of identities, which leave by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.channels.conversation import WINDOW
from chalicelib.storage import channel_keys, table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.storage.models import Tables


class DynamoSenderPhones:
    """Implements `ports.sender_phones.SenderPhones`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.identity

    def keep(self, sender: str, phone: str, now: datetime) -> None:
        """One put."""
        until = int((now + WINDOW).timestamp())
        self._row(pk=channel_keys.sender(sender), sk=table_keys.META, phone=phone, expires_at=until).save()

    def phone_of(self, sender: str, now: datetime) -> str | None:
        """One read."""
        row = item_or_none(self._row, channel_keys.sender(sender), table_keys.META)
        return row.phone if row and row.expires_at > now.timestamp() else None
