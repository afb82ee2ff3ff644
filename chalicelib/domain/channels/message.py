"""A message that came by a channel: the form in which every channel hands over what a person sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from chalicelib.domain.values import dataclass


class Part(NamedTuple):
    """Which part of a long message this one is: number `number` of `total`, from 1. `ref` is what the parts of one
    message share."""

    ref: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """What a person sent. `id` is the provider's own of the message, by which a repetition is recognised; `sender` is
    as the provider writes it, `sent_at` when the provider took it (the moment it came, if that is not told)."""

    channel: str
    id: str
    sender: str
    text: str
    sent_at: datetime
    part: Part | None = None


class Outcome(StrEnum):
    """What became of a message. `held`: a part whose others have not come. `ignored`: from no phone of a person.
    `unclear`: it could not be carried out, and the answer says what to send. `silenced`: so many came today that
    nothing is answered any more."""

    FILED = "filed"
    ADDED = "added"
    DONE = "done"
    TOLD = "told"
    UNCLEAR = "unclear"
    HELD = "held"
    TOO_MANY = "too_many"
    SILENCED = "silenced"
    IGNORED = "ignored"


class Answer(NamedTuple):
    """The outcome of a message, and the texts that its sender is answered, each one SMS."""

    outcome: Outcome
    texts: tuple[str, ...] = ()
