"""The schedule -> one sweep of the clocks, ended before the function's time is up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

if TYPE_CHECKING:
    from chalicelib.services.deadlines.sweep import SweepService
    from chalicelib.workers.batches import LambdaContext

_MARGIN_MILLISECONDS = 5_000
"""How long the clocks of one case may take to fire."""

_LISTED_FAILURES = 20


def sweep_once(
    context: LambdaContext, sweep: SweepService, now: Callable[[], datetime], logger: Logger
) -> dict[str, Any]:
    """Fire the clocks that are due. Returns and logs one line of counts: due, fired, conflicts, failed, left."""
    tally = sweep.run(now(), lambda: context.get_remaining_time_in_millis() > _MARGIN_MILLISECONDS)
    line = {
        "due": tally.due,
        "fired": tally.fired,
        "conflicts": tally.conflicts,
        "failed": len(tally.failures),
        "left": tally.left,
    }
    level = logger.error if tally.failures else logger.info
    level("swept", extra={**line, "failures": tally.failures[:_LISTED_FAILURES]})
    return line
