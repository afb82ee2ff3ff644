"""What the chain seals, as vectors: cases that were filed years ago must still verify. The page meets the same ones
(`web/src/case/hash_chain.test.ts`)."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.cases import filing_seal, hash_chain, integrity
from chalicelib.domain.cases.fold import fold
from chalicelib.domain.cases.model import FLAGS, GENESIS, REDACTED, Actor, Case, Content, Event, Filing, Role
from chalicelib.domain.timestamps import from_text

HISTORIES = json.loads((Path(__file__).parents[2] / "vectors" / "histories.json").read_text())["histories"]
OF_EACH_FORMAT = pytest.mark.parametrize("vector", HISTORIES, ids=lambda vector: f"format {vector['format']}")


def content_of(vector: dict[str, Any]) -> Content:
    fields = vector["content"]
    changed = {
        "region_path": tuple(fields["region_path"]),
        "incident_date": date.fromisoformat(fields["incident_date"]),
        "salt": bytes.fromhex(fields["salt"]),
    }
    return Content(**(fields | changed))


def event_of(fields: dict[str, Any]) -> Event:
    changed = {
        "at": from_text(fields["at"]),
        "actor": Actor(**(fields["actor"] | {"role": Role(fields["actor"]["role"])})),
        "salt": bytes.fromhex(fields["salt"]),
        "hash": bytes.fromhex(fields["hash"]),
    }
    return Event(**(fields | changed))


def history_of(vector: dict[str, Any]) -> tuple[Case, Content, tuple[Event, ...]]:
    fields = vector["filing"]
    changed: dict[str, Any] = {
        "filed_at": from_text(fields["filed_at"]),
        "secret_hash": bytes.fromhex(fields["secret_hash"]),
        "content_mac": bytes.fromhex(fields["content_mac"]),
    }
    changed |= {flag: flag in fields["flags"] for flag in FLAGS}
    filing = Filing(**{name: value for name, value in (fields | changed).items() if name != "flags"})
    events = tuple(event_of(each) for each in vector["events"])
    return fold(filing, events), content_of(vector), events


@OF_EACH_FORMAT
def test_each_format_seals_what_it_always_sealed(vector: dict[str, Any]) -> None:
    case, content, events = history_of(vector)
    previous = GENESIS
    for event, link in zip(events, vector["view"]["proof"], strict=True):
        assert hash_chain.hashed_text(case.id, event, previous) == link["sealed"]
        assert hash_chain.digest(case.id, event, previous) == event.hash
        previous = event.hash
    assert integrity.find_alterations(case, content, events) == []


@OF_EACH_FORMAT
def test_the_commitment_to_what_was_filed_never_changes(vector: dict[str, Any]) -> None:
    """A part that is added later is sealed only where it is given: otherwise no earlier case verifies any more."""
    case, content, events = history_of(vector)
    if vector["format"] == 1:
        assert filing_seal.commit_content(content) == events[0].data["content"]
    else:
        assert filing_seal.facts(case.filing, content) == events[0].data


def test_an_event_written_now_is_of_the_newest_format() -> None:
    case, _, events = history_of(HISTORIES[-1])
    last = events[-1]
    named = {"kind": last.kind, "at": last.at, "actor": last.actor, "salt": last.salt, "note": last.note}
    again = hash_chain.seal(case.id, last.seq, events[-2].hash, **named, command_id=last.command_id)
    assert again == last
    assert again.format == hash_chain.FORMAT


def test_an_earlier_format_cannot_follow_a_later_one() -> None:
    """It would seal less: whoever adds an event could say so of the old kind."""
    case, _, events = history_of(HISTORIES[-1])
    unsealed = replace(events[-1], format=1)
    lower = replace(unsealed, hash=hash_chain.digest(case.id, unsealed, events[-2].hash))
    assert hash_chain.first_broken(case.id, (*events[:-1], lower)) == lower.seq


@OF_EACH_FORMAT
def test_a_removed_note_takes_its_salt_along_and_the_chain_stays_whole(vector: dict[str, Any]) -> None:
    case, _, events = history_of(vector)
    removed = hash_chain.without_note(events[-1])
    assert removed.note == REDACTED
    assert hash_chain.note_salt(events[-1]) not in (removed.salt, hash_chain.note_salt(removed))
    assert events[-1].salt != removed.salt
    assert hash_chain.digest(case.id, removed, events[-2].hash) == removed.hash
    assert hash_chain.without_note(removed) == removed
    redacted = hash_chain.seal(
        case.id, 4, removed.hash, kind="redacted", at=datetime.fromisoformat("2026-11-27T02:00:00Z"),
        actor=Actor(Role.ADMIN), salt=b"s" * 16, data={"part": "note", "seq": 3},
    )  # fmt: skip
    assert hash_chain.first_broken(case.id, (*events[:-1], removed, redacted)) is None
    assert hash_chain.first_broken(case.id, (*events[:-1], removed)) == 3


@pytest.mark.parametrize("part", ["title", "text", "place", "point", "incident_date"])
def test_a_removed_part_takes_its_salt_along_and_the_others_stay_verifiable(part: str) -> None:
    case, content, _ = history_of(HISTORIES[-1])
    before = filing_seal.commitments(case.filing, content)
    after = filing_seal.without(part, case.filing, content)
    filing = replace(case.filing, title=REDACTED) if part == "title" else case.filing
    assert filing_seal.is_removed(part, filing, after)
    assert filing_seal.commitments(filing, after) == before
    assert after.commitments == {part: before[part]}
    assert filing_seal.salts(content)[part] not in after.salt
    assert filing_seal.without(part, filing, after) == after


def test_what_a_public_opening_holds_does_not_open_what_was_not_shown() -> None:
    """The salt of an event that is given out is not the one of its note, nor does it tell which key was used."""
    case, _, events = history_of(HISTORIES[-1])
    facts = json.loads(hash_chain.hashed_text(case.id, events[-1], events[-2].hash))
    given = bytes.fromhex(facts["salt"])
    assert facts["key"] not in (events[-1].actor.key, hash_chain.commit(given, events[-1].actor.key or ""))
    assert facts["note"] != hash_chain.commit(given, events[-1].note)
    assert given not in (events[-1].salt, hash_chain.note_salt(events[-1]))
