"""The public record in memory, over what `MemoryCaseStore` was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.model import Content, Event
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.public_log import LogLine
from chalicelib.storage import table_keys
from tests.support.memory import MemoryCaseStore


@dataclass
class MemoryPublicLog:
    """`ports.public_log.PublicLog`. `asked` counts the lines that were read."""

    cases: MemoryCaseStore
    asked: int = 0

    def filed(self, month: str, since: datetime, until: datetime, limit: int, after: str | None) -> tuple[LogLine, ...]:
        filings = (kept.case.filing for kept in self.cases.kept.values())
        lines = [
            LogLine(filing.id, filing.filed_at, table_keys.at_case(filing.filed_at, filing.id))
            for filing in filings
            if filing.public and since <= filing.filed_at < until and to_text(filing.filed_at)[:7] == month
        ]
        lines = [line for line in lines if after is None or line.position < after]
        found = tuple(sorted(lines, key=lambda line: line.position, reverse=True))[:limit]
        self.asked += len(found)
        return found

    def happened(
        self, day: date, since: datetime, until: datetime, limit: int, after: str | None
    ) -> tuple[LogLine, ...]:
        lines = [
            LogLine(case_id, event.at, table_keys.at_event(event.at, case_id, event.seq), event.seq)
            for case_id, kept in self.cases.kept.items()
            for event in kept.events
            if since <= event.at < until and to_text(event.at)[:10] == day.isoformat()
        ]
        lines = [line for line in lines if after is None or line.position > after]
        found = tuple(sorted(lines, key=lambda line: line.position))[:limit]
        self.asked += len(found)
        return found

    def contents(self, tracking_ids: Sequence[str]) -> dict[str, Content]:
        return {each: self.cases.kept[each].content for each in tracking_ids if each in self.cases.kept}

    def events(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Event]:
        return {
            (case_id, seq): self.cases.kept[case_id].events[seq - 1]
            for case_id, seq in wanted
            if case_id in self.cases.kept
        }
