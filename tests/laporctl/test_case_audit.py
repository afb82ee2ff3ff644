"""What `laporctl verify` finds when somebody has written into the table."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTED, Status
from chalicelib.services.ports.case_store import CaseHistory
from laporctl.case_audit import find_alterations, verdict_on
from tests.domain.cases.test_hash_chain import HISTORIES, history_of
from tests.support.world import World


@pytest.fixture
def history() -> CaseHistory:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    return world.cases.load_history(filed.case.id)


def test_an_untouched_case_is_whole(history: CaseHistory) -> None:
    assert find_alterations(history) == []
    assert verdict_on(history) == "whole"


def test_a_case_from_before_the_facts_were_sealed_is_told_apart() -> None:
    earlier = CaseHistory(*history_of(HISTORIES[0]))
    assert find_alterations(earlier) == []
    assert verdict_on(earlier).startswith("whole; filed before these were sealed: title, anonymous, secret")


def test_emptied_flags_are_found(history: CaseHistory) -> None:
    case = replace(history.case, filing=history.case.filing.with_flags(["anonymous"]))
    assert find_alterations(replace(history, case=case)) == ["the state does not follow from the events"]


def test_a_redacted_case_is_whole() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.REDACT, by=world.coordinator("64.08-diskominfo"), part="text")
    assert find_alterations(world.cases.load_history(filed.case.id)) == []


def test_an_altered_event_is_found(history: CaseHistory) -> None:
    events = (history.events[0], replace(history.events[1], note="lain"), history.events[2])
    assert find_alterations(replace(history, events=events)) == ["the chain breaks at event 2"]


def test_a_missing_last_event_is_found(history: CaseHistory) -> None:
    assert find_alterations(replace(history, events=history.events[:-1])) == [
        "events are missing at the end of the chain"
    ]


def test_an_altered_state_is_found(history: CaseHistory) -> None:
    case = replace(history.case, status=Status.CLOSED)
    assert find_alterations(replace(history, case=case)) == ["the state does not follow from the events"]


def test_altered_words_are_found(history: CaseHistory) -> None:
    for text in ("Jalan mulus", REDACTED):
        content = replace(history.content, text=text)
        assert find_alterations(replace(history, content=content)) == [
            "the citizen's words are not those that were filed"
        ]
