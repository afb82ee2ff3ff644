"""Whoever alters anything that is stored of a case is found out, whichever field it is."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import filing_seal, integrity
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import FLAGS, REDACTED, Actor, Case, Content, Event, Filing, Role, Status
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.storage import mapping
from chalicelib.storage.models import Endpoint, bind
from tests.domain.cases.test_hash_chain import HISTORIES, history_of
from tests.support.loops import at_least_one
from tests.support.world import ROAD, World

SEALED_FILING = {
    "id": "in the hash of every event",
    "type": "data of the first event",
    "title": "a part",
    "category": "data of the first event",
    "region": "data of the first event",
    "filed_at": "data of the first event",
    "policy": "data of the first event",
    "anonymous": "flags in the data of the first event",
    "secret": "flags in the data of the first event",
    "sensitive": "flags in the data of the first event, and `sensitive` in that of a later one",
    "secret_hash": "the part `receipt`",
    "content_mac": "the part `receipt`",
}
SEALED_CONTENT = {
    "text": "a part",
    "place": "a part",
    "region_path": "a part",
    "lat": "the part `point`",
    "lon": "the part `point`",
    "incident_date": "a part",
    "salt": "another salt opens nothing",
    "commitments": "only of parts that an event says were removed",
}
SEALED_EVENT = {
    "seq": "hashed",
    "kind": "hashed",
    "at": "hashed",
    "actor": "hashed",
    "note": "its commitment is hashed",
    "data": "hashed",
    "salt": "a salt derived from it is hashed",
    "hash": "in the next event, and in the state",
    "command_id": "its commitment is hashed",
    "committed": "hashed in the place of a note, and an event must say that the note was removed",
    "format": "hashed",
}
SEALED_ACTOR = {
    "role": "hashed",
    "agency": "hashed",
    "name": "hashed",
    "key": "its commitment is hashed",
}
UNSEALED_ACTOR = {"categories": "the limits of a grant: no event keeps them, and no decision reads them from one"}
INDEX_KEYS = {"agency_pk", "agency_sk", "clock_pk", "clock_sk", "log_pk", "log_sk", "due_at"}
"""Stored beside the model and not sealed: they follow from the state at each write. A timer is held against the state
before it fires. Lists decide by the state alone who sees a line, and a queue by the copy of the flags in its index:
they cannot ask the chain without reading every case whole."""


@pytest.fixture(scope="module")
def history() -> CaseHistory:
    """A case with some of everything."""
    world = World()
    filed = world.file_and_route(replace(ROAD, anonymous=True, incident_date=date(2026, 11, 20), lat=0.5, lon=117.5))
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.PROGRESS)
    world.do(filed, Command.REDACT, by=world.coordinator("64.08-diskominfo"), part="place")
    return world.cases.load_history(filed.case.id)


def altered(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, Status | Tier | Role):
        return next(other for other in type(value) if other != value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, datetime | date):
        return value + timedelta(days=1)
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    if isinstance(value, tuple):
        return (*value, "lain")
    if isinstance(value, dict):
        return {**value, "lain": "ab"}
    return f"{value or ''}lain"


OPTIONAL: dict[str, Any] = {"tier": Tier.DESA, "rating": 5, "draft": 2, "promised": date(2027, 1, 1)}


def variants(name: str, value: Any) -> list[Any]:
    return [OPTIONAL[name] if value is None and name in OPTIONAL else altered(value)]


def alterations(shape: type, value: Any) -> list[tuple[str, Any]]:
    """A copy of a value for each of its fields, with this field altered."""
    return [
        (field.name, replace(value, **{field.name: other}))
        for field in fields(shape)
        for other in variants(field.name, getattr(value, field.name))
    ]


def found(history: CaseHistory) -> bool:
    return bool(integrity.find_alterations(history.case, history.content, history.events))


@pytest.mark.parametrize(
    ("shape", "decided"),
    [
        (Filing, SEALED_FILING),
        (Content, SEALED_CONTENT),
        (Event, SEALED_EVENT),
        (Actor, SEALED_ACTOR | UNSEALED_ACTOR),
    ],
)
def test_every_field_is_sealed_or_named_as_unsealed(shape: type, decided: dict[str, str]) -> None:
    """Whoever adds a field decides here whether it is sealed, and seals it in `filing_seal` or `hash_chain`. What a
    case holds beside its filing is the fold of the events."""
    assert {field.name for field in fields(shape)} == decided.keys()


def test_what_is_stored_of_a_state_is_in_the_model_or_named_as_unsealed(history: CaseHistory) -> None:
    tables = bind("complaints", "identities", Endpoint("ap-southeast-3", "http://localhost"))
    row = mapping.case_to_row(tables, history.case, World().services.stack.schedule(history.case))
    modelled = {field.name for shape in (Filing, Case) for field in fields(shape)}
    of_the_filing = {"flags", "filed_type", "filed_category", "filed_region", "filed_title"}
    assert row.attribute_values.keys() - modelled <= INDEX_KEYS | of_the_filing | {"pk", "sk"}


def test_the_untouched_case_is_whole(history: CaseHistory) -> None:
    assert not found(history)
    assert integrity.unsealed(history.events) == ()


@pytest.mark.parametrize("name", SEALED_FILING)
def test_any_altered_field_of_the_filing_is_found(history: CaseHistory, name: str) -> None:
    filing = dict(alterations(Filing, history.case.filing))[name]
    assert found(replace(history, case=replace(history.case, filing=filing)))


@pytest.mark.parametrize("name", [field.name for field in fields(Case) if field.name != "filing"])
def test_any_altered_field_of_the_state_is_found(history: CaseHistory, name: str) -> None:
    assert found(replace(history, case=dict(alterations(Case, history.case))[name]))


@pytest.mark.parametrize("name", SEALED_CONTENT)
def test_any_altered_field_of_the_content_is_found(history: CaseHistory, name: str) -> None:
    assert found(replace(history, content=dict(alterations(Content, history.content))[name]))


@pytest.mark.parametrize("name", SEALED_EVENT)
def test_any_altered_field_of_any_event_is_found(history: CaseHistory, name: str) -> None:
    for position, event in at_least_one(enumerate(history.events)):
        changed = (
            [replace(event, actor=actor) for each, actor in alterations(Actor, event.actor) if each in SEALED_ACTOR]
            if name == "actor"
            else [dict(alterations(Event, event))[name]]
        )
        for other in at_least_one(changed):
            events = (*history.events[:position], other, *history.events[position + 1 :])
            assert found(replace(history, events=events)), (position, name)


@pytest.mark.parametrize("flag", FLAGS)
def test_emptied_flags_are_found(flag: str) -> None:
    """The one write that unmasked an anonymous reporter."""
    case, content, events = history_of(HISTORIES[-1])
    sealed = replace(case.filing, **{flag: True})
    first = replace(events[0], data={**events[0].data, "flags": " ".join(sealed.flags)})
    emptied = replace(case, filing=replace(sealed, **{flag: False}))
    assert integrity.with_sealed_flags(emptied, [first]).filing == sealed
    unmasked = replace(case, filing=replace(case.filing, anonymous=False))
    assert integrity.find_alterations(unmasked, content, events) == ["the state does not follow from the events"]


def test_a_case_that_turned_out_to_be_sensitive_stays_so(history: CaseHistory) -> None:
    routed = replace(history.events[1], data={**history.events[1].data, "sensitive": True})
    seen = integrity.with_sealed_flags(history.case, (history.events[0], routed))
    assert seen.filing.sensitive
    assert integrity.with_sealed_flags(history.case, history.events) is history.case


@pytest.mark.parametrize("part", ["title", "text", "place"])
def test_words_cannot_be_called_redacted_without_an_event(history: CaseHistory, part: str) -> None:
    content = filing_seal.without(part, history.case.filing, history.content)
    redacted = replace(history.case.filing, title=REDACTED) if part == "title" else history.case.filing
    after = replace(history, content=content, case=replace(history.case, filing=redacted))
    assert found(after) is (part != "place")


def test_other_words_cannot_stand_over_a_commitment(history: CaseHistory) -> None:
    assert history.content.commitments.keys() == {"place"}
    assert found(replace(history, content=replace(history.content, place="Kantor bupati")))


def test_what_earlier_cases_did_not_seal_is_told_apart() -> None:
    case, content, events = history_of(HISTORIES[0])
    facts = {"title", *FLAGS, "filed_at", "point", "region_path", "secret_hash", "content_mac"}
    assert set(integrity.unsealed(events)) == facts
    emptied = replace(case, filing=replace(case.filing, anonymous=False))
    assert integrity.find_alterations(emptied, content, events) == []
    other = replace(case, filing=replace(case.filing, type="praise"))
    assert integrity.find_alterations(other, content, events) == ["the state does not follow from the events"]
