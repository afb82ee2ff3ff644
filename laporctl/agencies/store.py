"""Regions and offices in the table of a stack, as an operator reads and writes them.

Beside what an item says stands what reference data said when it was loaded last (`loaded`), so that the next load knows
what was changed by hand in between.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.storage import table_keys, transactions
from chalicelib.storage.key_store import DynamoKeyStore
from chalicelib.storage.models import Row, Tables
from laporctl.agencies.comparison import Change
from laporctl.agencies.office import Office, from_row
from laporctl.agencies.three_way import Kept, merge
from laporctl.errors import OperatorError

AT_ONCE = 100
"""Items of one transaction, which is DynamoDB's limit."""
_TRIES = 5

OFFICE_FIELDS = ("name", "tier", "coordinates")
REGION_FIELDS = ("path",)
"""What reference data says of an office and of a region, and people may correct."""

Key = tuple[str, str]


class DirectoryChanging(OperatorError):
    """Somebody else changed the same items again and again."""


@dataclass(frozen=True)
class Item:
    """A region or an office as reference data has it. `fields` are those that people may correct, `settings` those that
    only the stack's configuration says."""

    id: str
    key: Key
    fields: Mapping[str, Any]
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """What a load did: how many items it wrote, how many were right already, and what was kept as changed by hand."""

    written: int
    unchanged: int
    kept: tuple[Kept, ...]


class DirectoryStore:
    """Writes the directory of a stack."""

    def __init__(self, tables: Tables) -> None:
        self._tables, self._row, self._connection = tables, tables.row, tables.connection

    def load(
        self, regions: Iterable[Region], agencies: Iterable[Agency], taken: Mapping[str, Collection[str]] | None = None
    ) -> Loaded:
        """Write what reference data says, and keep what was changed by hand since the last load. `taken` are the
        fields, by office or region, that go back to the reference data all the same. A second load writes nothing.
        Raises DirectoryChanging."""
        items = iter([*map(_region, regions), *map(_office, agencies)])
        written = unchanged = 0
        kept: list[Kept] = []
        while batch := list(islice(items, AT_ONCE)):
            wrote, kept_here = self._load_batch(batch, taken or {})
            written, unchanged = written + wrote, unchanged + len(batch) - wrote
            kept += kept_here
        return Loaded(written, unchanged, tuple(kept))

    def rows(self, keys: Sequence[Key]) -> dict[Key, Row]:
        """The items that exist, by key."""
        found = self._row.batch_get(list(dict.fromkeys(keys)), consistent_read=True) if keys else ()
        return {(row.pk, row.sk): row for row in found}

    def offices(self, ids: Iterable[str]) -> dict[str, Office]:
        """The offices among `ids` that exist, by id."""
        rows = self.rows([table_keys.agency(each) for each in ids])
        return {office.id: office for office in map(from_row, rows.values())}

    def offices_of(self, region: str) -> list[Office]:
        """The offices that serve exactly this region, those that have ended too."""
        partition, prefix = table_keys.agencies_of(region)
        found = self._row.query(partition, self._row.sk.startswith(prefix), consistent_read=True)
        return [from_row(row) for row in found]

    def apply(self, changes: Sequence[Change]) -> int:
        """Write changed offices, and give the keys of a renamed one its name; returns how many keys. Each hundred
        offices are one transaction, on the condition that they are still as they were compared: what broke off is
        finished by the next import. Raises DirectoryChanging, and then nothing of that hundred is written."""
        rest = iter(changes)
        while batch := list(islice(rest, AT_ONCE)):
            if not transactions.commit(self._connection, partial(self._fill_changes, batch)):
                raise DirectoryChanging("somebody else has changed these offices meanwhile: compare again")
        return sum(self._rename_keys(change.after) for change in changes if change.before != change.after)

    def _fill_changes(self, changes: Sequence[Change], write: TransactWrite) -> None:
        for change in changes:
            after, before = change.after, change.before
            values = _kept_values(after)
            actions = [self._action(name, value) for name, value in values.items()]
            condition = self._row.pk.does_not_exist() if before is None else self._as_compared(before)
            write.update(self._row(*table_keys.agency(after.id)), actions=actions, condition=condition)

    def _as_compared(self, before: Office) -> Condition:
        """Closes the race with a correction between the comparison and the write."""
        condition = self._row.pk.exists()
        for name, value in _kept_values(before).items():
            attribute = getattr(self._row, name)
            condition &= attribute == value if value else attribute.does_not_exist() | (attribute == value)
        return condition

    def _rename_keys(self, office: Office) -> int:
        """A key says the name of its office in what its bearer does: from now on the new one."""
        named = [key for key in DynamoKeyStore(self._tables).issued(office.id) if key.agency_name != office.name]
        for key in named:
            row = self._row(table_keys.api_key(key.id), table_keys.META)
            row.update(actions=[self._row.agency_name.set(office.name)], condition=self._row.pk.exists())
        return len(named)

    def _load_batch(self, batch: Sequence[Item], taken: Mapping[str, Collection[str]]) -> tuple[int, list[Kept]]:
        for _ in range(_TRIES):
            rows = self.rows([item.key for item in batch])
            writes, kept = [], list[Kept]()
            for item in batch:
                row = rows.get(item.key)
                stored = _values(row, item.fields) if row else None
                loaded = row.loaded if row else None
                merged = merge(item.id, item.fields, loaded, stored, taken.get(item.id, ()))
                kept += merged.kept
                after = {**merged.fields, **item.settings, "loaded": dict(item.fields)}
                if row is None or after != {**_values(row, {**item.fields, **item.settings}), "loaded": loaded}:
                    writes.append((item, row, after))
            if not writes or transactions.commit(self._connection, partial(self._fill, writes)):
                return len(writes), kept
        raise DirectoryChanging("somebody else is changing the directory: run it again when they are done")

    def _fill(self, writes: Iterable[tuple[Item, Row | None, Mapping[str, Any]]], write: TransactWrite) -> None:
        for item, row, after in writes:
            actions = [self._action(name, value) for name, value in after.items()]
            write.update(self._row(*item.key), actions=actions, condition=self._unchanged(item, row))

    def _action(self, name: str, value: Any) -> Action:
        attribute = getattr(self._row, name)
        return attribute.set(value) if value else attribute.remove()

    def _unchanged(self, item: Item, row: Row | None) -> Condition:
        """Closes the race with somebody who corrects the same item: what they wrote is read again, and kept."""
        if row is None:
            return self._row.pk.does_not_exist()
        condition = self._row.pk.exists()
        for name in item.fields:
            attribute, value = getattr(self._row, name), getattr(row, name)
            condition &= attribute.does_not_exist() if value is None else attribute == value
        return condition


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "coordinates": bool,
    "two_person": bool,
    "path": lambda path: list(path or ()),
}
"""Fields of which nothing is stored while they say nothing."""


def _values(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """What a row says."""
    return {name: _PLAIN.get(name, lambda value: value)(getattr(row, name)) for name in names}


def _kept_values(office: Office) -> dict[str, Any]:
    return {
        "name": office.name,
        "tier": office.tier,
        "coordinates": office.coordinates,
        "register": office.register,
    }


def _region(region: Region) -> Item:
    key = table_keys.region(region.code), table_keys.META
    return Item(region.code, key, dict(zip(REGION_FIELDS, (list(region.path),), strict=True)), {})


def _office(agency: Agency) -> Item:
    fields = dict(zip(OFFICE_FIELDS, (agency.name, agency.tier.label, agency.coordinates), strict=True))
    return Item(agency.id, table_keys.agency(agency.id), fields, {"two_person": agency.two_person})
