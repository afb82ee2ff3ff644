"""Disclosure: which counts may be published without revealing a person.

Public reports are each on the public record, so a table of them reveals nothing new. Secret and sensitive ones are not:
whoever subtracts the public ones from a table learns how many hidden ones are in a cell. They are therefore
counted only where at least `SMALLEST` of them are, and where no suppressed cell follows from the total or from
another cell (complementary suppression; Statistical Policy Working Paper 22 of the Federal Committee on Statistical
Methodology). The limit is that of the US Centers for Medicare and Medicaid Services: no cell of 1 to 10, and no figure
that such a cell can be computed from.
"""

from collections.abc import Mapping

from chalicelib.domain.statistics.counts import DIMENSIONS, MEASURES, Cell, Cells, Tally, add, count

SMALLEST = 11
"""The fewest hidden reports of a cell that are counted in it."""

_GUARDED_WITH = {"in_time": "answered", "copied": "responses", "shown": "repairs"}
"""A measure that describes the reports of another measure is published where that one is."""

Table = dict[tuple[str, str], Tally]
"""Dimension and key -> counts that may be published; ("total", "") is the sum."""


def publish(cells: Mapping[Cell, Tally], *, finished: bool) -> Table:
    """The counts of a month that may be published. Hidden reports are counted only once the month is `finished`: a
    figure that grows by one from one hour to the next reveals one report."""
    table: Table = {("total", ""): {}}
    for cell, tally in cells.items():
        # Changes of what is open are published as what is open (`publish_open`).
        happened = {measure: histogram for measure, histogram in tally.items() if measure in MEASURES}
        if not cell.hidden and happened:
            add(table.setdefault((cell.dimension, cell.key), {}), happened)
            if cell.dimension == "region":
                add(table["total", ""], happened)
    if finished:
        _add_hidden(table, {cell: tally for cell, tally in cells.items() if cell.hidden})
    return table


def publish_open(cells: Mapping[Cell, Tally]) -> Table:
    """The open reports, of which only public ones are counted."""
    table: Table = {("total", ""): {}}
    for cell, tally in cells.items():
        add(table.setdefault((cell.dimension, cell.key), {}), tally)
        if cell.dimension == "region":
            add(table["total", ""], tally)
    return table


def _add_hidden(table: Table, hidden: Cells) -> None:
    total: Tally = {}
    for cell, tally in hidden.items():
        if cell.dimension == "region":
            add(total, tally)
    for measure in MEASURES:
        guarding = _GUARDED_WITH.get(measure, measure)
        if count(total, guarding) < SMALLEST:
            continue
        _add(table, ("total", ""), measure, total)
        for dimension in DIMENSIONS:
            counts = {cell.key: count(tally, guarding) for cell, tally in hidden.items() if cell.dimension == dimension}
            for key in publishable_keys(counts):
                _add(table, (dimension, key), measure, hidden[Cell(dimension, key, True)])


def _add(table: Table, place: tuple[str, str], measure: str, tally: Tally) -> None:
    if measure in tally:
        add(table.setdefault(place, {}), {measure: tally[measure]})


def publishable_keys(counts: Mapping[str, int]) -> set[str]:
    """The keys of a table whose counts may be published together with the table's total. What is suppressed is nothing,
    or at least `SMALLEST` reports over at least two cells: whatever is suppressed is small itself, or was suppressed
    because something small was."""
    shown = {key for key, number in counts.items() if number >= SMALLEST}
    while shown:
        suppressed = sum(number for key, number in counts.items() if key not in shown)
        if suppressed == 0 or suppressed >= SMALLEST:
            break
        shown.remove(min(shown, key=lambda key: (counts[key], key)))
    return shown
