"""Identities in DynamoDB, for the vault. The case store writes them, in the transaction that files the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.storage import mapping, table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Identity
    from chalicelib.storage.models import Tables


class DynamoIdentityStore:
    """Implements `ports.identity_store.IdentityStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.identity

    def get(self, tracking_id: str) -> Identity | None:
        """One consistent read: an identity that was erased a moment ago is gone."""
        row = item_or_none(self._row, table_keys.identity(tracking_id), consistent=True)
        return mapping.row_to_identity(row) if row else None

    def erase(self, tracking_id: str) -> None:
        """One unconditional delete."""
        self._row(pk=table_keys.identity(tracking_id), sk=table_keys.META).delete()
