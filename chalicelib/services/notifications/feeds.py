"""Feeds: the events of an office's cases, for programs that poll. No event is missed, and each case's events come in
order.

The feed sorts events by the moment they were written, and the index shows them a little later, so a reader who went to
the very end would skip those still on their way. The feed therefore ends `SETTLED_AFTER` before now: older events have
arrived, and their positions never change (`docs/decisions/0012-feed.md` has the sum).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import to_text
from chalicelib.domain.values import dataclass
from chalicelib.services.access.authorization import require_office, require_reader
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.feed_store import FeedLine, FeedStore

SETTLED_AFTER = timedelta(seconds=60)
"""How long an event may take to show: 35 s for a transaction that succeeds at its last try, and 25 s for the index,
which usually takes one."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a feed. `after` is the position to continue from, `more` whether to do so at once."""

    items: tuple[FeedLine, ...]
    after: str
    more: bool


@use_case
class FeedService:
    """Reads feeds. A feed without new events costs one query that finds nothing."""

    feeds: FeedStore

    def page(self, actor: Actor, agency: str, after: str, limit: int, now: datetime) -> FeedPage:
        """The events of the office's cases after a position (empty: from the beginning); raises NotYourCase."""
        require_office(actor, agency)
        page = self.feeds.feed(agency, after, now - SETTLED_AFTER, limit)
        return FeedPage(page.items, page.items[-1].position if page.items else after, page.after is not None)

    def last_position(self, actor: Actor, agency: str, now: datetime) -> str | None:
        """The position of the last event in the office's feed, which changes whenever its queue does. None while that
        is so recent that an earlier event may still be on its way. Raises NotYourCase."""
        require_reader(actor, agency)
        newest = self.feeds.newest(agency) or ""
        return newest if newest < to_text(now - SETTLED_AFTER) else None
