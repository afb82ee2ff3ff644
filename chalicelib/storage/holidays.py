"""Corrections of the holidays by an operator, in DynamoDB."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables


class DynamoHolidays:
    """Corrected holidays: a name makes a day a holiday, an empty name a working day."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def load(self) -> dict[date, str]:
        """One eventually consistent read."""
        row = item_or_none(self._row, table_keys.HOLIDAYS)
        days: Mapping[str, str] = row.data if row else {}
        return {date.fromisoformat(day): name for day, name in days.items()}

    def put(self, days: Mapping[date, str]) -> None:
        """Replace all earlier corrections."""
        data = {day.isoformat(): name for day, name in sorted(days.items())}
        self._row(pk=table_keys.HOLIDAYS, sk=table_keys.META, data=data).save()
