"""The place of a hidden case, for those who may know of the case and not read it: its kabupaten or kota, nothing finer.

A village of two thousand people and the day on which one of them complained are as good as a name. A region's code says
where it was, and so do the id and the name of an office below the kabupaten, wherever an event names one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.cases.visibility import shows_words
from chalicelib.domain.geography.regions import AGENCY_ID

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Case, Content, Event

REGENCY = 2
"""The finest level that is told: kabupaten or kota."""

_FINER = re.compile(r"\b(\d\d\.\d\d)\.\d\d(?:\.\d{4})?\b")
_KIND_NAMES = {"rt": "RT", "rw": "RW"}
_NAMES = {
    "to": "to_name",
    "agency": "agency_name",
    "proposed": "proposed_name",
    "recipient": "recipient_name",
    "passed": "passed_name",
}
"""Data of events: an office's id, and where its name stands."""


def names_a_village(text: str) -> bool:
    """Whether a text has a code below the kabupaten: that of a region, or in an office's id."""
    return _FINER.search(text) is not None


def cut_code(text: str) -> str:
    """A text with its region codes cut to the kabupaten or kota: `64.08.01.2001` -> `64.08`."""
    return _FINER.sub(r"\1", text)


def cut_office(agency_id: str, name: str) -> tuple[str, str]:
    """An office's id and name; of one below the kabupaten only where that is and of which kind the office is:
    `64.08-desa`, "Desa"."""
    if not names_a_village(agency_id):
        return agency_id, name
    area, _, rest = cut_code(agency_id).partition("-")
    kind = rest.partition("-")[0]
    return f"{area}-{kind}", _KIND_NAMES.get(kind, kind.capitalize())


def case_as_seen(case: Case, viewer: Actor | None) -> Case:
    """The case as a viewer who may see it is shown it."""
    if shows_words(case, viewer):
        return case
    agency, name = cut_office(case.agency, case.agency_name or "") if case.agency else (None, None)
    return replace(
        case,
        filing=replace(case.filing, region=_cut_or_none(case.filing.region)),
        region=_cut_or_none(case.region),
        agency=agency,
        agency_name=name,
        supporting=tuple(cut_office(each, "")[0] for each in case.supporting),
    )


def cut_head(office: str) -> dict[str, str]:
    """The position of the head of an office below the kabupaten, only by the kind of the office."""
    _, kind = cut_office(office, "")
    return {"position": f"Pimpinan {kind}", "position_en": f"Head of {kind}"}


def content_as_seen(case: Case, content: Content, viewer: Actor | None) -> Content:
    """The place of the case by name, likewise."""
    return content if shows_words(case, viewer) else replace(content, region_path=content.region_path[:REGENCY])


def event_as_seen(case: Case, event: Event, viewer: Actor | None) -> Event:
    """An event of the case, likewise: its actor, and every office and region in its data."""
    if shows_words(case, viewer):
        return event
    actor = event.actor
    if actor.agency:
        agency, name = cut_office(actor.agency, actor.name or "")
        actor = replace(actor, agency=agency, name=name)
    return replace(event, actor=actor, data=_cut_data(event.data))


def _cut_or_none(code: str | None) -> str | None:
    return cut_code(code) if code else code


def _cut_data(data: Mapping[str, str | int | bool]) -> Mapping[str, str | int | bool]:
    cut = {key: _cut_value(value) for key, value in data.items()}
    if data.get("step") == Step.HEAD and names_a_village(str(data.get("office", ""))):
        cut |= cut_head(str(data["office"]))
    for key, name in _NAMES.items():
        if key in data and name in data:
            cut[key], cut[name] = cut_office(str(data[key]), str(data[name]))
    return cut


def _cut_value(value: str | int | bool) -> str | int | bool:
    if not isinstance(value, str):
        return value
    return cut_office(value, "")[0] if AGENCY_ID.fullmatch(value) else cut_code(value)
