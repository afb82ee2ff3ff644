"""What every public log must do, in memory, on moto, on the emulator and on AWS's own engine."""

from datetime import UTC, date, datetime, timedelta

from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file, route
from tests.support.world import MONDAY

NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
DAY = date(2026, 11, 23)


def filed(stores: Stores, month: str = "2026-11", limit: int = 50, after: str | None = None) -> list[str]:
    return [line.id[-6:-2] for line in stores.log.filed(month, *NOVEMBER, limit, after)]


def test_cases_of_a_month_come_newest_first(stores: Stores) -> None:
    for number, days in ((1, 5), (2, 0), (3, 9), (4, 40)):
        file(stores, *a_case(number, MONDAY - timedelta(days=days)))

    assert filed(stores) == ["0002", "0001", "0003"]
    assert [line.at for line in stores.log.filed("2026-11", *NOVEMBER, 1, None)] == [MONDAY]
    assert filed(stores, "2026-12") == []


def test_a_hidden_case_is_on_no_list(stores: Stores) -> None:
    file(stores, *a_case(1, secret=True))
    file(stores, *a_case(2, sensitive=True))
    file(stores, *a_case(3, anonymous=True))

    assert filed(stores) == ["0003"]


def test_a_case_that_turns_out_to_be_sensitive_leaves_the_list(stores: Stores) -> None:
    case = file(stores, *a_case(1))
    assert filed(stores) == ["0001"]

    append(stores, case, "routed", MONDAY, to="64-dp3a", to_name="D", tier="opd", status="routed", sensitive=True)
    assert filed(stores) == []
    assert stores.cases.load(case.id).filing.sensitive


def test_a_list_begins_with_the_first_moment_and_ends_before_the_last(stores: Stores) -> None:
    for number in range(3):
        file(stores, *a_case(number, MONDAY + timedelta(minutes=number)))

    lines = stores.log.filed("2026-11", MONDAY, MONDAY + timedelta(minutes=2), 50, None)

    assert [line.id[-6:-2] for line in lines] == ["0001", "0000"]
    assert stores.log.filed("2026-11", MONDAY + timedelta(hours=1), MONDAY, 50, None) == ()


def test_pages_of_the_record_meet_without_gap_or_overlap_even_behind_a_case_that_is_not_there(stores: Stores) -> None:
    for number in range(5):
        file(stores, *a_case(number))

    seen: list[str] = []
    after: str | None = None
    while lines := stores.log.filed("2026-11", *NOVEMBER, 2, after):
        seen += [line.id[-6:-2] for line in lines]
        after = lines[-1].position

    assert seen == ["0004", "0003", "0002", "0001", "0000"]
    assert filed(stores, after="2026-11-23T02:00:00.000Z#KI-0000-0000-0002-9") == ["0002", "0001", "0000"]


def test_events_of_a_day_come_in_the_order_they_happened_over_all_shards(stores: Stores) -> None:
    for number in range(6):
        case = route(stores, file(stores, *a_case(number, MONDAY + timedelta(seconds=number))))
        append(stores, case, "accepted", MONDAY + timedelta(days=1))

    lines = stores.log.happened(DAY, MONDAY, MONDAY + timedelta(days=3), 50, None)

    assert [line.seq for line in lines] == [1] * 6 + [2] * 6
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert len(stores.log.happened(DAY, MONDAY + timedelta(seconds=30), MONDAY + timedelta(days=3), 50, None)) == 6
    seen, after = [], None
    while part := stores.log.happened(DAY, MONDAY, MONDAY + timedelta(days=3), 5, after):
        seen += part
        after = part[-1].position
    assert tuple(seen) == lines


def test_words_and_events_come_back_as_they_were_written(stores: Stores) -> None:
    case, content, event = a_case()
    file(stores, case, content, event)

    assert stores.log.contents([case.id, "KI-9999-9999-9999-9", case.id]) == {case.id: content}
    assert stores.log.events([(case.id, 1), (case.id, 2), (case.id, 1)][:1]) == {(case.id, 1): event}
    assert stores.log.contents([]) == {}
    assert stores.log.events([]) == {}
