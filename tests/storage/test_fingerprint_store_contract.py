"""What every store of traces must do, and what every case store must check when cases are merged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.duplicates import similarity
from chalicelib.domain.duplicates.similarity import Fingerprint
from chalicelib.domain.errors import StaleVersion
from chalicelib.services.ports.fingerprint_store import PER_CELL
from chalicelib.storage import table_keys
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file, route
from tests.support.world import MONDAY

POTHOLE = Fingerprint(
    "KI-0000-0000-0001-0", MONDAY, "jalan-rusak", "64.08", -0.5, 117.1234567, similarity.signature("Jalan berlubang")
)
CELL = similarity.cell_of(POTHOLE) or ""
DISPOSED = {"to": "64.08-dlh", "to_name": "DLH", "tier": "opd", "status": "routed"}
LONG_AGO = MONDAY - timedelta(days=365)


def numbered(number: int) -> Fingerprint:
    return replace(POTHOLE, id=f"KI-0000-0000-{number:04d}-0", filed_at=MONDAY + timedelta(minutes=number))


def test_a_trace_comes_back_equal_from_its_cell_and_from_no_other(stores: Stores) -> None:
    bare = replace(POTHOLE, id="KI-0000-0000-0002-0", category=None, lat=None, lon=None, signature=b"")
    for trace in (POTHOLE, bare):
        stores.traces.put(trace)
    assert stores.traces.near([CELL], LONG_AGO) == [POTHOLE]
    assert stores.traces.near(["64.08/-"], LONG_AGO) == [bare]
    assert stores.traces.near(["1:1", CELL, "64.08/-"], LONG_AGO) == [POTHOLE, bare]
    assert stores.traces.near(["1:1"], LONG_AGO) == stores.traces.near([], LONG_AGO) == []


def test_a_report_whose_place_is_unknown_is_not_kept(stores: Stores) -> None:
    stores.traces.put(replace(POTHOLE, lat=None, lon=None, region=None))
    assert stores.traces.near([CELL, "64.08/jalan-rusak", "64.08/-"], LONG_AGO) == []


def test_remembering_twice_keeps_one(stores: Stores) -> None:
    stores.traces.put(POTHOLE)
    stores.traces.put(POTHOLE)
    assert stores.traces.near([CELL], LONG_AGO) == [POTHOLE]


def test_of_a_full_cell_the_newest_are_read(stores: Stores) -> None:
    traces = [numbered(number) for number in range(PER_CELL + 3)]
    for trace in traces:
        stores.traces.put(trace)
    assert stores.traces.near([CELL], LONG_AGO) == traces[: -PER_CELL - 1 : -1]


def test_older_reports_are_left_out_before_they_are_deleted(stores: Stores) -> None:
    old, new = numbered(0), numbered(5)
    stores.traces.put(old)
    stores.traces.put(new)
    assert stores.traces.near([CELL], new.filed_at) == [new]


def test_a_trace_is_small_holds_no_word_and_expires(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("nothing expires in memory")
    stores.traces.put(replace(POTHOLE, signature=similarity.signature(*(f"kata{n}" for n in range(99)))))
    (row,) = stores.tables.row.query(table_keys.cell(CELL))
    held = row.to_dynamodb_dict()
    assert set(held) == {"pk", "sk", "category", "region", "lat", "lon", "signature", "expires_at"}
    assert len(row.signature) == similarity.SIGNATURE_BYTES
    assert row.expires_at == (MONDAY + similarity.REMEMBERED).timestamp()


def test_a_case_that_turns_out_to_be_sensitive_leaves_nothing_to_compare(stores: Stores) -> None:
    case, content, *others = a_case()
    filed = file(stores, case, content, *others)
    trace = similarity.fingerprint_of(case.filing, content)
    cell = similarity.cell_of(trace)
    assert cell
    stores.traces.put(trace)
    append(stores, filed, "disposed", MONDAY, **DISPOSED, sensitive=True)
    assert [each.signature for each in stores.traces.near([cell], LONG_AGO) if each.signature] == []


def test_many_cases_are_loaded_at_once_and_those_that_do_not_exist_are_missing(stores: Stores) -> None:
    cases = [route(stores, file(stores, *a_case(number))) for number in range(3)]
    ids = [case.id for case in cases]
    assert stores.cases.load_all([*ids, ids[0], "KI-9999-9999-9999-9"]) == {case.id: case for case in cases}
    assert stores.cases.load_all([]) == {}


def test_a_case_is_merged_into_an_open_one(stores: Stores) -> None:
    into, case = (file(stores, *a_case(number)) for number in (1, 2))
    merged = append(stores, case, "merged", MONDAY, into=into.id)
    assert stores.cases.load(case.id) == merged
    assert stores.cases.load(case.id).merged_into == into.id
    assert stores.cases.load(into.id) == into


@pytest.mark.parametrize("end", ["confirmed", "merged", "archived"])
def test_a_case_is_not_merged_into_one_that_has_ended_or_does_not_exist(stores: Stores, end: str) -> None:
    case, into, third = (file(stores, *a_case(number)) for number in (1, 2, 3))
    data = {"merged": {"into": third.id}, "archived": {"reason": "repeated"}}.get(end, {})
    append(stores, into, end, MONDAY, **data)
    for target in (into.id, "KI-9999-9999-9999-9"):
        with pytest.raises(StaleVersion):
            append(stores, case, "merged", MONDAY, into=target)
    assert stores.cases.load(case.id) == case
    assert len(stores.cases.load_history(case.id).events) == 1


def test_two_cases_are_never_merged_into_each_other(stores: Stores) -> None:
    one, other = (file(stores, *a_case(number)) for number in (1, 2))
    append(stores, one, "merged", MONDAY, into=other.id)
    with pytest.raises(StaleVersion):
        append(stores, other, "merged", MONDAY, into=one.id)
    assert stores.cases.load(other.id).open
