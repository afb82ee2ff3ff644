"""A stack's SMS gateway as an operator connects it, and SMS as a gateway would hand them over."""

import hashlib
import hmac
import json
import os
import uuid

from chalicelib.domain.cases.channels import SMS
from chalicelib.domain.channels.gateways import TOKEN
from chalicelib.runtime.reference import load_gateways
from chalicelib.storage.channel_secrets import DynamoChannelSecrets
from laporctl.deployment.place import LOCAL_SMS_GATEWAY
from laporctl.http import Answer, send
from laporctl.remote import tables_of
from laporctl.stacks import Stack, StackError, load_config

_SECRET_BYTES = 32


def form_of(stack: Stack) -> str | None:
    """The form in which the stack's gateway hands over; None for a stack without one."""
    return LOCAL_SMS_GATEWAY if stack.endpoint else load_config(stack.slug).sms_gateway


def connect(stack: Stack) -> bytes:
    """Make a secret for the stack's gateway, and the key of senders if there is none. The secret before stays valid
    until the next."""
    secrets, secret = _secrets(stack), os.urandom(_SECRET_BYTES)
    secrets.make_senders(os.urandom(_SECRET_BYTES))
    secrets.renew_gateway(SMS, secret)
    return secret


def put_token(stack: Stack, token: str) -> None:
    """Keep the token by which the gateway that sends SMS knows the stack."""
    _secrets(stack).put_for_sending(token)


def is_connected(stack: Stack) -> bool:
    """Whether the stack's gateway has a secret, and senders a key."""
    secrets = _secrets(stack)
    return bool(secrets.of_gateway(SMS)) and secrets.of_senders() is not None


def simulate(
    stack: Stack, sender: str, text: str, message_id: str | None = None, part: tuple[str, int, int] | None = None
) -> Answer:
    """Hand over an SMS through the stack's own door, as its gateway would; or a part of one: what its parts share, its
    number, how many there are. Raises StackError for a stack without
    one."""
    form, secrets = form_of(stack), _secrets(stack).of_gateway(SMS)
    if form is None:
        raise StackError(f"{stack.slug} takes no SMS: sms_gateway in stacks/{stack.slug}.toml, then deploy")
    if not secrets:
        raise StackError(f"the gateway of {stack.slug} has no secret: laporctl channel connect {stack.slug}")
    gateway = load_gateways()[form]
    sms: dict[str, str | int] = {"id": message_id or uuid.uuid4().hex, "from": sender, "text": text}
    if part:
        sms |= {"part_ref": part[0], "part_number": part[1], "part_total": part[2]}
    body = json.dumps({gateway.its_name(name): value for name, value in sms.items()}).encode()
    secret = secrets[0]
    proof = secret.hex() if gateway.proof == TOKEN else hmac.digest(secret, body, hashlib.sha256).hex()
    headers = {"Content-Type": "application/json", gateway.header: proof}
    return send("POST", stack.site, f"/v1/channels/sms/{form}", body=body, headers=headers)


def _secrets(stack: Stack) -> DynamoChannelSecrets:
    return DynamoChannelSecrets(tables_of(stack))
