"""A function at the table's stream, called as Lambda's event source does."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Consumer:
    """A function at the stream: what it has not dealt with, how often the first of it was tried, and what Lambda gave
    up, whose places in the stream lie in the dead letters."""

    function: str
    source: dict[str, Any]
    waiting: deque[dict[str, Any]] = field(default_factory=deque)
    tries: int = 0
    size: int = 0
    given_up: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.filters = [json.loads(each["Pattern"]) for each in self.source["FilterCriteria"]["Filters"]]
        self.size = self.source["BatchSize"]

    def wants(self, record: dict[str, Any]) -> bool:
        return any(_fits(pattern, record) for pattern in self.filters)

    def batch(self) -> list[dict[str, Any]]:
        return [self.waiting[number] for number in range(min(self.size, len(self.waiting)))]

    def done(self, count: int) -> None:
        for _ in range(count):
            self.waiting.popleft()
        if count:
            self.tries, self.size = 0, self.source["BatchSize"]

    def failed(self, batch: list[dict[str, Any]]) -> None:
        """Halve the batch, or give its last record up after as many retries as the template says."""
        if len(batch) > 1:
            self.size = max(1, len(batch) // 2)
            return
        self.tries += 1
        if self.tries > self.source["MaximumRetryAttempts"]:
            self.given_up.append(self.waiting[0])
            self.done(1)


def _fits(pattern: Any, value: Any) -> bool:
    """Whether a value fits a pattern of an event source's filter."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(
            name in value and _fits(each, value[name]) for name, each in pattern.items()
        )
    return any(str(value).startswith(each["prefix"]) if isinstance(each, dict) else value == each for each in pattern)
