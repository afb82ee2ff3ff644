"""What every store of one-time codes must do, and every holder of their key."""

from datetime import timedelta

from chalicelib.domain.cases.renewal import MAIL, MOST_TRIES, SMS, VALID_FOR, CodeSent
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

CASE, OTHER = "KI-7F3K-9Q2M-XA0B-C", "KI-N4MY-SXYG-J405-C"
FIRST, SECOND = CodeSent("a" * 32, MAIL, MONDAY), CodeSent("b" * 32, SMS, MONDAY + timedelta(minutes=5), 2)
ONE, TWO = bytes(32), b"x" * 32


def test_the_last_code_of_a_case_is_known_and_no_other_cases(stores: Stores) -> None:
    assert stores.codes.last(CASE) is None
    assert stores.codes.put(CASE, FIRST, None)
    assert stores.codes.put(CASE, SECOND, FIRST)
    assert stores.codes.last(CASE) == SECOND
    assert stores.codes.last(OTHER) is None


def test_the_second_of_two_requests_at_once_has_to_look_again(stores: Stores) -> None:
    assert stores.codes.put(CASE, FIRST, None)
    assert not stores.codes.put(CASE, SECOND, None)
    assert stores.codes.put(CASE, SECOND, FIRST)
    assert not stores.codes.put(CASE, FIRST, FIRST)


def test_a_code_has_so_many_tries_and_the_next_one_as_many(stores: Stores) -> None:
    assert stores.codes.put(CASE, FIRST, None)
    tries = [stores.codes.count_try(CASE, FIRST.request, MONDAY) for _ in range(MOST_TRIES + 2)]
    assert tries == [True] * MOST_TRIES + [False] * 2
    assert stores.codes.put(CASE, SECOND, FIRST)
    assert stores.codes.count_try(CASE, SECOND.request, MONDAY)
    assert not stores.codes.count_try(CASE, FIRST.request, MONDAY)


def test_a_code_that_never_was_or_whose_time_is_over_has_no_tries(stores: Stores) -> None:
    assert not stores.codes.count_try(CASE, FIRST.request, MONDAY)
    assert stores.codes.last(CASE) is None
    assert stores.codes.put(CASE, FIRST, None)
    last = MONDAY + VALID_FOR
    assert not stores.codes.count_try(CASE, FIRST.request, last)
    assert stores.codes.count_try(CASE, FIRST.request, last - timedelta(milliseconds=1))


def test_a_code_makes_one_secret_however_often(stores: Stores) -> None:
    assert stores.codes.put(CASE, FIRST, None)
    assert [stores.codes.use(CASE, FIRST.request, each) for each in (ONE, ONE, TWO)] == [True, True, False]
    assert not stores.codes.use(CASE, SECOND.request, ONE)
    assert not stores.codes.use(OTHER, FIRST.request, ONE)
    assert stores.codes.put(CASE, SECOND, FIRST)
    assert stores.codes.use(CASE, SECOND.request, TWO)


def test_of_two_who_make_the_key_one_does(stores: Stores) -> None:
    assert stores.code_keys.get() is None
    assert stores.code_keys.make(ONE) == ONE
    assert stores.code_keys.make(TWO) == ONE
    assert stores.code_keys.get() == ONE
