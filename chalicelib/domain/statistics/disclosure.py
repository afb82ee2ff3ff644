"""Which counts may be told without telling of a person.

Public reports are each on the public record, so a table of them reveals nothing. Secret and sensitive ones are not:
whoever subtracts the public ones from a table learns how many of the others there are in a cell. They are therefore
counted only where at least `SMALLEST` of them are, and where no cell that is left out follows from the total or from
another cell (complementary suppression; Statistical Policy Working Paper 22 of the Federal Committee on Statistical
Methodology). The limit is that of the US Centers for Medicare and Medicaid Services: no cell of 1 to 10, and no figure
that such a cell can be computed from.
"""

from collections.abc import Iterable, Mapping

from chalicelib.domain.statistics.counts import DIMENSIONS, MEASURES, Cell, Cells, Tally, add, count

SMALLEST = 11
"""How many hidden reports a cell holds at least for them to be counted in it."""

TOTAL = Cell("total", "", False)

_GUARDED_WITH = {"in_time": "answered"}
"""A measure that describes the reports of another one is told where that one is."""

Table = dict[tuple[str, str], Tally]
"""Dimension and key -> what may be told; ("total", "") is the sum."""


def publish(cells: Mapping[Cell, Tally], *, finished: bool) -> Table:
    """What may be told of a month. Hidden reports are counted only once the month is `finished`: a figure that grows by
    one from one hour to the next tells of one report."""
    table: Table = {("total", ""): {}}
    for cell, tally in cells.items():
        if not cell.hidden:
            add(table.setdefault((cell.dimension, cell.key), {}), tally)
            if cell.dimension == "region":
                add(table["total", ""], tally)
    if finished:
        _add_hidden(table, {cell: tally for cell, tally in cells.items() if cell.hidden})
    return table


def _add_hidden(table: Table, hidden: Cells) -> None:
    total: Tally = {}
    for cell, tally in hidden.items():
        if cell.dimension == "region":
            add(total, tally)
    for measure in MEASURES:
        guard = _GUARDED_WITH.get(measure, measure)
        if count(total, guard) < SMALLEST:
            continue
        _add(table, ("total", ""), measure, total)
        for dimension in DIMENSIONS:
            counts = {cell.key: count(tally, guard) for cell, tally in hidden.items() if cell.dimension == dimension}
            public = {key for of, key in table if of == dimension}
            for key in told(counts, public):
                _add(table, (dimension, key), measure, hidden[Cell(dimension, key, True)])


def _add(table: Table, place: tuple[str, str], measure: str, tally: Tally) -> None:
    if measure in tally:
        add(table.setdefault(place, {}), {measure: tally[measure]})


def told(counts: Mapping[str, int], others: Iterable[str] = ()) -> set[str]:
    """The keys of a table whose counts may be told together with the table's total. What is left out is nothing, or at
    least `SMALLEST` reports over at least two cells; `others` are cells that everybody knows of and that hold none."""
    shown = {key for key, number in counts.items() if number >= SMALLEST}
    every = {key for key, number in counts.items() if number} | set(others)
    while shown:
        rest = sum(number for key, number in counts.items() if key not in shown)
        if rest == 0 or (rest >= SMALLEST and len(every - shown) > 1):
            break
        shown.remove(min(shown, key=lambda key: (counts[key], key)))
    return shown
