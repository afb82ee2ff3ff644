"""A message that came by a channel: the form in which every channel hands over what a person sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from chalicelib.domain.values import dataclass


class Part(NamedTuple):
    """Which part of a long message this one is: number `number` of `total`, from 1. `ref` is what the parts of one
    message share."""

    ref: str
    number: int
    total: int


class Point(NamedTuple):
    """A place that somebody pinned on a map, in degrees, and what the map calls it."""

    lat: float
    lon: float
    name: str = ""


class Extra(StrEnum):
    """What came beside the words, or without any, and is no photo and no pin: it is kept nowhere, and its sender told
    so. Of a `trifle` (a sticker) nothing is said."""

    VOICE = "voice"
    FILE = "file"
    TRIFLE = "trifle"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """What a person sent. `id` is the provider's own of the message, by which a repetition is recognised; `sender` is
    as the provider writes it, `sent_at` when the provider took it (the moment it came, if that is not told). `photos`
    are the provider's names of them."""

    channel: str
    id: str
    sender: str
    text: str
    sent_at: datetime
    part: Part | None = None
    photos: tuple[str, ...] = ()
    point: Point | None = None
    extra: Extra | None = None


def is_empty(message: InboundMessage) -> bool:
    """Whether nothing at all came."""
    return not (message.text.strip() or message.photos or message.point or message.extra)


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


class Button(NamedTuple):
    """Something to tap: what stands on it, and what it sends, which is read as if it were written."""

    title: str
    sends: str


class Answer(NamedTuple):
    """The outcome of a message, and the texts that its sender is answered; by SMS each one SMS. `buttons` stand below
    the last text, `asks_place` has the phone offer its own place there. `about` is the report that the message was for,
    to which `photos` are to be fetched."""

    outcome: Outcome
    texts: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    asks_place: bool = False
    about: str = ""
    photos: tuple[str, ...] = ()


def to_data(answer: Answer) -> list[Any] | dict[str, Any]:
    """The form in which an answer is stored; without its outcome. One of texts alone is their list."""
    kept = {
        "buttons": [list(each) for each in answer.buttons],
        "asks_place": answer.asks_place,
        "about": answer.about,
        "photos": list(answer.photos),
    }
    more = {name: value for name, value in kept.items() if value}
    return {"texts": list(answer.texts), **more} if more else list(answer.texts)


def from_data(outcome: str, kept: Any) -> Answer:
    """The inverse of `to_data`."""
    if not isinstance(kept, dict):
        return Answer(Outcome(outcome), tuple(kept))
    return Answer(
        Outcome(outcome),
        tuple(kept["texts"]),
        tuple(Button(*each) for each in kept.get("buttons", ())),
        kept.get("asks_place", False),
        kept.get("about", ""),
        tuple(kept.get("photos", ())),
    )
