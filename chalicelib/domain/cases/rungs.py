"""The rungs of the ladder (`ladder.py`), and the place that a case has on it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """Who is told, in this order."""

    HEAD = "head"
    """The head of the office that was late."""

    SECRETARY = "secretary"
    """The regional secretary (Sekda), who directs all offices of the region (UU 23/2014, article 213)."""

    REGION = "region"
    """The head of the region: Bupati, Wali Kota or Gubernur."""

    CENTRE = "centre"
    """The overseer at the centre."""


class Ladder(NamedTuple):
    """Where a case stands on the ladder. `since` is when the time until the next step began, None as long as the case
    is not late. `step` was told last, empty if nobody was; `respite` whether its time has begun anew once. `offices`
    are those that were late with the case, in order: it comes back to none of them without a coordinator's decision.
    `promises` counts the dates that offices have promised."""

    since: datetime | None = None
    step: str = ""
    respite: bool = False
    offices: tuple[str, ...] = ()
    promises: int = 0


NOT_LATE = Ladder()
"""The place of a case that no office was late with."""
