"""What every store of grants and sessions must do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.people_store import Grant, GrantChanged, Session
from chalicelib.storage import people_keys, table_keys
from chalicelib.storage.people_store import KEPT
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

YEAR = timedelta(days=365)
GRANT = Grant(
    *("G" * 12, "person-1", "Rina", Role.OFFICER, "64.08-pupr", "Dinas", "SK 1/2026"),
    *(MONDAY, MONDAY, MONDAY + YEAR, "KEY"),
)
PROGRAMME = replace(
    *(GRANT,),
    id="P" * 12,
    role=Role.OVERSEER_KSP,
    agency="00-ksp",
    made_at=MONDAY + timedelta(hours=1),
    categories=("gizi-stunting", "jalan-rusak"),
)
SESSION = Session("S" * 12, b"h" * 32, "person-1", "G" * 12, MONDAY, MONDAY + timedelta(hours=8))


def test_a_grant_reads_back_equal_and_an_unknown_one_is_none(stores: Stores) -> None:
    for grant in (GRANT, PROGRAMME):
        assert stores.people.add(grant) == grant
        assert stores.people.grant(grant.person, grant.id) == grant
    assert stores.people.grant("person-2", GRANT.id) is None
    assert stores.people.of_person("person-1") == (GRANT, PROGRAMME)
    assert stores.people.of_person("person-2") == ()


def test_a_grant_that_is_there_is_not_written_over(stores: Stores) -> None:
    stores.people.add(GRANT)
    assert stores.people.add(replace(GRANT, role=Role.ADMIN, decree="SK 2/2026")) == GRANT
    assert stores.people.grant(GRANT.person, GRANT.id) == GRANT


def test_a_grant_ends_once(stores: Stores) -> None:
    with pytest.raises(GrantChanged):
        stores.people.end(GRANT, MONDAY, "KEY")
    stores.people.add(GRANT)
    ended = replace(GRANT, ended_at=MONDAY, ended_by="KEY")
    assert stores.people.end(GRANT, MONDAY, "KEY") == ended
    assert stores.people.end(GRANT, MONDAY + YEAR, "ANOTHER") == ended
    assert stores.people.grant(GRANT.person, GRANT.id) == ended


def test_grants_are_listed_by_office(stores: Stores) -> None:
    second = replace(GRANT, id="A" * 12, person="person-2", made_at=MONDAY + timedelta(days=2))
    near = replace(GRANT, id="N" * 12, agency="64.08-pupr-utara")
    for grant in (second, PROGRAMME, near, GRANT):
        stores.people.add(grant)
    assert list(stores.people.of_office("64.08-pupr")) == [GRANT, second]
    assert list(stores.people.of_office(None)) == [PROGRAMME, GRANT, second, near]
    assert list(stores.people.of_office("64-none")) == []
    assert list(stores.people.offices()) == sorted({each.agency for each in (PROGRAMME, GRANT, second, near)})


def test_a_person_is_called_as_the_last_grant_says(stores: Stores) -> None:
    stores.people.add(GRANT)
    stores.people.add(replace(PROGRAMME, name="Rina Contoh"))
    assert stores.people.names(["person-1", "person-2"]) == {"person-1": "Rina Contoh"}
    assert stores.people.names([]) == {}


def test_a_session_whose_first_answer_was_lost_is_opened_again_and_another_of_its_name_is_not(stores: Stores) -> None:
    stores.people.open(SESSION)
    stores.people.open(SESSION)
    with pytest.raises(Exception):  # noqa: B017, PT011 - each store fails in its own way
        stores.people.open(replace(SESSION, secret_hash=b"x" * 32))
    assert stores.people.session(SESSION.id) == SESSION


def test_a_session_is_found_until_it_goes_and_stays_closed(stores: Stores) -> None:
    assert stores.people.session(SESSION.id) is None
    stores.people.open(SESSION)
    assert stores.people.session(SESSION.id) == SESSION
    stores.people.close(SESSION, MONDAY)
    stores.people.close(SESSION, MONDAY + YEAR)
    assert stores.people.session(SESSION.id) == replace(SESSION, closed_at=MONDAY)


def test_what_has_ended_goes_by_itself(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("nothing expires in memory")
    stores.people.add(GRANT)
    stores.people.open(SESSION)
    get = stores.tables.row.get
    grant = get(people_keys.person(GRANT.person), people_keys.grant(GRANT.id))
    assert grant.expires_at == (GRANT.ends_at + KEPT).timestamp()
    session = get(people_keys.session(SESSION.id), table_keys.META)
    assert session.expires_at == (SESSION.ends_at + timedelta(days=1)).timestamp()
