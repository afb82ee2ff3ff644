"""Webhooks in DynamoDB. A webhook stands beside the others of its office; the secrets that sign its messages stand in
another table, which the function that writes them can never read."""

from collections.abc import Iterator
from datetime import datetime

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.domain.errors import UnknownWebhook
from chalicelib.domain.notifications.subscription import CASE_PREFIX, Disabled, Secrets, Webhook
from chalicelib.domain.timestamps import to_text
from chalicelib.storage import feed_keys, table_keys, transactions
from chalicelib.storage.conditions import unmet
from chalicelib.storage.models import Row, Tables, item_or_none

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


class DynamoWebhookStore:
    """Implements `ports.webhook_store.WebhookStore`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

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
        secrets = self._tables.secret(pk=table_keys.webhook_secret(webhook.id), sk=table_keys.META, current=secret)

        def fill(transaction: TransactWrite) -> None:
            transaction.save(row, condition=NOT_YET_THERE)
            transaction.save(secrets)

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
        self, agency: str, webhook_id: str, secret: str, old_until: datetime, rotation: str | None = None
    ) -> None:
        """One update, which makes the present secret the previous one without anybody reading it; a second one for a
        repetition."""
        model = self._tables.secret
        actions: list[Action] = [
            # A removed webhook has no secret; its condition fails, but an engine may evaluate this first.
            model.previous.set(model.current | ""),
            model.previous_until.set(old_until),
            model.current.set(secret),
        ]
        if rotation is None:
            self._with_secret(agency, webhook_id, [*actions, model.rotation.remove()])
            return
        # Closes the race between two sendings of one rotation: the second takes the place of the first one's secret,
        # which perhaps nobody has seen, and the one that the receiver knows signs on.
        again = model.rotation == rotation
        try:
            self._with_secret(agency, webhook_id, [*actions, model.rotation.set(rotation)], condition=~again)
        except UnknownWebhook:
            self._with_secret(agency, webhook_id, [model.current.set(secret)], condition=again)

    def remove(self, agency: str, webhook_id: str, now: datetime) -> None:
        """Two updates in one transaction. The secrets are deleted at once; the rest expires."""
        row, secret, expires_at = self._tables.row, self._tables.secret, int(now.timestamp())
        actions: list[Action] = [
            secret.current.remove(),
            secret.previous.remove(),
            secret.previous_until.remove(),
            secret.rotation.remove(),
            secret.expires_at.set(expires_at),
        ]
        ended = [row.expires_at.set(expires_at), row.url.remove(), *self._unchecked()]
        self._with_secret(agency, webhook_id, actions, ended)

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
        """One consistent read, so that a receiver that has the new secret is signed with it."""
        kept = item_or_none(self._tables.secret, table_keys.webhook_secret(webhook_id), consistent=True)
        return Secrets(kept.current, kept.previous, kept.previous_until) if kept and kept.current else None

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

    def _with_secret(
        self,
        agency: str,
        webhook_id: str,
        secret: list[Action],
        webhook: list[Action] | None = None,
        condition: Condition | None = None,
    ) -> None:
        """Change a webhook's secrets, and with them perhaps the webhook, if it is still there and its secrets meet the
        condition; raises UnknownWebhook.
        In a transaction, because a plain update would have DynamoDB return what it wrote."""
        hook = self._tables.row(table_keys.webhooks(agency), webhook_id)
        kept = self._tables.secret(table_keys.webhook_secret(webhook_id), table_keys.META)

        def fill(transaction: TransactWrite) -> None:
            if webhook:
                transaction.update(hook, webhook, condition=STILL_THERE)
            else:
                transaction.condition_check(self._tables.row, hook.pk, hook.sk, STILL_THERE)
            transaction.update(kept, secret, condition=condition)

        if not transactions.commit(self._tables.connection, fill):
            raise UnknownWebhook


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
