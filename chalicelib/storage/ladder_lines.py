"""The list of late cases that somebody was told about by name: one line a case, put anew at each step. What has ended
since is left out by who reads it, and gone after `KEPT`. And the place of a case on the ladder, as its row keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases import ladder
from chalicelib.domain.cases.rungs import NOT_LATE, Ladder
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.ports.case_store import Page, Standing
from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Event
    from chalicelib.storage.models import Row, Tables

KEPT = timedelta(days=180)
"""Longer than from one step to the next: a case that is still late has a younger line by then."""


def line_of(case: Case, event: Event) -> Standing:
    """The line of a case by the event that told somebody."""
    step, position, english, late = (str(event.data[name]) for name in ("step", "position", "position_en", "late"))
    return Standing(case.id, ladder.area(case), event.at, step, position, english, late)


def line_to_row(tables: Tables, line: Standing) -> Row:
    """The item of a line."""
    return tables.row(
        pk=table_keys.LADDER,
        sk=table_keys.ladder_line(line.area, line.id),
        id=line.id,
        at=line.at,
        agency=line.late,
        kind=line.step,
        data={"id": line.position, "en": line.position_en},
        expires_at=int((line.at + KEPT).timestamp()),
    )


def read(tables: Tables, area: str, limit: int, after: str | None) -> Page[Standing]:
    """One query of the list, of one region and what lies in it, or of all."""
    row = tables.row
    start = {"pk": {"S": table_keys.LADDER}, "sk": {"S": after}} if after else None
    within = row.sk.startswith(area) if area else None
    result = row.query(table_keys.LADDER, within, limit=limit, last_evaluated_key=start)
    lines = tuple(_row_to_line(each) for each in result)
    more = result.last_evaluated_key
    return Page(lines, more["sk"]["S"] if more else None)


def _row_to_line(row: Row) -> Standing:
    position = row.data or {}
    return Standing(row.id, table_keys.area_in(row.sk), row.at, row.kind, position["id"], position["en"], row.agency)


def place_to_text(place: Ladder) -> str | None:
    """The place of a case on the ladder, in one attribute; None for most cases, which were never late."""
    if place == NOT_LATE:
        return None
    since = to_text(place.since) if place.since else ""
    return "|".join((since, place.step, str(int(place.respite)), ",".join(place.offices), str(place.promises)))


def place_in(text: str | None) -> Ladder:
    """The inverse of `place_to_text`: rows from before there was a ladder have none."""
    if not text:
        return NOT_LATE
    since, step, respite, offices, promises = text.split("|")
    late = tuple(filter(None, offices.split(",")))
    return Ladder(from_text(since) if since else None, step, respite == "1", late, int(promises))
