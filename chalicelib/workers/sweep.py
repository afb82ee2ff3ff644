"""The schedule -> one sweep, ended before the function's time is up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

if TYPE_CHECKING:
    from chalicelib.services.deadlines.sweep import SweepService

_MARGIN_MILLISECONDS = 5_000
_LISTED_FAILURES = 20


def sweep_once(context: Any, sweeping: SweepService, now: Callable[[], datetime], logger: Logger) -> dict[str, Any]:
    """Fire what is due. Answers and logs one line: due, fired, conflicts, failed, left."""
    tally = sweeping.run(now(), lambda: context.get_remaining_time_in_millis() > _MARGIN_MILLISECONDS)
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
