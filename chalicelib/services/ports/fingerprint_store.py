"""Fingerprints of public reports, by which others of the same matter are found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.duplicates.similarity import Fingerprint


class FingerprintStore(Protocol):
    """What is remembered of public reports to find others of the same matter (`domain/duplicates/similarity.py`)."""

    def put(self, trace: Fingerprint) -> None:
        """Remember a report in its cell for `likeness.REMEMBERED`; nothing happens if its place is unknown. Safe to
        repeat."""

    def near(self, cells: Sequence[str], since: datetime) -> list[Fingerprint]:
        """The newest reports of each cell, at most `PER_CELL`, filed at `since` or later."""


PER_CELL = 20
"""How many reports a search reads in one cell: the newest, among which a matter that many report is found."""
