"""The public files: every public case of a month in figures, what was counted, and a description of both. Each is
written whole, so that what is redacted, hidden or erased leaves them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.fold import ENDINGS
from chalicelib.domain.cases.model import SETTLED
from chalicelib.domain.statistics import disclosure
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.public_files import PublicFile, PublicFiles
from chalicelib.services.statistics import datapackage
from chalicelib.services.statistics.datapackage import COMPLAINTS, STATISTICS
from chalicelib.services.statistics.query import line_of
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.statistics.counts import EventFacts
    from chalicelib.services.ports.statistics_source import CaseFigures, StatisticsSource
    from chalicelib.services.ports.statistics_store import StatisticsProgress, StatisticsStore
    from chalicelib.services.stack import Stack

INDEX = "index.json"
_INDEX_SECONDS = 300
_FILE_SECONDS = 3_600
_JSON_LINES = "application/x-ndjson; charset=utf-8"
_CSV = "text/csv; charset=utf-8; header=present"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 500

Row = Mapping[str, Any]


@use_case
class PublicFileWriter:
    """Writes the public files."""

    log: StatisticsSource
    store: StatisticsStore
    files: PublicFiles
    stack: Stack

    def write(
        self, standing: StatisticsProgress, now: datetime, has_time: Callable[[], bool]
    ) -> tuple[StatisticsProgress, int]:
        """Write the files that are stale while there is time, then the description of all; answers what is known of
        them after that, and how many were written."""
        files = {file.name: file for file in standing.files}
        stale = list(standing.stale)
        written = 0
        while stale and has_time():
            name = stale.pop(0)
            kind, _, month = name.partition("-")
            rows = list(self._cases(month)) if kind == "complaints" else self._counts(month, now)
            for file in self._put(name, COMPLAINTS if kind == "complaints" else STATISTICS, rows, now):
                files[file.name] = file
                written += 1
        standing = replace(standing, files=tuple(files[name] for name in sorted(files)), stale=tuple(stale))
        index = datapackage.describe(self.stack, standing.files, now)
        body = json.dumps(index, ensure_ascii=False, indent=1).encode()
        self.files.put(INDEX, body, "application/json; charset=utf-8", _INDEX_SECONDS, {})
        return standing, written

    def _put(
        self, name: str, schema: Sequence[datapackage.Field], rows: list[Row], now: datetime
    ) -> Iterator[PublicFile]:
        columns = [field.name for field in schema]
        for suffix, media_type, content in (
            ("csv", _CSV, as_csv(columns, rows)),
            ("jsonl", _JSON_LINES, as_lines(rows)),
        ):
            digest = hashlib.sha256(content).hexdigest()
            file = PublicFile(f"{name}.{suffix}", len(content), digest, len(rows), now)
            self.files.put(file.name, content, media_type, _FILE_SECONDS, {"sha256": digest})
            yield file

    def _cases(self, month: str) -> Iterator[Row]:
        """The public cases filed in a local month, the oldest first."""
        since, until = _bounds(month, self.stack)
        batch: list[str] = []
        for tracking_id in self.log.filed(since, until):
            batch.append(tracking_id)
            if len(batch) == _BATCH:
                yield from self._rows(batch)
                batch = []
        yield from self._rows(batch)

    def _rows(self, tracking_ids: list[str]) -> Iterator[Row]:
        # Asked again of the case itself: the index that named it may lag, and says nothing of what is hidden.
        cases = {known.facts.id: known for known in self.log.cases(tracking_ids) if not known.facts.hidden}
        marks: dict[str, list[EventFacts]] = {tracking_id: [] for tracking_id in cases}
        events = ((known.facts.id, seq) for known in cases.values() for seq in range(1, known.version + 1))
        for tracking_id, mark in self.log.marks(events):
            marks[tracking_id].append(mark)
        ordered = sorted(cases.values(), key=lambda known: (known.facts.filed_at, known.facts.id))
        return (case_row(known, marks[known.facts.id]) for known in ordered)

    def _counts(self, month: str, now: datetime) -> list[Row]:
        cells = self.store.months([month]).get(month, {})
        finished = month < self.stack.calendar.local_date(now).isoformat()[:7]
        table = disclosure.publish(cells, finished=finished)
        lines = (line_of(place, tally) for place, tally in sorted(table.items()))
        return [{"month": month, **datapackage.flat(line)} for line in lines]


def case_row(known: CaseFigures, marks: Iterable[EventFacts]) -> Row:
    """A public case in figures. No title and no text: a copy cannot be redacted."""
    first: dict[str, datetime] = {}
    closed: datetime | None = None
    for mark in sorted(marks, key=lambda mark: mark.seq):
        first.setdefault(mark.kind, mark.at)
        if mark.to:
            first.setdefault("to", mark.at)
        closed = mark.at if mark.kind in ENDINGS else closed
    ended = known.status in SETTLED
    moments = {
        "filed_at": known.facts.filed_at,
        "routed_at": first.get("to"),
        "accepted_at": first.get("accepted"),
        "first_response_at": first.get("responded"),
        "closed_at": closed if ended else None,
        "due_at": known.due_at,
    }
    return {
        "tracking_id": known.facts.id,
        "type": known.type,
        "category": known.facts.category,
        "region": known.facts.region,
        "agency": known.agency,
        "status": known.status,
        "tier": known.tier,
        **{name: to_text(moment) if moment else None for name, moment in moments.items()},
        "breached": known.breached,
        "rating": known.rating,
        "hops": known.hops,
        "policy": known.policy,
    }


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8: header, CRLF, quotes where needed; no cell that a spreadsheet would run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue().encode()


def as_lines(rows: Iterable[Row]) -> bytes:
    """JSON Lines in UTF-8."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _bounds(month: str, stack: Stack) -> tuple[datetime, datetime]:
    """When a local month begins, and when the next one does, in UTC."""
    begin = date.fromisoformat(f"{month}-01")
    after = (begin + timedelta(days=31)).replace(day=1)
    zone = stack.calendar.zone
    first, end = (datetime(day.year, day.month, 1, tzinfo=zone).astimezone(UTC) for day in (begin, after))
    return first, end
