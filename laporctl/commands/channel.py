"""`laporctl channel`: the gateway that hands over SMS, WhatsApp, and playing them."""

import json
import time
from typing import BinaryIO

import click

from laporctl import channels, mails, whatsapp
from laporctl.deployment.place import whatsapp_port
from laporctl.stacks import find_stack
from laporctl.whatsapp_stand_in import stand_in

_PATIENCE = 20.0
"""Seconds that a played message waits for its answer."""


@click.group()
def channel() -> None:
    """The channels by which people write: SMS, WhatsApp, mail."""


@channel.command()
@click.argument("slug")
@click.option("--mail", is_flag=True, help="Make the keys that mail needs, and print the record of its domain instead.")
def connect(slug: str, *, mail: bool) -> None:
    """Print a new secret by which the SMS gateway of stack SLUG proves itself; the one before stays valid until the
    next. It cannot be shown again."""
    stack = find_stack(slug)
    click.echo(mails.connect(stack) if mail else channels.connect(stack).hex())


@channel.command()
@click.argument("slug")
def status(slug: str) -> None:
    """Print how stack SLUG takes SMS, WhatsApp and mail: the form of the gateway or the id of the phone, whether it has
    a secret, its address; the domain, whether it has its keys, how many mails wait, and how many were dropped in the
    last 30 days, by reason."""
    stack = find_stack(slug)
    form = channels.form_of(stack)
    address = f"{stack.site}/v1/channels/sms/{form}" if form else "-"
    secret = "connected" if channels.is_connected(stack) else "no secret"
    click.echo("\t".join(("sms", form or "none", secret, address)))
    number = whatsapp.number_of(stack)
    address = f"{stack.site}{whatsapp.PATH}" if number else "-"
    secret = "connected" if whatsapp.is_connected(stack) else "no secret"
    click.echo("\t".join(("whatsapp", number or "none", secret, address)))
    domain = mails.domain_of(stack)
    if domain is None:
        click.echo("mail\tnone")
        return
    keys = "connected" if mails.is_connected(stack) else "no keys"
    dropped = (f"{reason} {count}" for reason, count in sorted(mails.dropped(stack).items()))
    counts = (f"waiting {len(mails.waiting(stack))}", f"dropped: {', '.join(dropped) or 'none'}")
    click.echo("\t".join(("mail", domain, keys, *counts)))


@channel.command()
@click.argument("slug")
def replay(slug: str) -> None:
    """Have each mail read again that came to stack SLUG and was not dealt with; prints how many. What was dealt with
    meanwhile is not done twice."""
    click.echo(mails.replay(find_stack(slug)))


@channel.command()
@click.argument("slug")
@click.password_option("--token", prompt="Token of the gateway", help="Asked for without it, and not shown.")
def token(slug: str, token: str) -> None:
    """Keep the token by which the gateway that sends SMS knows stack SLUG."""
    channels.put_token(find_stack(slug), token)


@channel.command("connect-whatsapp")
@click.argument("slug")
@click.password_option("--app-secret", prompt="Secret of the app", help="Asked for without it, and not shown.")
def connect_whatsapp(slug: str, app_secret: str) -> None:
    """Keep the secret with which Meta signs what it delivers to stack SLUG, and print the word that Meta asks for
    beside the address. It cannot be shown again."""
    click.echo(whatsapp.connect(find_stack(slug), app_secret))


@channel.command("token-whatsapp")
@click.argument("slug")
@click.password_option("--token", prompt="Token of the app", help="Asked for without it, and not shown.")
def token_whatsapp(slug: str, token: str) -> None:
    """Keep the token by which WhatsApp knows stack SLUG."""
    whatsapp.put_token(find_stack(slug), token)


@channel.command()
def templates() -> None:
    """Print the WhatsApp templates of all notices, one line each, as Meta takes them for approval."""
    for each in whatsapp.templates():
        click.echo(json.dumps(each, ensure_ascii=False))


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


@simulate.command()
@click.argument("slug")
@click.argument("message", type=click.File("rb"))
@click.option("--to", "recipient", help="The address it goes to: for reports, or an address for replies.")
@click.option("--spam", type=click.Choice(["PASS", "FAIL", "GRAY"]), default="PASS", help="What SES finds.")
@click.option("--virus", type=click.Choice(["PASS", "FAIL", "GRAY"]), default="PASS", help="What SES finds.")
@click.option("--dmarc", type=click.Choice(["pass", "fail", "none"]), default="pass", help="What SES finds.")
def mail(slug: str, message: BinaryIO, recipient: str | None, spam: str, virus: str, dmarc: str) -> None:
    """Put the mail in the file MESSAGE (- for what is typed) where SES would put it for stack SLUG, with SES's headers;
    prints its key in the bucket. What became of it is in the function's log and in `laporctl channel status`."""
    click.echo(mails.simulate(find_stack(slug), message.read(), recipient, mails.Verdicts(spam, virus, dmarc)))


@simulate.command("whatsapp")
@click.argument("slug")
@click.argument("text", default="")
@click.option("--from", "sender", required=True, help="The phone that sends, such as +6281234567890.")
@click.option("--id", "message_id", help="What Meta calls the message; the same again is a repetition.")
@click.option("--button", help="Tap a button instead: what it sends, as the answer showed it.")
@click.option("--place", type=(float, float), help="Send a pin instead: latitude and longitude.")
def play_whatsapp(
    slug: str, text: str, sender: str, message_id: str | None, button: str | None, place: tuple[float, float] | None
) -> None:
    """Send the WhatsApp message TEXT to stack SLUG; prints what became of it, and on a laptop what the sender is
    answered."""
    stack = find_stack(slug)
    if place:
        sent = whatsapp.message(sender, "location", {"latitude": place[0], "longitude": place[1]}, message_id)
    elif button:
        reply = {"type": "button_reply", "button_reply": {"id": button, "title": "-"}}
        sent = whatsapp.message(sender, "interactive", reply, message_id)
    else:
        sent = whatsapp.message(sender, "text", {"body": text}, message_id)
    if not stack.endpoint:
        click.echo("\n".join(whatsapp.simulate(stack, [sent]).must_be(200).json["outcomes"]))
        return
    with stand_in(whatsapp_port(stack.endpoint)) as meta:
        click.echo("\n".join(whatsapp.simulate(stack, [sent]).must_be(200).json["outcomes"]))
        until = time.monotonic() + _PATIENCE
        while not meta.messages_to(sender) and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(0.5)
        for each in meta.messages_to(sender):
            click.echo(whatsapp.said_in(each))
