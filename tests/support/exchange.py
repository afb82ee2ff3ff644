"""What a stack has to do with others, in memory: their addresses, messages to them, and what it owes them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.exchange.debt import Debt
from chalicelib.domain.exchange.summary import Summary
from chalicelib.services.ports.stack_register import Inbox


@dataclass
class MemoryDebtStore:
    """`ports.debt_store.DebtStore`. `stream` holds what was written anew and nobody has published yet."""

    kept: dict[tuple[str, str, str], Debt] = field(default_factory=dict)
    stream: list[Debt] = field(default_factory=list)

    def due(self, now: datetime) -> Iterator[Debt]:
        return iter([debt for debt in self.open() if debt.next_at and debt.next_at < now])

    def open(self) -> Iterator[Debt]:
        found = ((debt.next_at, debt.tracking_id, debt) for debt in self.kept.values() if debt.next_at)
        return iter([debt for *_, debt in sorted(found, key=lambda each: each[:2])])

    def repeat(self, before: Debt, after: Debt) -> bool:
        key = (before.tracking_id, before.kind, before.to)
        kept = self.kept.get(key)
        if kept is None or not kept.open or (kept.seq, kept.tries) != (before.seq, before.tries):
            return False
        self.kept[key] = after
        self.stream.append(after)
        return True

    def settle(self, tracking_id: str, kind: str, to: str, seq: int, now: datetime) -> bool:
        kept = self.kept.get((tracking_id, kind, to))
        if kept is None or not kept.open or kept.seq > seq:
            return False
        self.kept[tracking_id, kind, to] = replace(kept, next_at=None)
        return True


@dataclass
class MemoryStackRegister:
    """`ports.stack_register.StackRegister`."""

    sites: dict[str, str] = field(default_factory=dict)
    inboxes: dict[str, str] = field(default_factory=dict)

    def inbox_of(self, prefix: str) -> Inbox | None:
        return Inbox(prefix, self.inboxes[prefix]) if prefix in self.inboxes else None

    def site_of(self, prefix: str) -> str | None:
        return self.sites.get(prefix)

    def sites_of(self, prefixes: Sequence[str]) -> dict[str, str]:
        return {prefix: self.sites[prefix] for prefix in prefixes if prefix in self.sites}


@dataclass
class MemoryPost:
    """`ports.stack_messenger.StackMessenger`: what was left in each inbox, as JSON, because messages travel as text.
    They are signed when they are brought."""

    sent: list[tuple[str, str]] = field(default_factory=list)

    def send(self, inbox: Inbox, message: Mapping[str, Any]) -> None:
        self.sent.append((inbox.address, json.dumps(message)))


@dataclass
class MemorySummaryStore:
    """`ports.summary_store.SummaryStore`."""

    kept: dict[str, Summary] = field(default_factory=dict)

    def put(self, summary: Summary) -> bool:
        earlier = self.kept.get(summary.stack)
        if earlier and earlier.at >= summary.at:
            return False
        self.kept[summary.stack] = summary
        return True

    def all(self) -> dict[str, Summary]:
        return dict(self.kept)
