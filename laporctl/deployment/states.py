"""What each state of a CloudFormation stack means to somebody who wants to deploy it.

Source: AWS, "Stack status codes" (CloudFormation User Guide).
"""

from enum import StrEnum


class Way(StrEnum):
    """How a deployment begins."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE_FIRST = "remove first"
    """The first creation failed: nothing of it works, and CloudFormation takes no update of it."""
    CONTINUE_ROLLBACK = "continue its rollback first"
    WAIT = "wait"
    GONE = "gone"
    """It is being deleted, or could not be: not to be deployed over."""


_WAYS = {
    None: Way.CREATE,
    "DELETE_COMPLETE": Way.CREATE,
    # Announced by a change set that never ran: still to be created.
    "REVIEW_IN_PROGRESS": Way.CREATE,
    "CREATE_COMPLETE": Way.UPDATE,
    "UPDATE_COMPLETE": Way.UPDATE,
    "UPDATE_ROLLBACK_COMPLETE": Way.UPDATE,
    "IMPORT_COMPLETE": Way.UPDATE,
    "IMPORT_ROLLBACK_COMPLETE": Way.UPDATE,
    "ROLLBACK_COMPLETE": Way.REMOVE_FIRST,
    "ROLLBACK_FAILED": Way.REMOVE_FIRST,
    "CREATE_FAILED": Way.REMOVE_FIRST,
    "UPDATE_ROLLBACK_FAILED": Way.CONTINUE_ROLLBACK,
    "UPDATE_FAILED": Way.CONTINUE_ROLLBACK,
    "IMPORT_ROLLBACK_FAILED": Way.CONTINUE_ROLLBACK,
    "DELETE_IN_PROGRESS": Way.GONE,
    "DELETE_FAILED": Way.GONE,
}

GOOD = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})
"""An operation ended as it was meant to."""


def way_of(status: str | None) -> Way:
    """How to begin with a stack of this status, None being that there is none. What is in progress is somebody else's
    operation: wait."""
    if status in _WAYS:
        return _WAYS[status]
    return Way.WAIT


def in_progress(status: str | None) -> bool:
    """Whether CloudFormation is at work on it."""
    return status is not None and status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS"
