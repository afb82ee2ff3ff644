"""Feeds of offices in DynamoDB, in the index that also holds their queues."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import Page
from chalicelib.storage import feed_keys, feed_mapping

if TYPE_CHECKING:
    from chalicelib.services.ports.feed_store import FeedLine
    from chalicelib.storage.models import Tables

_FIRST = "0"
"""Sorts before every moment."""

_BEHIND = "!"
"""Appended to a key, makes one that sorts right behind it: no other key begins with a whole key."""


class DynamoFeedStore:
    """Implements `ports.feed_store.FeedStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def feed(self, agency: str, after: str, until: datetime, limit: int) -> Page[FeedLine]:
        """One query of the index `agency`, as far as the page goes: an empty page costs the smallest read."""
        start, end = (after + _BEHIND if after else _FIRST), to_text(until)
        if start > end:
            return Page((), None)
        result = self._row.query(
            feed_keys.feed(agency), self._row.agency_sk.between(start, end), index_name="agency", limit=limit
        )
        items = tuple(feed_mapping.row_to_feed_line(row) for row in result)
        return Page(items, items[-1].position if result.last_evaluated_key else None)

    def newest(self, agency: str) -> str | None:
        """One query that reads one line."""
        found = self._row.query(feed_keys.feed(agency), index_name="agency", scan_index_forward=False, limit=1)
        return next((str(row.agency_sk) for row in found), None)
