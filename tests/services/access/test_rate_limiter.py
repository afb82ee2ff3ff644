"""A factor lifts the limits that guard the budget, and none that guards people."""

import pytest

from chalicelib.domain.errors import TooManyRequests
from chalicelib.domain.rate_limits import RateLimit, window
from chalicelib.services.access.rate_limiter import RateLimiter
from tests.support.world import MONDAY


class Counter:
    """Remembers what was asked; says yes or no."""

    def __init__(self, answer: bool = True) -> None:
        self.answer = answer
        self.asked: list[tuple[object, ...]] = []

    def count(self, *asked: object) -> bool:
        self.asked.append(asked)
        return self.answer


@pytest.mark.parametrize(("fixed", "factor", "most"), [(False, 2.5, 25), (False, 0.55, 5), (True, 2.5, 10)])
def test_the_factor_lifts_what_is_not_fixed(fixed: bool, factor: float, most: int) -> None:
    counter = Counter()
    RateLimiter(counter, factor).take(RateLimit("lists", 10, fixed), "caller", MONDAY)  # type: ignore[arg-type]
    assert counter.asked == [("lists", "caller", window(MONDAY), most)]


def test_a_caller_above_the_limit_is_refused() -> None:
    with pytest.raises(TooManyRequests):
        RateLimiter(Counter(False), 1.0).take(RateLimit("lists", 10), "caller", MONDAY)  # type: ignore[arg-type]


def test_a_factor_of_nothing_lifts_all_limits_but_those_that_guard_people() -> None:
    unlimited = RateLimiter(Counter(False), 0)  # type: ignore[arg-type]
    unlimited.take(RateLimit("lists", 10), "caller", MONDAY)
    with pytest.raises(TooManyRequests):
        unlimited.take(RateLimit("identities", 10, fixed=True), "caller", MONDAY)


def test_a_limit_is_as_it_stands_unless_a_stack_says_so() -> None:
    limiter = RateLimiter(Counter())  # type: ignore[arg-type]
    assert limiter.factor == 1.0
