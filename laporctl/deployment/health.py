"""How a deployed stack is, and what stands in the way of deploying one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from laporctl.deployment import artifact, progress, releases, runtimes, states
from laporctl.deployment.errors import DeployError
from laporctl.deployment.place import Place
from laporctl.deployment.smoke import code_of_functions
from laporctl.deployment.states import Way
from laporctl.errors import explain
from laporctl.stacks import Stack

QUEUES = ("DeadLetters", "OutboxDeadLetters", "NoticesDeadLetters")
SPARE_EXECUTIONS = 100
"""Concurrent executions that should be left of an account's limit. New accounts may have 10 in all."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `advice` is what to do, where it is not `good`."""

    good: bool
    what: str
    advice: str = ""


def status(place: Place, stack: Stack) -> Iterator[str]:
    """The stack in lines: its state, releases, alarms that ring, and messages that were given up."""
    yield f"{place.name}: {progress.status_of(place.cloudformation, place.name)}"
    history = releases.releases(artifact.artifacts(place.region, place.endpoint), place.slug)
    for release in history[-3:]:
        how = f", which put back that of {release.restores}" if release.restores else ""
        yield f"released {release.at} by {release.by}: package {release.package[:16]}{how}"
    ringing = _alarms(stack, "ALARM")
    yield f"alarms: {', '.join(ringing) or 'none rings'}"
    for queue in QUEUES:
        yield f"{queue}: {_messages(stack, queue)} messages"


def doctor(place: Place, stack: Stack | None) -> Iterator[Finding]:
    """Look at everything that a deployment and a running stack need. What cannot be looked at is a finding too."""
    checks: list[Callable[[], Finding]] = [
        lambda: _state(place),
        lambda: _runtime(new=stack is None),
        lambda: _executions(place),
    ]
    if stack is not None:
        deployed = stack
        checks += [
            lambda: _one_version(place, deployed),
            lambda: _quiet(deployed),
            *(lambda queue=queue: _empty(deployed, queue) for queue in QUEUES),
            lambda: _subscribed(deployed),
        ]
    for check in checks:
        try:
            yield check()
        except Exception as error:
            if (line := explain(error)) is None:
                raise
            yield Finding(False, "something could not be looked at", line)


def watch(stack: Stack, minutes: int, pause: Callable[[float], None]) -> None:
    """Look at the stack's alarms each minute, for so many. Raises DeployError as soon as one rings."""
    for _ in range(minutes):
        if ringing := _alarms(stack, "ALARM"):
            raise DeployError(f"{stack.name}: {', '.join(ringing)}: docs/runbook.md says of each what to do")
        pause(60.0)


def _state(place: Place) -> Finding:
    found = progress.status_of(place.cloudformation, place.name)
    what = f"stack {place.name} is {found or 'not deployed'}"
    way = states.way_of(found)
    if way in (Way.CREATE, Way.UPDATE):
        return Finding(True, what)
    return Finding(False, what, f"`laporctl stack deploy {place.slug}` will {way} where it can")


def _runtime(*, new: bool) -> Finding:
    """What a deployment from here would run on."""
    name = runtimes.name(runtimes.running())
    lines = runtimes.check(frozenset({name}), datetime.now(UTC).date(), new=new)
    what = f"functions that are packaged here run on {name}"
    return Finding(not lines, what, "; ".join(lines))


def _executions(place: Place) -> Finding:
    limit = place.client("lambda").get_account_settings()["AccountLimit"]
    free = limit.get("UnreservedConcurrentExecutions", limit["ConcurrentExecutions"])
    what = f"{free} concurrent executions of functions are free in {place.region}"
    if free >= SPARE_EXECUTIONS:
        return Finding(True, what)
    return Finding(False, what, "ask AWS for 1,000 (Service Quotas, Lambda); until then `stream_parallelism = 1`")


def _one_version(place: Place, stack: Stack) -> Finding:
    history = releases.releases(artifact.artifacts(place.region, place.endpoint), place.slug)
    running = sorted(set(code_of_functions(stack).values()))
    what = f"functions run {', '.join(code[:16] for code in running) or 'nothing'}"
    if not history:
        return Finding(False, what, f"no release is on record: `laporctl stack deploy {place.slug}`")
    if running == [history[-1].package]:
        return Finding(True, f"{what}, as released {history[-1].at}")
    return Finding(False, what, f"{history[-1].package[:16]} was released: `laporctl stack deploy {place.slug}`")


def _quiet(stack: Stack) -> Finding:
    ringing = _alarms(stack, "ALARM")
    what = f"alarms that ring: {', '.join(ringing) or 'none'}"
    return Finding(not ringing, what, "docs/runbook.md says of each what to do" if ringing else "")


def _empty(stack: Stack, queue: str) -> Finding:
    count = _messages(stack, queue)
    ways = {
        "DeadLetters": f"`laporctl stacks refused {stack.slug}`, then `retry`",
        "OutboxDeadLetters": f"`laporctl webhooks replay {stack.slug} AGENCY ID --dead`",
        "NoticesDeadLetters": "docs/runbook.md#noticesfailing",
    }
    return Finding(count == 0, f"{queue}: {count} messages were given up", ways[queue] if count else "")


def _subscribed(stack: Stack) -> Finding:
    answer = stack.client("sns").list_subscriptions_by_topic(TopicArn=stack.outputs["Alarms"])
    confirmed = [each for each in answer["Subscriptions"] if each["SubscriptionArn"] != "PendingConfirmation"]
    what = f"{len(confirmed)} addresses are told of alarms"
    advice = f"alarm_email in stacks/{stack.slug}.toml, deploy, and confirm the mail that comes"
    return Finding(bool(confirmed), what, "" if confirmed else advice)


def _alarms(stack: Stack, state: str) -> list[str]:
    """The stack's alarms in a state."""
    names = [
        resource["PhysicalResourceId"]
        for page in stack.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack.name)
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == "AWS::CloudWatch::Alarm"
    ]
    if not names:
        return []
    found = stack.client("cloudwatch").describe_alarms(AlarmNames=names, StateValue=state)
    return sorted(alarm["AlarmName"] for alarm in found["MetricAlarms"])


def _messages(stack: Stack, queue: str) -> int:
    wanted = "ApproximateNumberOfMessages"
    answer = stack.client("sqs").get_queue_attributes(QueueUrl=stack.outputs[queue], AttributeNames=[wanted])
    return int(answer["Attributes"][wanted])
