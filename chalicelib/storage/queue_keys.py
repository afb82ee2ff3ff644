"""Keys of the lines of queues (index `agency`). The pattern stands in `table_keys`, beside all others."""

from datetime import datetime

from chalicelib.domain.cases.model import AT_AN_OFFICE, ENDED, Case, Priority, Status
from chalicelib.storage.table_keys import at_case, moment_in

UNGROUPED = ""
"""The group of lines that were written before the status stood in their key; `laporctl deadlines renew` ends it."""

DRAFTED = "drafted#"
"""The group of cases with a draft that waits for a second person, whatever their status."""

QUEUE_GROUPS = (
    UNGROUPED,
    *sorted((DRAFTED, *(f"{status}#" for status in Status if status not in (*ENDED, Status.RECEIVED)))),
)
"""The groups of an office's queue, in the order of keys: no office has a case that is over, or not yet routed."""


def group_of(case: Case) -> str:
    """The group that a case stands in."""
    return DRAFTED if case.awaits_approval else f"{case.status}#"


def groups_with(status: str) -> tuple[str, ...]:
    """The groups in which a case of this status may stand."""
    return (UNGROUPED, f"{status}#", *((DRAFTED,) if status in AT_AN_OFFICE else ()))


RANKS = {Priority.EMERGENCY: "0", Priority.URGENT: "1", Priority.NORMAL: ""}
"""What stands before the deadline in the key of a line: it sorts before every year, and lines that were written before
there were priorities are those of normal cases."""


def queue_line(group: str, rank: Priority, due: datetime, tracking_id: str) -> str:
    """Sort key of a line of a queue: by group, then by priority, then by the office's deadline."""
    return f"{group}{RANKS[rank]}{at_case(due, tracking_id)}"


def queue_group(sort_key: str) -> str:
    """The group in a sort key of a queue."""
    status, separator, rest = sort_key.partition("#")
    return f"{status}{separator}" if "#" in rest else UNGROUPED


def due_in_queue(sort_key: str) -> datetime:
    """The office's deadline in a sort key of a queue."""
    position = queue_position(sort_key)
    return moment_in(position[1:] if position[0] in "01" else position)


def queue_position(sort_key: str) -> str:
    """Priority, deadline and case in a sort key of a queue, without the group: the place in the queue as a whole."""
    return sort_key.removeprefix(queue_group(sort_key))
