"""The stream of the table `complaints`: which case a record is about, and which event it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.exchange.debt import Debt


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event as the stream delivers it: its case, number, kind and moment, and the office that held the case after it
    (None before any office did). `facts` name the offices that it asks for support, or takes the case from and to. Both
    deadlines are those that it left, as they were computed then. Without words and names."""

    tracking_id: str
    seq: int
    kind: str
    at: datetime
    agency: str | None
    facts: Mapping[str, str] = field(default_factory=dict)
    citizen_due_at: datetime | None = None
    office_due_at: datetime | None = None

    @property
    def left(self) -> str | None:
        """The office that lost the case by this event."""
        return self.facts.get("from")


class CaseStream(Protocol):
    """Recognises what a record of the stream is about. A record comes as its keys and attributes, in plain values."""

    def case_in(self, keys: Mapping[str, Any]) -> str | None:
        """The tracking id of the case that an item with these keys belongs to; None for items of other subjects."""

    def debt_in(self, image: Mapping[str, Any]) -> Debt | None:
        """The debt to another stack that this item holds; None for items of other subjects."""

    def event_in(self, image: Mapping[str, Any]) -> CaseEvent | None:
        """The event that this item of a case's events holds; None for items of other subjects, and for imported
        history, of which nobody is told."""
