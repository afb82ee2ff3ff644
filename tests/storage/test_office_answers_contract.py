"""What an office answered lately, in memory, on moto, on the emulator and on AWS's own engine."""

from collections.abc import Sequence
from datetime import timedelta

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.storage.office_answers import DynamoOfficeAnswers
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, file, route
from tests.support.feeds import MemoryOfficeAnswers
from tests.support.memory import MemoryCaseStore
from tests.support.world import KALTIM

OFFICE = "64.08-pupr"


def latest(stores: Stores, agency: str = OFFICE, but: str = "") -> Sequence[str]:
    if isinstance(stores.cases, MemoryCaseStore):
        return MemoryOfficeAnswers(stores.cases).latest(agency, but)
    assert stores.tables
    return DynamoOfficeAnswers(stores.tables).latest(agency, but)


def step(stores: Stores, case: Case, kind: str, note: str) -> Case:
    event = hash_chain.seal(
        case.id,
        case.version + 1,
        case.chain,
        kind=kind,
        at=case.changed_at + timedelta(minutes=1),
        actor=Actor(Role.OFFICER, OFFICE, "Dinas", "KEY"),
        salt=b"s" * 16,
        note=note,
        data={},
    )
    after = fold.apply(case, event)
    stores.cases.append(after, event, KALTIM.schedule(after))
    return after


def test_the_answers_of_an_office_are_found_on_all_its_cases_and_nothing_else_is(stores: Stores) -> None:
    first, second = (step(stores, route(stores, file(stores, *a_case(each))), "accepted", "Kami") for each in (1, 2))
    assert list(latest(stores)) == []
    step(stores, step(stores, first, "progressed", "Alat tiba."), "responded", "Sudah ditambal.")
    step(stores, second, "responded", "Lampu diganti.")
    assert sorted(latest(stores)) == ["Lampu diganti.", "Sudah ditambal."]
    assert list(latest(stores, but=second.id)) == ["Sudah ditambal."]
    assert list(latest(stores, agency="64.08-dlh")) == []
