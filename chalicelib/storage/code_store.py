"""One-time codes in DynamoDB: one small item a case, which leaves by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition

from chalicelib.domain.cases.renewal import MOST_TRIES, VALID_FOR, CodeSent
from chalicelib.storage import code_keys, table_keys
from chalicelib.storage.conditions import put_if, unmet
from chalicelib.storage.models import Row, item_or_none

if TYPE_CHECKING:
    from pynamodb.expressions.update import Action

    from chalicelib.storage.models import Tables

KEPT_FOR = timedelta(days=2)
"""Longer than the day whose codes are counted."""


def still_last(before: CodeSent | None) -> Condition:
    """Closes the race between two requests for one case: the second one counts the first."""
    same: Condition = Row.pk.does_not_exist()
    if before:
        same = Row.key == before.request
    return same


def may_be_tried(request: str, now: datetime) -> Condition:
    """Closes the race between guesses that are sent at once: each is counted before it is compared."""
    valid: Condition = (Row.key == request) & (Row.at > now - VALID_FOR) & (Row.guesses < MOST_TRIES)
    return valid


def unused_or_used_for(request: str, secret_hash: bytes) -> Condition:
    """Closes the race between two who have the code: it makes one secret, however often that is asked for."""
    free = Row.secret_hash.does_not_exist() | (Row.secret_hash == secret_hash)
    own: Condition = (Row.key == request) & free
    return own


class DynamoCodeStore:
    """Implements `ports.code_store.CodeStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def last(self, tracking_id: str) -> CodeSent | None:
        """One consistent read."""
        row = item_or_none(self._row, code_keys.code(tracking_id), consistent=True)
        return CodeSent(row.key, row.kind, row.at, int(row.requests)) if row else None

    def put(self, tracking_id: str, sent: CodeSent, before: CodeSent | None) -> bool:
        """One conditional put."""
        row = self._row(
            pk=code_keys.code(tracking_id),
            sk=table_keys.META,
            key=sent.request,
            kind=sent.by,
            at=sent.at,
            requests=sent.today,
            guesses=0,
            expires_at=int((sent.at + KEPT_FOR).timestamp()),
        )
        return put_if(row, still_last(before))

    def count_try(self, tracking_id: str, request: str, now: datetime) -> bool:
        """One conditional update."""
        return self._update(tracking_id, [Row.guesses.add(1)], may_be_tried(request, now))

    def use(self, tracking_id: str, request: str, secret_hash: bytes) -> bool:
        """One conditional update."""
        return self._update(tracking_id, [Row.secret_hash.set(secret_hash)], unused_or_used_for(request, secret_hash))

    def _update(self, tracking_id: str, actions: list[Action], condition: Condition) -> bool:
        """Not by the model, which would have DynamoDB return the item: the role of the HTTP function allows these
        attributes alone."""
        try:
            self._row._get_connection().update_item(
                code_keys.code(tracking_id), table_keys.META, actions=actions, condition=condition
            )
        except UpdateError as error:
            if not unmet(error):
                raise
            return False
        return True
