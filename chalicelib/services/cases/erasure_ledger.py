"""Erasure ledger: notes outside of the tables that something was taken out of a case."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import erasure_record
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.case_stream import CaseEvent
    from chalicelib.services.ports.erasure_ledger import ErasureLedger


@use_case
class ErasureLedgerWriter:
    """Writes an entry for each event by which something goes. Implements `event_dispatch.Publisher`."""

    cases: CaseStore
    ledger: ErasureLedger

    def publish(self, event: CaseEvent, now: datetime) -> bool:
        """Write the entry of an event that has one; nobody outside is told by that. One read of the case then."""
        if event.kind in erasure_record.RECORDED:
            events = self.cases.load_history(event.tracking_id).events
            self.ledger.put(erasure_record.record_of(event.tracking_id, events[event.seq - 1]))
        return False
