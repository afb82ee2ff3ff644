"""What every store of debts to other stacks must do."""

from datetime import timedelta

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import SYSTEM
from chalicelib.domain.exchange.debt import Debt, new_debt, repeated
from chalicelib.storage import debt_mapping
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case
from tests.support.world import KALTIM, MONDAY


def owe(stores: Stores, *debts: Debt) -> None:
    """File a case and write an event that makes debts."""
    case, content, event = a_case()
    stores.cases.file(case, content, event, None, KALTIM.schedule(case))
    second = hash_chain.seal(case.id, 2, case.chain, kind="erased", at=MONDAY, actor=SYSTEM, salt=b"s")
    after = fold.apply(case, second)
    stores.cases.append(after, second, KALTIM.schedule(after), None, debts)


def a_debt(kind: str = "erasure", to: str = "KU", seq: int = 2) -> Debt:
    case, _, _ = a_case()
    return new_debt(case.id, kind, to, seq, MONDAY)


def test_a_debt_is_written_with_its_event_and_found_when_it_is_due(stores: Stores) -> None:
    debt = a_debt()
    owe(stores, debt)
    assert list(stores.debts.open()) == [debt]
    assert list(stores.debts.due(MONDAY)) == []
    assert list(stores.debts.due(MONDAY + timedelta(hours=2))) == [debt]


def test_each_kind_and_each_stack_is_owed_by_itself(stores: Stores) -> None:
    debts = [a_debt(), a_debt("redaction"), a_debt(to="ID")]
    owe(stores, *debts)
    assert stores.debts.settle(debts[0].tracking_id, "erasure", "KU", 2, MONDAY)
    assert {debt.token + debt.to for debt in stores.debts.open()} == {"redaction/2KU", "erasure/2ID"}


def test_a_repetition_is_written_once(stores: Stores) -> None:
    debt = a_debt()
    owe(stores, debt)
    later = MONDAY + timedelta(hours=2)
    after = repeated(debt, later)
    assert [stores.debts.repeat(debt, after) for _ in range(2)] == [True, False]
    assert list(stores.debts.open()) == [after]
    assert stores.debts.repeat(after, repeated(after, later))


def test_an_acknowledgement_of_an_earlier_event_leaves_the_debt_open(stores: Stores) -> None:
    debt = a_debt(seq=5)
    owe(stores, debt)
    assert not stores.debts.settle(debt.tracking_id, "erasure", "KU", 4, MONDAY)
    assert list(stores.debts.open()) == [debt]


def test_a_settled_debt_is_neither_settled_nor_repeated_again(stores: Stores) -> None:
    debt = a_debt()
    owe(stores, debt)
    assert [stores.debts.settle(debt.tracking_id, "erasure", "KU", 2, MONDAY) for _ in range(2)] == [True, False]
    assert not stores.debts.repeat(debt, repeated(debt, MONDAY))
    assert list(stores.debts.open()) == []
    assert not stores.debts.settle(debt.tracking_id, "redaction", "KU", 2, MONDAY)


def test_the_history_of_a_case_that_owes_something_is_that_of_any_other(stores: Stores) -> None:
    debt = a_debt()
    owe(stores, debt)
    assert [event.seq for event in stores.cases.load_history(debt.tracking_id).events] == [1, 2]


def test_a_debt_is_the_same_after_it_was_stored(stores: Stores) -> None:
    if stores.tables is None:
        return
    for debt in (a_debt(), repeated(a_debt(), MONDAY)):
        assert debt_mapping.row_to_debt(debt_mapping.debt_to_row(stores.tables, debt)) == debt
