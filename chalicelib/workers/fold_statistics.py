"""The schedule -> statistics, a summary for the centre, and public files, ended before the function's time is up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

if TYPE_CHECKING:
    from chalicelib.services.exchange.summaries import SummarySender
    from chalicelib.services.statistics.aggregation import StatisticsAggregator
    from chalicelib.workers.batches import LambdaContext

_MARGIN_MILLISECONDS = 180_000
"""How long a day, or a file, that was begun may take."""


def fold_once(
    context: LambdaContext,
    aggregator: StatisticsAggregator,
    summaries: SummarySender,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Count the events since the last run, and tell the centre how many reports are open and late. A run whose time was
    too short tells nothing: what it would say is older than it seems. Returns and logs one line: days, events, months,
    files, left, and what became of the summary."""
    begun = now()
    folded = aggregator.run(begun, lambda: context.get_remaining_time_in_millis() > _MARGIN_MILLISECONDS)
    line = {
        "days": folded.days,
        "events": folded.events,
        "months": list(folded.months),
        "files": folded.files,
        "left": folded.left,
        "summary": "left" if folded.left else summaries.send(begun),
    }
    logger.info("counted", extra=line)
    return line
