"""What every store of cases set aside must do."""

from datetime import datetime, timedelta

from chalicelib.domain.deadlines.setbacks import set_back
from chalicelib.storage import table_keys
from tests.storage.conftest import Stores
from tests.storage.test_case_store_contract import a_case, append, file, route
from tests.support.world import MONDAY

HOUR = timedelta(hours=1)


def due(stores: Stores, now: datetime) -> list[tuple[str, int]]:
    return [tuple(each) for shard in range(table_keys.CLOCK_SHARDS) for each in stores.cases.due(now, shard)]  # type: ignore[misc]


def test_a_case_set_aside_is_due_again_from_its_next_try_on_and_says_how_often_it_failed(stores: Stores) -> None:
    case = file(stores, *a_case())
    now = MONDAY + HOUR
    first = set_back(case.id, 0, "KeyError", now)
    assert stores.setbacks.set_aside(first)
    assert due(stores, first.until) == []
    assert due(stores, first.until + timedelta(seconds=1)) == [(case.id, 1)]
    second = set_back(case.id, 1, "ValueError", first.until + timedelta(minutes=1))
    assert stores.setbacks.set_aside(second)
    assert second.until - second.at == 2 * (first.until - first.at)
    assert due(stores, second.until + timedelta(seconds=1)) == [(case.id, 2)]
    assert stores.setbacks.listed(now, 10, None).items == (second,)
    assert stores.cases.load(case.id) == case, "nothing else of the case has changed"


def test_the_next_event_of_a_case_sets_its_timer_as_ever(stores: Stores) -> None:
    case = file(stores, *a_case())
    stores.setbacks.set_aside(set_back(case.id, 9, "KeyError", MONDAY + HOUR))
    route(stores, case)
    assert (case.id, 0) in due(stores, MONDAY + timedelta(days=99))


def test_a_case_whose_timer_has_moved_or_ended_is_not_set_aside(stores: Stores) -> None:
    moved, ended = file(stores, *a_case(1)), file(stores, *a_case(2))
    append(stores, ended, "confirmed", MONDAY)
    for case in (moved, ended):
        assert stores.setbacks.set_aside(set_back(case.id, 0, "KeyError", MONDAY - HOUR)) is False
    assert stores.setbacks.listed(MONDAY, 10, None).items == ()
    assert due(stores, MONDAY + HOUR) == [(moved.id, 0)]


def test_the_list_comes_page_by_page_and_forgets_who_recovered(stores: Stores) -> None:
    for number in range(5):
        stores.setbacks.set_aside(set_back(file(stores, *a_case(number)).id, 0, "KeyError", MONDAY + HOUR))
    found, after = [], None
    while True:
        page = stores.setbacks.listed(MONDAY + HOUR, 2, after)
        found += [each.tracking_id for each in page.items]
        if not (after := page.after):
            break
    assert found == sorted(found)
    assert len(found) == 5
    assert stores.setbacks.listed(MONDAY + timedelta(days=2), 9, None).items == ()
