"""The setback store: the cases that the sweep has set aside because their clocks could not be fired."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.setbacks import Setback
    from chalicelib.services.ports.case_store import Page


class SetbackStore(Protocol):
    """Cases set aside."""

    def set_aside(self, setback: Setback) -> bool:
        """List a case as set aside, and let `CaseStore.due` name it only from `until` on; its next event sets its timer
        as ever. False, and its timer stays, if the case has changed and is no longer due."""

    def listed(self, now: datetime, limit: int, after: str | None) -> Page[Setback]:
        """The cases that are set aside, by tracking id. One that has recovered leaves within a day of its next try."""
