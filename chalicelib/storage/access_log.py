"""The access log in DynamoDB, in a table of its own: who adds to it can neither read nor delete there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.access_log import KEPT, Access, Kind
from chalicelib.domain.cases.model import Role
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import Page
from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.storage.models import AccessRow, Tables


class DynamoAccessLog:
    """Implements `ports.access_log.AccessRecorder` and `AccessReader`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.access
        self._day: str | None = None
        self._written: set[tuple[str, str]] = set()

    def record(self, entries: Iterable[Access]) -> None:
        """One put for each entry that this process has not written before. One after the other: a batch would need
        the right to delete, and a transaction fails when two processes write the same entry."""
        for entry in entries:
            key = table_keys.access(entry.tracking_id), f"{to_text(entry.span)}#{entry.kind}#{entry.key}"
            if self._is_new(key, entry.at):
                self._to_row(key, entry).save()
                self._written.add(key)

    def of_case(self, tracking_id: str, limit: int, after: str | None = None) -> Page[Access]:
        """One query. Entries that have expired and were not deleted yet are among them."""
        partition = table_keys.access(tracking_id)
        start = {"pk": {"S": partition}, "sk": {"S": after}} if after else None
        result = self._row.query(partition, limit=limit, last_evaluated_key=start)
        items = tuple(_to_access(tracking_id, row) for row in result)
        more = result.last_evaluated_key
        return Page(items, more["sk"]["S"] if more else None)

    def _is_new(self, key: tuple[str, str], at: datetime) -> bool:
        """Whether this process has not written the entry; what it wrote yesterday it forgets."""
        today = at.date().isoformat()
        if today != self._day:
            self._day, self._written = today, set()
        return key not in self._written

    def _to_row(self, key: tuple[str, str], entry: Access) -> AccessRow:
        pk, sk = key
        return self._row(
            pk=pk,
            sk=sk,
            at=entry.at,
            kind=entry.kind,
            key=entry.key,
            role=entry.role,
            agency=entry.agency or None,
            name=entry.agency_name or None,
            expires_at=int((entry.at + KEPT).timestamp()),
        )


def _to_access(tracking_id: str, row: AccessRow) -> Access:
    return Access(tracking_id, row.at, Kind(row.kind), row.key, Role(row.role), row.agency or "", row.name or "")
