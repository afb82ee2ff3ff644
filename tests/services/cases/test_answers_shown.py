"""An answer about a repair says whether a photo shows it, and why not; no answer is refused for want of one."""

from dataclasses import replace

import pytest

from chalicelib.domain.attachments import repair_photos
from chalicelib.domain.cases import commands, lifecycle, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM, Role
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases.filing import Filed
from tests.support.world import ROAD, World

DONE = "Kami tambal lubang itu pada 3 Desember 2026."


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def accepted(world: World) -> Filed:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    return filed


def said(world: World, filed: Filed) -> object:
    return world.cases.load_history(filed.case.id).events[-1].data.get(repair_photos.PHOTO)


def photo_from(world: World, filed: Filed, by: Role, agency: str | None = None) -> None:
    number = world.case(filed).version + 1
    facts = {"attachment": f"A{number}", "picture": "ab" * 32, "bytes": 1, "by": str(by)}
    event = lifecycle.decide(
        world.case(filed), Command.ATTACH, SYSTEM, facts=facts | ({"agency": agency} if agency else {})
    )
    world.services.event_writer.write(world.case(filed), event, SYSTEM, world.now)


def respond(world: World, filed: Filed, photo: str | None = None, note: str = DONE) -> None:
    case = world.case(filed)
    answer = commands.Respond(note, photo=photo)
    world.services.casework.perform(answer, case.id, case.version, world.officer(case.agency or ""), world.now)


@pytest.mark.parametrize("photo", [None, *repair_photos.SAID])
def test_without_a_photo_the_answer_says_why_or_that_there_is_none(
    world: World, accepted: Filed, photo: str | None
) -> None:
    respond(world, accepted, photo)
    assert said(world, accepted) == (photo or repair_photos.MISSING)


def test_a_photo_of_the_office_goes_before_what_is_said(world: World, accepted: Filed) -> None:
    photo_from(world, accepted, Role.OFFICER, world.case(accepted).agency)
    respond(world, accepted, "unsafe")
    assert said(world, accepted) == repair_photos.SHOWN


@pytest.mark.parametrize(("by", "agency"), [(Role.REPORTER, None), (Role.OFFICER, "64.08-dlh")])
def test_the_photo_of_the_reporter_or_of_another_office_shows_no_repair(
    world: World, accepted: Filed, by: Role, agency: str | None
) -> None:
    photo_from(world, accepted, by, agency)
    respond(world, accepted)
    assert said(world, accepted) == repair_photos.MISSING


def test_after_a_reopening_the_old_photo_shows_nothing(world: World, accepted: Filed) -> None:
    photo_from(world, accepted, Role.OFFICER, world.case(accepted).agency)
    respond(world, accepted)
    reopens = reporter_commands.Reply("Lubangnya muncul lagi.", resolved=False)
    world.services.reporter.perform(reopens, accepted.case.id, accepted.receipt.secret, world.now)
    respond(world, accepted, note="Kami tambal lubang itu lagi pada 9 Desember 2026.")
    assert said(world, accepted) == repair_photos.MISSING


def test_a_draft_is_published_with_the_photo_that_has_come_meanwhile(world: World, accepted: Filed) -> None:
    case = world.case(accepted)
    officer = world.officer(case.agency or "")
    draft = commands.DraftResponse(DONE, photo="follows")
    world.services.casework.perform(draft, case.id, case.version, officer, world.now)
    assert said(world, accepted) == "follows"
    photo_from(world, accepted, Role.OFFICER, case.agency)
    world.do(accepted, Command.RESPOND, note="")
    assert said(world, accepted) == repair_photos.SHOWN


def test_no_other_reason_counts_and_nothing_but_a_repair_has_one(world: World, accepted: Filed) -> None:
    with pytest.raises(InvalidInput) as other:
        respond(world, accepted, "lazy")
    assert [(each.field, each.code) for each in other.value.errors] == [("/photo", "unknown_choice")]
    project = world.file_and_route(replace(ROAD, category="proyek-mangkrak"))
    world.do(project, Command.ACCEPT)
    with pytest.raises(InvalidInput) as wrong:
        respond(world, project, "planned")
    assert [(each.field, each.code) for each in wrong.value.errors] == [("/photo", "unknown_field")]
    respond(world, project)
    assert said(world, project) is None
