"""What a case's row keeps beside its flags."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.marks import Cover
from chalicelib.domain.cases.model import Priority
from chalicelib.storage import case_flags
from tests.support.case_states import worked_on

COVER = Cover(3, "name", "note/2", 4, 9)
CASE = replace(worked_on(), sent_back=True, hops=12, priority=Priority.URGENT, covers=(COVER,))


def test_what_is_kept_comes_back() -> None:
    flags = case_flags.of_case(CASE)
    assert case_flags.SENT_BACK in flags
    assert (case_flags.hops_in(flags), case_flags.priority_in(flags)) == (12, Priority.URGENT)
    assert case_flags.covers_in(flags) == (COVER,)


@pytest.mark.parametrize("flags", [[], ["secret", "anonymous"]])
def test_a_row_from_before_has_none_of_it(flags: list[str]) -> None:
    assert (case_flags.hops_in(flags), case_flags.priority_in(flags)) == (0, Priority.NORMAL)
    assert (case_flags.covers_in(flags), case_flags.SENT_BACK in flags) == ((), False)


def test_a_usual_case_has_an_empty_list() -> None:
    assert case_flags.of_case(replace(worked_on(), hops=0)) == []
