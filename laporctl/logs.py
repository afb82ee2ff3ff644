"""Prints the log lines of the functions from CloudWatch Logs."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from laporctl.stacks import Stack

PLATFORM = ("START RequestId", "END RequestId", "REPORT RequestId", "INIT_START")
"""Lines that Lambda itself writes around each invocation."""


@dataclass
class Tail:
    """Follows the log groups of some stacks from the moment it is made, or `since` (milliseconds of the epoch). `only`
    is one function's, by its name in the template."""

    stacks: list[Stack]
    since: int = field(default_factory=lambda: int(time.time() * 1000))
    only: str = ""
    _groups: list[tuple[str, str, Any]] = field(default_factory=list)
    _seen: set[tuple[str, str, int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for stack in self.stacks:
            resources = stack.client("cloudformation").describe_stack_resources(StackName=stack.name)
            logs = stack.client("logs")
            for resource in resources["StackResources"]:
                if resource["ResourceType"] == "AWS::Logs::LogGroup":
                    function = resource["LogicalResourceId"].removesuffix("Logs")
                    if self.only in ("", function):
                        self._groups.append((f"{stack.slug} {function}", resource["PhysicalResourceId"], logs))

    def print_new(self, write: Callable[[str], None]) -> None:
        """Print the lines that came since the last call, oldest first."""
        for _, label, message in sorted(self._new()):
            write(f"{label:24} {message}")

    def _new(self) -> Iterator[tuple[int, str, str]]:
        for label, group, logs in self._groups:
            for event in logs.filter_log_events(logGroupName=group, startTime=self.since)["events"]:
                message = event["message"].rstrip()
                identity = (group, event["logStreamName"], event["timestamp"], message)
                if identity in self._seen:
                    continue
                self._seen.add(identity)
                if message and not message.startswith(PLATFORM):
                    yield event["timestamp"], label, message
