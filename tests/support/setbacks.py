"""Cases set aside, in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.deadlines.setbacks import Setback
from chalicelib.services.ports.case_store import Page
from tests.support.memory import MemoryCaseStore


@dataclass
class MemorySetbackStore:
    """`ports.setback_store.SetbackStore`, over the cases in memory: the next event of a case gives it a new version,
    and the setback is forgotten."""

    cases: MemoryCaseStore
    lines: dict[str, Setback] = field(default_factory=dict)

    def set_aside(self, setback: Setback) -> bool:
        kept = self.cases.kept[setback.tracking_id]
        if not kept.schedule.timer or self.cases.place_of(setback.tracking_id)[0] >= setback.at:
            return False
        self.cases.setbacks[setback.tracking_id, kept.case.version] = setback
        self.lines[setback.tracking_id] = setback
        return True

    def listed(self, now: datetime, limit: int, after: str | None) -> Page[Setback]:
        kept = sorted(each for each in self.lines if each > (after or ""))
        lines = [self.lines[each] for each in kept if self.lines[each].until + timedelta(days=1) > now]
        return Page(tuple(lines[:limit]), lines[limit - 1].tracking_id if len(lines) > limit else None)
