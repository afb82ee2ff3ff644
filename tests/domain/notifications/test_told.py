"""Which event a notice has to be about, so that it counts for the present wait."""

import pytest

from chalicelib.domain.notifications import told
from tests.support.case_states import FILED, event


@pytest.mark.parametrize(("told_of", "counts"), [(2, False), (4, True), (5, False)])
def test_a_late_notice_of_an_earlier_answer_tells_nobody_of_the_present_one(told_of: int, counts: bool) -> None:
    kinds = ("filed", "responded", "reopened", "responded", "rated")
    events = [event(kind, seq, FILED) for seq, kind in enumerate(kinds, 1)]
    assert told.is_of_this_wait(events, told_of) is counts


def test_a_case_that_never_waited_was_never_told_of_it() -> None:
    assert not told.is_of_this_wait([event("filed", 1, FILED)], 1)
