"""Facts of cases and events that counts need, without words and names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.attachments.repair_photos import PHOTO
from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.substance import COPIED
from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The facts of a case that counts need: `category`, `region` and `hidden` as they are now, the others as they were
    filed. `type` is what it was filed as, `channel` the door it came by; both are empty where that is not known."""

    id: str
    category: str | None
    region: str | None
    filed_at: datetime
    hidden: bool
    type: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """The facts of an event that counts need, without words and names: `by` is the office that acted, `to` the one the
    case went to, `held_by` the one it was taken from, `category`, `region` and `flags` what was filed or decided, as
    far as the event says; `spoiled` whether the reporter answered that it is good no more; `copied` whether an answer
    has the words of an earlier one of the same office; `repair` whether it is about a repair, of which a photo is
    wanted; `photo_of` the office that sent this photo."""

    seq: int
    kind: str
    at: datetime
    by: str | None = None
    to: str | None = None
    held_by: str | None = None
    stars: int = 0
    priority: str = ""
    category: str = ""
    region: str = ""
    flags: str | None = None
    sensitive: bool = False
    spoiled: bool = False
    copied: bool = False
    repair: bool = False
    photo_of: str = ""


def event_facts(seq: int, kind: str, at: datetime, by: str | None, data: Mapping[str, Any]) -> EventFacts:
    """The facts of an event with this data, which never change."""
    return EventFacts(
        seq,
        kind,
        at,
        by,
        to=data.get("to"),
        held_by=data.get("from"),
        stars=int(data.get("rating", 0)),
        priority=str(data.get("priority", "")),
        category=str(data.get("category", "")),
        region=str(data.get("region", "")),
        flags=data.get("flags"),
        sensitive=bool(data.get("sensitive")),
        spoiled=data.get("good") is False,
        copied=data.get(COPIED) is True,
        repair=PHOTO in data,
        photo_of=str(data.get("agency", "")) if kind == "attached" and data.get("by") != Role.REPORTER else "",
    )
