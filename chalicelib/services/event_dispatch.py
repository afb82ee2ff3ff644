"""Event dispatch: passes every event of a case on to the publishers, which tell other stacks and webhooks."""

from datetime import datetime
from typing import Protocol

from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.services.use_case import use_case


class Publisher(Protocol):
    """Passes events on to somebody outside. It gets each event at least once, so a repetition must do no harm."""

    def publish(self, event: CaseEvent, now: datetime) -> bool:
        """Pass an event on to those it concerns; answers whether it concerned anybody."""


@use_case
class EventDispatcher:
    """Passes each event on to every publisher."""

    publishers: tuple[Publisher, ...]

    def publish(self, event: CaseEvent, now: datetime) -> int:
        """Answers how many publishers passed the event on. Raises the error of the first failing publisher after the
        others have run: a receiver that cannot be reached must not keep the others waiting."""
        published, failure = 0, None
        for publisher in self.publishers:
            try:
                published += publisher.publish(event, now)
            except Exception as error:
                failure = failure or error
        if failure:
            raise failure
        return published
