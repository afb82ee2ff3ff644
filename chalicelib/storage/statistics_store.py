"""Counts in DynamoDB: those of a day and the sum of a month, each in parts that replace the earlier ones."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from chalicelib.domain.statistics.counts import Cell, Cells, merged
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.ports.public_files import PublicFile
from chalicelib.services.ports.statistics_store import StatisticsProgress
from chalicelib.storage import table_keys
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
        self._put(month, day, cells)

    def days(self, month: str) -> Iterator[Cells]:
        """One query of the month's days."""
        rows = self._row.query(table_keys.statistics(month), self._row.sk.startswith(table_keys.STATISTICS_DAYS))
        for _, parts in groupby(rows, key=lambda row: row.sk.rpartition("#")[0]):
            yield _unpacked(parts)

    def put_month(self, month: str, cells: Cells) -> None:
        """As `put_day`."""
        self._put(month, None, cells)

    def months(self, months: Sequence[str]) -> dict[str, Cells]:
        """One query a month of its sum: one part a thousand cells."""
        found: dict[str, Cells] = {}
        for month in months:
            prefix = table_keys.statistics_days(None)
            if parts := list(self._row.query(table_keys.statistics(month), self._row.sk.startswith(prefix))):
                found[month] = _unpacked(parts)
        return found

    def standing(self) -> StatisticsProgress | None:
        """One consistent read."""
        row = item_or_none(self._row, table_keys.STATISTICS_STANDING, consistent=True)
        if row is None:
            return None
        data: Any = row.data
        files = (PublicFile(**{**each, "at": from_text(each["at"])}) for each in data["files"])
        files_on = date.fromisoformat(data["files_on"]) if data["files_on"] else None
        return StatisticsProgress(date.fromisoformat(data["through"]), files_on, tuple(files), tuple(data["stale"]))

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
        }
        self._row(pk=table_keys.STATISTICS_STANDING, sk=table_keys.META, data=data).save()

    def _put(self, month: str, day: date | None, cells: Cells) -> None:
        lines = sorted(cells.items())
        parts = [lines[start : start + CELLS_PER_PART] for start in range(0, len(lines), CELLS_PER_PART)] or [[]]
        for number, part in reversed(list(enumerate(parts))):
            sort_key = table_keys.statistics_part(day, number)
            self._row(pk=table_keys.statistics(month), sk=sort_key, cells=_pack(part), parts=len(parts)).save()


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
