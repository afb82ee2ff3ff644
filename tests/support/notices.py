"""Histories of a case for tests of notices, and the texts that are shipped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.model import REPORTER, SYSTEM, Actor, Case, Event, Filing, Role
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.notices.kinds import Notice, notice_of
from chalicelib.domain.notices.text import Facts
from chalicelib.runtime.reference import load_notices
from tests.support.case_states import FILED, FILING, event

TEXTS = load_notices()
WITA = Calendar(8, {})
OFFICER = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR Kutai Timur", "OFFICER")
FACTS = Facts(
    number="KI-7F3K-9Q2M-XA0B-C",
    due=date(2026, 12, 21),
    host="lapor.kaltimprov.go.id",
    link="https://lapor.kaltimprov.go.id/lacak.html?id=KI-7F3K-9Q2M-XA0B-C",
    stop="https://lapor.kaltimprov.go.id/v1/notices/stop/x",
    brand="SP4N-LAPOR! Kalimantan Timur",
)

Step = tuple[str, timedelta, dict[str, Any]]
"""A kind of event, how long after the filing it happened, and its data."""


def moved(to: str = "64.08-pupr", name: str = "Dinas PUPR Kutai Timur", status: str = "routed") -> dict[str, Any]:
    """The data of an event that moves a case."""
    return {"to": to, "to_name": name, "tier": "opd", "status": status}


ROUTED: Step = ("routed", timedelta(seconds=2), moved())


class History:
    """A case that was filed and what happened then, one step after the other."""

    def __init__(
        self, *steps: Step, filed: datetime = FILED, said: dict[str, Any] | None = None, **filing: Any
    ) -> None:
        self.filing: Filing = replace(FILING, filed_at=filed, **filing)
        self.events: tuple[Event, ...] = (event("filed", 1, filed, REPORTER, said),)
        for kind, after, data in steps:
            self.add(kind, after, data)

    def add(
        self, kind: str, after: timedelta, data: dict[str, Any] | None = None, actor: Actor = SYSTEM, note: str = ""
    ) -> "History":
        """One more event."""
        number = len(self.events) + 1
        made = event(kind, number, self.filing.filed_at + after, actor, data)
        self.events += (replace(made, note=note),)
        return self

    @property
    def case(self) -> Case:
        """Where it stands now."""
        return fold.fold(self.filing, self.events)

    def notice(self, seq: int | None = None) -> Notice | None:
        """The notice of an event, the last one unless it is named."""
        return notice_of(self.case, self.events, seq or len(self.events))

    def notices(self) -> Sequence[Notice | None]:
        """The notice of each event, as it would be now."""
        return [self.notice(each.seq) for each in self.events]
