"""Orders of a channel that answers later: which answer is to be sent, which photo to be fetched. They name nobody and
say nothing, so they may lie in a queue, and in the queue of dead letters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AnswerOrder:
    """The answer to a message, by the hashes of its sender and its id."""

    sender: str
    message: str


@dataclass(frozen=True, slots=True)
class PhotoOrder:
    """A photo that belongs to a case: the provider's name of it, and the id of the attachment that it will be. `at` is
    when it came."""

    sender: str
    media: str
    case: str
    attachment: str
    at: datetime


ChannelOrder = AnswerOrder | PhotoOrder


def serialize(order: ChannelOrder) -> str:
    """The text form of an order in the queue."""
    if isinstance(order, AnswerOrder):
        fields = {"sender": order.sender, "message": order.message}
    else:
        fields = {
            "sender": order.sender, "media": order.media, "case": order.case, "attachment": order.attachment,
            "at": to_text(order.at),
        }  # fmt: skip
    return json.dumps(fields, separators=(",", ":"))


def parse(fields: Mapping[str, str]) -> ChannelOrder:
    """The inverse of `serialize`, of the fields in it."""
    if "message" in fields:
        return AnswerOrder(fields["sender"], fields["message"])
    return PhotoOrder(fields["sender"], fields["media"], fields["case"], fields["attachment"], from_text(fields["at"]))
