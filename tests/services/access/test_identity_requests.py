"""Who may ask for a reporter's identity: of an accusation only the inspectorate that is competent for it."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import IdentityProtected
from chalicelib.services.access.identity_requests import require_asker
from tests.support.world import KALTIM, ROAD, World

WORKS, INSPECTORS = "64.08-pupr", "64.08-inspektorat"


def may_ask(category: str | None, holder: str, asker: Actor, anonymous: bool = False) -> bool:
    world = World()
    case = world.case(world.file_and_route(replace(ROAD, anonymous=anonymous)))
    case = replace(case, agency=holder, category=category)
    try:
        require_asker(KALTIM, case, asker)
    except IdentityProtected:
        return False
    return True


@pytest.mark.parametrize(
    ("category", "holder", "asker", "allowed"),
    [
        ("jalan-rusak", WORKS, Actor(Role.OFFICER, WORKS), True),
        ("jalan-rusak", WORKS, Actor(Role.COORDINATOR, "64.08-diskominfo"), True),
        ("jalan-rusak", WORKS, Actor(Role.OFFICER, "64.08-dlh"), False),
        ("jalan-rusak", WORKS, Actor(Role.AUDITOR, "64.08-inspektorat"), False),
        (None, WORKS, Actor(Role.OFFICER, WORKS), True),
        (None, WORKS, Actor(Role.COORDINATOR, "64.08-diskominfo"), True),
        ("pungli", INSPECTORS, Actor(Role.OFFICER, INSPECTORS), True),
        ("pungli", INSPECTORS, Actor(Role.COORDINATOR, "64.08-diskominfo"), False),
        ("pungli", INSPECTORS, Actor(Role.COORDINATOR, INSPECTORS), False),
        ("pungli", "64.08-dlh", Actor(Role.OFFICER, "64.08-dlh"), False),
        ("pungli", WORKS, Actor(Role.OFFICER, WORKS), False),
        ("pungli", "64.09-inspektorat", Actor(Role.OFFICER, "64.09-inspektorat"), False),
    ],
)
def test_who_may_ask(category: str | None, holder: str, asker: Actor, allowed: bool) -> None:
    assert may_ask(category, holder, asker) is allowed


def test_nobody_asks_for_one_who_is_anonymous() -> None:
    assert not may_ask("jalan-rusak", WORKS, Actor(Role.OFFICER, WORKS), anonymous=True)
