"""One-time codes in DynamoDB, and the key that they follow from.

| pattern | table | partition | sort |
|---|---|---|---|
| the last code of a case: when it went out, its tries, for which secret it was used | table | `CODE#<id>` | `META` |

In `secrets`: `CODES` / `META`, the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.storage import table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import SecretRow, item_or_none

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

    from chalicelib.storage.models import Tables

CODES = "CODES"
"""Partition of the key, in the table of secrets."""


def code(tracking_id: str) -> str:
    """Partition of the last code of a case."""
    return f"CODE#{tracking_id}"


def no_key_yet() -> Condition:
    """Closes the race between two requests that both make the key: with two no code would fit."""
    return SecretRow.pk.does_not_exist()


class DynamoCodeKeys:
    """Implements `ports.code_keys.CodeKeys`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.secret
        self._key: bytes | None = None

    def get(self) -> bytes | None:
        """One consistent read in the life of a process, once there is a key."""
        if self._key is None:
            row = item_or_none(self._row, CODES, table_keys.META, consistent=True)
            self._key = bytes.fromhex(row.current) if row else None
        return self._key

    def make(self, key: bytes) -> bytes:
        """One conditional put, and a read where somebody was faster."""
        row = self._row(pk=CODES, sk=table_keys.META, current=key.hex())
        if put_if(row, no_key_yet()):
            self._key = key
        return self.get() or key
