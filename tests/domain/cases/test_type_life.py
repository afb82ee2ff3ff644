"""What each type of report alone can do, and what the events of its life change."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.cases import lifecycle, type_life
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import TYPES, Actor, Role, Status
from chalicelib.domain.errors import NotExtendable, NotInThisStatus, NotThisType
from tests.support.case_states import event, worked_on

OFFICER = Actor(Role.OFFICER, "64.08-pupr", "PUPR", "KEY")
OWN = {Command.THANK: "praise", Command.EXTEND: "information_request", Command.PLAN: "aspiration"}


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("command", OWN)
def test_a_command_of_one_type_is_refused_on_every_other(command: Command, type_: str) -> None:
    case = worked_on(type=type_, answered=False)
    if OWN[command] == type_:
        assert lifecycle.check(case, command, OFFICER).event
        return
    with pytest.raises(NotThisType) as refused:
        lifecycle.check(case, command, OFFICER)
    assert (refused.value.type, refused.value.only) == (type_, OWN[command])


def test_an_answer_is_put_off_once_and_not_after_it_was_given() -> None:
    request = worked_on(type="information_request", answered=False)
    extended = type_life.after(request, event("extended"))
    assert extended.extended
    for case in (extended, replace(request, answered=True)):
        with pytest.raises(NotExtendable):
            type_life.check(case, Command.EXTEND)


@pytest.mark.parametrize("kind", ["reopened", "appealed", "objected", "retyped"])
def test_an_answer_that_is_owed_anew_has_its_own_days(kind: str) -> None:
    assert not type_life.after(worked_on(type="information_request", extended=True), event(kind)).extended


@pytest.mark.parametrize("kind", ["responded", "breached", "reopened", "appealed", "objected", "retyped", "referred"])
def test_a_plan_ends_with_its_outcome_or_its_breach(kind: str) -> None:
    assert type_life.after(worked_on(planned=date(2027, 1, 20)), event(kind)).planned is None


def test_a_sign_of_life_leaves_the_plan_and_the_next_round_replaces_it() -> None:
    planned = worked_on(type="aspiration", planned=date(2027, 1, 20))
    assert type_life.after(planned, event("progressed")) == planned
    again = type_life.after(planned, event("planned", said={"on": "2028-01-20"}))
    assert again == replace(planned, planned=date(2028, 1, 20))


@pytest.mark.parametrize("command", [Command.REOPEN, Command.APPEAL, Command.OBJECT])
def test_whoever_contests_praise_complains(command: Command) -> None:
    assert type_life.contested(worked_on(type="praise"), command) == {"type": "complaint"}
    assert type_life.contested(worked_on(type="aspiration"), command) == {}
    assert type_life.contested(worked_on(type="praise"), Command.REPLY) == {}


@pytest.mark.parametrize("kind", ["reopened", "appealed", "objected", "retyped"])
def test_an_event_decides_as_what_the_case_goes_on(kind: str) -> None:
    assert type_life.after(worked_on(type="praise"), event(kind, said={"type": "complaint"})).type == "complaint"


def test_a_fact_of_the_same_name_in_another_event_decides_nothing() -> None:
    assert type_life.after(worked_on(type="praise"), event("attached", said={"type": "image/jpeg"})).type == "praise"


@pytest.mark.parametrize("status", list(Status))
def test_the_reporter_corrects_the_type_until_somebody_has_acted(status: Status) -> None:
    untouched = worked_on(status=status, verify_open=True)
    if status in (Status.RECEIVED, Status.TRIAGE, Status.ROUTED):
        type_life.check_reporters_correction(untouched)
        with pytest.raises(NotInThisStatus):
            type_life.check_reporters_correction(replace(untouched, verify_open=False))
    else:
        with pytest.raises(NotInThisStatus):
            type_life.check_reporters_correction(untouched)
