"""`laporctl webhooks`: what offices subscribed, and sending again what they missed."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import click

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from chalicelib.domain.errors import DomainError
from chalicelib.domain.notifications.subscription import Webhook
from chalicelib.domain.timestamps import to_text
from chalicelib.gateways.outbox import DeadLetters, SqsOutbox
from chalicelib.services.notifications.webhook_publisher import WebhookPublisher
from chalicelib.services.notifications.webhooks import WebhookService
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.storage import table_keys
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.webhook_store import DynamoWebhookStore
from laporctl.remote import tables_of
from laporctl.stacks import Stack, find_stack, province_of

OPERATOR = Actor(Role.ADMIN)


class _Group(click.Group):
    """Tells a domain error in a line."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DomainError as error:
            raise click.ClickException(f"{type(error).__name__}: {error}".rstrip(": ")) from None


@click.group(cls=_Group)
def webhooks() -> None:
    """Where offices want to be told of what happens to their cases."""


@webhooks.command("list")
@click.argument("slug")
@click.argument("agency")
def list_(slug: str, agency: str) -> None:
    """Print the webhooks of AGENCY in stack SLUG: id, status, last success, last failure, host."""
    for webhook in webhooks_of(find_stack(slug)).of_office(OPERATOR, agency):
        click.echo("\t".join(_told(webhook)))


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("url")
@click.option(
    "--type", "types", multiple=True, help="Only messages of this type, such as complaint.routed; repeatable."
)
def add(slug: str, agency: str, url: str, types: tuple[str, ...]) -> None:
    """Send what happens to cases of AGENCY in stack SLUG to URL. Prints id and secret, which cannot be shown again."""
    webhook, secret = webhooks_of(find_stack(slug)).add(OPERATOR, agency, url, types, datetime.now(UTC))
    click.echo(f"{webhook.id}\t{secret}")


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("webhook_id")
def rotate(slug: str, agency: str, webhook_id: str) -> None:
    """Print a new secret for WEBHOOK_ID. The old one signs beside it for a day; one older than that ends at once."""
    secret, until = webhooks_of(find_stack(slug)).rotate(OPERATOR, agency, webhook_id, datetime.now(UTC))
    click.echo(f"{secret}\told one until {to_text(until)}")


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("webhook_id")
def test(slug: str, agency: str, webhook_id: str) -> None:
    """Send a test message to WEBHOOK_ID, once. How it went: laporctl webhooks list."""
    click.echo(webhooks_of(find_stack(slug)).test(OPERATOR, agency, webhook_id, datetime.now(UTC)))


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("webhook_id")
def disable(slug: str, agency: str, webhook_id: str) -> None:
    """Send nothing to WEBHOOK_ID until it is enabled; the office finds that in its feed."""
    webhook = webhooks_of(find_stack(slug)).disable(OPERATOR, agency, webhook_id, datetime.now(UTC))
    click.echo("\t".join(_told(webhook)))


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("webhook_id")
def enable(slug: str, agency: str, webhook_id: str) -> None:
    """Send to WEBHOOK_ID again. What happened meanwhile: laporctl webhooks replay --since."""
    click.echo("\t".join(_told(webhooks_of(find_stack(slug)).enable(OPERATOR, agency, webhook_id))))


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("webhook_id")
@click.option("--dead", is_flag=True, help="What was given up after the last attempt.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]), help="What the feed has since (UTC).")
@click.option("--case", "case_id", help="What happened to this case ...")
@click.option("--after", "seq", default=0, help="... after the event with this number.")
def replay(
    slug: str, agency: str, webhook_id: str, dead: bool, since: datetime | None, case_id: str | None, seq: int
) -> None:
    """Send again to WEBHOOK_ID. Each message keeps its id, so the receiver passes over those it has had."""
    if [dead, since is not None, case_id is not None].count(True) != 1:
        raise click.UsageError("choose one of --dead, --since and --case")
    stack = find_stack(slug)
    if dead:
        count = replay_dead(stack, agency, webhook_id)
    elif since:
        count = replay_since(stack, agency, webhook_id, since.replace(tzinfo=UTC))
    else:
        count = replay_case(stack, agency, webhook_id, str(case_id), seq)
    click.echo(f"{count} messages sent again")


def webhooks_of(stack: Stack) -> WebhookService:
    """The stack's webhooks, looked after with the operator's own credentials."""
    return WebhookService(DynamoWebhookStore(tables_of(stack)), _outbox(stack), os.urandom, stack.endpoint is not None)


def replay_dead(stack: Stack, agency: str, webhook_id: str) -> int:
    """Send the dead letters of a webhook again, all that the queue hands out; answers how many. Those of others stay.
    Raises UnknownWebhook."""
    webhook = DynamoWebhookStore(tables_of(stack)).get(agency, webhook_id)
    dead, outbox = DeadLetters(stack.outputs["OutboxDeadLetters"], stack.client("sqs")), _outbox(stack)
    others: list[str] = []
    count = 0
    for letter, receipt in dead.take():
        if letter.webhook != webhook.id:
            others.append(receipt)
            continue
        # Sent first: a death in between sends it twice, which its id tells the receiver.
        outbox.send([letter])
        dead.forget(receipt)
        count += 1
    for receipt in others:
        dead.release(receipt)
    return count


def replay_since(stack: Stack, agency: str, webhook_id: str, since: datetime) -> int:
    """Send what the office's feed holds since a moment; answers how many messages. Raises UnknownWebhook."""
    webhook = DynamoWebhookStore(tables_of(stack)).get(agency, webhook_id)
    return _announcing(stack).replay(webhook, _feed(stack, agency, since))


def replay_case(stack: Stack, agency: str, webhook_id: str, case_id: str, after: int) -> int:
    """Send what happened to a case after the event `after`; answers how many messages. Raises UnknownWebhook,
    UnknownCase, InvalidInput for an id with a typo."""
    webhook = DynamoWebhookStore(tables_of(stack)).get(agency, webhook_id)
    record = DynamoCaseStore(tables_of(stack)).load_history(
        parse_own_tracking_id(case_id, province_of(stack.slug)["prefix"])
    )
    happened = [
        CaseEvent(record.case.id, event.seq, event.kind, event.at, agency)
        for event in record.events
        if event.seq > after
    ]
    return _announcing(stack).replay(webhook, happened)


def _feed(stack: Stack, agency: str, since: datetime) -> Iterator[CaseEvent]:
    row = tables_of(stack).row
    lines: Iterable[Any] = row.query(table_keys.feed(agency), row.agency_sk >= to_text(since), index_name="agency")
    for line in lines:
        if line.seq:
            yield CaseEvent(line.id, int(line.seq), line.kind, line.at, agency)


def _announcing(stack: Stack) -> WebhookPublisher:
    tables = tables_of(stack)
    return WebhookPublisher(DynamoCaseStore(tables), DynamoWebhookStore(tables), _outbox(stack))


def _outbox(stack: Stack) -> SqsOutbox:
    client = stack.client("sqs")
    return SqsOutbox(stack.outputs["Outbox"], lambda: client)


def _told(webhook: Webhook) -> list[str]:
    """A line about a webhook. Of its address only the host: a path or a query may hold a key."""
    status = f"disabled ({webhook.disabled_for})" if webhook.disabled_for else "enabled"
    succeeded = to_text(webhook.succeeded_at) if webhook.succeeded_at else "-"
    failed = f"{to_text(webhook.failed_at)} {webhook.failure}" if webhook.failed_at else "-"
    return [webhook.id, status, succeeded, failed, webhook.url.split("/")[2]]
