"""The stack's own routing rules in DynamoDB: one item, read when a rule is first needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.domain.routing.decision import Override
from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables

REFRESH_SECONDS = 600
"""How long a process uses the rules it has read."""

USUAL_SHARE = 0.9
"""The share of right decisions that is required where a stack does not set one."""

Clock = Callable[[], float]


class DynamoRuleBook:
    """Implements `ports.rule_book.RuleBook`, and fills it."""

    def __init__(self, tables: Tables, clock: Clock = time.monotonic) -> None:
        self._row = tables.row
        self._clock = clock
        self._until = float("-inf")
        self._rules: Sequence[Override] = ()
        self._share = USUAL_SHARE

    def overrides(self) -> Sequence[Override]:
        """One eventually consistent read every ten minutes."""
        self._refresh()
        return self._rules

    def share(self) -> float:
        """As `overrides`."""
        self._refresh()
        return self._share

    def put(self, rules: Iterable[Override], share: float = USUAL_SHARE) -> None:
        """Replace all earlier rules."""
        listed = [
            {
                "category": rule.category,
                "region": rule.region,
                "office": rule.office,
                "since": rule.since.isoformat(),
                "until": rule.until.isoformat(),
            }
            for rule in rules
        ]
        self._row(pk=table_keys.OVERRIDES, sk=table_keys.META, data={"rules": listed, "share": share}).save()
        self._until = float("-inf")

    def _refresh(self) -> None:
        now = self._clock()
        if now < self._until:
            return
        found = item_or_none(self._row, table_keys.OVERRIDES)
        self._rules = tuple(_to_override(each) for each in found.data["rules"]) if found else ()
        self._share = float(found.data["share"]) if found else USUAL_SHARE
        self._until = now + REFRESH_SECONDS


def _to_override(entry: dict[str, Any]) -> Override:
    since, until = date.fromisoformat(entry["since"]), date.fromisoformat(entry["until"])
    return Override(entry["category"], entry["region"], entry["office"], since, until)
