"""The access log in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.cases.access_log import Access
from chalicelib.services.ports.case_store import Page


@dataclass
class MemoryAccessLog:
    """`ports.access_log.AccessRecorder` and `AccessReader`. `broken` is what writing raises, if anything."""

    entries: dict[tuple[str, datetime, str, str], Access] = field(default_factory=dict)
    broken: Exception | None = None

    def record(self, entries: Iterable[Access]) -> None:
        if self.broken:
            raise self.broken
        for each in entries:
            self.entries.setdefault((each.tracking_id, each.span, each.kind, each.key), each)

    def of_case(self, tracking_id: str, limit: int, after: str | None = None) -> Page[Access]:
        found = [self.entries[key] for key in sorted(self.entries) if key[0] == tracking_id]
        start = int(after or 0)
        more = len(found) > start + limit
        return Page(tuple(found[start : start + limit]), str(start + limit) if more else None)
