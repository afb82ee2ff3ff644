"""States of a case and events for it, without a store: for tests of what an event changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import GENESIS, SYSTEM, Actor, Case, Event, Filing, Status
from chalicelib.domain.geography.tiers import Tier

FILED = datetime(2026, 11, 23, 2, tzinfo=UTC)
LATER = FILED + timedelta(days=3)
FILING = Filing(
    id="KI-0000-0000-0001-0",
    type="complaint",
    title="Jalan berlubang",
    category="jalan-rusak",
    region="64.08",
    filed_at=FILED,
    policy="progress-30@2",
    anonymous=False,
    secret=False,
    sensitive=False,
    secret_hash=b"s",
    content_mac=b"m",
)


def event(
    kind: str, seq: int = 2, at: datetime = LATER, actor: Actor = SYSTEM, said: Mapping[str, Any] | None = None
) -> Event:
    """An event of `FILING`; `said` is its data."""
    return hash_chain.seal(FILING.id, seq, GENESIS, kind=kind, at=at, actor=actor, salt=b"s", data=dict(said or {}))


def worked_on(**state: Any) -> Case:
    """A case that an office works on, has answered, and has drafted another answer to."""
    case = fold.begin(FILING, event("filed", 1, FILED))
    known: dict[str, Any] = {
        "status": Status.IN_PROGRESS,
        "agency": "64.08-pupr",
        "agency_name": "PUPR",
        "tier": Tier.OPD,
        "answered": True,
        "begun": True,
        "draft": 1,
        "draft_key": "WRITER",
        "approved": True,
        "lapsed": ("respond", "tier/opd"),
    }
    return replace(case, **known | state)
