"""What a person who works cases wants to be told by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.notices.officials import ALWAYS_ON, Topic
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Stop

SWITCHABLE = tuple(topic for topic in Topic if topic not in ALWAYS_ON)
"""What a person can switch off."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The wishes of a person: the topics that are `off`, the `token` in the link of their mails (None before the first
    one), and why no mail arrives (`stopped`), if none does."""

    off: frozenset[Topic] = frozenset()
    token: str | None = None
    stopped: Stop | None = None

    def wants(self, topic: Topic) -> bool:
        """Whether a mail of a topic goes out."""
        return self.stopped is None and topic not in self.off
