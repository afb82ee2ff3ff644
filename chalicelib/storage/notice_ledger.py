"""The ledger of notices in DynamoDB: small items beside the case, in a partition that no function but those of notices
may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.domain.notices.ledger import LEASE, Entry, Notified, Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.notice_ledger import Unsettled
from chalicelib.storage import notice_keys, table_keys
from chalicelib.storage.conditions import put_if, unmet
from chalicelib.storage.models import Row, item_or_none

if TYPE_CHECKING:
    from chalicelib.storage.models import Tables

KEPT_FOR = timedelta(days=60)
"""Four times as long as a queue of dead letters keeps an order."""

STOPS_KEPT_FOR = timedelta(days=3 * 366)
"""A link in a mail works as long as the case may be asked about."""


def nobody_sends(now: datetime) -> Condition:
    """Closes the race between two functions that got the same order: one takes it. What somebody took who then died is
    free after the lease."""
    died = (Row.status == Outcome.SENDING) & (Row.at < now - LEASE)
    free: Condition = Row.pk.does_not_exist() | died
    return free


def not_stopped() -> Condition:
    """Closes the race between two reasons to stop: the first stays."""
    return Row.status.does_not_exist()


def not_stopped_by_the_reporter() -> Condition:
    """Closes the race between a correction of the address and the reporter's own stop: who wants no mails gets none at
    another address either."""
    unstopped: Condition = Row.status.does_not_exist() | (Row.status != Stop.ASKED)
    return unstopped


class DynamoNoticeLedger:
    """Implements `ports.notice_ledger.NoticeLedger`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def of_case(self, tracking_id: str) -> Notified:
        """One query: half a read unit."""
        rows = {row.sk: row for row in self._row.query(notice_keys.notified(tracking_id))}
        stop = rows.pop(notice_keys.STOP, None)
        entries = {notice_keys.order_in(key): Entry(Outcome(row.status), row.at) for key, row in rows.items()}
        stopped = Stop(stop.status) if stop and stop.status else None
        since = stop.at if stop and not stopped else None
        return Notified(entries, stop.key if stop else None, stopped, since)

    def claim(self, order: NoticeOrder, now: datetime) -> bool:
        """One conditional put."""
        return put_if(self._entry(order, Outcome.SENDING, now), nobody_sends(now))

    def close(self, order: NoticeOrder, outcome: Outcome, now: datetime, settles: str | None = None) -> None:
        """One put; of a notice that has to settle also its place in the index."""
        row = self._entry(order, outcome, now)
        if settles:
            row.clock_pk = notice_keys.UNSETTLED
            row.clock_sk = notice_keys.unsettled(now, order.tracking_id, order.seq, settles)
        row.save()

    def issue_stop(self, tracking_id: str, token: str, now: datetime) -> str:
        """Two puts once for each case: the token's own first, so that no mail carries one that leads nowhere. One that
        somebody else issued in the same moment leaves an item behind that leads to the same case."""
        expires_at = int((now + STOPS_KEPT_FOR).timestamp())
        self._row(pk=notice_keys.stop_link(token), sk=table_keys.META, id=tracking_id, expires_at=expires_at).save()
        partition = notice_keys.notified(tracking_id)
        first = self._row(pk=partition, sk=notice_keys.STOP, key=token, expires_at=expires_at)
        if put_if(first, Row.pk.does_not_exist()):
            return token
        before = item_or_none(self._row, partition, notice_keys.STOP, consistent=True)
        return str(before.key) if before else token

    def case_of_stop(self, token: str) -> str | None:
        """One read."""
        row = item_or_none(self._row, notice_keys.stop_link(token))
        return row.id if row else None

    def stop(self, tracking_id: str, why: Stop, now: datetime) -> None:
        """One conditional update."""
        self._update(tracking_id, [Row.status.set(why.value), Row.at.set(now)], not_stopped())

    def resume(self, tracking_id: str) -> None:
        """One conditional update."""
        self._update(tracking_id, [Row.status.remove(), Row.at.remove()], Row.status == Stop.ASKED)

    def correct(self, tracking_id: str, now: datetime) -> None:
        """One conditional update."""
        self._update(tracking_id, [Row.status.remove(), Row.at.set(now)], not_stopped_by_the_reporter())

    def unsettled(self, before: datetime) -> Iterator[Unsettled]:
        """One query: half a read unit if there is none."""
        old = self._row.clock_sk < to_text(before)
        for row in self._row.query(notice_keys.UNSETTLED, old, index_name="clock"):
            sent_at, tracking_id, seq, channel = notice_keys.unsettled_in(row.clock_sk)
            yield Unsettled(NoticeOrder(tracking_id, seq), channel, sent_at)

    def settle(self, order: NoticeOrder) -> None:
        """One update, which takes the item out of the index. Not by the model, which would have DynamoDB return the
        item: the role of the sweep allows these attributes alone."""
        pk, sk = _key(order)
        try:
            self._row._get_connection().update_item(
                pk, sk, actions=[Row.clock_pk.remove(), Row.clock_sk.remove()], condition=Row.pk.exists()
            )
        except UpdateError as error:
            if not unmet(error):
                raise

    def entries(self, orders: Iterable[NoticeOrder]) -> Mapping[NoticeOrder, Entry]:
        """Half a read unit for each, a hundred at a time; nothing for none."""
        wanted = {_key(each): each for each in orders}
        rows = self._row.batch_get(list(wanted)) if wanted else ()
        return {wanted[row.pk, row.sk]: Entry(Outcome(row.status), row.at) for row in rows}

    def unknown(self, orders: Iterable[NoticeOrder]) -> set[NoticeOrder]:
        """Half a read unit for each, a hundred at a time."""
        wanted = {_key(each): each for each in orders}
        for row in self._row.batch_get(list(wanted), attributes_to_get=["pk", "sk"]):
            wanted.pop((row.pk, row.sk), None)
        return set(wanted.values())

    def checked(self) -> dict[int, str]:
        """One query: half a read unit."""
        return {int(row.sk): row.key for row in self._row.query(notice_keys.CHECKED)}

    def set_checked(self, shard: int, since: str | None, reached: str) -> bool:
        """One conditional put."""
        same: Condition = Row.key == since if since else Row.pk.does_not_exist()
        return put_if(self._row(pk=notice_keys.CHECKED, sk=str(shard), key=reached), same)

    def mornings(self) -> str | None:
        """Half a read unit."""
        row = item_or_none(self._row, notice_keys.MORNINGS, table_keys.META)
        return row.key if row else None

    def set_mornings(self, since: str | None, reached: str) -> bool:
        """One conditional put."""
        same: Condition = Row.key == since if since else Row.pk.does_not_exist()
        return put_if(self._row(pk=notice_keys.MORNINGS, sk=table_keys.META, key=reached), same)

    def _entry(self, order: NoticeOrder, outcome: Outcome, now: datetime) -> Row:
        pk, sk = _key(order)
        return self._row(
            pk=pk,
            sk=sk,
            status=outcome.value,
            at=now,
            expires_at=int((now + KEPT_FOR).timestamp()),
        )

    def _update(self, tracking_id: str, actions: list[Action], condition: Condition) -> None:
        """Not by the model, which would have DynamoDB return the item: the role of the HTTP function allows these
        attributes alone."""
        pk = notice_keys.notified(tracking_id)
        try:
            self._row._get_connection().update_item(pk, notice_keys.STOP, actions=actions, condition=condition)
        except UpdateError as error:
            if not unmet(error):
                raise


def _key(order: NoticeOrder) -> tuple[str, str]:
    return notice_keys.notified(order.tracking_id), notice_keys.order(order.seq, order.to)
