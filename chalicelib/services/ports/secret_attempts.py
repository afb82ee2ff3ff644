"""Secret attempts: counts wrong follow-up secrets."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class SecretAttempts(Protocol):
    """Counts wrong secrets."""

    def count(self, tracking_id: str, now: datetime) -> int:
        """Count one more wrong secret for a case; answers how many there were in this hour."""
