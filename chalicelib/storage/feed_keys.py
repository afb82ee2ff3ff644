"""Keys of the feeds of offices (index `agency`). The pattern stands in `table_keys`, beside all others."""

from __future__ import annotations

from datetime import datetime

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.storage.table_keys import FEED_PREFIX, at_event


def feed(agency: str) -> str:
    """Partition of what happened to an office's cases (index `agency`)."""
    return f"{FEED_PREFIX}{agency}"


def office_of_feed(partition: str) -> str | None:
    """The office in a partition made by `feed`; None in any other partition."""
    return partition.removeprefix(FEED_PREFIX) if partition.startswith(FEED_PREFIX) else None


def feed_line(at: datetime, tracking_id: str, seq: int, due: datetime | None) -> str:
    """Sort key of a line of a feed: by the moment of writing; the office's deadline after the event only travels
    along, because the index carries no other attribute for it."""
    key = at_event(at, tracking_id, seq)
    return f"{key}#{to_text(due)}" if due else key


def due_in_feed(sort_key: str | None) -> datetime | None:
    """The office's deadline in a sort key made by `feed_line`."""
    at_and_more = (sort_key or "").split("#")
    return from_text(at_and_more[3]) if len(at_and_more) > 3 else None


def event_in_feed(sort_key: str) -> tuple[str, int]:
    """Tracking id and number of the event in a sort key made by `feed_line`; raises ValueError for any other."""
    _, tracking_id, seq, *_ = sort_key.split("#")
    return tracking_id, int(seq)
