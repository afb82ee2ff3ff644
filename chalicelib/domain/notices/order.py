"""The order of a notice: which event somebody is to be told of. It names nobody and says nothing, so it may lie in a
queue, and in the queue of dead letters."""

from __future__ import annotations

import json
from datetime import date

from chalicelib.domain.values import dataclass

REPORTER = "reporter"
OFFICE = "office"
"""The people of the office that has the case now."""
FORMER_OFFICE = "former"
"""The people of the office from which the event took it."""


MORNING = "morning"
"""The people of an office, of the day that begins. Such an order has the office in the place of the case, and the day
in that of the event."""


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """An order to tell the recipients of a class (`to`) of one event of a case. The three are its key: it may be
    carried out once."""

    tracking_id: str
    seq: int
    to: str = REPORTER

    def for_person(self, person: str, what: str = "") -> NoticeOrder:
        """The part of an order for an office that is one person's: by it each is told once. `what` tells two mails of
        one order to the same person apart."""
        return NoticeOrder(self.tracking_id, self.seq, f"{self.to}{what}/{person}")


def morning_order(office: str, day: date) -> NoticeOrder:
    """The order of an office's morning mails of a day."""
    return NoticeOrder(office, day.toordinal(), MORNING)


def day_of(order: NoticeOrder) -> date:
    """The day of an order made by `morning_order`."""
    return date.fromordinal(order.seq)


def serialize_order(order: NoticeOrder) -> str:
    """The text form of an order in the queue."""
    return json.dumps({"case": order.tracking_id, "seq": order.seq, "to": order.to}, separators=(",", ":"))


def parse_order(text: str) -> NoticeOrder:
    """The inverse of `serialize_order`."""
    fields = json.loads(text)
    return NoticeOrder(fields["case"], int(fields["seq"]), fields["to"])
