"""Fingerprints of public reports in DynamoDB: one small item each, which DynamoDB deletes when its time is over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.duplicates import similarity
from chalicelib.domain.duplicates.similarity import Fingerprint
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.fingerprint_store import PER_CELL
from chalicelib.storage import table_keys

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Content, Filing
    from chalicelib.storage.models import Row, Tables


class DynamoFingerprintStore:
    """Implements `ports.fingerprint_store.FingerprintStore`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(self, fingerprint: Fingerprint) -> None:
        """One plain put. It needs no transaction: a lost fingerprint costs a suggestion, never a case."""
        cell = similarity.cell_of(fingerprint)
        if cell:
            self._to_row(cell, fingerprint).save()

    def near(self, cells: Sequence[str], since: datetime) -> list[Fingerprint]:
        """One query a cell, newest first, at most `PER_CELL` items of about 250 bytes each."""
        row = self._tables.row
        found: list[Fingerprint] = []
        for cell in cells:
            # DynamoDB deletes an expired item within days, not at once: the condition leaves it out until then.
            newest = row.query(
                table_keys.cell(cell), row.sk >= to_text(since), scan_index_forward=False, limit=PER_CELL
            )
            found += [fingerprint_in(each) for each in newest]
        return found

    def _to_row(self, cell: str, fingerprint: Fingerprint) -> Row:
        return self._tables.row(
            pk=table_keys.cell(cell),
            sk=table_keys.at_case(fingerprint.filed_at, fingerprint.id),
            category=fingerprint.category,
            region=fingerprint.region,
            lat=fingerprint.lat,
            lon=fingerprint.lon,
            signature=fingerprint.signature or None,
            expires_at=math.ceil((fingerprint.filed_at + similarity.REMEMBERED).timestamp()),
        )


def fingerprint_in(row: Row) -> Fingerprint:
    """The fingerprint in an item CELL."""
    return Fingerprint(
        id=table_keys.case_in(row.sk),
        filed_at=table_keys.moment_in(row.sk),
        category=row.category,
        region=row.region,
        lat=row.lat,
        lon=row.lon,
        signature=row.signature or b"",
    )


def forgotten_rows(tables: Tables, filing: Filing, content: Content, now: datetime) -> list[Row]:
    """The item CELL of a report whose words go: its bare keys, which leave by themselves. None if it has no place."""
    cell = similarity.cell_of(similarity.fingerprint_of(filing, content))
    if cell is None:
        return []
    sort_key = table_keys.at_case(filing.filed_at, filing.id)
    return [tables.row(pk=table_keys.cell(cell), sk=sort_key, expires_at=int(now.timestamp()))]
