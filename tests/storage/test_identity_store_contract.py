"""What every identity store must do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.cases.model import Identity
from chalicelib.storage import table_keys
from chalicelib.storage.identity_store import AmbiguousIdentity
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


def test_an_address_is_corrected_and_nothing_else_changes(stores: Stores) -> None:
    case, other = file(stores, *a_case(1), SOMEBODY), file(stores, *a_case(2), SOMEBODY)
    assert stores.identities.correct(case.id, "baru@contoh.id")
    assert stores.identities.get(case.id) == replace(SOMEBODY, email="baru@contoh.id")
    assert stores.identities.get(other.id) == SOMEBODY


def test_what_was_erased_does_not_come_back_by_a_correction(stores: Stores) -> None:
    case = file(stores, *a_case(), SOMEBODY)
    stores.identities.erase(case.id)
    assert not stores.identities.correct(case.id, "baru@contoh.id")
    assert stores.identities.get(case.id) is None


def test_the_link_of_a_post_reads_back_equal(stores: Stores) -> None:
    author = replace(SOMEBODY, post="https://contoh.id/kiriman/1")
    case = file(stores, *a_case(), author)
    assert stores.identities.get(case.id) == author


def put_early(stores: Stores, tracking_id: str) -> None:
    """An identity as it was written before its name was random."""
    pk, until = table_keys.early_identity(tracking_id), int(SOMEBODY.until.timestamp()) if SOMEBODY.until else None
    row = stores.tables.identity(pk=pk, sk=table_keys.META, name=SOMEBODY.name, phone=SOMEBODY.phone, expires_at=until)
    row.save()


def test_an_identity_of_an_earlier_version_is_read_and_erased(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("an earlier version of the memory")
    case = file(stores, *a_case())
    put_early(stores, case.id)
    assert stores.identities.get(case.id) == SOMEBODY
    stores.identities.erase(case.id)
    assert stores.identities.get(case.id) is None


def test_of_two_identities_neither_is_told_and_both_are_erased(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("nobody else writes the memory")
    case = file(stores, *a_case(), SOMEBODY)
    put_early(stores, case.id)
    with pytest.raises(AmbiguousIdentity):
        stores.identities.get(case.id)
    stores.identities.erase(case.id)
    assert stores.identities.get(case.id) is None
