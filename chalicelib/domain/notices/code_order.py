"""The order of a one-time code: somebody says that a contact is that of a case. Of the contact it has a keyed digest,
of the code nothing, so it may lie in a queue, and in the queue of dead letters."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE = "code"
"""The field of a message in the queue that holds such an order."""


@dataclass(frozen=True, slots=True)
class CodeOrder:
    """An order to send a code by a channel (`renewal.MAIL` or `SMS`) if the contact that was typed is the case's.
    `request` (hex) names it, `mark` is the digest (hex) of what was typed."""

    tracking_id: str
    by: str
    mark: str
    request: str
    at: datetime


def serialize_code_order(order: CodeOrder) -> str:
    """The text form of an order in the queue."""
    fields = {
        "case": order.tracking_id,
        "by": order.by,
        "mark": order.mark,
        "request": order.request,
        "at": to_text(order.at),
    }
    return json.dumps({CODE: fields}, separators=(",", ":"))


def read_code_order(fields: Mapping[str, Any]) -> CodeOrder:
    """The inverse of `serialize_code_order`, of what stands in `CODE`."""
    return CodeOrder(fields["case"], fields["by"], fields["mark"], fields["request"], from_text(fields["at"]))
