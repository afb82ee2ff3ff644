"""What every identity store must do."""

from datetime import UTC, datetime

from chalicelib.domain.cases.model import Identity
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, file

SOMEBODY = Identity("Pelapor Contoh", "+62811000111", None, datetime(2031, 11, 23, 16, 0, tzinfo=UTC))


def test_the_identity_that_came_with_a_case_reads_back_equal(stores: Stores) -> None:
    case = file(stores, *a_case(), SOMEBODY)
    assert stores.identities.get(case.id) == SOMEBODY


def test_a_case_without_an_identity_and_no_case_at_all_have_none(stores: Stores) -> None:
    case = file(stores, *a_case())
    assert stores.identities.get(case.id) is None
    assert stores.identities.get("KI-0000-0000-9999-0") is None


def test_an_erased_identity_is_gone_and_nothing_else_is(stores: Stores) -> None:
    erased = file(stores, *a_case(1), SOMEBODY)
    kept = file(stores, *a_case(2), SOMEBODY)
    for _ in range(2):
        stores.identities.erase(erased.id)
    assert stores.identities.get(erased.id) is None
    assert stores.identities.get(kept.id) == SOMEBODY
    assert stores.cases.load(erased.id) == erased
