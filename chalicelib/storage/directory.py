"""What a stack knows of itself, in DynamoDB: regions and offices, other stacks, corrected holidays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.ports.cases import Page
from chalicelib.storage import keys

if TYPE_CHECKING:
    from chalicelib.storage.row import Row, Tables


class DynamoDirectory:
    """Implements `ports.Directory`, and loading it."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def region(self, code: str) -> Region | None:
        """One eventually consistent read."""
        try:
            row = self._row.get(keys.region(code), keys.META, attributes_to_get=["path"])
        except self._row.DoesNotExist:
            return None
        return Region(code, tuple(row.path or ()))

    def agencies(self, ids: Sequence[str]) -> dict[str, Agency]:
        """One batch read."""
        wanted = list(dict.fromkeys(keys.agency(agency_id) for agency_id in ids))
        found = (_row_to_agency(row) for row in self._row.batch_get(wanted)) if wanted else ()
        return {agency.id: agency for agency in found}

    def serving(self, region: str, limit: int, tier: Tier | None = None, after: str | None = None) -> Page[Agency]:
        """One query of the region's partition: some forty offices in a kabupaten, one in a village."""
        partition, prefix = keys.agencies_of(region)
        row = self._row
        start = dict(zip(("pk", "sk"), ({"S": key} for key in keys.agency(after)), strict=True)) if after else None
        found = row.query(
            partition,
            row.sk.startswith(prefix),
            row.tier == tier.label if tier else None,
            limit=limit,
            last_evaluated_key=start,
        )
        items = tuple(_row_to_agency(each) for each in found)
        return Page(items, items[-1].id if items and found.last_evaluated_key else None)

    def load(self, regions: Iterable[Region], agencies: Iterable[Agency]) -> None:
        """Write regions and offices in batches; writing them again changes nothing."""
        with self._row.batch_write() as batch:
            for region in regions:
                batch.save(self._row(pk=keys.region(region.code), sk=keys.META, path=list(region.path)))
            for agency in agencies:
                batch.save(self._agency_row(agency))

    def _agency_row(self, agency: Agency) -> Row:
        pk, sk = keys.agency(agency.id)
        return self._row(
            pk=pk,
            sk=sk,
            name=agency.name,
            tier=agency.tier.label,
            coordinates=agency.coordinates or None,
            two_person=agency.two_person or None,
        )


class DynamoStackRegister:
    """Implements `ports.StackRegister`, and filling it."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def site_of(self, prefix: str) -> str | None:
        """One eventually consistent read."""
        try:
            return str(self._row.get(keys.stack(prefix), keys.META).site)
        except self._row.DoesNotExist:
            return None

    def inbox_of(self, prefix: str) -> str | None:
        """One eventually consistent read."""
        try:
            inbox: str | None = self._row.get(keys.stack(prefix), keys.META).inbox
        except self._row.DoesNotExist:
            return None
        return inbox

    def put(self, prefix: str, site: str, inbox: str | None = None) -> None:
        """Remember where another stack's citizens go, and where its messages are left."""
        self._row(pk=keys.stack(prefix), sk=keys.META, site=site, inbox=inbox).save()


class DynamoHolidays:
    """Holidays that an operator corrected: a name for a day that is one, an empty name for a day that is none."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def read(self) -> dict[date, str]:
        """One eventually consistent read."""
        try:
            days = self._row.get(keys.HOLIDAYS, keys.META).data
        except self._row.DoesNotExist:
            return {}
        return {date.fromisoformat(day): name for day, name in days.items()}

    def put(self, days: Mapping[date, str]) -> None:
        """Take the place of all earlier corrections."""
        data = {day.isoformat(): name for day, name in sorted(days.items())}
        self._row(pk=keys.HOLIDAYS, sk=keys.META, data=data).save()


def _row_to_agency(row: Row) -> Agency:
    agency_id = f"{row.pk.partition('#')[2]}-{row.sk.partition('#')[2]}"
    return Agency(agency_id, row.name, Tier.named(row.tier), bool(row.coordinates), bool(row.two_person))
