"""Identities in DynamoDB, for the vault. The case store writes them, in the transaction that files the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.storage import keys, mapping

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Identity
    from chalicelib.storage.row import Tables


class DynamoIdentityStore:
    """Implements `ports.IdentityStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.identity

    def get(self, tracking_id: str) -> Identity | None:
        """One consistent read: an identity that was erased a moment ago is gone."""
        try:
            row = self._row.get(keys.identity(tracking_id), keys.META, consistent_read=True)
        except self._row.DoesNotExist:
            return None
        return mapping.row_to_identity(row)

    def erase(self, tracking_id: str) -> None:
        """One unconditional delete."""
        self._row(pk=keys.identity(tracking_id), sk=keys.META).delete()
