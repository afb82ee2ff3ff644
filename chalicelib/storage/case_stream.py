"""Records of the table's stream, read back into cases and events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.domain.timestamps import from_text
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.storage import feed_keys, table_keys

if TYPE_CHECKING:
    from chalicelib.domain.exchange.debt import Debt

_OFFICES = ("agency", "from", "to", "late", "office", "recipient")
"""Facts of an event that name an office."""


class DynamoCaseStream:
    """Implements `ports.case_stream.CaseStream`."""

    def case_in(self, keys: Mapping[str, Any]) -> str | None:
        """The tracking id in the partition key."""
        return table_keys.case_of(str(keys.get("pk", "")))

    def debt_in(self, image: Mapping[str, Any]) -> Debt | None:
        """The attributes of an item OWED."""
        sort_key = str(image.get("sk", ""))
        tracking_id = self.case_in(image)
        if tracking_id is None or not sort_key.startswith(table_keys.DEBT_PREFIX):
            return None
        # Here, because only a message that is sent again needs it.
        from chalicelib.domain.exchange.debt import Debt

        kind, to = table_keys.debt_in(sort_key)
        place = image.get("clock_sk")
        return Debt(
            tracking_id=tracking_id,
            kind=kind,
            to=to,
            seq=int(image["seq"]),
            since=from_text(str(image["at"])),
            tries=int(image.get("requests") or 0),
            next_at=table_keys.moment_in(str(place)) if place else None,
        )

    def event_in(self, image: Mapping[str, Any]) -> CaseEvent | None:
        """The attributes of the item EVENT that publishers need; nothing of what was imported, which is no news."""
        tracking_id = self.case_in(image)
        if tracking_id is None:
            return None
        data = json.loads(image.get("data") or "{}")
        if "imported" in data:
            return None
        return CaseEvent(
            tracking_id=tracking_id,
            seq=int(image["seq"]),
            kind=str(image["kind"]),
            at=from_text(str(image["at"])),
            agency=feed_keys.office_of_feed(str(image.get("agency_pk", ""))),
            facts={name: str(data[name]) for name in _OFFICES if name in data},
            citizen_due_at=from_text(str(image["due_at"])) if image.get("due_at") else None,
            office_due_at=feed_keys.due_in_feed(image.get("agency_sk")),
        )
