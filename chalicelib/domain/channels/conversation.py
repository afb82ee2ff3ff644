"""A conversation: what is kept of a sender between two messages. No word of a message, and no phone number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chalicelib.domain.channels.message import Point
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass

MOST_CASES = 10
"""The newest reports of a sender that are known by the phone."""

MOST_HELD = 10
"""Photos that wait for a report: as many as a report may have."""

ASKED_FOR = timedelta(hours=24)
"""How long an answer to a question of ours is taken as one."""

WINDOW = timedelta(hours=24)
"""How long after somebody's last message WhatsApp takes any words for them, and not templates alone."""

PARTS_WAIT = timedelta(minutes=10)
"""How long the parts of a message may be apart before their sender is told that some are missing."""


class Asked(StrEnum):
    """What was asked last."""

    PLACE = "place"
    CANCEL = "cancel"
    STORY = "story"
    OFFICE = "office"
    PHOTOS = "photos"
    """Nothing was asked: photos came, and were acknowledged."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """`cases` are the numbers of the sender's reports, the newest first. `asked` is what we asked last, about the
    report `about`, at `asked_at`. `held_since`: since when a part of a message waits for the others. `photos` (names of
    the provider's) and `point` came before there was a report to join, at `held_at`. `version` counts the changes."""

    cases: tuple[str, ...] = ()
    asked: Asked | None = None
    about: str = ""
    asked_at: datetime | None = None
    held_since: datetime | None = None
    photos: tuple[str, ...] = ()
    point: Point | None = None
    held_at: datetime | None = None
    version: int = 0

    def with_case(self, tracking_id: str) -> Conversation:
        """The conversation after a report."""
        others = (each for each in self.cases if each != tracking_id)
        return replace(self, cases=(tracking_id, *others)[:MOST_CASES])

    def asking(self, what: Asked | None, now: datetime, about: str = "") -> Conversation:
        """The conversation after a question of ours; None: nothing is asked any more."""
        return replace(self, asked=what, about=about if what else "", asked_at=now if what else None)

    def holding(self, photos: tuple[str, ...], point: Point | None, now: datetime) -> Conversation:
        """The conversation after photos, or a point, that wait for a report."""
        before = self.held(now)
        kept = (*(each for each in before.photos if each not in photos), *photos)[-MOST_HELD:]
        return replace(before, photos=kept, point=point or before.point, held_at=now)

    def held(self, now: datetime) -> Conversation:
        """The conversation with what still waits: what came longer ago than an answer may take is left out."""
        waits = self.held_at is not None and now <= self.held_at + ASKED_FOR
        return self if waits or self.held_at is None else self.joined()

    def joined(self) -> Conversation:
        """The conversation after what waited has joined a report."""
        return replace(self, photos=(), point=None, held_at=None)

    def waits_for(self, what: Asked, now: datetime) -> bool:
        """Whether a message now may be the answer to that question."""
        return self.asked is what and self.asked_at is not None and now <= self.asked_at + ASKED_FOR


def to_data(conversation: Conversation) -> dict[str, Any]:
    """The form in which a conversation is stored; without its version."""
    kept = {
        "cases": list(conversation.cases),
        "asked": conversation.asked,
        "about": conversation.about,
        "asked_at": to_text(conversation.asked_at) if conversation.asked_at else None,
        "held_since": to_text(conversation.held_since) if conversation.held_since else None,
        "photos": list(conversation.photos),
        "point": [repr(each) for each in conversation.point[:2]] + [conversation.point.name]
        if conversation.point
        else None,
        "held_at": to_text(conversation.held_at) if conversation.held_at else None,
    }
    return {name: value for name, value in kept.items() if value}


def from_data(kept: Mapping[str, Any], version: int) -> Conversation:
    """The inverse of `to_data`."""
    return Conversation(
        cases=tuple(kept.get("cases", ())),
        asked=Asked(kept["asked"]) if "asked" in kept else None,
        about=kept.get("about", ""),
        asked_at=from_text(kept["asked_at"]) if "asked_at" in kept else None,
        held_since=from_text(kept["held_since"]) if "held_since" in kept else None,
        photos=tuple(kept.get("photos", ())),
        point=Point(float(kept["point"][0]), float(kept["point"][1]), kept["point"][2]) if "point" in kept else None,
        held_at=from_text(kept["held_at"]) if "held_at" in kept else None,
        version=version,
    )
