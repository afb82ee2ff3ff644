"""Records of the table's stream, read back into cases and events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.timestamps import from_text
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.storage import table_keys


class DynamoCaseStream:
    """Implements `ports.case_stream.CaseStream`."""

    def case_in(self, keys: Mapping[str, Any]) -> str | None:
        """The tracking id in the partition key."""
        return table_keys.case_of(str(keys.get("pk", "")))

    def event_in(self, image: Mapping[str, Any]) -> CaseEvent | None:
        """The attributes of the item EVENT that publishers need."""
        tracking_id = self.case_in(image)
        if tracking_id is None:
            return None
        data = json.loads(image.get("data") or "{}")
        return CaseEvent(
            tracking_id=tracking_id,
            seq=int(image["seq"]),
            kind=str(image["kind"]),
            at=from_text(str(image["at"])),
            agency=table_keys.office_of_feed(str(image.get("agency_pk", ""))),
            left=data.get("from"),
        )
