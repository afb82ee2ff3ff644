"""Statistics: counts of events. A day's log folds into counts that are replaced whole, so that folding it twice, late
or in any order gives the same; a month is the sum of its days.

Every measure is a histogram: for `answered` and `closed` by whole days since filing, for `rated` by stars, for the
others with the single bucket 0. Histograms add up, so that medians over any number of days are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.cases.model import Priority
from chalicelib.domain.geography.regions import ancestor
from chalicelib.domain.statistics import open_cases
from chalicelib.domain.statistics.open_cases import LATE, OPEN
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar
    from chalicelib.domain.statistics.facts import CaseFacts, EventFacts

MEASURES = (
    *("filed", "routed", "answered", "in_time", "closed", "breached", "rated", "emergency", "urgent"),
    *("reopened", "no_longer_good", "objected", "upheld", "responses", "copied", "repairs", "shown"),
)
"""filed     reports that arrived in this stack from a reporter (one that another stack handed over was filed there)
routed    arrivals at an office; a report that is handed on arrives more than once
answered  reports that got their first response, by days since filing
in_time   those of them whose deadlines had all been kept until then
closed    closings by the reporter or after the response, by days since filing; a reopened report closes again
breached  broken deadlines, each with the office that held the report
rated     reports that were rated for the first time, by stars
emergency reports that were passed on as an emergency, or that a coordinator made one
urgent    the same of urgent reports
reopened  answers and closings after which the reporter said that it is not settled, at the office that gave them
no_longer_good  those of them that answered the question of the follow-up, "is it still good?"
objected  objections of reporters to an archiving, at the office that archived
upheld    objections after which a coordinator gave the report to an office, at the office that archived
responses all responses: a reopened report gets more than one
copied    those of them in the words of an earlier response of the same office (`substance.copies`)
repairs   those of them about a repair, of which a photo is wanted (`repair_photos`)
shown     those of them whose office sent a photo since the report was last opened, before the response or after it

Beside these, `open_cases.OPEN` and `LATE` count how the number of open and of late reports changes.
"""

SILENT = "silent_offices"
"""The measure: offices where nobody was seen for longer than the policy lets them, of public regions and of no case."""

DIMENSIONS = ("region", "category", "agency", "type", "channel")
"""Each report, or step of it, has exactly one key in each of these dimensions; the key is empty where it is not
known."""

HISTORY = frozenset({"responded", "rated", "prioritised", "attached"}) | open_cases.CHANGES
"""Kinds of events whose counts depend on earlier events of their case."""

_CLOSINGS = ("confirmed", "closed")
_PRIORITIES = (Priority.EMERGENCY, Priority.URGENT)

Tally = dict[str, Counter[int]]
"""Measure -> histogram."""


class Cell(NamedTuple):
    """A cell of a table. `hidden` cells count the secret and sensitive reports, which the public record does not
    list."""

    dimension: str
    key: str
    hidden: bool


Cells = dict[Cell, Tally]


@dataclass(frozen=True, slots=True)
class CaseTimeline:
    """A case with those of its events that are known, by number."""

    facts: CaseFacts
    events: Mapping[int, EventFacts]

    def before(self, seq: int) -> Iterator[EventFacts]:
        """The events before one, in order."""
        return (self.events[number] for number in sorted(self.events) if number < seq)


def fold(
    timelines: Mapping[str, CaseTimeline], logged: Iterable[tuple[str, int]], calendar: Calendar
) -> dict[str, Cells]:
    """The counts of some events (tracking id and number), by local month such as `2026-11`. An event that a log names
    twice counts once; one that `timelines` lacks counts nothing."""
    months: dict[str, Cells] = {}
    for tracking_id, seq in sorted(set(logged)):
        timeline = timelines.get(tracking_id)
        event = timeline.events.get(seq) if timeline else None
        if timeline is None or event is None:
            continue
        month = calendar.local_date(event.at).isoformat()[:7]
        cells = months.setdefault(month, {})
        for measure, bucket, agency in _measures_of(timeline, event, calendar):
            for cell in _cells_of(timeline, event, agency, measure):
                cells.setdefault(cell, {}).setdefault(measure, Counter())[bucket] += 1
        for measure, place, since, change in open_cases.changes(timeline.facts, timeline.before(seq), event):
            day = calendar.local_date(since).toordinal()
            for cell in _cells_of_open(timeline.facts, place):
                cells.setdefault(cell, {}).setdefault(measure, Counter())[day] += change
    return {month: cells for month, cells in months.items() if cells}


def merged(tallies: Iterable[Mapping[Cell, Tally]]) -> Cells:
    """The sum of several counts."""
    total: Cells = {}
    for part in tallies:
        for cell, tally in part.items():
            add(total.setdefault(cell, {}), tally)
    return total


def add(to: Tally, more: Mapping[str, Mapping[int, int]]) -> None:
    """Add one tally to another."""
    for measure, histogram in more.items():
        to.setdefault(measure, Counter()).update(histogram)


def count(tally: Mapping[str, Mapping[int, int]], measure: str) -> int:
    """The number of reports or steps in a measure."""
    return sum(tally.get(measure, {}).values())


def median(histogram: Mapping[int, int]) -> float | None:
    """The middle value, or the mean of the two in the middle; None for an empty histogram."""
    size = sum(histogram.values())
    if size == 0:
        return None
    return (_nth(histogram, (size - 1) // 2) + _nth(histogram, size // 2)) / 2


def mean(histogram: Mapping[int, int]) -> float | None:
    """The mean value; None for an empty histogram."""
    size = sum(histogram.values())
    return sum(value * times for value, times in histogram.items()) / size if size else None


def _nth(histogram: Mapping[int, int], index: int) -> int:
    counted = 0
    for value in sorted(histogram):
        counted += histogram[value]
        if counted > index:
            return value
    raise AssertionError("the index lies within the histogram")


def _cells_of(timeline: CaseTimeline, event: EventFacts, agency: str | None, measure: str) -> Iterator[Cell]:
    """Where an event is counted: under the region and the category that the report had with it, however often the day
    is folded. That a report was hidden since holds for all its events: what tells of a hidden one may not stay."""
    facts = timeline.facts
    known = event.kind in HISTORY | open_cases.BEGINNINGS
    region, category = open_cases.filed_under(facts, (*timeline.before(event.seq), event) if known else ())
    yield Cell("region", ancestor(region, 2) or region, facts.hidden)
    yield Cell("category", category, facts.hidden)
    yield Cell("type", facts.type, facts.hidden)
    yield Cell("channel", facts.channel, facts.hidden)
    # Nobody holds a report at the moment of its filing; for an office its arrival counts.
    if measure != "filed":
        yield Cell("agency", agency or "", facts.hidden)


def _cells_of_open(facts: CaseFacts, place: open_cases.Place) -> Iterator[Cell]:
    yield Cell("region", ancestor(place.region, 2) or place.region, False)
    yield Cell("category", place.category, False)
    yield Cell("agency", place.agency, False)
    yield Cell("type", facts.type, False)
    yield Cell("channel", facts.channel, False)


def open_at_end(earlier: Cells, month: Cells) -> Cells:
    """The open reports at the end of a month, from those at the end of the month before and the month's counts."""
    cells: Cells = {}
    for cell in earlier.keys() | month.keys():
        for measure in (OPEN, LATE):
            before, change = (part.get(cell, {}).get(measure, Counter[int]()) for part in (earlier, month))
            if total := open_cases.carried(before, change):
                cells.setdefault(cell, {})[measure] = total
    return cells


def _measures_of(
    timeline: CaseTimeline, event: EventFacts, calendar: Calendar
) -> Iterator[tuple[str, int, str | None]]:
    """The counts that one event adds: measure, bucket and office."""
    yield from _arrivals_of(event)
    if event.kind not in HISTORY:
        return
    before = list(timeline.before(event.seq))
    earlier_kinds = {each.kind for each in before}
    days = (calendar.local_date(event.at) - calendar.local_date(timeline.facts.filed_at)).days
    holder = _holder(before)
    yield from _told(event, before, holder)
    if event.kind == "responded" and "responded" not in earlier_kinds:
        yield "answered", days, event.by or holder
        if "breached" not in earlier_kinds:
            yield "in_time", 0, event.by or holder
    elif event.kind in _CLOSINGS:
        yield "closed", days, holder
    elif event.kind == "breached":
        yield "breached", 0, event.held_by or holder
    elif event.kind == "prioritised" and event.priority in _PRIORITIES:
        yield event.priority, 0, holder
    elif event.kind == "rated" and "rated" not in earlier_kinds:
        yield "rated", event.stars, holder
    yield from _contested(event, before, holder)


def _contested(
    event: EventFacts, before: list[EventFacts], holder: str | None
) -> Iterator[tuple[str, int, str | None]]:
    """The counts of what reporters did not take as settled."""
    if event.kind == "reopened":
        yield "reopened", 0, holder
        if event.spoiled:
            yield "no_longer_good", 0, holder
    elif event.kind == "objected":
        yield "objected", 0, event.held_by or holder
    elif event.kind == "disposed":
        decided = next((each for each in reversed(before) if each.kind in ("objected", "disposed", "archived")), None)
        if decided and decided.kind == "objected":
            yield "upheld", 0, decided.held_by or _holder([each for each in before if each.seq < decided.seq])


def _arrivals_of(event: EventFacts) -> Iterator[tuple[str, int, str | None]]:
    """The counts of an event that brings a report to this stack or to an office."""
    if event.kind == "filed":
        yield "filed", 0, None
    if event.to:
        yield "routed", 0, event.to
    if event.kind == "routed" and event.priority in _PRIORITIES:
        yield event.priority, 0, event.to


def _holder(before: list[EventFacts]) -> str | None:
    return next((event.to for event in reversed(before) if event.to), None)


def _told(event: EventFacts, before: list[EventFacts], holder: str | None) -> Iterator[tuple[str, int, str | None]]:
    """What a response adds whether it is the first or not, and the photo of a repair whenever it comes."""
    if event.kind == "responded":
        said = {"responses": True, "copied": event.copied, "repairs": event.repair}
        yield from ((measure, 0, event.by or holder) for measure, holds in said.items() if holds)
    if event.kind in ("responded", "attached") and (shown_by := _shown_by(before, event)):
        yield "shown", 0, shown_by


def _shown_by(before: Iterable[EventFacts], event: EventFacts) -> str | None:
    """The office whose response about a repair has its photo with this event, the response or the photo itself; None if
    it has none yet, or had one already."""
    photos: set[str] = set()
    answered: str | None = None
    for each in before:
        if each.kind == "reopened":
            photos, answered = set(), None
        if each.photo_of:
            photos.add(each.photo_of)
        if each.kind == "responded":
            answered = each.by if each.repair else None
    if event.kind == "responded":
        return event.by if event.repair and event.by in photos else None
    return answered if answered and event.photo_of == answered and answered not in photos else None
