"""Readiness: whether somebody at an office reads what comes in, by facts and never by what was promised."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Role
from chalicelib.domain.deadlines.clocks import SILENCE
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar
    from chalicelib.domain.deadlines.policy import Policy

AT_THE_OFFICE = (Role.OFFICER, Role.APPROVER, Role.LIAISON, Role.COORDINATOR)
"""Roles by whose keys and sessions an office is seen."""


class Readiness(StrEnum):
    """How far an office is."""

    PLEDGED = "pledged"
    """It is in the directory, and nobody was appointed."""

    TRAINED = "trained"
    """Somebody was appointed, or a program got a key, and was never seen."""

    LIVE = "live"
    """Somebody signed in, polled or acted lately."""

    SILENT = "silent"
    """Nobody has for longer than the policy lets them."""


@dataclass(frozen=True, slots=True)
class Presence:
    """The facts of an office: the day on which it was `seen` last, by a sign-in, a poll or an act, and the day since
    which somebody is `appointed`."""

    agency: str
    seen: date | None = None
    appointed: date | None = None


def readiness(presence: Presence | None, policy: Policy, calendar: Calendar, now: datetime) -> Readiness:
    """How far an office is. Under a policy that limits no silence an office that was seen once stays live."""
    if presence is None or presence.seen is None:
        return Readiness.TRAINED if presence and presence.appointed else Readiness.PLEDGED
    limit = policy.limit(SILENCE)
    seen = datetime.combine(presence.seen, time(), UTC)
    return Readiness.SILENT if limit and limit.expires(seen, calendar) < now else Readiness.LIVE
