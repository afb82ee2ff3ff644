"""A case does not end by silence before its reporter was told, and by no channel it has a longer time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from chalicelib.domain.cases.visibility import shows_event
from chalicelib.domain.errors import NotInThisStatus, StaleVersion
from chalicelib.services.cases.filing import Filed
from tests.support.world import World


def waiting(world: World, command: Command = Command.RESPOND) -> Filed:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, command)
    return filed


def due(world: World, filed: Filed) -> datetime:
    found = world.stack.schedule(world.case(filed)).citizen_due_at
    assert found
    return found


def open_page(world: World, filed: Filed) -> None:
    history = world.services.reporter.look_up(filed.case.id, None, world.now, filed.receipt.secret)
    world.services.telling.opened(history, world.now)


def by_notice(world: World, filed: Filed) -> None:
    assert world.tell(filed)


@pytest.mark.parametrize("command", [Command.RESPOND, Command.POSTPONE])
@pytest.mark.parametrize("tell", [by_notice, open_page])
def test_the_days_of_silence_begin_when_the_reporter_is_told(
    command: Command, tell: Callable[[World, Filed], None]
) -> None:
    world = World()
    filed = waiting(world, command)
    untold = due(world, filed)
    world.later(days=7)
    tell(world, filed)
    assert world.case(filed).told_at == world.now
    limit = world.stack.policy.limit("autoclose" if command is Command.RESPOND else "answer")
    assert limit
    assert due(world, filed) == limit.expires(world.now, world.stack.calendar) < untold


@pytest.mark.parametrize(("command", "ended"), [(Command.RESPOND, Status.CLOSED), (Command.POSTPONE, Status.ARCHIVED)])
def test_a_reporter_whom_nobody_can_tell_has_thirty_working_days(command: Command, ended: Status) -> None:
    world = World()
    filed = waiting(world, command)
    limit = world.stack.policy.limit("answer/untold")
    assert limit
    assert limit.working_days == 30
    world.now = limit.expires(world.now, world.stack.calendar)
    world.sweep()
    assert world.case(filed).status is not ended
    world.later(seconds=1)
    world.sweep()
    assert world.case(filed).status is ended


def test_telling_again_writes_nothing() -> None:
    world = World()
    filed = waiting(world)
    answered = world.case(filed).version
    assert world.services.telling.delivered(filed.case.id, answered, "mail", world.now)
    told = world.case(filed)
    world.later(days=1)
    assert not world.services.telling.delivered(filed.case.id, answered, "sms", world.now)
    open_page(world, filed)
    assert world.case(filed) == told


def test_a_notice_of_an_earlier_answer_that_arrives_late_does_not_count() -> None:
    world = World()
    filed = waiting(world)
    first = world.case(filed).version
    reply = reporter_commands.Reply("Belum.", False)
    world.services.reporter.perform(reply, filed.case.id, filed.receipt.secret, world.now)
    world.do(filed, Command.RESPOND)
    assert not world.services.telling.delivered(filed.case.id, first, "mail", world.now)
    assert world.case(filed).told_at is None


def test_a_case_that_waits_for_nobody_is_told_of_nothing() -> None:
    world = World()
    filed = world.file_and_route()
    before = world.case(filed)
    open_page(world, filed)
    assert not world.services.telling.delivered(filed.case.id, before.version, "mail", world.now)
    assert world.case(filed) == before


def test_who_answers_an_answer_has_heard_of_it() -> None:
    world = World()
    filed = waiting(world)
    world.later(days=2)
    rating = reporter_commands.Rate(4, "")
    world.services.reporter.perform(rating, filed.case.id, filed.receipt.secret, world.now)
    assert world.case(filed).told_at == world.now
    world.later(days=1)
    reply = reporter_commands.Reply("Masih kami lihat dulu.")
    world.services.reporter.perform(reply, filed.case.id, filed.receipt.secret, world.now)
    assert world.case(filed).told_at == world.now


def test_the_public_does_not_learn_when_the_reporter_looked() -> None:
    world = World()
    filed = waiting(world)
    open_page(world, filed)
    history = world.cases.load_history(filed.case.id)
    told = history.events[-1]
    assert (told.kind, told.data) == ("told", {"told": "page"})
    assert not shows_event(told, history.case, None)
    assert shows_event(told, history.case, world.officer("64.08-pupr"))


def test_the_time_to_object_begins_when_the_reporter_is_told() -> None:
    world = World()
    filed = world.file_and_route()
    world.archive(filed)
    world.later(days=30)
    open_page(world, filed)
    world.later(days=13)
    objection = reporter_commands.Object("Ini jembatan umum.")
    after = world.services.reporter.perform(objection, filed.case.id, filed.receipt.secret, world.now)
    assert after.case.status is Status.TRIAGE


def test_without_being_told_the_time_to_object_ends_after_thirty_working_days() -> None:
    world = World()
    filed = world.file_and_route()
    world.archive(filed)
    world.later(days=60)
    objection = reporter_commands.Object("Ini jembatan umum.")
    with pytest.raises(NotInThisStatus):
        world.services.reporter.perform(objection, filed.case.id, filed.receipt.secret, world.now)


def test_opening_the_page_while_somebody_acts_keeps_nothing_and_shows_the_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    filed = waiting(world)
    history = world.cases.load_history(filed.case.id)

    def lost(*_: Any) -> None:
        raise StaleVersion(history.case.version)

    monkeypatch.setattr(world.cases, "append", lost)
    assert world.services.telling.opened(history, world.now) == history
    with pytest.raises(StaleVersion):
        world.services.telling.delivered(filed.case.id, history.case.version, "mail", world.now + timedelta(hours=1))
