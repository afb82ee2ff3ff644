"""The secrets of messages between stacks in DynamoDB, in the table that the HTTP function cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import SecretRow, Tables

_BEFORE = 3
"""How many secrets of a sender are taken beside the newest."""


class DynamoStackSecrets:
    """Implements `ports.stack_secrets.StackSecrets`, and fills it."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.secret

    def for_sending(self, prefix: str) -> bytes | None:
        """One consistent read: right after a rotation the other stack already expects the new secret."""
        row = self._get(prefix, table_keys.SENDS)
        return bytes.fromhex(row.current) if row else None

    def of_sender(self, prefix: str) -> tuple[bytes, ...]:
        """One consistent read."""
        row = self._get(prefix, table_keys.RECEIVES)
        return tuple(map(bytes.fromhex, _all_of(row))) if row else ()

    def put_for_sending(self, prefix: str, secret: bytes) -> None:
        """Sign messages to that stack with this secret from now on. One write."""
        self._row(pk=table_keys.stack(prefix), sk=table_keys.SENDS, current=secret.hex()).save()

    def put_of_sender(self, prefix: str, secret: bytes) -> None:
        """Take messages of that stack that are signed with this secret, or with one of the three before: when both
        stacks renew their keys at once, and files between them cross, the other may still sign with one that is three
        secrets old. A read and a write."""
        row = self._get(prefix, table_keys.RECEIVES)
        before = _all_of(row) if row else []
        self._row(
            pk=table_keys.stack(prefix),
            sk=table_keys.RECEIVES,
            current=secret.hex(),
            previous=before[0] if before else None,
            oldest=" ".join(before[1:_BEFORE]) or None,
        ).save()

    def _get(self, prefix: str, direction: str) -> SecretRow | None:
        return item_or_none(self._row, table_keys.stack(prefix), direction, consistent=True)


def _all_of(row: SecretRow) -> list[str]:
    """The secrets in an item, the newest first."""
    return [secret for secret in (row.current, row.previous, *(row.oldest or "").split()) if secret]
