"""The other stacks' addresses in DynamoDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.services.ports.stack_register import Inbox
from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables


class DynamoStackRegister:
    """Implements `ports.stack_register.StackRegister`, and fills it."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def site_of(self, prefix: str) -> str | None:
        """One eventually consistent read."""
        row = item_or_none(self._row, table_keys.stack(prefix))
        return str(row.site) if row else None

    def sites_of(self, prefixes: Sequence[str]) -> dict[str, str]:
        """One batch of reads, half a read unit each."""
        keys = {table_keys.stack(prefix): prefix for prefix in prefixes}
        found = self._row.batch_get([(key, table_keys.META) for key in keys]) if keys else ()
        return {keys[row.pk]: row.site for row in found if row.site}

    def inbox_of(self, prefix: str) -> Inbox | None:
        """One eventually consistent read."""
        row = item_or_none(self._row, table_keys.stack(prefix))
        return Inbox(prefix, row.inbox) if row and row.inbox else None

    def put(self, prefix: str, site: str, inbox: str | None = None) -> None:
        """Keep the site of another stack, and the inbox for messages to it."""
        self._row(pk=table_keys.stack(prefix), sk=table_keys.META, site=site, inbox=inbox).save()
