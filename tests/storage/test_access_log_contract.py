"""What every access log must do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.access_log import KEPT, Access, Kind
from chalicelib.domain.cases.model import Role
from chalicelib.storage.access_log import DynamoAccessLog
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

CASE = "KI-7F3K-9Q2M-XA0B-C"
READ = Access(CASE, MONDAY, Kind.CASE, "KEY", Role.OFFICER, "64.08-inspektorat", "Inspektorat")


def test_entries_of_a_case_come_back_whole_and_in_order_page_by_page(stores: Stores) -> None:
    later = replace(READ, at=MONDAY + timedelta(hours=1), key="OTHER", role=Role.AUDITOR, agency="", agency_name="")
    stores.accesses.record([later, READ, replace(READ, tracking_id="KI-N4MY-SXYG-J405-C")])
    first = stores.accesses.of_case(CASE, 1)
    assert first.items == (READ,)
    second = stores.accesses.of_case(CASE, 1, first.after)
    assert second.items == (later,)
    assert stores.accesses.of_case("KI-0000-0000-0000-0", 9).items == ()


def test_a_poll_makes_one_entry_an_hour_and_a_queue_one_a_day(stores: Stores) -> None:
    listed = replace(READ, kind=Kind.QUEUE)
    for minutes in range(0, 240, 20):
        at = MONDAY + timedelta(minutes=minutes)
        stores.accesses.record([replace(READ, at=at), replace(listed, at=at)])
    kinds = [entry.kind for entry in stores.accesses.of_case(CASE, 100).items]
    assert (kinds.count(Kind.CASE), kinds.count(Kind.QUEUE)) == (4, 1)


def test_an_entry_is_forgotten_after_a_year(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("memory forgets nothing")
    stores.accesses.record([READ])
    (row,) = stores.tables.access.query(f"ACCESS#{CASE}")
    assert row.expires_at == (MONDAY + KEPT).timestamp()


def test_a_process_writes_an_entry_once(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("memory has no table")
    log = DynamoAccessLog(stores.tables)
    log.record([READ])
    (row,) = stores.tables.access.query(f"ACCESS#{CASE}")
    row.delete()
    log.record([replace(READ, at=MONDAY + timedelta(minutes=9))])
    assert list(stores.tables.access.query(f"ACCESS#{CASE}")) == []
