"""The secrets of messages between stacks in DynamoDB, in the table that the HTTP function cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import SecretRow, Tables


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
        return (
            tuple(bytes.fromhex(secret) for secret in (row.current, row.previous, row.oldest) if secret) if row else ()
        )

    def put_for_sending(self, prefix: str, secret: bytes) -> None:
        """Sign messages to that stack with this secret from now on. One write."""
        self._row(pk=table_keys.stack(prefix), sk=table_keys.SENDS, current=secret.hex()).save()

    def put_of_sender(self, prefix: str, secret: bytes) -> None:
        """Take messages of that stack that are signed with this secret, or with one of the two before: when both stacks
        renew their keys at once, what is on its way is two secrets old. A read and a write."""
        before = self._get(prefix, table_keys.RECEIVES)
        self._row(
            pk=table_keys.stack(prefix),
            sk=table_keys.RECEIVES,
            current=secret.hex(),
            previous=before.current if before else None,
            oldest=before.previous if before else None,
        ).save()

    def _get(self, prefix: str, direction: str) -> SecretRow | None:
        return item_or_none(self._row, table_keys.stack(prefix), direction, consistent=True)
