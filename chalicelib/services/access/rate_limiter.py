"""The rate limiter: limits how often one caller uses an expensive operation, or one that can be abused."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain import rate_limits
from chalicelib.domain.errors import TooManyRequests
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.rate_limits import RateLimit
    from chalicelib.services.ports.rate_counter import RateCounter


@use_case
class RateLimiter:
    """Counts requests by caller. `factor` multiplies every limit that is not fixed; 0 lifts them all."""

    counter: RateCounter
    factor: float = 1.0

    def take(self, limit: RateLimit, caller: str, now: datetime) -> None:
        """Count one more request of a caller (an address, or the id of a key). Raises TooManyRequests."""
        factor = 1.0 if limit.fixed else self.factor
        if not factor:
            return
        most = int(limit.most * factor)
        if not self.counter.count(limit.name, caller, rate_limits.window(now), most):
            raise TooManyRequests(rate_limits.retry_after(now))
