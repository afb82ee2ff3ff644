"""Every publisher gets every event, whatever the others do."""

from dataclasses import dataclass, field
from typing import cast

import pytest

from chalicelib.services.event_dispatch import EventDispatcher
from chalicelib.services.ports.case_stream import CaseEvent
from tests.support.world import MONDAY

EVENT = cast("CaseEvent", object())


@dataclass
class Publisher:
    """Passes on, or not, or fails."""

    answer: bool | Exception
    got: list[CaseEvent] = field(default_factory=list)

    def publish(self, event: CaseEvent, now: object) -> bool:
        self.got.append(event)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(("answers", "number"), [((), 0), ((False,), 0), ((True, False, True), 2)])
def test_the_publishers_that_passed_it_on_are_counted(answers: tuple[bool, ...], number: int) -> None:
    assert EventDispatcher(tuple(map(Publisher, answers))).publish(EVENT, MONDAY) == number


def test_the_first_failure_is_raised_once_all_have_had_the_event() -> None:
    first, second = ValueError("first"), ValueError("second")
    publishers = tuple(map(Publisher, (True, first, second, True)))
    with pytest.raises(ValueError, match="first"):
        EventDispatcher(publishers).publish(EVENT, MONDAY)
    assert [each.got for each in publishers] == [[EVENT]] * 4
