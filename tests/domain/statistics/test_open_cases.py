"""From which event on an open report counts as late, where, and until when."""

from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.statistics.facts import CaseFacts, EventFacts
from chalicelib.domain.statistics.open_cases import LATE, OPEN, Change, Place, changes

FILED = datetime(2026, 10, 1, 2, tzinfo=UTC)
FACTS = CaseFacts("KI-1", "jalan-rusak", "64.08", FILED, hidden=False)
VILLAGE, ROADS = "64.08.01.2001-desa", "64.08-pupr"


def history(*kinds: tuple[str, str | None], flags: str = "") -> list[EventFacts]:
    """Events a day apart, after the filing: each kind with the office that the report goes to."""
    filed = EventFacts(1, "filed", FILED, category="jalan-rusak", region="64.08", flags=flags)
    steps = [EventFacts(at + 2, kind, FILED + timedelta(days=at + 1), to=to) for at, (kind, to) in enumerate(kinds)]
    return [filed, *steps]


def standing(events: list[EventFacts], measure: str = LATE) -> dict[tuple[str, date], int]:
    """How many are counted after all events, by office and day."""
    found: dict[tuple[str, date], int] = {}
    for number, event in enumerate(events):
        for change in changes(FACTS, events[:number], event):
            if change.measure == measure:
                key = (change.place.agency, change.since.date())
                found[key] = found.get(key, 0) + change.number
    return {key: number for key, number in found.items() if number}


def test_a_report_is_late_from_the_first_broken_deadline_at_the_office_that_holds_it() -> None:
    broken = [("routed", VILLAGE), ("breached", ROADS)]
    assert standing(history(("routed", VILLAGE))) == {}
    assert standing(history(*broken)) == {(ROADS, date(2026, 10, 3)): 1}
    assert standing(history(*broken, ("breached", "64-pupr"))) == {("64-pupr", date(2026, 10, 3)): 1}
    assert standing(history(*broken), OPEN) == {(ROADS, date(2026, 10, 1)): 1}


def test_an_answer_or_the_end_makes_it_late_no_more() -> None:
    for kind in ("responded", "closed", "referred"):
        assert standing(history(("breached", ROADS), (kind, None))) == {}
    again = history(("breached", ROADS), ("responded", None), ("reopened", None))
    assert standing(again) == {}
    assert standing([*again, EventFacts(5, "breached", FILED + timedelta(days=40))]) == {(ROADS, date(2026, 11, 10)): 1}


def test_an_answer_leaves_it_open() -> None:
    before = history(("routed", ROADS), ("breached", None))
    answer = EventFacts(4, "responded", FILED + timedelta(days=9))
    place = Place("64.08", "jalan-rusak", ROADS)
    assert list(changes(FACTS, before, answer)) == [Change(LATE, place, before[2].at, -1)]


def test_hidden_reports_are_counted_nowhere() -> None:
    assert standing(history(("routed", ROADS), ("breached", None), flags="secret")) == {}
