"""What happens outside a case because of an event in it: other stacks are told, and offices that asked to be."""

from datetime import datetime
from typing import Protocol

from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.services.use_case import use_case


class Publisher(Protocol):
    """One thing that is told of events. It sees each at least once, and must not mind seeing it again."""

    def publish(self, announcement: CaseEvent, now: datetime) -> bool:
        """Tell whom it concerns; whether anybody was told."""


@use_case
class EventDispatcher:
    """Tells every publisher of an event."""

    publishers: tuple[Publisher, ...]

    def publish(self, announcement: CaseEvent, now: datetime) -> int:
        """How many publishers told somebody. Raises what the first failing publisher raises, after the others were
        asked: one that cannot be reached must not keep the others waiting."""
        told, failure = 0, None
        for publisher in self.publishers:
            try:
                told += publisher.publish(announcement, now)
            except Exception as error:
                failure = failure or error
        if failure:
            raise failure
        return told
