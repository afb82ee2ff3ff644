"""`laporctl webhooks`: the webhooks of offices, and sending again what they missed."""

from datetime import UTC, datetime

import click

from chalicelib.domain.notifications.subscription import Webhook
from chalicelib.domain.timestamps import to_text
from laporctl.remote import OPERATOR
from laporctl.stacks import find_stack
from laporctl.webhooks import replay_case, replay_dead, replay_since, webhooks_of


@click.group()
def webhooks() -> None:
    """Where offices want messages about their cases."""


@webhooks.command("list")
@click.argument("slug")
@click.argument("agency")
def list_(slug: str, agency: str) -> None:
    """Print the webhooks of AGENCY in stack SLUG: id, status, last success, last failure, host."""
    for webhook in webhooks_of(find_stack(slug)).of_office(OPERATOR, agency):
        click.echo("\t".join(_columns(webhook)))


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
    click.echo("\t".join(_columns(webhook)))


@webhooks.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("webhook_id")
def enable(slug: str, agency: str, webhook_id: str) -> None:
    """Send to WEBHOOK_ID again. What happened meanwhile: laporctl webhooks replay --since."""
    webhook = webhooks_of(find_stack(slug)).enable(OPERATOR, agency, webhook_id, datetime.now(UTC))
    click.echo("\t".join(_columns(webhook)))


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


def _columns(webhook: Webhook) -> list[str]:
    """The columns about a webhook. Of its address only the host: a path or a query may hold a key."""
    status = f"disabled ({webhook.disabled_for})" if webhook.disabled_for else "enabled"
    succeeded = to_text(webhook.succeeded_at) if webhook.succeeded_at else "-"
    failed = f"{to_text(webhook.failed_at)} {webhook.failure}" if webhook.failed_at else "-"
    return [webhook.id, status, succeeded, failed, webhook.url.split("/")[2]]
