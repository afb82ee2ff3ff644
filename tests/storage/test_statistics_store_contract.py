"""What every fact log and every store of counts must do."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.statistics.counts import Cell, Cells
from chalicelib.domain.statistics.facts import CaseFacts, EventFacts
from chalicelib.services.ports.public_files import PublicFile
from chalicelib.services.ports.statistics_store import ShardProgress, StatisticsProgress
from chalicelib.storage import statistics_source
from chalicelib.storage.statistics_store import CELLS_PER_PART
from laporctl.agencies.store import DirectoryStore
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file, route
from tests.support.memory import MemoryDirectory
from tests.support.world import KALTIM, MONDAY, OFFICES

DAY = MONDAY.date()


def logged(stores: Stores, day: date) -> set[tuple[str, int]]:
    parts = (stores.facts.happened(day, shard, None, 100) for shard in range(stores.facts.shards))
    return {(each.tracking_id, each.seq) for part in parts for each in part}


def cells(number: int, name: str = "64") -> Cells:
    return {
        Cell("agency", f"{name}-{each}", each % 2 == 1): {"answered": Counter({3: each + 1, 12: 1})}
        for each in range(number)
    }


def test_the_log_lists_every_event_of_a_day(stores: Stores) -> None:
    cases = [route(stores, file(stores, *a_case(number))) for number in range(6)]
    append(stores, cases[0], "accepted", MONDAY + timedelta(days=1))
    assert logged(stores, DAY) == {(case.id, seq) for case in cases for seq in (1, 2)}
    assert logged(stores, DAY + timedelta(days=1)) == {(cases[0].id, 3)}
    assert logged(stores, DAY - timedelta(days=1)) == set()


def test_a_part_of_the_log_comes_by_time_from_any_position_on(stores: Stores) -> None:
    case = route(stores, file(stores, *a_case(1)))
    for minutes in range(1, 6):
        case = append(stores, case, "progressed", MONDAY + timedelta(minutes=minutes))
    shards = range(stores.facts.shards)
    (whole,) = [found for shard in shards if (found := stores.facts.happened(DAY, shard, None, 100))]
    (shard,) = [each for each in shards if stores.facts.happened(DAY, each, None, 1)]
    assert [each.seq for each in whole] == list(range(1, 8))
    assert [each.at for each in whole] == sorted(each.at for each in whole)
    assert stores.facts.happened(DAY, shard, None, 3) == whole[:3]
    assert stores.facts.happened(DAY, shard, whole[2].position, 3) == whole[3:6]
    assert stores.facts.happened(DAY, shard, whole[-1].position, 3) == []


def test_public_cases_are_listed_by_the_moment_of_filing(stores: Stores) -> None:
    last = datetime(2026, 11, 30, 23, 59, 59, 999000, tzinfo=UTC)
    moments = [last, last + timedelta(milliseconds=1), last + timedelta(days=3)]
    filed = [file(stores, *a_case(number, filed_at=at)) for number, at in enumerate(moments)]
    file(stores, *a_case(9, filed_at=last, secret=True))
    assert list(stores.facts.filed(last, moments[1])) == [filed[0].id]
    assert list(stores.facts.filed(last, moments[2])) == [filed[0].id, filed[1].id]
    assert list(stores.facts.filed(moments[1], moments[2])) == [filed[1].id]
    assert list(stores.facts.filed(moments[2] + timedelta(days=1), moments[2] + timedelta(days=99))) == []


def test_cases_come_in_figures(stores: Stores) -> None:
    case = route(stores, file(stores, *a_case(1)))
    hidden = file(stores, *a_case(2, sensitive=True, category=None, region=None))
    found = {known.facts.id: known for known in stores.facts.cases([case.id, hidden.id, "KI-9999-9999-9999-9"])}
    assert found.keys() == {case.id, hidden.id}
    known = found[case.id]
    assert known.facts == CaseFacts(case.id, "jalan-rusak", "64.08", MONDAY, False, "complaint", "")
    assert (known.status, known.version, known.agency, known.tier) == ("routed", 2, "64.08-pupr", "opd")
    assert (known.breached, known.rating, known.hops, known.policy) == (False, None, 0, "progress-30@1")
    schedule = KALTIM.schedule(case)
    assert (known.citizen_due_at, known.office_due_at) == (schedule.citizen_due_at, schedule.office_due_at)
    assert schedule.citizen_due_at != schedule.office_due_at
    unrouted = found[hidden.id]
    assert (unrouted.citizen_due_at is None, unrouted.office_due_at) == (False, None), "no office holds it"
    assert found[hidden.id].facts == CaseFacts(hidden.id, None, None, MONDAY, True, "complaint", "")


def test_events_come_as_facts_without_words(stores: Stores) -> None:
    case = append(stores, route(stores, file(stores, *a_case(1))), "rated", MONDAY, rating="4")
    marks = [mark for _, mark in stores.facts.marks([(case.id, 2), (case.id, 3), (case.id, 4)])]
    assert sorted(marks, key=lambda mark: mark.seq) == [
        EventFacts(2, "routed", MONDAY + timedelta(minutes=1), to="64.08-pupr"),
        EventFacts(3, "rated", MONDAY, stars=4),
    ]


def test_cases_beyond_one_batch_come_whole(stores: Stores) -> None:
    cases = [file(stores, *a_case(number)) for number in range(130)]
    assert {known.facts.id for known in stores.facts.cases(case.id for case in cases)} == {case.id for case in cases}
    assert len(list(stores.facts.marks((case.id, 1) for case in cases))) == 130


def test_open_reports_of_a_month_stand_beside_its_sum(stores: Stores) -> None:
    stores.counts.put_month("2026-11", cells(2))
    stores.counts.put_open("2026-11", cells(CELLS_PER_PART + 1))
    assert stores.counts.months(["2026-11"]) == {"2026-11": cells(2)}
    assert stores.counts.open_at_end(["2026-10", "2026-11"]) == {"2026-11": cells(CELLS_PER_PART + 1)}
    stores.counts.put_open("2026-11", {})
    assert stores.counts.open_at_end(["2026-11"]) == {"2026-11": {}}


def test_silent_offices_of_a_month_stand_beside_its_sum(stores: Stores) -> None:
    stores.counts.put_open("2026-11", cells(2))
    stores.counts.put_silent("2026-11", cells(3))
    assert stores.counts.silent(["2026-10", "2026-11"]) == {"2026-11": cells(3)}
    assert stores.counts.open_at_end(["2026-11"]) == {"2026-11": cells(2)}


def test_no_attribute_with_words_is_read() -> None:
    words = {"title", "text", "place", "note", "lat", "lon", "path", "salt", "agency_name", "secret_hash", "key"}
    assert words.isdisjoint(statistics_source.CASE_ATTRIBUTES)
    assert words.isdisjoint(statistics_source.EVENT_ATTRIBUTES)


@pytest.mark.parametrize("number", [0, 1, CELLS_PER_PART, CELLS_PER_PART + 1])
def test_counts_read_back_equal(stores: Stores, number: int) -> None:
    stores.counts.put_day("2026-11", DAY, cells(number))
    stores.counts.put_month("2026-11", cells(number, "65"))
    assert list(stores.counts.days("2026-11")) == [(DAY, cells(number))]
    assert stores.counts.months(["2026-10", "2026-11"]) == {"2026-11": cells(number, "65")}
    assert list(stores.counts.days("2026-10")) == []


def test_counts_are_replaced_whole_also_by_fewer_of_them(stores: Stores) -> None:
    for number in (CELLS_PER_PART + 5, 2):
        stores.counts.put_day("2026-11", DAY, cells(number))
        stores.counts.put_month("2026-11", cells(number))
    assert list(stores.counts.days("2026-11")) == [(DAY, cells(2))]
    assert stores.counts.months(["2026-11"]) == {"2026-11": cells(2)}


def test_days_stay_apart(stores: Stores) -> None:
    for day in (1, 2):
        stores.counts.put_day("2026-11", date(2026, 11, day), cells(day))
    assert list(stores.counts.days("2026-11")) == [(date(2026, 11, day), cells(day)) for day in (1, 2)]


def test_slices_of_a_day_stay_apart_by_month_shard_and_number(stores: Stores) -> None:
    until = MONDAY + timedelta(days=60)
    for shard, number in ((0, 0), (0, 1), (1, 0)):
        for size in (CELLS_PER_PART + 1, 3 + shard + number):
            stores.counts.put_slice("2026-11", DAY, shard, number, cells(size), until)
    stores.counts.put_slice("2026-12", DAY, 0, 0, cells(9), until)
    assert list(stores.counts.slices("2026-11", DAY)) == [(0, 0, cells(3)), (0, 1, cells(4)), (1, 0, cells(4))]
    assert list(stores.counts.slices("2026-12", DAY)) == [(0, 0, cells(9))]
    assert list(stores.counts.slices("2026-11", DAY + timedelta(days=1))) == []
    assert list(stores.counts.days("2026-11")) == []


def test_the_progress_reads_back_equal(stores: Stores) -> None:
    assert stores.counts.standing() is None
    standing = StatisticsProgress(DAY)
    for each in (
        standing,
        replace(standing, days={DAY: (ShardProgress(), ShardProgress(2, "at#id#00001", 4, 3, "later"))}),
        replace(
            standing, files_on=DAY, files=(PublicFile("a.csv", 3, "00", 1, MONDAY),), stale=("complaints-2026-11",)
        ),
    ):
        stores.counts.put_standing(each)
        assert stores.counts.standing() == each


def test_the_offices_of_a_region_come_page_by_page(stores: Stores) -> None:
    directory = stores.directory
    if stores.tables:
        DirectoryStore(stores.tables).load([], OFFICES)
    else:
        assert isinstance(directory, MemoryDirectory)
        directory.offices = {office.id: office for office in OFFICES}
    here = sorted((office for office in OFFICES if office.region == "64.08"), key=lambda office: office.id)
    found: list[Agency] = []
    after: str | None = None
    while True:
        page = directory.serving("64.08", 3, after=after)
        found += page.items
        after = page.after
        if after is None:
            break
    assert found == here
    assert directory.serving("64.08", 10, Tier.DESA).items == ()
    assert directory.serving("64.08", 10, Tier.OPD).items == tuple(here)
    assert directory.serving("64.09", 10).items == ()
