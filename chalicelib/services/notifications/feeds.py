"""What happened to an office's cases, for programs that poll: nothing is missed, and each case's events come in order.

An event stands in the feed by the moment it was written and shows in the index a little later, so a reader who goes to
the very end would pass by what is still on its way. The feed therefore ends `SETTLED_AFTER` before now: what is older
has arrived, and a place in it never changes again (`docs/decisions/0012-feed.md` has the sum).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import to_text
from chalicelib.services.access.authorization import require_office, require_reader
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.feed_store import FeedLine, FeedStore

SETTLED_AFTER = timedelta(seconds=60)
"""How long an event may be on its way: 35 s for a transaction that is answered at the last of its tries, and 25 s for
the index, which takes one as a rule."""


@dataclass(frozen=True, slots=True)
class News:
    """Part of a feed. `after` is where to go on from, `more` whether to do so at once."""

    items: tuple[FeedLine, ...]
    after: str
    more: bool


@use_case
class FeedService:
    """Reads feeds. Nothing new costs one query that finds nothing."""

    feeds: FeedStore

    def page(self, actor: Actor, agency: str, after: str, limit: int, now: datetime) -> News:
        """What happened to the office's cases after a position (empty: from the beginning); raises NotYourCase."""
        require_office(actor, agency)
        found = self.feeds.feed(agency, after, now - SETTLED_AFTER, limit)
        return News(found.items, found.items[-1].position if found.items else after, found.after is not None)

    def mark(self, actor: Actor, agency: str, now: datetime) -> str | None:
        """What changes with the office's queue: the place of the last event in its feed. None while that is so young
        that an earlier one may still be on its way. Raises NotYourCase."""
        require_reader(actor, agency)
        newest = self.feeds.newest(agency) or ""
        return newest if newest < to_text(now - SETTLED_AFTER) else None
