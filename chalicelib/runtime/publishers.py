"""Puts together who is told of each new event of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.event_dispatch import Publisher


def publishers(adapters: Adapters, *others: Publisher) -> tuple[Publisher, ...]:
    """The others, and the ledger of erasures."""
    from chalicelib.services.cases.erasure_ledger import ErasureLedgerWriter

    return *others, ErasureLedgerWriter(adapters.cases, adapters.erasure_ledger)
