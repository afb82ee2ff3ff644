"""The public files: every public case of a month in figures, the statistics, and a description of both. Each file is
rewritten whole, so that redacted, hidden and erased data leaves it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.fold import ENDINGS
from chalicelib.domain.cases.model import SETTLED
from chalicelib.domain.statistics import disclosure
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.ports.public_files import PublicFile, PublicFiles
from chalicelib.services.statistics import datapackage
from chalicelib.services.statistics.datapackage import COMPLAINTS, EXCEL, STATISTICS
from chalicelib.services.statistics.query import at_end, line_of
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.statistics.facts import EventFacts
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
_BOM = "\ufeff"

Row = Mapping[str, Any]


@use_case
class PublicFileWriter:
    """Writes the public files."""

    log: StatisticsSource
    store: StatisticsStore
    files: PublicFiles
    stack: Stack

    def write(
        self, progress: StatisticsProgress, now: datetime, has_time: Callable[[], bool]
    ) -> tuple[StatisticsProgress, int]:
        """Write the stale files while there is time, then the description of all; answers the progress after that, and
        how many files were written."""
        files = {file.name: file for file in progress.files}
        stale = list(progress.stale)
        written = 0
        while stale and has_time():
            name = stale.pop(0)
            kind, _, month = name.partition("-")
            rows = list(self._cases(month)) if kind == "complaints" else self._counts(month, now)
            for file in self._put(name, COMPLAINTS if kind == "complaints" else STATISTICS, rows, now):
                files[file.name] = file
                written += 1
        progress = replace(progress, files=tuple(files[name] for name in sorted(files)), stale=tuple(stale))
        index = datapackage.describe(self.stack, progress.files, now)
        body = json.dumps(index, ensure_ascii=False, indent=1).encode()
        self.files.put(INDEX, body, "application/json; charset=utf-8", _INDEX_SECONDS, {})
        return progress, written

    def _put(
        self, name: str, schema: Sequence[datapackage.Field], rows: list[Row], now: datetime
    ) -> Iterator[PublicFile]:
        columns = [field.name for field in schema]
        for suffix, media_type, content in (
            ("csv", _CSV, as_csv(columns, rows)),
            (EXCEL, _CSV, as_excel_csv(schema, rows, self.stack.calendar.zone)),
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
        # Read again from the case itself: the index that named it may lag, and does not say whether it is hidden.
        cases = {figures.facts.id: figures for figures in self.log.cases(tracking_ids) if not figures.facts.hidden}
        events_by_case: dict[str, list[EventFacts]] = {tracking_id: [] for tracking_id in cases}
        wanted = ((figures.facts.id, seq) for figures in cases.values() for seq in range(1, figures.version + 1))
        for tracking_id, event in self.log.marks(wanted):
            events_by_case[tracking_id].append(event)
        ordered = sorted(cases.values(), key=lambda figures: (figures.facts.filed_at, figures.facts.id))
        return (case_row(figures, events_by_case[figures.facts.id]) for figures in ordered)

    def _counts(self, month: str, now: datetime) -> list[Row]:
        cells = self.store.months([month]).get(month, {})
        today = self.stack.calendar.local_date(now)
        table = disclosure.publish(cells, finished=month < today.isoformat()[:7])
        found = self.store.open_at_end([month]).get(month)
        silent = self.store.silent([month]).get(month)
        opened = at_end(month, found, silent, today) if found is not None else None
        places = sorted({**(opened.table if opened else {}), **table})
        lines = (line_of(place, table.get(place, {}), opened) for place in places)
        return [{"month": month, **datapackage.flat(line)} for line in lines]


def case_row(figures: CaseFigures, events: Iterable[EventFacts]) -> Row:
    """A public case in figures. No title and no text: a copy cannot be redacted."""
    first: dict[str, datetime] = {}
    closed: datetime | None = None
    for event in sorted(events, key=lambda event: event.seq):
        first.setdefault(event.kind, event.at)
        if event.to:
            first.setdefault("to", event.at)
        closed = event.at if event.kind in ENDINGS else closed
    ended = figures.status in SETTLED
    moments = {
        "filed_at": figures.facts.filed_at,
        "routed_at": first.get("to"),
        "accepted_at": first.get("accepted"),
        "first_response_at": first.get("responded"),
        "closed_at": closed if ended else None,
        "citizen_due_at": figures.citizen_due_at,
        "office_due_at": figures.office_due_at,
    }
    return {
        "tracking_id": figures.facts.id,
        "type": figures.type,
        "category": figures.facts.category,
        "region": figures.facts.region,
        "agency": figures.agency,
        "status": figures.status,
        "tier": figures.tier,
        **{name: to_text(moment) if moment else None for name, moment in moments.items()},
        "breached": figures.breached,
        "rating": figures.rating,
        "hops": figures.hops,
        "policy": figures.policy,
        "priority": figures.priority,
    }


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8: header, CRLF, quotes where needed; no cell that a spreadsheet would run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue().encode()


def as_excel_csv(schema: Sequence[datapackage.Field], rows: Iterable[Row], zone: tzinfo) -> bytes:
    """The same for an Excel with Indonesian settings: a byte order mark, semicolons, decimal commas, moments on the
    stack's own clock without a zone. A code such as `64.08` is written as a formula of a text, because that Excel takes
    it for a time of day."""
    out = io.StringIO(newline="")
    out.write(f"{_BOM}sep=;\r\n")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in schema])
    for row in rows:
        writer.writerow([_excel_cell(row[field.name], field.type, zone) for field in schema])
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


def _excel_cell(value: Any, kind: str, zone: tzinfo) -> str:
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if value and kind == "datetime":
        return from_text(value).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    if kind == "string" and isinstance(value, str) and _code().fullmatch(value):
        return f'="{value}"'
    return _cell(value)


@cache
def _code() -> re.Pattern[str]:
    return re.compile("[0-9]+(?:[.][0-9]+)*")


def _bounds(month: str, stack: Stack) -> tuple[datetime, datetime]:
    """When a local month begins, and when the next one does, in UTC."""
    begin = date.fromisoformat(f"{month}-01")
    after = (begin + timedelta(days=31)).replace(day=1)
    zone = stack.calendar.zone
    first, end = (datetime(day.year, day.month, 1, tzinfo=zone).astimezone(UTC) for day in (begin, after))
    return first, end
