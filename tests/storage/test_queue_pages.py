"""However long a queue is, and whatever is filtered, a page is bounded: in memory, on moto, on the emulator, on AWS's
own engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.cases.queue import QueueService
from chalicelib.services.deadlines.renewal import RenewalService
from chalicelib.services.ports.case_store import Breach, QueueEntry, QueueQuery
from chalicelib.storage import mapping, queue_keys, queue_pages, table_keys
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file, route
from tests.support.memory import MemoryCaseStore, _Kept
from tests.support.world import KALTIM, MONDAY

OFFICE = "64.08-pupr"
STATUSES = [status for status in Status if f"{status}#" in queue_keys.QUEUE_GROUPS]
FILTERS: tuple[dict[str, object], ...] = (
    {},
    {"status": "routed"},
    {"status": "postponed"},
    {"category": "drainase-tersumbat"},
    {"category": "nobody-has-this"},
    {"due_before": MONDAY + timedelta(days=20)},
    {"status": "accepted", "category": "jalan-rusak"},
    {"status": "accepted", "due_before": MONDAY + timedelta(days=20)},
    {"category": "jalan-rusak", "due_before": MONDAY + timedelta(days=20)},
)


def lying_at_the_office(number: int) -> tuple[Case, Schedule]:
    """Most cases of an office are routed, one in forty is postponed; deadlines in no order."""
    status = Status.ROUTED if number % 2 else STATUSES[number // 2 % len(STATUSES)]
    if status is Status.POSTPONED or number % 40 == 10:
        status = Status.POSTPONED if number % 40 == 10 else Status.ROUTED
    category = "drainase-tersumbat" if number % 30 == 0 else "jalan-rusak"
    case = replace(a_case(number)[0], status=status, agency=OFFICE, agency_name="Dinas", tier=Tier.OPD)
    case = replace(case, filing=replace(case.filing, policy="progress-30@3"))
    case = replace(case, category=category, clock_from=MONDAY + timedelta(hours=(number * 37) % 800))
    if number % 25 == 4:
        case = replace(case, draft=1, draft_key="WRITER")
    return case, KALTIM.schedule(case)


def fill(stores: Stores, count: int, grouped: float = 1.0) -> dict[str, tuple[Case, Schedule]]:
    """Puts cases into the office's queue; those beyond the share that is `grouped` as they were before the status stood
    in the key."""
    cases = {case.id: (case, schedule) for case, schedule in map(lying_at_the_office, range(count))}
    if stores.tables is None:
        assert isinstance(stores.cases, MemoryCaseStore)
        for case, schedule in cases.values():
            stores.cases.kept[case.id] = _Kept(case, a_case()[1], [], schedule)
        return cases
    with stores.tables.row.batch_write() as batch:
        for number, (case, schedule) in enumerate(cases.values()):
            row = mapping.case_to_row(stores.tables, case, schedule)
            if number >= grouped * count:
                row.agency_sk = queue_keys.queue_position(row.agency_sk)
            batch.save(row)
    return cases


@contextmanager
def counted(stores: Stores, operation: str = "Query") -> Iterator[list[str]]:
    """Notes every query, or other operation, that is sent while inside."""
    sent: list[str] = []
    if stores.tables is None:
        yield sent
        return
    events = stores.tables.connection.client.meta.events

    def note(**_: object) -> None:
        sent.append(operation)

    events.register(f"before-call.dynamodb.{operation}", note)
    yield sent
    events.unregister(f"before-call.dynamodb.{operation}", note)


def walk(
    stores: Stores, limit: int, filters: dict[str, object], most: int = queue_pages.MOST_QUERIES
) -> list[QueueEntry]:
    """Every line, page by page; no page takes more queries than it may."""
    found: list[QueueEntry] = []
    after: str | None = None
    while True:
        with counted(stores) as sent:
            page = stores.cases.queue(QueueQuery(OFFICE, limit, after=after, **filters))  # type: ignore[arg-type]
        assert len(sent) <= most
        assert len(page.items) <= limit
        found += page.items
        after = page.after
        if after is None:
            return found


def expected(cases: dict[str, tuple[Case, Schedule]], filters: dict[str, object]) -> list[str]:
    before = filters.get("due_before")
    lines = sorted(
        (schedule.office_due_at, case.id)
        for case, schedule in cases.values()
        if schedule.office_due_at
        and filters.get("status") in (None, case.status)
        and filters.get("category") in (None, case.category)
        and (case.awaits_approval or not filters.get("drafts"))
        and (not isinstance(before, datetime) or schedule.office_due_at < before)
    )
    return [case_id for _, case_id in lines]


def test_every_filter_gives_its_lines_in_order_by_bounded_pages(stores: Stores) -> None:
    cases = fill(stores, 125, grouped=0.7)
    for filters in FILTERS:
        lines = walk(stores, 40, dict(filters))
        assert [line.id for line in lines] == expected(cases, dict(filters)), filters
        assert all(line.due_at == cases[line.id][1].office_due_at for line in lines)


def test_drafts_that_wait_are_one_range_and_stand_in_the_queue_as_well(stores: Stores) -> None:
    cases = fill(stores, 130)
    drafts = expected(cases, {"drafts": True})
    lines = walk(stores, 2, {"drafts": True}, most=1)
    assert [line.id for line in lines] == drafts != []
    assert {line.draft for line in lines} == {"waiting"}
    assert {line.id for line in walk(stores, 40, {}) if line.draft} == set(drafts)


def test_one_postponed_case_of_many_is_found_by_few_queries(stores: Stores) -> None:
    """It took a query for each case that lies before it: 120 of them, and 8.5 s."""
    cases = fill(stores, 130)
    lines = walk(stores, 1, {"status": "postponed"}, most=4)
    assert [line.id for line in lines] == expected(cases, {"status": "postponed"})
    assert lines


def test_a_short_queue_and_an_empty_one_cost_one_query(stores: Stores) -> None:
    assert walk(stores, 50, {}, most=1) == []
    fill(stores, 40)
    assert len(walk(stores, 50, {}, most=1)) == 40


def test_a_page_that_finds_nothing_ends_and_says_where_to_go_on(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_pages, "MOST_LOOKED_AT", 60)
    fill(stores, 130)
    page = stores.cases.queue(QueueQuery(OFFICE, 10, category="nobody-has-this"))
    assert page.items == ()
    assert page.after
    assert walk(stores, 10, {"category": "nobody-has-this"}) == []


def test_a_queue_that_was_written_before_is_read_and_renewed(stores: Stores) -> None:
    """Lines without a status in their key show the date that stood there, until the next event or the renewal."""
    if stores.tables is None:
        pytest.skip("the store in memory keeps no keys")
    fill(stores, 30, grouped=0)
    renewal = RenewalService(stores.cases, KALTIM, table_keys.CLOCK_SHARDS)
    assert renewal.renew() == (30, 0)
    keys = [row.agency_sk for row in stores.tables.row.query(table_keys.queue(OFFICE), index_name="agency")]
    assert len(keys) == 30
    assert all(queue_keys.queue_group(key) != queue_keys.UNGROUPED for key in keys)
    assert len(walk(stores, 50, {}, most=1)) == 30


@pytest.mark.parametrize("kind", ["breached", "listed"])
@pytest.mark.parametrize(
    "role", [Role.OVERSEER_KEMENPANRB, Role.OVERSEER_KSP, Role.OVERSEER_OMBUDSMAN, Role.AUDITOR, Role.ADMIN]
)
def test_a_page_of_an_overseers_list_is_one_query_and_reads_each_case_once_at_most(
    stores: Stores, kind: str, role: Role
) -> None:
    """However long the month's list is, and whatever the view needs of the cases."""
    cases = list(fill(stores, 250))
    village = "64.08.01.2001-desa"
    broken = [Breach(each, MONDAY + timedelta(seconds=number), village, None) for number, each in enumerate(cases)]
    if isinstance(stores.cases, MemoryCaseStore):
        stores.cases.lists[kind] += broken
    else:
        assert stores.tables
        with stores.tables.row.batch_write() as batch:
            for each in broken:
                key = table_keys.at_case(each.at, each.id)
                partition = mapping.LISTED[kind]("2026-11")
                batch.save(stores.tables.row(pk=partition, sk=key, at=each.at, id=each.id, agency=each.agency))
    overseer = Actor(role, "64-diskominfo", "Kantor", "KEY", ("jalan-rusak", "drainase-tersumbat"))
    found, after = [], None
    while True:
        with counted(stores, "Query") as queries, counted(stores, "BatchGetItem") as reads:
            page = QueueService(stores.cases).listed(overseer, kind, "2026-11", 120, after)
        assert len(queries) <= 1
        assert len(reads) <= 2
        found += [each.id for each in page.items]
        after = page.after
        if after is None:
            break
    assert found == cases


def test_what_is_covered_comes_back_with_the_case_and_with_its_line(stores: Stores) -> None:
    case = route(stores, file(stores, *a_case(3, anonymous=True)))
    covers = "name:title:3-9 health:text:12-27 address:note/2:0-5"
    covered = append(stores, case, "covered", MONDAY + timedelta(hours=1), covers=covers)
    assert [each[1:] for each in covered.covers] == [
        ("name", "title", 3, 9),
        ("health", "text", 12, 27),
        ("address", "note/2", 0, 5),
    ]
    assert stores.cases.load(case.id) == covered
    (line,) = stores.cases.queue(QueueQuery(OFFICE, 10)).items
    assert (line.flags, line.covers) == (("anonymous",), covered.covers)
