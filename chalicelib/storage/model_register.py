"""Which text model is in use, in DynamoDB: one item, changed on condition of its state before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition

from chalicelib.services.ports.model_register import ModelVersions
from chalicelib.storage import table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import Row, item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables


def still_after(changes: int) -> Condition:
    """Closes the race between two operators who promote or roll back: a model is better than the one that was in use
    when they were compared, and than no other. An item from before changes were counted has no version."""
    return Row.version.does_not_exist() if changes == 0 else Row.version == changes


class DynamoModelRegister:
    """Implements `ports.model_register.ModelRegister`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def live(self) -> str | None:
        """One eventually consistent read."""
        return _versions_in(item_or_none(self._row, table_keys.MODEL)).live

    def line(self) -> ModelVersions:
        """One consistent read."""
        return _versions_in(item_or_none(self._row, table_keys.MODEL, consistent=True))

    def put(self, line: ModelVersions) -> bool:
        """One conditional write."""
        row = self._row(
            pk=table_keys.MODEL, sk=table_keys.META, version=line.changes, data={"versions": list(line.versions)}
        )
        return put_if(row, still_after(line.changes - 1))


def _versions_in(found: Row | None) -> ModelVersions:
    return ModelVersions(tuple(found.data["versions"]), int(found.version or 0)) if found else ModelVersions()
