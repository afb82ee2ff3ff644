"""How often somebody did something lately."""

from datetime import datetime
from typing import Protocol


class RateCounter(Protocol):
    """Counts by what is done, by caller and by window."""

    def count(self, what: str, caller: str, window: datetime, most: int) -> bool:
        """Note one more request of a caller in the window that began at `window`; answers whether there were at most
        `most`. May let a few more through: each process tells the others only now and then. A caller is never written
        down as it is, only as a hash with the day's salt, which is thrown away."""
