"""What happened, counted. A day's log folds into counts that are replaced whole, so that folding it twice, late or in
any order gives the same; a month is the sum of its days.

Every measure is a histogram: for `answered` and `closed` by whole days since filing, for `rated` by stars, for the
others with the single bucket 0. Histograms add up, so that medians over any number of days are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.geography.regions import ancestor

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar

MEASURES = ("filed", "routed", "answered", "in_time", "closed", "breached", "rated")
"""filed     reports that arrived in this stack from a reporter (one that another stack handed over was filed there)
routed    arrivals at an office; a report that is handed on arrives more than once
answered  reports that got their first response, by days since filing
in_time   those of them whose deadlines had all been kept until then
closed    closings by the reporter or after the response, by days since filing; a reopened report closes again
breached  broken deadlines, each with the office that held the report
rated     reports that were rated for the first time, by stars
"""

DIMENSIONS = ("region", "category", "agency")
"""Each report, or step of it, has exactly one place in each of these; the key is empty where it is not known."""

HISTORY = frozenset({"responded", "confirmed", "closed", "breached", "rated"})
"""Kinds of events whose meaning depends on what was before them in their case."""

_CLOSINGS = ("confirmed", "closed")

Tally = dict[str, Counter[int]]
"""Measure -> histogram."""


class Cell(NamedTuple):
    """A place in a table. `hidden` cells count the secret and sensitive reports, which no record shows one by one."""

    dimension: str
    key: str
    hidden: bool


Cells = dict[Cell, Tally]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is counted of a case; none of it changes after filing."""

    id: str
    category: str | None
    region: str | None
    filed_at: datetime
    hidden: bool


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event without words and names: `by` is the office that acted, `to` the one the case went to, `held_by` the one
    it was taken from, as far as the event says."""

    seq: int
    kind: str
    at: datetime
    by: str | None = None
    to: str | None = None
    held_by: str | None = None
    stars: int = 0


@dataclass(frozen=True, slots=True)
class CaseTimeline:
    """A case with those of its events that are known, by number."""

    facts: CaseFacts
    marks: Mapping[int, EventFacts]

    def before(self, seq: int) -> Iterator[EventFacts]:
        """The events before one, in order."""
        return (self.marks[number] for number in sorted(self.marks) if number < seq)


def fold(
    stories: Mapping[str, CaseTimeline], logged: Iterable[tuple[str, int]], calendar: Calendar
) -> dict[str, Cells]:
    """The counts of some events (tracking id and number), by local month such as `2026-11`. What a log names twice
    counts once; what it names and nobody knows counts nothing."""
    months: dict[str, Cells] = {}
    for tracking_id, seq in sorted(set(logged)):
        story = stories.get(tracking_id)
        mark = story.marks.get(seq) if story else None
        if story is None or mark is None:
            continue
        month = calendar.local_date(mark.at).isoformat()[:7]
        cells = months.setdefault(month, {})
        for measure, bucket, agency in _measured(story, mark, calendar):
            for cell in _cells(story.facts, agency, measure):
                cells.setdefault(cell, {}).setdefault(measure, Counter())[bucket] += 1
    return {month: cells for month, cells in months.items() if cells}


def merged(parts: Iterable[Mapping[Cell, Tally]]) -> Cells:
    """The sum of several counts."""
    total: Cells = {}
    for part in parts:
        for cell, tally in part.items():
            add(total.setdefault(cell, {}), tally)
    return total


def add(to: Tally, more: Mapping[str, Mapping[int, int]]) -> None:
    """Add one tally to another."""
    for measure, histogram in more.items():
        to.setdefault(measure, Counter()).update(histogram)


def count(tally: Mapping[str, Mapping[int, int]], measure: str) -> int:
    """How many there are of a measure."""
    return sum(tally.get(measure, {}).values())


def median(histogram: Mapping[int, int]) -> float | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    size = sum(histogram.values())
    if size == 0:
        return None
    return (_nth(histogram, (size - 1) // 2) + _nth(histogram, size // 2)) / 2


def mean(histogram: Mapping[int, int]) -> float | None:
    """The mean value; None of nothing."""
    size = sum(histogram.values())
    return sum(value * times for value, times in histogram.items()) / size if size else None


def _nth(histogram: Mapping[int, int], index: int) -> int:
    passed = 0
    for value in sorted(histogram):
        passed += histogram[value]
        if passed > index:
            return value
    raise AssertionError("the index lies within the histogram")


def _cells(facts: CaseFacts, agency: str | None, measure: str) -> Iterator[Cell]:
    region = facts.region or ""
    yield Cell("region", ancestor(region, 2) or region, facts.hidden)
    yield Cell("category", facts.category or "", facts.hidden)
    # Nobody holds a report at the moment of its filing; for an office its arrival counts.
    if measure != "filed":
        yield Cell("agency", agency or "", facts.hidden)


def _measured(story: CaseTimeline, mark: EventFacts, calendar: Calendar) -> Iterator[tuple[str, int, str | None]]:
    """What one event adds: measure, bucket and office."""
    if mark.kind == "filed":
        yield "filed", 0, None
    if mark.to:
        yield "routed", 0, mark.to
    if mark.kind not in HISTORY:
        return
    before = list(story.before(mark.seq))
    kinds = {each.kind for each in before}
    days = (calendar.local_date(mark.at) - calendar.local_date(story.facts.filed_at)).days
    holder = _holder(before)
    if mark.kind == "responded" and "responded" not in kinds:
        yield "answered", days, mark.by or holder
        if "breached" not in kinds:
            yield "in_time", 0, mark.by or holder
    elif mark.kind in _CLOSINGS:
        yield "closed", days, holder
    elif mark.kind == "breached":
        yield "breached", 0, mark.held_by or holder
    elif mark.kind == "rated" and "rated" not in kinds:
        yield "rated", mark.stars, holder


def _holder(before: list[EventFacts]) -> str | None:
    return next((mark.to for mark in reversed(before) if mark.to), None)
