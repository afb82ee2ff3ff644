"""A reprimand needs a ground, and an answer a reprimand."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import fold, warnings
from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import NoGround, NoWarning
from tests.support.case_states import event, worked_on

IN_TIME = worked_on(lapsed=(), breached=False)


@pytest.mark.parametrize("changes", [{"breached": True}, {"lapsed": ("verify",)}, {"status": Status.REOPENED}], ids=str)
def test_a_case_that_is_late_or_badly_answered_is_a_ground(changes: dict[str, object]) -> None:
    warnings.require_ground(replace(IN_TIME, **changes))  # type: ignore[arg-type]
    assert warnings.has_ground(replace(IN_TIME, **changes))  # type: ignore[arg-type]


def test_an_office_in_time_is_not_reprimanded() -> None:
    with pytest.raises(NoGround):
        warnings.require_ground(IN_TIME)


def test_a_reprimand_waits_for_one_answer_and_only_from_the_office_that_got_it() -> None:
    warned = fold.apply(IN_TIME, event("warned", 9))
    warnings.require_unanswered(warned)
    answered = fold.apply(warned, event("warning_answered", 10))
    moved = fold.apply(
        warned, event("disposed", 10, said={"to": "64.08-dlh", "to_name": "DLH", "tier": "opd", "status": "routed"})
    )
    assert (warned.warning, answered.warning, moved.warning) == (9, None, None)
    with pytest.raises(NoWarning):
        warnings.require_unanswered(answered)
