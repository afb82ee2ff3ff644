"""Wrong secrets in DynamoDB, counted by case and hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables

_KEPT = timedelta(hours=2)


class DynamoSecretAttempts:
    """Implements `ports.secret_attempts.SecretAttempts`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def count(self, tracking_id: str, now: datetime) -> int:
        """One update, which creates the count if need be; the table's time to live removes it."""
        pk, sk = table_keys.secret_attempts(tracking_id, now)
        row = self._row(pk=pk, sk=sk)
        expires_at = int((now + _KEPT).timestamp())
        row.update([self._row.guesses.add(1), self._row.expires_at.set(expires_at)])
        return int(row.guesses)
