"""Transactions of DynamoDB that are tried again when they failed for want of capacity or met another transaction."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

ATTEMPTS = 5
_FIRST_PAUSE_SECONDS = 0.05

_WORTH_ANOTHER_TRY = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Reasons of a cancelled transaction that the SDK does not try again by itself."""


def pause(attempt: int) -> None:
    """Wait before the next try: up to 50 ms after the first, twice as long after each further one, and by chance, so
    that rivals do not meet again. All four pauses together take 0.75 s at most."""
    time.sleep(random.uniform(0, _FIRST_PAUSE_SECONDS * 2**attempt))


def commit(connection: Connection, fill: Callable[[TransactWrite], None], wait: Callable[[int], None] = pause) -> bool:
    """Write what `fill` puts into a transaction: all of it, or nothing and False if a condition did not hold.

    A transaction that met another one on the same item, or was throttled, is filled and tried again: the other may
    still fail, so the condition must be checked anew. Raises TransactWriteError when every try failed."""
    for attempt in range(ATTEMPTS):
        try:
            with TransactWrite(connection=connection) as transaction:
                fill(transaction)
        except TransactWriteError as error:
            codes = {reason.code for reason in error.cancellation_reasons if reason}
            if "ConditionalCheckFailed" in codes:
                return False
            if _WORTH_ANOTHER_TRY.isdisjoint(codes) or attempt == ATTEMPTS - 1:
                raise
            wait(attempt)
        else:
            return True
    raise AssertionError("unreachable: the last attempt returns or raises")
