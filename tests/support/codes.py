"""One-time codes in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.renewal import MAIL, MOST_TRIES, VALID_FOR, CodeSent, code_of

if TYPE_CHECKING:
    from tests.support.world import World


@dataclass
class MemoryCodeStore:
    """`ports.code_store.CodeStore`."""

    sent: dict[str, CodeSent] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    used: dict[str, bytes] = field(default_factory=dict)

    def last(self, tracking_id: str) -> CodeSent | None:
        return self.sent.get(tracking_id)

    def put(self, tracking_id: str, sent: CodeSent, before: CodeSent | None) -> bool:
        last = self.sent.get(tracking_id)
        if (last and last.request) != (before and before.request):
            return False
        self.sent[tracking_id] = sent
        self.tries[tracking_id] = 0
        self.used.pop(tracking_id, None)
        return True

    def count_try(self, tracking_id: str, request: str, now: datetime) -> bool:
        last = self.last(tracking_id)
        if last is None or last.request != request or last.at <= now - VALID_FOR:
            return False
        if self.tries[tracking_id] >= MOST_TRIES:
            return False
        self.tries[tracking_id] += 1
        return True

    def use(self, tracking_id: str, request: str, secret_hash: bytes) -> bool:
        last = self.last(tracking_id)
        return bool(last and last.request == request) and self.used.setdefault(tracking_id, secret_hash) == secret_hash


@dataclass
class MemoryCodeKeys:
    """`ports.code_keys.CodeKeys`."""

    key: bytes | None = None

    def get(self) -> bytes | None:
        return self.key

    def make(self, key: bytes) -> bytes:
        self.key = self.key or key
        return self.key


def code_sent(world: World, tracking_id: str, request: str) -> str:
    """The code of a request, as if it had just gone out by mail."""
    world.code_store.put(tracking_id, CodeSent(request, MAIL, world.now), world.code_store.last(tracking_id))
    return code_of(request, tracking_id, world.code_keys.make(bytes(32)))
