"""What people who work cases want to be told, in DynamoDB: one small item for each of them, apart from their grants, so
that the function which sends may write it and no grant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.wishes import SWITCHABLE, Wishes
from chalicelib.storage import notice_keys, table_keys
from chalicelib.storage.conditions import unmet
from chalicelib.storage.models import Row, item_or_none
from chalicelib.storage.notice_ledger import STOPS_KEPT_FOR, not_stopped

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables


EVERYTHING = "everything"
"""The name of what says that everything is off that can be."""


def no_token() -> Condition:
    """Closes the race between two functions that write a person's first mail: both carry the token of the first."""
    return Row.key.does_not_exist()


class DynamoNoticeWishes:
    """Implements `ports.notice_wishes.NoticeWishes`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def of_people(self, people: Iterable[str]) -> Mapping[str, Wishes]:
        """One batch: half a read unit for each; nothing for nobody."""
        keys = [(notice_keys.wishes(each), table_keys.META) for each in people]
        rows = self._row.batch_get(keys) if keys else ()
        return {notice_keys.person_in(row.pk): _to_wishes(row) for row in rows}

    def switch_off(self, person: str, topics: Iterable[Topic]) -> None:
        """One update. Who switches everything off is told nothing that is added to it later."""
        off = frozenset(topics)
        said = {"off": sorted(off), **({EVERYTHING: True} if off >= frozenset(SWITCHABLE) else {})}
        self._update(person, [Row.data.set(said)], None)

    def issue_token(self, person: str, token: str, now: datetime) -> str:
        """One put and one update for a person's first mail: the token's own item first, so that no mail carries one
        that leads nowhere. One that somebody else issued in the same moment leads to the same person."""
        expires_at = int((now + STOPS_KEPT_FOR).timestamp())
        link = notice_keys.stop_link(token)
        self._row(pk=link, sk=table_keys.META, person=person, expires_at=expires_at).save()
        if self._update(person, [Row.key.set(token)], no_token()):
            return token
        before = item_or_none(self._row, notice_keys.wishes(person), table_keys.META, consistent=True)
        return str(before.key) if before else token

    def person_of_token(self, token: str) -> str | None:
        """One read."""
        row = item_or_none(self._row, notice_keys.stop_link(token))
        return row.person if row else None

    def stop(self, person: str, why: Stop, now: datetime) -> None:
        """One conditional update."""
        self._update(person, [Row.status.set(why.value), Row.at.set(now)], not_stopped())

    def resume(self, person: str) -> None:
        """One conditional update."""
        self._update(person, [Row.status.remove()], Row.status.exists())

    def _update(self, person: str, actions: list[Action], condition: Condition | None) -> bool:
        """Whether the condition held. Not by the model, which would have DynamoDB return the item: the role of the HTTP
        function allows these attributes alone."""
        pk = notice_keys.wishes(person)
        try:
            self._row._get_connection().update_item(pk, table_keys.META, actions=actions, condition=condition)
        except UpdateError as error:
            if not unmet(error):
                raise
            return False
        return True


def _to_wishes(row: Row) -> Wishes:
    said = row.data or {}
    off = frozenset(SWITCHABLE if said.get(EVERYTHING) else map(Topic, said.get("off", ())))
    return Wishes(off, row.key, Stop(row.status) if row.status else None)
