"""What CloudFormation does to a stack, as it happens."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from laporctl.deployment import states
from laporctl.deployment.errors import DeployError

POLL_SECONDS = 0.5
WAIT_SECONDS = 30 * 60
REASONS = 3
"""Of a failed operation, the first reasons: the later ones follow from them."""
_CANCELLED = "cancelled"
_STACK = "AWS::CloudFormation::Stack"

Say = Callable[[str], None]


def status_of(cloudformation: Any, name: str) -> str | None:
    """The status of a stack, None where there is none."""
    try:
        return str(cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def now() -> datetime:
    """From when events are of the operation that begins now. AWS's clock may be a little behind this one."""
    return datetime.now(UTC) - timedelta(seconds=5)


def follow(cloudformation: Any, name: str, since: datetime, say: Say) -> str:
    """Say a line for each resource that is done or fails, until the stack rests; returns the status it then has, or
    `DELETE_COMPLETE` once it is gone. Raises DeployError after half an hour."""
    seen: set[str] = set()
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        status = status_of(cloudformation, name)
        if status is not None:
            for event in _new(cloudformation, name, since, seen):
                if line := _line(event):
                    say(line)
        if not states.in_progress(status):
            return status or "DELETE_COMPLETE"
        time.sleep(POLL_SECONDS)
    raise DeployError(f"{name} was not done after {WAIT_SECONDS // 60} minutes: `laporctl stack status` says how it is")


def first_failures(cloudformation: Any, name: str, since: datetime) -> str:
    """The first reasons that the operation since then failed for."""
    failed = [
        event
        for event in sorted(_events(cloudformation, name, since), key=lambda event: event["Timestamp"])
        if event["ResourceStatus"].endswith("_FAILED") and event.get("ResourceType") != _STACK
        if _CANCELLED not in event.get("ResourceStatusReason", "").lower()
    ]
    said = [f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '?')}" for event in failed[:REASONS]]
    return "; ".join(said) or "CloudFormation gives no reason"


def _new(cloudformation: Any, name: str, since: datetime, seen: set[str]) -> list[dict[str, Any]]:
    fresh = [event for event in _events(cloudformation, name, since) if event["EventId"] not in seen]
    seen.update(event["EventId"] for event in fresh)
    return sorted(fresh, key=lambda event: event["Timestamp"])


def _events(cloudformation: Any, name: str, since: datetime) -> Iterator[dict[str, Any]]:
    """Newest first, as CloudFormation gives them: reading ends at the first that is older."""
    for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName=name):
        for event in page["StackEvents"]:
            if event["Timestamp"] < since:
                return
            yield event


def _line(event: dict[str, Any]) -> str | None:
    status = event["ResourceStatus"]
    if status.endswith("_IN_PROGRESS") or event.get("ResourceType") == _STACK:
        return None
    reason = event.get("ResourceStatusReason", "")
    said = f"{status.lower():22} {event['LogicalResourceId']} ({event.get('ResourceType', '?')})"
    return f"{said}: {reason}" if status.endswith("_FAILED") else said
