"""Statistics counted again from the log of a stack."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from laporctl.remote import services_of
from laporctl.stacks import Stack, StackError


def fold_days(stack: Stack, first: date, last: date) -> dict[str, Any]:
    """Count the events of these days again, with the operator's own credentials; returns what that did. Raises
    StackError for days in the wrong order."""
    if last < first:
        raise StackError(f"{last} is before {first}")
    return asdict(services_of(stack).aggregation.fold(first, last, datetime.now(UTC)))
