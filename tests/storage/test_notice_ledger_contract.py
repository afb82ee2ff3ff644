"""What every ledger of notices must do."""

from datetime import timedelta

from chalicelib.domain.notices.ledger import LEASE, Entry, Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder, morning_order
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.notice_ledger import Unsettled
from chalicelib.storage.table_keys import at_event
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

CASE, OTHER = "KI-7F3K-9Q2M-XA0B-C", "KI-N4MY-SXYG-J405-C"
ORDER = NoticeOrder(CASE, 3)
SECOND = timedelta(seconds=1)


def test_an_order_is_taken_by_one(stores: Stores) -> None:
    assert [stores.notices.claim(ORDER, MONDAY) for _ in range(2)] == [True, False]
    assert stores.notices.of_case(CASE).of(ORDER) == Entry(Outcome.SENDING, MONDAY)


def test_what_somebody_took_who_died_is_free_after_the_lease(stores: Stores) -> None:
    stores.notices.claim(ORDER, MONDAY)
    assert not stores.notices.claim(ORDER, MONDAY + LEASE)
    assert stores.notices.claim(ORDER, MONDAY + LEASE + SECOND)
    assert not stores.notices.claim(ORDER, MONDAY + LEASE + SECOND)


def test_an_order_that_was_carried_out_is_never_free(stores: Stores) -> None:
    stores.notices.claim(ORDER, MONDAY)
    stores.notices.close(ORDER, Outcome.SENT, MONDAY)
    assert not stores.notices.claim(ORDER, MONDAY + 10 * LEASE)
    assert stores.notices.of_case(CASE).of(ORDER) == Entry(Outcome.SENT, MONDAY)


def test_a_ledger_knows_each_case_by_itself(stores: Stores) -> None:
    stores.notices.close(ORDER, Outcome.SENT, MONDAY)
    stores.notices.close(NoticeOrder(CASE, 12), Outcome.ENOUGH, MONDAY + SECOND)
    found = stores.notices.of_case(CASE)
    assert set(found.entries) == {(3, "reporter"), (12, "reporter")}
    assert list(found.sent_beside(NoticeOrder(CASE, 13))) == [MONDAY]
    assert list(found.sent_beside(ORDER)) == []
    assert not stores.notices.of_case(OTHER).entries


def test_orders_that_nobody_has_carried_out_are_told_from_the_others(stores: Stores) -> None:
    stores.notices.close(ORDER, Outcome.NOTHING, MONDAY)
    later, other = NoticeOrder(CASE, 4), NoticeOrder(OTHER, 3)
    assert stores.notices.unknown([ORDER, later, other]) == {later, other}
    assert stores.notices.unknown([]) == set()


def test_a_case_has_one_stop_link(stores: Stores) -> None:
    assert stores.notices.of_case(CASE).stop_token is None
    assert stores.notices.issue_stop(CASE, "first", MONDAY) == "first"
    assert stores.notices.issue_stop(CASE, "second", MONDAY) == "first"
    assert stores.notices.of_case(CASE).stop_token == "first"
    assert [stores.notices.case_of_stop(token) for token in ("first", "second", "third")] == [CASE, CASE, None]


def test_the_first_reason_to_stop_stays(stores: Stores) -> None:
    stores.notices.issue_stop(CASE, "token", MONDAY)
    stores.notices.stop(CASE, Stop.BOUNCED, MONDAY)
    stores.notices.stop(CASE, Stop.ASKED, MONDAY)
    found = stores.notices.of_case(CASE)
    assert (found.stopped, found.stop_token) == (Stop.BOUNCED, "token")


def test_a_case_may_be_stopped_before_it_has_a_link(stores: Stores) -> None:
    stores.notices.stop(CASE, Stop.REFUSED, MONDAY)
    found = stores.notices.of_case(CASE)
    assert (found.stopped, found.stop_token) == (Stop.REFUSED, None)


def test_mails_that_the_reporter_stopped_go_out_again_and_others_do_not(stores: Stores) -> None:
    for case, why, after in ((CASE, Stop.ASKED, None), (OTHER, Stop.BOUNCED, Stop.BOUNCED)):
        stores.notices.issue_stop(case, f"token of {case}", MONDAY)
        stores.notices.stop(case, why, MONDAY)
        stores.notices.resume(case)
        found = stores.notices.of_case(case)
        assert (found.stopped, found.stop_token) == (after, f"token of {case}")


def test_after_a_correction_mails_go_out_again_unless_the_reporter_stopped_them(stores: Stores) -> None:
    for case, why, after in ((CASE, Stop.ASKED, Stop.ASKED), (OTHER, Stop.BOUNCED, None)):
        stores.notices.issue_stop(case, f"token of {case}", MONDAY)
        stores.notices.stop(case, why, MONDAY)
        stores.notices.correct(case, MONDAY + SECOND)
        found = stores.notices.of_case(case)
        assert (found.stopped, found.stop_token) == (after, f"token of {case}")
    assert stores.notices.of_case(CASE).since is None
    assert stores.notices.of_case(OTHER).since == MONDAY + SECOND


def test_a_mail_from_before_a_correction_is_told_from_one_after_it(stores: Stores) -> None:
    stores.notices.close(ORDER, Outcome.SENT, MONDAY)
    stores.notices.correct(CASE, MONDAY + SECOND)
    later = NoticeOrder(CASE, 4)
    stores.notices.close(later, Outcome.SENT, MONDAY + SECOND)
    found = stores.notices.of_case(CASE)
    assert [found.is_of_another_address(each) for each in (ORDER, later, NoticeOrder(CASE, 9))] == [True, False, False]


def test_a_stop_that_was_taken_back_is_no_correction(stores: Stores) -> None:
    stores.notices.stop(CASE, Stop.ASKED, MONDAY)
    stores.notices.resume(CASE)
    assert stores.notices.of_case(CASE).since is None


def test_what_has_not_settled_is_found_when_it_is_old_enough_the_first_first(stores: Stores) -> None:
    later, first, other = NoticeOrder(CASE, 5), NoticeOrder(OTHER, 2), NoticeOrder(OTHER, 3)
    stores.notices.close(later, Outcome.SENT, MONDAY + SECOND, "mail")
    stores.notices.close(first, Outcome.SENT, MONDAY, "mail")
    stores.notices.close(other, Outcome.SENT, MONDAY)
    assert list(stores.notices.unsettled(MONDAY)) == []
    found = [Unsettled(first, "mail", MONDAY), Unsettled(later, "mail", MONDAY + SECOND)]
    assert list(stores.notices.unsettled(MONDAY + 2 * SECOND)) == found
    for order in (first, first, NoticeOrder(CASE, 9)):
        stores.notices.settle(order)
    assert list(stores.notices.unsettled(MONDAY + 2 * SECOND)) == found[1:]
    assert stores.notices.of_case(OTHER).of(first) == Entry(Outcome.SENT, MONDAY)
    assert stores.notices.of_case(CASE).of(NoticeOrder(CASE, 9)) is None


def test_how_far_events_were_checked_is_noted_by_one(stores: Stores) -> None:
    first, second = to_text(MONDAY), at_event(MONDAY, CASE, 3)
    assert stores.notices.checked() == {}
    assert stores.notices.set_checked(0, None, first)
    assert not stores.notices.set_checked(0, None, first)
    assert stores.notices.set_checked(3, None, first)
    assert stores.notices.set_checked(0, first, second)
    assert stores.notices.checked() == {0: second, 3: first}


def test_what_is_known_of_some_orders_is_asked_at_once(stores: Stores) -> None:
    stores.notices.claim(ORDER, MONDAY)
    stores.notices.close(morning_order("64.08-pupr", MONDAY.date()), Outcome.SENT, MONDAY)
    asked = [ORDER, morning_order("64.08-pupr", MONDAY.date()), NoticeOrder(OTHER, 1)]
    assert stores.notices.entries(asked) == {
        ORDER: Entry(Outcome.SENDING, MONDAY),
        asked[1]: Entry(Outcome.SENT, MONDAY),
    }
    assert stores.notices.entries([]) == {}


def test_how_far_mornings_were_ordered_is_noted_by_one(stores: Stores) -> None:
    assert stores.notices.mornings() is None
    assert stores.notices.set_mornings(None, "2026-11-23#64.08-pupr")
    assert not stores.notices.set_mornings(None, "2026-11-23#x")
    assert stores.notices.set_mornings("2026-11-23#64.08-pupr", "2026-11-23#~")
    assert stores.notices.mornings() == "2026-11-23#~"
