"""The secret that signs cursors, in DynamoDB: one item, made when it is first needed."""

from chalicelib.services.ports.cursor_secrets import SigningSecret
from chalicelib.storage import table_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import Row, Tables, item_or_none


class DynamoCursorSecretStore:
    """Implements `ports.cursor_secrets.CursorSecretStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def load(self) -> SigningSecret | None:
        """One consistent read."""
        row = item_or_none(self._row, table_keys.CURSOR_SECRET, consistent=True)
        return SigningSecret(int(row.version), row.secret, row.previous) if row else None

    def put(self, secret: SigningSecret) -> bool:
        """One write. Its condition closes the race between two processes that both make, or change, the secret: cursors
        signed with one that is not kept would be worthless."""
        row = self._row(
            pk=table_keys.CURSOR_SECRET,
            sk=table_keys.META,
            version=secret.generation,
            secret=secret.current,
            previous=secret.previous,
        )
        next_in_line = Row.pk.does_not_exist() if secret.generation == 1 else Row.version == secret.generation - 1
        return put_if(row, next_in_line)
