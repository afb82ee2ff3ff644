"""Between events and the lines of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.audience import NO_DEADLINES, Part, audience
from chalicelib.storage import case_flags, feed_keys, table_keys

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.cases.model import Case, Event
    from chalicelib.services.ports.feed_store import FeedLine
    from chalicelib.storage.models import Row, Tables


def feed_copies_to_rows(tables: Tables, case: Case, event: Event, citizen_due_at: datetime | None) -> list[Row]:
    """Items TOLD: copies of the event for the feeds of offices that are concerned with the case and do not hold it. An
    office that lost the case is told no deadlines of it."""
    return [
        tables.row(
            pk=table_keys.case(case.id),
            sk=table_keys.feed_copy(event.seq, part, agency),
            agency_pk=feed_keys.feed(agency),
            id=case.id,
            status=case.status,
            flags=case_flags.if_urgent(case.priority) or None,
            seq=event.seq,
            kind=event.kind,
            at=event.at,
            due_at=None if part in NO_DEADLINES else citizen_due_at,
        )
        for agency, part in audience(case, event).items()
        if part is not Part.HOLDER
    ]


def place_in_feed(row: Row, now: datetime, office_due_at: datetime | None = None) -> None:
    """Give an item EVENT or TOLD its place in its office's feed, if it has one. The moment of writing decides, not that
    of the event, so that it stands behind all events that were in the feed when its case was read."""
    if row.agency_pk:
        due = None if table_keys.part_in(row.sk) in NO_DEADLINES else office_due_at
        row.agency_sk = feed_keys.feed_line(now, row.id, int(row.seq), due)


def row_to_feed_line(row: Row) -> FeedLine:
    """A line of a feed, from the attributes that the index carries."""
    # Here, because only who polls needs it, and every function reads cases by this module.
    from chalicelib.services.ports.feed_store import FeedLine

    return FeedLine(
        id=row.id,
        seq=int(row.seq),
        kind=row.kind,
        at=row.at,
        status=row.status,
        part=Part(table_keys.part_in(row.sk) or Part.HOLDER),
        position=row.agency_sk,
        citizen_due_at=row.due_at,
        office_due_at=feed_keys.due_in_feed(row.agency_sk),
        priority=case_flags.priority_in(row.flags or ()),
    )
