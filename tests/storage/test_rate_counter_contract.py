"""What every counter of requests must do."""

from datetime import timedelta

import pytest

from chalicelib.domain.rate_limits import WINDOW, window
from chalicelib.storage import table_keys
from chalicelib.storage.rate_counter import STEP, DynamoRateCounter, hash_of
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

NOW = window(MONDAY)
ADDRESS = "192.0.2.7"


def test_as_many_as_allowed_are_let_through_and_no_more(stores: Stores) -> None:
    answers = [stores.rates.count("filings", ADDRESS, NOW, 25) for _ in range(40)]
    assert answers == [True] * 25 + [False] * 15


def test_each_caller_each_act_and_each_window_counts_for_itself(stores: Stores) -> None:
    assert [stores.rates.count("filings", ADDRESS, NOW, 1) for _ in range(2)] == [True, False]
    assert stores.rates.count("filings", "192.0.2.8", NOW, 1)
    assert stores.rates.count("similar", ADDRESS, NOW, 1)
    assert stores.rates.count("filings", ADDRESS, NOW + WINDOW, 1)


def two_processes(stores: Stores) -> tuple[DynamoRateCounter, DynamoRateCounter]:
    if stores.tables is None:
        pytest.skip("memory has one process")
    return DynamoRateCounter(stores.tables), DynamoRateCounter(stores.tables)


def test_several_processes_share_one_count_within_a_step_of_each(stores: Stores) -> None:
    processes = two_processes(stores)
    most = 5 * STEP
    through = sum(each.count("filings", ADDRESS, NOW, most) for _ in range(10 * STEP) for each in processes)
    assert most <= through <= most + len(processes) * STEP


def test_who_asks_little_leaves_no_trace(stores: Stores) -> None:
    process, _ = two_processes(stores)
    assert stores.tables is not None
    for _ in range(STEP - 1):
        process.count("filings", ADDRESS, NOW, 1_000)
    assert list(stores.tables.row.query(table_keys.salt("2026-11-23"))) == []


def test_an_address_is_kept_only_as_a_hash_that_ends_with_the_window_and_its_salt_with_the_day(stores: Stores) -> None:
    one, other = two_processes(stores)
    assert stores.tables is not None
    for process in (one, other):
        for _ in range(STEP):
            process.count("filings", ADDRESS, NOW, 1_000)
    (salt,) = stores.tables.row.query(table_keys.salt("2026-11-23"))
    pk, sk = table_keys.rate(hash_of(ADDRESS, salt.salt), "filings", NOW)
    (kept,) = stores.tables.row.query(pk)
    assert set(kept.to_dynamodb_dict()) == {"pk", "sk", "requests", "expires_at"}
    assert (kept.sk, kept.requests) == (sk, 2 * STEP)
    assert kept.expires_at == (NOW + 2 * WINDOW).timestamp()
    assert salt.expires_at == (NOW + timedelta(days=2)).timestamp()
    assert ADDRESS not in str(kept.to_dynamodb_dict())


def test_the_next_day_hashes_with_another_salt(stores: Stores) -> None:
    process, _ = two_processes(stores)
    assert stores.tables is not None
    for at in (NOW, NOW + timedelta(days=1)):
        for _ in range(STEP):
            process.count("filings", ADDRESS, at, 1_000)
    salts = [stores.tables.row.get(table_keys.salt(day), table_keys.META).salt for day in ("2026-11-23", "2026-11-24")]
    assert salts[0] != salts[1]


def test_a_small_limit_is_exact_over_any_number_of_processes(stores: Stores) -> None:
    processes = two_processes(stores)
    answers = [each.count("identities", "KEY", NOW, 5) for _ in range(4) for each in processes]
    assert answers == [True] * 5 + [False] * 3
