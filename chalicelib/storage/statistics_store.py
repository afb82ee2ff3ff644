"""Counts in DynamoDB: those of a day and the sum of a month, each in parts that replace the earlier ones."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from chalicelib.domain.statistics.counts import Cell, Cells, merged
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.ports.public_files import PublicFile
from chalicelib.services.ports.statistics_store import ShardProgress, StatisticsProgress
from chalicelib.storage import statistics_keys, table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Row, Tables

CELLS_PER_PART = 1_000
"""A cell takes some 100 bytes before packing and a fifth of it after: far below an item's 400 KB."""


class DynamoStatisticsStore:
    """Implements `ports.statistics_store.StatisticsStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def put_day(self, month: str, day: date, cells: Cells) -> None:
        """One put a part, the first part last: it holds the number of parts, so a part beyond that is never read."""
        self._put(statistics_keys.month(month), statistics_keys.days(day), cells)

    def days(self, month: str) -> Iterator[tuple[date, Cells]]:
        """One query of the month's days."""
        rows = self._row.query(statistics_keys.month(month), self._row.sk.startswith(statistics_keys.DAYS))
        for prefix, parts in groupby(rows, key=lambda row: row.sk.rpartition("#")[0]):
            yield date.fromisoformat(prefix.removeprefix(statistics_keys.DAYS)), _unpacked(parts)

    def put_slice(self, month: str, day: date, shard: int, number: int, cells: Cells, until: datetime) -> None:
        """As `put_day`; the table deletes it by its time to live."""
        prefix = statistics_keys.slice_parts(month, shard, number)
        self._put(statistics_keys.slices(day), prefix, cells, until)

    def slices(self, month: str, day: date) -> Iterator[tuple[int, int, Cells]]:
        """One query of the day's slices."""
        rows = self._row.query(statistics_keys.slices(day), self._row.sk.startswith(f"{month}#"))
        for prefix, parts in groupby(rows, key=lambda row: row.sk.rpartition("#")[0]):
            _, shard, number = prefix.split("#")
            yield int(shard), int(number), _unpacked(parts)

    def put_month(self, month: str, cells: Cells) -> None:
        """As `put_day`."""
        self._put(statistics_keys.month(month), statistics_keys.days(None), cells)

    def months(self, months: Sequence[str]) -> dict[str, Cells]:
        """One query a month of its sum: one part a thousand cells."""
        return self._sums(months, statistics_keys.days(None))

    def put_open(self, month: str, cells: Cells) -> None:
        """As `put_day`."""
        self._put(statistics_keys.month(month), statistics_keys.OPEN, cells)

    def open_at_end(self, months: Sequence[str]) -> dict[str, Cells]:
        """As `months`."""
        return self._sums(months, statistics_keys.OPEN)

    def put_silent(self, month: str, cells: Cells) -> None:
        """As `put_day`."""
        self._put(statistics_keys.month(month), statistics_keys.SILENT, cells)

    def silent(self, months: Sequence[str]) -> dict[str, Cells]:
        """As `months`."""
        return self._sums(months, statistics_keys.SILENT)

    def _sums(self, months: Sequence[str], prefix: str) -> dict[str, Cells]:
        found: dict[str, Cells] = {}
        for month in months:
            if parts := list(self._row.query(statistics_keys.month(month), self._row.sk.startswith(prefix))):
                found[month] = _unpacked(parts)
        return found

    def standing(self) -> StatisticsProgress | None:
        """One consistent read."""
        row = item_or_none(self._row, statistics_keys.STANDING, consistent=True)
        if row is None:
            return None
        data: Any = row.data
        files = (PublicFile(**{**each, "at": from_text(each["at"])}) for each in data["files"])
        files_on = date.fromisoformat(data["files_on"]) if data["files_on"] else None
        days = {
            date.fromisoformat(day): tuple(ShardProgress(*shard) for shard in shards)
            for day, shards in data.get("days", {}).items()
        }
        through = date.fromisoformat(data["through"])
        return StatisticsProgress(through, files_on, tuple(files), tuple(data["stale"]), days)

    def put_standing(self, standing: StatisticsProgress) -> None:
        """One put. Two runs at once read the same events and write the same counts, so the last may win."""
        data = {
            "through": standing.through.isoformat(),
            "files_on": standing.files_on.isoformat() if standing.files_on else None,
            "files": [
                {"name": f.name, "size": f.size, "sha256": f.sha256, "rows": f.rows, "at": to_text(f.at)}
                for f in standing.files
            ],
            "stale": list(standing.stale),
            "days": {day.isoformat(): [list(shard) for shard in shards] for day, shards in standing.days.items()},
        }
        self._row(pk=statistics_keys.STANDING, sk=table_keys.META, data=data).save()

    def _put(self, partition: str, prefix: str, cells: Cells, expires_at: datetime | None = None) -> None:
        lines = sorted(cells.items())
        parts = [lines[start : start + CELLS_PER_PART] for start in range(0, len(lines), CELLS_PER_PART)] or [[]]
        for number, part in reversed(list(enumerate(parts))):
            self._row(
                pk=partition,
                sk=statistics_keys.part(prefix, number),
                cells=_pack(part),
                parts=len(parts),
                expires_at=int(expires_at.timestamp()) if expires_at else None,
            ).save()


def _pack(part: Iterable[tuple[Cell, Any]]) -> bytes:
    lines = [
        [*cell, {measure: {str(b): n for b, n in h.items()} for measure, h in tally.items()}] for cell, tally in part
    ]
    return zlib.compress(json.dumps(lines, separators=(",", ":")).encode())


def _unpacked(rows: Iterable[Row]) -> Cells:
    kept = list(rows)
    return merged(_unpack(row.cells) for row in kept[: int(kept[0].parts)])


def _unpack(packed: bytes) -> Cells:
    cells: Cells = {}
    for dimension, key, hidden, tally in json.loads(zlib.decompress(packed)):
        cells[Cell(dimension, key, hidden)] = {
            measure: Counter({int(bucket): number for bucket, number in histogram.items()})
            for measure, histogram in tally.items()
        }
    return cells
