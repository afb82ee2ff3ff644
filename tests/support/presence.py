"""When offices were seen, in memory. `writes` counts what was written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from chalicelib.domain.routing.readiness import Presence
from chalicelib.services.ports.case_store import Page


@dataclass
class MemoryPresenceStore:
    """`ports.presence_store.PresenceStore`."""

    kept: dict[str, Presence] = field(default_factory=dict)
    writes: int = 0

    def note_seen(self, agency: str, day: date) -> None:
        before = self.kept.get(agency, Presence(agency))
        if before.seen is None or before.seen < day:
            self.kept[agency] = replace(before, seen=day)
            self.writes += 1

    def note_appointed(self, agency: str, day: date) -> None:
        before = self.kept.get(agency, Presence(agency))
        if before.appointed is None:
            self.kept[agency] = replace(before, appointed=day)
            self.writes += 1

    def of(self, agencies: Sequence[str]) -> dict[str, Presence]:
        return {agency: self.kept[agency] for agency in agencies if agency in self.kept}

    def within(self, area: str, limit: int, after: str | None) -> Page[Presence]:
        ids = [each for each in sorted(self.kept) if each.startswith(area) and (after is None or each > after)]
        return Page(tuple(self.kept[each] for each in ids[:limit]), ids[limit - 1] if len(ids) > limit else None)
