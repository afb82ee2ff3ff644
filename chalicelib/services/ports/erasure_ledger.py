"""The ledger of erasures, which outlives the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.erasure_record import ErasureRecord


class ErasureLedger(Protocol):
    """Keeps entries. Nothing reads them before a restore."""

    def put(self, record: ErasureRecord) -> None:
        """Keep an entry; a second time changes nothing."""
