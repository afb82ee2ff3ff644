"""Who may ask for an office's cases, and for the lists of the overseers."""

import pytest

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed, UnknownAgency
from chalicelib.services.access import authorization
from chalicelib.services.access.authorization import require_office, require_reader

OFFICE = "64.08-pupr"


def actor(role: Role, agency: str = OFFICE) -> Actor:
    return Actor(role, agency)


def test_overseers_and_coordinators_read_the_lists_of_what_was_late() -> None:
    assert set(authorization.READS_LISTS) == {Role.COORDINATOR, *authorization.OVERSEES}

    assert set(authorization.OVERSEES) == {
        Role.AUDITOR,
        Role.OVERSEER,
        Role.OVERSEER_KEMENPANRB,
        Role.OVERSEER_KSP,
        Role.OVERSEER_OMBUDSMAN,
        Role.ADMIN,
    }


@pytest.mark.parametrize("required", [require_office, require_reader])
def test_an_office_asks_for_its_own_cases_and_another_for_none(required: object) -> None:
    assert callable(required)
    required(actor(Role.OFFICER), OFFICE)
    with pytest.raises(NotYourCase) as caught:
        required(actor(Role.OFFICER, "64.08-dlh"), OFFICE)
    assert caught.value.holder == OFFICE


def test_an_overseer_asks_about_an_office_and_may_not_see_all_of_it() -> None:
    require_reader(actor(Role.OVERSEER_OMBUDSMAN, "00-ori"), OFFICE)
    with pytest.raises(NotYourCase):
        require_office(actor(Role.OVERSEER_OMBUDSMAN, "00-ori"), OFFICE)


@pytest.mark.parametrize("required", [require_office, require_reader])
def test_no_office_has_such_an_id_and_an_application_speaks_for_none(required: object) -> None:
    assert callable(required)
    with pytest.raises(UnknownAgency) as unknown:
        required(actor(Role.ADMIN), f"{OFFICE}/../x")
    assert unknown.value.agency_id == f"{OFFICE}/../x"
    with pytest.raises(RoleNotAllowed) as refused:
        required(actor(Role.APPLICATION), OFFICE)
    assert refused.value.role is Role.APPLICATION
    assert Role.OFFICER in refused.value.allowed
    assert Role.APPLICATION not in refused.value.allowed
