"""What every store of who has which case must do."""

from chalicelib.services.ports.assignee_store import Assignee
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

ROADS, WASTE = "64.08-pupr", "64.08-dlh"
BRIDGE, LAMP = "KI-7F3K-9Q2M-XA0B-C", "KI-N4MY-SXYG-J405-C"


def test_a_case_is_of_whom_it_was_given_last(stores: Stores) -> None:
    given = [Assignee(each, "rina", MONDAY, "budi") for each in (LAMP, BRIDGE)]
    for each in given:
        assert stores.assignees.give(ROADS, each, None)
    assert stores.assignees.give(ROADS, Assignee(LAMP, "sari", MONDAY, "rina"), "rina")
    assert list(stores.assignees.of_office(ROADS, 10)) == [given[1], Assignee(LAMP, "sari", MONDAY, "rina")]
    assert [stores.assignees.person_of(ROADS, each) for each in (BRIDGE, LAMP)] == ["rina", "sari"]


def test_the_second_who_takes_a_case_at_once_is_refused(stores: Stores) -> None:
    assert stores.assignees.give(ROADS, Assignee(LAMP, "rina", MONDAY, "rina"), None)
    for before in (None, "budi"):
        assert not stores.assignees.give(ROADS, Assignee(LAMP, "sari", MONDAY, "sari"), before)
    assert stores.assignees.person_of(ROADS, LAMP) == "rina"


def test_what_was_given_back_is_nobodys_and_can_be_taken(stores: Stores) -> None:
    assert stores.assignees.give(ROADS, Assignee(LAMP, "rina", MONDAY, "rina"), None)
    assert stores.assignees.give(ROADS, Assignee(LAMP, None, MONDAY, "rina"), "rina")
    assert stores.assignees.person_of(ROADS, LAMP) is None
    assert list(stores.assignees.of_office(ROADS, 10)) == []
    assert stores.assignees.give(ROADS, Assignee(LAMP, "sari", MONDAY, "sari"), None)
    assert stores.assignees.person_of(ROADS, LAMP) == "sari"


def test_an_office_knows_nothing_of_who_has_the_case_elsewhere(stores: Stores) -> None:
    assert stores.assignees.give(WASTE, Assignee(LAMP, "rina", MONDAY, "rina"), None)
    assert stores.assignees.person_of(ROADS, LAMP) is None
    assert list(stores.assignees.of_office(ROADS, 10)) == []


def test_no_more_rows_are_read_than_asked_for(stores: Stores) -> None:
    for each in (BRIDGE, LAMP):
        assert stores.assignees.give(ROADS, Assignee(each, "rina", MONDAY, "rina"), None)
    assert [each.case for each in stores.assignees.of_office(ROADS, 1)] == [BRIDGE]
