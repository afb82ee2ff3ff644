"""Open reports: how many there are at the end of a month, by the day on which each was filed; and those of them whose
office is late, by the day on which that began.

Each event adds what it changes: one where a report is open after it, and one less where it was open before. So the
changes add up like every other count, and the open reports of a month are those of the month before and its changes.
Where a report is counted is told by its events alone, which never change; what is decided about it later changes no
earlier count. Only public reports are counted: the ages of hidden ones, or how their number changes from one month to
the next, could tell of a single one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.cases.fold import ENDINGS
from chalicelib.domain.cases.model import is_hidden

if TYPE_CHECKING:
    from chalicelib.domain.statistics.facts import CaseFacts, EventFacts

OPEN = "open"
"""The measure: changes of the number of open reports, by day of filing (`date.toordinal`)."""

LATE = "late"
"""The measure: changes of the number of open reports that broke a deadline and were not answered since, at the office
that holds them, by the day of the first deadline broken (`date.toordinal`)."""

AGES = (30, 60, 180)
"""Days since filing that open reports are counted beyond: the limit for progress, that for a solution before the
Ombudsman may be asked, and half a year."""

ALL = -1
"""The age that all open reports are beyond: those of the day itself too."""

BEGINNINGS = frozenset({"filed", "arrived"})
OPENINGS = frozenset({"reopened", "appealed", "objected", "parted", "returned"})
"""Kinds of events after which a report that was over is open."""

CLOSINGS = ENDINGS | {"referred"}
"""Kinds of events after which nobody in this stack works on a report any more."""

MOVES = frozenset({"routed", "refused", "escalated", "disposed", "assigned", "breached"})
"""Kinds of events that may change the office, the category or the region of an open report."""

ANSWERS = frozenset({"responded"})
"""Kinds of events after which an office is late no more."""

CHANGES = OPENINGS | CLOSINGS | MOVES | ANSWERS
"""Kinds of events that may change where a report is counted, beside its first."""


class Place(NamedTuple):
    """Where a report is counted while it is open."""

    region: str
    category: str
    agency: str


class Change(NamedTuple):
    """What an event adds to `measure` (`OPEN`, `LATE`) at a place: one or one less, on the day of a moment."""

    measure: str
    place: Place
    since: datetime
    number: int


_Counted = tuple[Place, datetime] | None
"""Where a report is counted, and from when; None where it is not."""


class _State(NamedTuple):
    open: bool = False
    hidden: bool = False
    region: str = ""
    category: str = ""
    agency: str = ""
    late: datetime | None = None


def changes(facts: CaseFacts, before: Iterable[EventFacts], event: EventFacts) -> Iterator[Change]:
    """What an event adds: nothing, or one where the report is open (and late) now, and one less where it was. `before`
    are all events before it, in order."""
    if event.kind not in CHANGES | BEGINNINGS:
        return
    state = _State()
    for earlier in before:
        state = _after(state, earlier, facts)
    after = _after(state, event, facts)
    yield from _moved(OPEN, _open_in(state, facts), _open_in(after, facts))
    yield from _moved(LATE, _late_in(state), _late_in(after))


def _moved(measure: str, was: _Counted, now: _Counted) -> Iterator[Change]:
    if was == now:
        return
    if was:
        yield Change(measure, *was, -1)
    if now:
        yield Change(measure, *now, 1)


def stands(facts: CaseFacts, events: Iterable[EventFacts]) -> Place | None:
    """Where a report is counted after all these events; None while it is hidden or not open."""
    state = _State()
    for event in events:
        state = _after(state, event, facts)
    return _place_in(state)


def filed_under(facts: CaseFacts, events: Iterable[EventFacts]) -> tuple[str, str]:
    """The region and the category that a report has after these events, all from its first one on: as they tell it, so
    what is decided later changes nothing. Without any, as the case has them now."""
    state: _State | None = None
    for event in events:
        state = _after(state or _State(), event, facts)
    return (state.region, state.category) if state else (facts.region or "", facts.category or "")


def carried(earlier: Mapping[int, int], change: Mapping[int, int]) -> Counter[int]:
    """The open reports of a month: those of the month before, and what changed. Days without any are left out."""
    total = Counter(earlier)
    total.update(change)
    return Counter({day: number for day, number in total.items() if number})


def older(open_reports: Mapping[int, int], on: date, days: int = ALL) -> int:
    """How many open reports were filed more than so many days before a day. Reports whose filing was never counted,
    from before there were these counts, are less than none on their day, and left out."""
    last = on.toordinal() - days
    return sum(number for day, number in open_reports.items() if number > 0 and day < last)


def _after(state: _State, event: EventFacts, facts: CaseFacts) -> _State:
    if event.kind in BEGINNINGS:
        hidden = facts.hidden if event.flags is None else is_hidden(event.flags.split())
        state = _State(True, hidden, facts.region or "", facts.category or "")
        if event.flags is not None:
            # The event seals what was filed; facts of the case may have been decided since.
            state = state._replace(region="", category="")
    return state._replace(
        open=event.kind not in CLOSINGS and (state.open or event.kind in OPENINGS),
        hidden=state.hidden or event.sensitive,
        region=event.region or state.region,
        category=event.category or state.category,
        agency=event.to or state.agency,
        late=_late_after(state, event),
    )


def _late_after(state: _State, event: EventFacts) -> datetime | None:
    if event.kind in ANSWERS | CLOSINGS:
        return None
    return state.late or (event.at if event.kind == "breached" else None)


def _open_in(state: _State, facts: CaseFacts) -> _Counted:
    place = _place_in(state)
    return (place, facts.filed_at) if place else None


def _late_in(state: _State) -> _Counted:
    place = _place_in(state)
    return (place, state.late) if place and state.late else None


def _place_in(state: _State) -> Place | None:
    return Place(state.region, state.category, state.agency) if state.open and not state.hidden else None
