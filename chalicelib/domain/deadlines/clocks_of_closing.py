"""The clocks of a case that was closed: its reporter is asked whether it is still good (`cases/follow_up.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.follow_up import AGAIN, FIRST
from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.deadlines.clock import Clock, Expiry

if TYPE_CHECKING:
    from datetime import datetime

_LABEL = {"id": "pelapor ditanya: masih beres?", "en": "the reporter is asked: is it still good?"}


def _closed_at(case: Case) -> datetime | None:
    return case.since if case.status is Status.CLOSED else None


AFTER_CLOSING = (
    Clock(FIRST, _closed_at, Expiry.ASK, _LABEL, once=True),
    Clock(AGAIN, lambda case: _closed_at(case) if case.recheck else None, Expiry.ASK, _LABEL, once=True),
)
