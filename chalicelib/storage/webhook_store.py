"""Webhooks in DynamoDB. A webhook stands beside the others of its office; the secrets that sign its messages stand in
another table, each under a random name: the function that puts them there can name, read and replace none."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.domain.errors import UnknownWebhook
from chalicelib.domain.notifications.subscription import (
    CASE_PREFIX,
    Disabled,
    IssuedSecret,
    Secrets,
    Webhook,
    of_latest_rotation,
    secrets_of,
)
from chalicelib.domain.timestamps import to_text
from chalicelib.storage import feed_keys, table_keys, transactions
from chalicelib.storage.conditions import unmet
from chalicelib.storage.models import Row, SecretRow, Tables, item_or_none

# A removed webhook stays until the table's time to live deletes it. Closes the race between the removal and whatever
# comes late (a delivery that ends, a second click): nothing brings a removed webhook back.
STILL_THERE: Condition = Row.pk.exists() & Row.expires_at.does_not_exist()

# Closes the race between deliveries that all find the receiver failing for too long: one of them notifies the office.
STILL_ENABLED: Condition = STILL_THERE & Row.disabled_for.does_not_exist()

# An id follows from an idempotency key. Closes the race between two sendings of one request: the second finds the
# webhook of the first, and does not take it over.
NOT_YET_THERE: Condition = Row.pk.does_not_exist()


def checked_until(moment: datetime, webhook_id: str) -> Condition:
    """Closes the race between two sweeps that check one webhook, and between a sweep and somebody who disables it: a
    slower one does not set the mark back, and none brings it back."""
    same: Condition = Row.clock_sk == table_keys.at_case(moment, webhook_id)
    return same


DISABLED_KIND = "webhook_disabled"

_PAGE = 100
_NAME_BYTES = 16


class DynamoWebhookStore:
    """Implements `ports.webhook_store.WebhookStore`. `entropy` names secrets."""

    def __init__(self, tables: Tables, entropy: Callable[[int], bytes] = os.urandom) -> None:
        self._tables = tables
        self._entropy = entropy

    def add(self, webhook: Webhook, secret: str) -> bool:
        """Two puts in one transaction."""
        row = self._tables.row(
            pk=table_keys.webhooks(webhook.agency),
            sk=webhook.id,
            url=webhook.url,
            kinds=[each.removeprefix(CASE_PREFIX) for each in webhook.types] or None,
            at=webhook.created_at,
            clock_pk=table_keys.WEBHOOKS,
            clock_sk=table_keys.at_case(webhook.created_at, webhook.id),
        )
        first = self._new_secret(webhook.agency, webhook.id, secret, webhook.created_at)

        def fill(transaction: TransactWrite) -> None:
            transaction.save(row, condition=NOT_YET_THERE)
            transaction.save(first)

        return transactions.commit(self._tables.connection, fill)

    def of_office(self, agency: str, *, latest: bool = False) -> tuple[Webhook, ...]:
        """One query of a partition that stays below 4 KB: half a read unit; a whole one for the latest."""
        rows = self._tables.row.query(table_keys.webhooks(agency), consistent_read=latest)
        return tuple(_to_webhook(agency, row) for row in rows if not row.expires_at)

    def get(self, agency: str, webhook_id: str) -> Webhook:
        """One consistent read."""
        row = item_or_none(self._tables.row, table_keys.webhooks(agency), webhook_id, consistent=True)
        if row is None or row.expires_at:
            raise UnknownWebhook
        return _to_webhook(agency, row)

    def rotate(
        self,
        agency: str,
        webhook_id: str,
        secret: str,
        now: datetime,
        old_until: datetime,
        rotation: str | None = None,
    ) -> None:
        """A put beside the secrets there are, in one transaction with a look whether the webhook is still there."""
        hook = self._tables.row(table_keys.webhooks(agency), webhook_id)
        new = self._new_secret(agency, webhook_id, secret, now, previous_until=old_until, rotation=rotation)

        def fill(transaction: TransactWrite) -> None:
            transaction.condition_check(self._tables.row, hook.pk, hook.sk, STILL_THERE)
            transaction.save(new)

        if not transactions.commit(self._tables.connection, fill):
            raise UnknownWebhook

    def remove(self, agency: str, webhook_id: str, now: datetime) -> None:
        """One update; the rest expires."""
        row = self._tables.row
        if not self._update(
            agency, webhook_id, [row.expires_at.set(int(now.timestamp())), row.url.remove(), *self._unchecked()]
        ):
            raise UnknownWebhook

    def enable(self, agency: str, webhook_id: str, now: datetime) -> None:
        """One update; two for one that is enabled already, which stays owed what happened until now."""
        row = self._tables.row
        forgotten = (row.disabled_for, row.disabled_at, row.failing_since)
        actions: list[Action] = [
            *(attribute.remove() for attribute in forgotten),
            row.enabled_at.set(now),
            row.clock_pk.set(table_keys.WEBHOOKS),
            row.clock_sk.set(table_keys.at_case(now, webhook_id)),
        ]
        if self._update(agency, webhook_id, actions, STILL_THERE & row.disabled_for.exists()):
            return
        if not self._update(agency, webhook_id, [row.failing_since.remove()]):
            raise UnknownWebhook

    def to_check(self, before: datetime) -> Iterator[tuple[Webhook, datetime]]:
        """One query, and one read for each webhook found."""
        row = self._tables.row
        lines = row.query(table_keys.WEBHOOKS, row.clock_sk < to_text(before), index_name="clock", page_size=_PAGE)
        # Read to the end first: one that was checked stands further behind in the same index.
        for pk, webhook_id in [(line.pk, line.sk) for line in lines]:
            found = item_or_none(row, pk, webhook_id, consistent=True)
            if found and found.clock_sk and not found.expires_at:
                yield _to_webhook(table_keys.office_of_webhooks(pk), found), table_keys.moment_in(found.clock_sk)

    def checked(self, webhook: Webhook, since: datetime, until: datetime) -> bool:
        """One update of its place in the index: three write units."""
        # Not by the model, which would have DynamoDB return the whole item: the role allows this attribute alone.
        try:
            self._tables.row._get_connection().update_item(
                table_keys.webhooks(webhook.agency),
                webhook.id,
                actions=[Row.clock_sk.set(table_keys.at_case(until, webhook.id))],
                condition=checked_until(since, webhook.id),
            )
        except UpdateError as error:
            if unmet(error):
                return False
            raise
        return True

    def disable(self, agency: str, webhook_id: str, reason: Disabled, now: datetime) -> bool:
        """An update of the webhook and a line in the feed of its office, in one transaction."""
        row = self._tables.row
        notice = row(
            pk=table_keys.webhook_notices(agency),
            sk=table_keys.at_event(now, webhook_id, 0),
            agency_pk=feed_keys.feed(agency),
            agency_sk=table_keys.at_event(now, webhook_id, 0),
            id=webhook_id,
            kind=DISABLED_KIND,
            status="disabled",
            seq=0,
            at=now,
        )
        actions: list[Action] = [row.disabled_for.set(str(reason)), row.disabled_at.set(now), *self._unchecked()]

        def fill(transaction: TransactWrite) -> None:
            transaction.update(row(table_keys.webhooks(agency), webhook_id), actions, condition=STILL_ENABLED)
            transaction.save(notice)

        return transactions.commit(self._tables.connection, fill)

    def note_success(self, agency: str, webhook_id: str, now: datetime) -> None:
        """One update. One from before there was a ledger is checked from now on."""
        row = self._tables.row
        actions: list[Action] = [
            row.succeeded_at.set(now),
            row.failing_since.remove(),
            row.clock_pk.set(row.clock_pk | table_keys.WEBHOOKS),
            row.clock_sk.set(row.clock_sk | table_keys.at_case(now, webhook_id)),
        ]
        if not self._update(agency, webhook_id, actions, STILL_ENABLED):
            # A test message reaches a disabled one too.
            self._update(agency, webhook_id, actions[:2])

    def note_failure(self, agency: str, webhook_id: str, failure: str, now: datetime) -> None:
        """One update."""
        row = self._tables.row
        since = row.failing_since.set(row.failing_since | now)
        self._update(agency, webhook_id, [since, row.failed_at.set(now), row.failure.set(failure)])

    def secrets(self, webhook_id: str) -> Secrets | None:
        """One consistent query, so that a receiver that has the new secret is signed with it; one more read for a
        webhook whose first secret has no item of its own. What signs nothing any more is deleted on the way."""
        rows = self._secret_rows(webhook_id)
        issued = [IssuedSecret(row.current, row.previous_until, row.rotation) for row in rows]
        latest = of_latest_rotation(issued)
        if latest == len(issued) and not (issued and issued[-1].old_until is None):
            issued += self._early_secrets(webhook_id)
        for row in (*rows[1 : latest - 1], *rows[latest + 1 :]):
            row.delete()
        return secrets_of(issued)

    def forget_secrets(self, webhook_id: str) -> None:
        """One query, and one delete for each item there is, and for the one there may be from before."""
        for row in self._secret_rows(webhook_id):
            row.delete()
        self._tables.secret(table_keys.early_webhook_secret(webhook_id), table_keys.META).delete()

    def _new_secret(
        self,
        agency: str,
        webhook_id: str,
        secret: str,
        at: datetime,
        previous_until: datetime | None = None,
        rotation: str | None = None,
    ) -> SecretRow:
        name = self._entropy(_NAME_BYTES).hex()
        return self._tables.secret(
            pk=table_keys.webhook_secrets(webhook_id),
            sk=table_keys.issued_secret(at, name),
            current=secret,
            previous_until=previous_until,
            rotation=rotation,
            agency=agency,
        )

    def _secret_rows(self, webhook_id: str) -> list[SecretRow]:
        """The newest first."""
        partition = table_keys.webhook_secrets(webhook_id)
        return list(self._tables.secret.query(partition, consistent_read=True, scan_index_forward=False))

    def _early_secrets(self, webhook_id: str) -> list[IssuedSecret]:
        """The one or two secrets in the one item that a webhook once had."""
        kept = item_or_none(self._tables.secret, table_keys.early_webhook_secret(webhook_id), consistent=True)
        if kept is None or not kept.current:
            return []
        newest = IssuedSecret(kept.current, kept.previous_until, kept.rotation)
        return [newest, IssuedSecret(kept.previous)] if kept.previous else [newest]

    def _unchecked(self) -> list[Action]:
        """Takes a webhook out of those that are checked."""
        return [self._tables.row.clock_pk.remove(), self._tables.row.clock_sk.remove()]

    def _update(self, agency: str, webhook_id: str, actions: list[Action], condition: Condition = STILL_THERE) -> bool:
        """Change a webhook; False if the condition does not hold: it is not there any more."""
        try:
            self._tables.row(table_keys.webhooks(agency), webhook_id).update(actions, condition=condition)
        except UpdateError as error:
            if unmet(error):
                return False
            raise
        return True


def _to_webhook(agency: str, row: Row) -> Webhook:
    return Webhook(
        id=row.sk,
        agency=agency,
        url=row.url,
        types=tuple(CASE_PREFIX + kind for kind in row.kinds or ()),
        created_at=row.at,
        disabled_for=Disabled(row.disabled_for) if row.disabled_for else None,
        disabled_at=row.disabled_at,
        failing_since=row.failing_since,
        failed_at=row.failed_at,
        failure=row.failure,
        succeeded_at=row.succeeded_at,
        enabled_at=row.enabled_at,
    )
