"""`laporctl channel`: the gateway that hands over SMS, and playing it."""

import click

from laporctl import channels
from laporctl.stacks import find_stack


@click.group()
def channel() -> None:
    """The channels by which people write: SMS."""


@channel.command()
@click.argument("slug")
def connect(slug: str) -> None:
    """Print a new secret by which the SMS gateway of stack SLUG proves itself; the one before stays valid until the
    next. It cannot be shown again."""
    click.echo(channels.connect(find_stack(slug)).hex())


@channel.command()
@click.argument("slug")
def status(slug: str) -> None:
    """Print how stack SLUG takes SMS: the form of its gateway, its address, and whether it has a secret."""
    stack = find_stack(slug)
    form = channels.form_of(stack)
    address = f"{stack.site}/v1/channels/sms/{form}" if form else "-"
    secret = "connected" if channels.is_connected(stack) else "no secret"
    click.echo("\t".join(("sms", form or "none", secret, address)))


@channel.command()
@click.argument("slug")
@click.password_option("--token", prompt="Token of the gateway", help="Asked for without it, and not shown.")
def token(slug: str, token: str) -> None:
    """Keep the token by which the gateway that sends SMS knows stack SLUG."""
    channels.put_token(find_stack(slug), token)


@channel.group()
def simulate() -> None:
    """Play a channel: through the stack's own door, as its gateway would."""


@simulate.command()
@click.argument("slug")
@click.argument("text")
@click.option("--from", "sender", required=True, help="The phone that sends, such as +6281234567890.")
@click.option("--id", "message_id", help="What the gateway calls the message; the same again is a repetition.")
def sms(slug: str, text: str, sender: str, message_id: str | None) -> None:
    """Send the SMS TEXT to stack SLUG; prints what became of it, and what the sender is answered."""
    answer = channels.simulate(find_stack(slug), sender, text, message_id).must_be(200).json
    click.echo("\n".join((answer["outcome"], *answer["answers"])))
