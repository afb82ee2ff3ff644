"""A release is watched until its time is over or an alarm rings."""

import pytest

from laporctl.deployment import health
from laporctl.deployment.errors import DeployError
from laporctl.stacks import Stack

STACK = Stack("bali", "ap-southeast-3", {})


def test_a_quiet_stack_is_watched_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_alarms", lambda stack, state: [])
    pauses: list[float] = []
    health.watch(STACK, 3, pauses.append)
    assert pauses == [60.0] * 3


def test_an_alarm_ends_the_watch_at_once_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rings = iter([[], ["lapor-bali-ServerErrors-1"]])
    monkeypatch.setattr(health, "_alarms", lambda stack, state: next(rings))
    pauses: list[float] = []
    with pytest.raises(DeployError, match=r"lapor-bali: lapor-bali-ServerErrors-1: docs/runbook\.md"):
        health.watch(STACK, 60, pauses.append)
    assert len(pauses) == 1
