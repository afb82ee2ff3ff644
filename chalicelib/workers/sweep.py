"""The schedule -> one sweep of the clocks, ended before the function's time is up, and carried on where it ended."""

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

MOST_ROUNDS = 12
"""Continuations of one scheduled sweep at most: an hour of work on each shard, while the schedule begins another every
five minutes."""

_LISTED_FAILURES = 20


def sweep_once(
    event: dict[str, Any],
    context: LambdaContext,
    sweep: SweepService,
    invoke_later: Callable[[str, dict[str, Any]], None],
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Fire the clocks that are due: in the shards that the event names, or in all of them if the schedule sent it. For
    each shard that the time was too short for the function is invoked again; two sweeps of one shard may meet, because
    each clock fires conditionally on its case. Returns and logs one line of counts: due, fired, conflicts, failed, set
    aside, the shards left, how many continuations were started, messages to other stacks repeated and unanswered, and
    what was made up for of events that were lost."""
    detail = event.get("detail") or {}
    tally = sweep.run(
        now(), lambda: context.get_remaining_time_in_millis() > _MARGIN_MILLISECONDS, detail.get("shards", ())
    )
    number = int(detail.get("round", 0))
    shards = tally.left if number < MOST_ROUNDS else ()
    for shard in shards:
        invoke_later(context.function_name, {**event, "detail": {"shards": [shard], "round": number + 1}})
    line = {
        "due": tally.due,
        "fired": tally.fired,
        "conflicts": tally.conflicts,
        "failed": len(tally.failures),
        "set_aside": tally.set_aside,
        "unrouted_seconds": tally.unrouted_seconds,
        "left": list(tally.left),
        "carried_on": len(shards),
        "repeated": tally.repeated,
        "unanswered": len(tally.unanswered),
        "healed": tally.healed,
    }
    wrong = {"failures": tally.failures[:_LISTED_FAILURES], "owed": tally.unanswered[:_LISTED_FAILURES]}
    level = logger.error if tally.failures or tally.unanswered else logger.info
    level("swept", extra={**line, **wrong})
    return line
