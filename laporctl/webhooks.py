"""A stack's webhooks as an operator manages them, and sending again what a receiver missed."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from chalicelib.domain.timestamps import to_text
from chalicelib.gateways.outbox import DeadLetters, SqsOutbox
from chalicelib.services.notifications.webhook_publisher import WebhookPublisher
from chalicelib.services.notifications.webhooks import WebhookService
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.storage import feed_keys, table_keys
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.webhook_ledger import DynamoWebhookLedger
from chalicelib.storage.webhook_store import DynamoWebhookStore
from laporctl.remote import tables_of
from laporctl.stacks import Stack, province_of


def webhooks_of(stack: Stack) -> WebhookService:
    """The stack's webhooks, managed with the operator's own credentials."""
    return WebhookService(DynamoWebhookStore(tables_of(stack)), _outbox(stack), os.urandom, stack.endpoint is not None)


def replay_dead(stack: Stack, agency: str, webhook_id: str) -> int:
    """Send the dead letters of a webhook again, all that the queue hands out, and return how many. Those of other
    webhooks stay. Raises UnknownWebhook."""
    webhook = DynamoWebhookStore(tables_of(stack)).get(agency, webhook_id)
    dead, outbox = DeadLetters(stack.outputs["OutboxDeadLetters"], stack.client("sqs")), _outbox(stack)
    others: list[str] = []
    count = 0
    for message, receipt in dead.take():
        if message.webhook != webhook.id:
            others.append(receipt)
            continue
        # Sent before it is deleted: an end in between sends it twice, and the receiver recognises its id.
        outbox.send([message])
        dead.forget(receipt)
        count += 1
    for receipt in others:
        dead.release(receipt)
    return count


def replay_since(stack: Stack, agency: str, webhook_id: str, since: datetime) -> int:
    """Send what the office's feed holds since a moment; returns the number of messages. Raises UnknownWebhook."""
    webhook = DynamoWebhookStore(tables_of(stack)).get(agency, webhook_id)
    return _publisher(stack).replay(webhook, _feed(stack, agency, since))


def replay_case(stack: Stack, agency: str, webhook_id: str, case_id: str, after: int) -> int:
    """Send what happened to a case after the event `after`; returns the number of messages. Raises UnknownWebhook,
    UnknownCase, and InvalidInput for an id with a typo."""
    webhook = DynamoWebhookStore(tables_of(stack)).get(agency, webhook_id)
    tracking_id = parse_own_tracking_id(case_id, province_of(stack.slug)["prefix"])
    DynamoCaseStore(tables_of(stack)).load(tracking_id)
    return _publisher(stack).replay(webhook, _events(stack, tracking_id, after))


def _feed(stack: Stack, agency: str, since: datetime) -> Iterator[CaseEvent]:
    row = tables_of(stack).row
    lines: Iterable[Any] = row.query(feed_keys.feed(agency), row.agency_sk >= to_text(since), index_name="agency")
    for line in lines:
        if line.seq:
            yield CaseEvent(
                line.id,
                int(line.seq),
                line.kind,
                line.at,
                agency,
                citizen_due_at=line.due_at,
                office_due_at=feed_keys.due_in_feed(line.agency_sk),
            )


def _events(stack: Stack, tracking_id: str, after: int) -> Iterator[CaseEvent]:
    row = tables_of(stack).row
    for each in row.query(table_keys.case(tracking_id), row.sk.startswith(table_keys.EVENT_PREFIX)):
        if each.seq <= after:
            continue
        yield CaseEvent(
            tracking_id,
            int(each.seq),
            each.kind,
            each.at,
            feed_keys.office_of_feed(each.agency_pk or ""),
            citizen_due_at=each.due_at,
            office_due_at=feed_keys.due_in_feed(each.agency_sk),
        )


def _publisher(stack: Stack) -> WebhookPublisher:
    tables = tables_of(stack)
    stores = DynamoCaseStore(tables), DynamoWebhookStore(tables)
    return WebhookPublisher(*stores, _outbox(stack), DynamoWebhookLedger(tables))


def _outbox(stack: Stack) -> SqsOutbox:
    client = stack.client("sqs")
    return SqsOutbox(stack.outputs["Outbox"], lambda: client)
