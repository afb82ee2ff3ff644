"""Entries of the ledger of erasures."""

import pytest

from chalicelib.domain.cases.erasure_record import RECORDED, ErasureRecord, parse_line, record_of, to_line
from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.model import REPORTER, Event
from tests.support.world import MONDAY

RECORD = ErasureRecord("KI-N4MY-SXYG-J405-C", 7, "erased", MONDAY, {"removed": "title text", "notes": "3 5"})


def test_an_entry_holds_the_facts_of_its_event_and_not_its_words() -> None:
    event = Event(7, "erased", MONDAY, REPORTER, "Nama saya Ani.", dict(RECORD.facts), b"hash", b"salt")
    assert record_of(RECORD.tracking_id, event) == RECORD
    assert "Ani" not in to_line(record_of(RECORD.tracking_id, event))


def test_an_entry_is_one_line_and_is_read_back() -> None:
    assert "\n" not in to_line(RECORD)
    assert parse_line(to_line(RECORD)) == RECORD


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"tracking_id":"KI"}', "null"])
def test_a_line_that_is_no_entry_is_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_line(line)


def test_the_kinds_that_have_an_entry_are_kinds_of_events() -> None:
    assert set(EVENT_KINDS) >= RECORDED
