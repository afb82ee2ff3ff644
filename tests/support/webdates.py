"""Dates of invented cases, in the shape and the words the API gives them."""

from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.api import due_labels
from chalicelib.domain.deadlines.clocks import Due
from chalicelib.domain.timestamps import to_text
from tests.support.world import KALTIM

_POLICY = {
    "id": "progress-30",
    "version": 1,
    "citation": "Praktik SP4N-LAPOR! dalam kerangka Perpres 76/2013 dan PermenPANRB 5/2025",
}
NO_DATES = {"due": None, "office_due": None}


def both_dates(due: dict[str, Any]) -> dict[str, Any]:
    """Both dates, where one clock gives both."""
    return {"due": due, "office_due": due}


WITA = {"timezone": "WITA", "utc_offset": 8}


def due_date(clock: str, first: date, days: int, weekends: bool) -> dict[str, Any]:
    """A deadline as the API tells it, with the API's own sentence."""
    listed: list[dict[str, Any]] = []
    day = first
    while sum(entry["counted"] for entry in listed) < days:
        counted = weekends or day.weekday() < 5
        listed.append({"date": day.isoformat(), "counted": counted} | ({} if counted else {"reason": "weekend"}))
        day += timedelta(days=1)
    on = listed[-1]["date"]
    at = datetime.fromisoformat(f"{on}T15:59:59Z")
    label = due_labels.of_due(Due(clock, at, ()), KALTIM)
    return {"clock": clock, "on": on, "at": to_text(at), "label": label, "policy": _POLICY, "days": listed}
