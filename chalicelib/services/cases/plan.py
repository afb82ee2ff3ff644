"""The plan of a command: what its event will say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Agency, Event
    from chalicelib.domain.cases.redaction import Redaction
    from chalicelib.domain.exchange.debt import Debt


@dataclass(frozen=True, slots=True)
class Plan:
    """The content of a command's event: the office that gets the case, whether into triage there, facts, and the public
    note unless it is the command's own."""

    to: Agency | None = None
    triage: bool = False
    facts: Facts = field(default_factory=dict)
    note: str | None = None
    redaction: Redaction | None = None
    owed: Callable[[Event], tuple[Debt, ...]] = lambda event: ()
