"""The ledger of erasures in memory."""

from dataclasses import dataclass, field

from chalicelib.domain.cases.erasure_record import ErasureRecord


@dataclass
class MemoryErasureLedger:
    """Implements `ports.erasure_ledger.ErasureLedger`."""

    entries: dict[tuple[str, int], ErasureRecord] = field(default_factory=dict)

    def put(self, record: ErasureRecord) -> None:
        self.entries[record.tracking_id, record.seq] = record
