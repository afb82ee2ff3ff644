"""What offices answered lately."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class OfficeAnswers(Protocol):
    """Reads the answers of offices."""

    def latest(self, agency: str, but: str) -> Sequence[str]:
        """The words of the answers among the last `substance.COMPARED` steps of an office, those on the case `but`
        aside. They lag behind the cases by a moment."""
