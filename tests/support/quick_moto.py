"""Makes moto's tables quick where they are large: the same answers in less time.

For every item of a transaction moto copies the whole table, and for every query it sorts all items by objects that make
a `Decimal` of each comparison's sides. Both are most of the time of stories with thousands of items. Here a transaction
copies the items that it touches, and keys are compared as the texts that they are.
"""

import copy
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

from moto.dynamodb import models
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table


@cache
def install() -> None:
    """From now on, in this process."""
    carry_out = DynamoDBBackend.transact_write_items

    def transact_write_items(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        put_back = _snapshot(self, transact_items)
        try:
            carry_out(self, transact_items)
        except Exception:
            put_back()
            raise

    models.copy = SimpleNamespace(deepcopy=_copied)  # type: ignore[attr-defined]
    DynamoDBBackend.transact_write_items = transact_write_items  # type: ignore[method-assign]
    Table.all_items = _all_items  # type: ignore[method-assign]


def _copied(value: Any) -> Any:
    """A copy of an item, whose old form the stream tells; of a table none: `_snapshot` has what a rollback needs."""
    return value if isinstance(value, Table) else copy.deepcopy(value)


def _snapshot(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> Callable[[], None]:
    """What puts the items of a transaction back as they are now, and takes what it said to streams back."""
    kept, told = [], []
    for item in transact_items:
        (operation,) = item.values()
        table = backend.tables.get(operation.get("TableName", ""))
        if table is None:
            continue
        names = table.hash_key_attr, str(table.range_key_attr)
        key = operation.get("Key") or operation["Item"]
        hash_key, range_key = (DynamoType(key[name]) for name in names)
        before = table.items[hash_key].get(range_key) if hash_key in table.items else None  # type: ignore[call-overload]
        kept.append((table, hash_key, range_key, copy.deepcopy(before)))
        if table.stream_shard:
            told.append((table.stream_shard.items, len(table.stream_shard.items)))

    def put_back() -> None:
        for table, hash_key, range_key, before in kept:
            if before is not None:
                table.items[hash_key][range_key] = before  # type: ignore[index]
            elif hash_key in table.items:
                table.items[hash_key].pop(range_key, None)  # type: ignore[union-attr,call-arg,arg-type]
        for records, count in told:
            del records[count:]

    return put_back


def _all_items(self: Table) -> list[Any]:
    items = [item for of_hash in self.items.values() for item in of_hash.values()]
    return sorted(items, key=lambda item: (item.hash_key.value, item.range_key.value))
