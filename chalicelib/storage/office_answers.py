"""What offices answered lately, by their feeds in DynamoDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.cases.substance import COMPARED
from chalicelib.storage import feed_keys, table_keys

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables


class DynamoOfficeAnswers:
    """Implements `ports.office_answers.OfficeAnswers`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def latest(self, agency: str, but: str) -> Sequence[str]:
        """One query of the feed, backwards, and one batch of the answers in it, of which there is at most one in three
        steps."""
        lines = self._row.query(feed_keys.feed(agency), index_name="agency", scan_index_forward=False, limit=COMPARED)
        keys = [
            (table_keys.case(line.id), table_keys.event(int(line.seq)))
            for line in lines
            if line.kind == "responded" and line.id != but
        ]
        rows = self._row.batch_get(keys, attributes_to_get=["pk", "sk", "agency", "note"]) if keys else ()
        return [row.note for row in rows if row.agency == agency and row.note]
