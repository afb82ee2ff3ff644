"""A page is told of each command of the role, and the office is read only for answers."""

from dataclasses import replace

from chalicelib.domain.cases.commands import NAMES, Command
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.errors import ApprovalNeeded
from tests.support.world import World

ROADS = "64.08-pupr"


def test_every_command_of_the_role_is_there_and_no_other() -> None:
    world = World()
    case, officer = world.case(world.file_and_route()), world.officer(ROADS)
    answers = world.services.possible_actions.on(case, officer)
    assert set(answers) == {each for each in NAMES.values() if officer.role in RULES[each].roles}
    assert answers[Command.ACCEPT] is None


def test_an_office_of_two_persons_is_known_by_its_line_in_the_directory() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    answers = world.services.possible_actions.on(world.case(filed), world.officer(ROADS))
    assert answers[Command.RESPOND] is None
    world.directory.offices[ROADS] = replace(world.directory.offices[ROADS], two_person=True)
    answers = world.services.possible_actions.on(world.case(filed), world.officer(ROADS))
    assert isinstance(answers[Command.RESPOND], ApprovalNeeded)
