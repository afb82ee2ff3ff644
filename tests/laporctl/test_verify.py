"""What `laporctl verify` finds when somebody has written into the table."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTED, Status
from chalicelib.services.ports.case_store import CaseHistory
from laporctl.commands.verify import examine
from tests.support.world import World


@pytest.fixture
def record() -> CaseHistory:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    return world.cases.load_history(filed.case.id)


def test_an_untouched_case_is_whole(record: CaseHistory) -> None:
    assert examine(record) == []


def test_a_redacted_case_is_whole() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.REDACT, by=world.coordinator("64.08-diskominfo"), part="text")
    assert examine(world.cases.load_history(filed.case.id)) == []


def test_an_altered_event_is_found(record: CaseHistory) -> None:
    events = (record.events[0], replace(record.events[1], note="lain"), record.events[2])
    assert examine(replace(record, events=events)) == ["the chain breaks at event 2"]


def test_a_missing_last_event_is_found(record: CaseHistory) -> None:
    assert examine(replace(record, events=record.events[:-1])) == ["events are missing at the end of the chain"]


def test_an_altered_state_is_found(record: CaseHistory) -> None:
    case = replace(record.case, status=Status.CLOSED)
    assert examine(replace(record, case=case)) == ["the state does not follow from the events"]


def test_altered_words_are_found(record: CaseHistory) -> None:
    for text in ("Jalan mulus", REDACTED):
        content = replace(record.content, text=text)
        assert examine(replace(record, content=content)) == ["the citizen's words are not those that were filed"]
