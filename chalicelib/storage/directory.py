"""The regions and offices of the stack in DynamoDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.ports.case_store import Page
from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Row, Tables


class DynamoDirectory:
    """Implements `ports.directory.Directory`. Operators write it (`laporctl agencies`)."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def region(self, code: str) -> Region | None:
        """One eventually consistent read."""
        row = item_or_none(self._row, table_keys.region(code))
        return Region(code, tuple(row.path or ())) if row else None

    def agencies(self, ids: Sequence[str]) -> dict[str, Agency]:
        """One batch read."""
        keys = list(dict.fromkeys(table_keys.agency(agency_id) for agency_id in ids))
        agencies = (_row_to_agency(row) for row in self._row.batch_get(keys)) if keys else ()
        return {agency.id: agency for agency in agencies}

    def serving(self, region: str, limit: int, tier: Tier | None = None, after: str | None = None) -> Page[Agency]:
        """One query of the region's partition: some forty offices in a kabupaten, one in a village."""
        partition, prefix = table_keys.agencies_of(region)
        row = self._row
        start = (
            dict(zip(("pk", "sk"), ({"S": key} for key in table_keys.agency(after)), strict=True)) if after else None
        )
        result = row.query(
            partition,
            row.sk.startswith(prefix),
            row.tier == tier.label if tier else None,
            limit=limit,
            last_evaluated_key=start,
        )
        offices = [_row_to_agency(each) for each in result]
        after = offices[-1].id if offices and result.last_evaluated_key else None
        return Page(tuple(office for office in offices if not office.ended), after)


def _row_to_agency(row: Row) -> Agency:
    register = row.register or {}
    return Agency(
        table_keys.agency_in(row.pk, row.sk),
        row.name,
        Tier.named(row.tier),
        bool(row.coordinates),
        bool(row.two_person),
        bool(register.get("ended")),
        register.get("successor", ""),
    )
