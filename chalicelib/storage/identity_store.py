"""Identities in DynamoDB, for the vault. The case store writes them, in the transaction that files the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition

from chalicelib.storage import mapping, table_keys
from chalicelib.storage.conditions import unmet
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Identity
    from chalicelib.storage.models import IdentityRow, Tables


def not_erased(row: type[IdentityRow]) -> Condition:
    """Closes the race between a correction and an erasure: what is erased does not come back."""
    there: Condition = row.pk.exists()
    return there


class AmbiguousIdentity(Exception):
    """Raised when a case has more than one identity: somebody with a right to write put one there, and nobody can tell
    which is the reporter's."""


class DynamoIdentityStore:
    """Implements `ports.identity_store.IdentityStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.identity

    def get(self, tracking_id: str) -> Identity | None:
        """Two consistent reads: an identity that was erased a moment ago is gone. Raises AmbiguousIdentity."""
        rows = self._rows(tracking_id)
        if len(rows) > 1:
            raise AmbiguousIdentity
        return mapping.row_to_identity(rows[0]) if rows else None

    def correct(self, tracking_id: str, email: str) -> bool:
        """Two consistent reads and one conditional update. Not by the model, which would have DynamoDB return the item:
        the role of the vault may change this attribute alone. Raises AmbiguousIdentity."""
        rows = self._rows(tracking_id)
        if len(rows) > 1:
            raise AmbiguousIdentity
        return bool(rows) and self._set_email(rows[0], email)

    def _set_email(self, row: IdentityRow, email: str) -> bool:
        try:
            self._row._get_connection().update_item(
                row.pk, row.sk, actions=[self._row.email.set(email)], condition=not_erased(self._row)
            )
        except UpdateError as error:
            if not unmet(error):
                raise
            return False
        return True

    def erase(self, tracking_id: str) -> None:
        """Two consistent reads, and one delete for each item there is."""
        for row in self._rows(tracking_id):
            row.delete()

    def _rows(self, tracking_id: str) -> list[IdentityRow]:
        early = item_or_none(self._row, table_keys.early_identity(tracking_id), consistent=True)
        rows = list(self._row.query(table_keys.identity(tracking_id), consistent_read=True))
        return [*rows, early] if early else rows
