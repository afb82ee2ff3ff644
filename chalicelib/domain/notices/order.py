"""The order of a notice: which event somebody is to be told of. It names nobody and says nothing, so it may lie in a
queue, and in the queue of dead letters."""

import json

from chalicelib.domain.values import dataclass

REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """An order to tell the recipients of a class (`to`) of one event of a case. The three are its key: it may be
    carried out once."""

    tracking_id: str
    seq: int
    to: str = REPORTER


def serialize_order(order: NoticeOrder) -> str:
    """The text form of an order in the queue."""
    return json.dumps({"case": order.tracking_id, "seq": order.seq, "to": order.to}, separators=(",", ":"))


def parse_order(text: str) -> NoticeOrder:
    """The inverse of `serialize_order`."""
    fields = json.loads(text)
    return NoticeOrder(fields["case"], int(fields["seq"]), fields["to"])
