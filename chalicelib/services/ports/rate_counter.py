"""The rate counter: counts requests by caller, for rate limits."""

from datetime import datetime
from typing import Protocol


class RateCounter(Protocol):
    """Counts requests by limit, by caller and by window."""

    def count(self, what: str, caller: str, window: datetime, most: int) -> bool:
        """Count one more request of a caller in the window that began at `window`; answers whether there were at most
        `most`. May let a few more through unless `most` is small: processes share their counts only now and then. A
        caller is never stored as it is, only as a hash with the day's salt, which is thrown away."""
