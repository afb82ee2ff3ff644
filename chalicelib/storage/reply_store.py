"""Addresses for replies in DynamoDB: an item each, in a partition of its own, which leaves by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.services.ports.reply_store import ReplyAddress
from chalicelib.storage import channel_keys, table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables

KEPT_FOR = timedelta(days=400)
"""As long after the last mail as a phone knows its reports after its last message."""


class DynamoReplyStore:
    """Implements `ports.reply_store.ReplyStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def keep(self, token_hash: str, tracking_id: str, now: datetime) -> None:
        """One put."""
        expires_at = int((now + KEPT_FOR).timestamp())
        self._row(
            pk=channel_keys.reply(token_hash), sk=table_keys.META, id=tracking_id, at=now, expires_at=expires_at
        ).save()

    def find(self, token_hash: str) -> ReplyAddress | None:
        """One read."""
        row = item_or_none(self._row, channel_keys.reply(token_hash), table_keys.META, consistent=True)
        return ReplyAddress(row.id, row.at) if row else None
