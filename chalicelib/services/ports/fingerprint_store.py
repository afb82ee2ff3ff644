"""The fingerprint store: fingerprints of public reports, by which duplicates are found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.duplicates.similarity import Fingerprint


class FingerprintStore(Protocol):
    """Fingerprints of public reports (`domain/duplicates/similarity.py`) by cell."""

    def put(self, fingerprint: Fingerprint) -> None:
        """Store a fingerprint in its cell for `similarity.REMEMBERED`; nothing happens if its place is unknown. Safe to
        repeat."""

    def near(self, cells: Sequence[str], since: datetime) -> list[Fingerprint]:
        """The fingerprints of the newest reports of each cell, at most `PER_CELL`, filed at `since` or later."""


PER_CELL = 20
"""How many fingerprints a search reads in one cell: the newest, which include any matter that many people report."""
