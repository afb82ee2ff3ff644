"""WhatsApp of a stack: what it proves itself with, the templates to be approved, and playing it."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import time
import uuid
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.channels import WHATSAPP
from chalicelib.domain.channels import whatsapp_templates
from chalicelib.domain.notices.kinds import Kind
from chalicelib.domain.notices.text import LANGUAGES
from chalicelib.runtime.reference import load_notices, load_whatsapp_texts
from chalicelib.services.channels.whatsapp_door import VERIFYING
from chalicelib.storage.channel_secrets import DynamoChannelSecrets
from laporctl.deployment.place import LOCAL_WHATSAPP_NUMBER
from laporctl.http import Answer, send
from laporctl.remote import tables_of
from laporctl.stacks import Stack, StackError, load_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PATH = "/v1/channels/whatsapp"
_SECRET_BYTES = 32
_EXAMPLE = "contoh"


def number_of(stack: Stack) -> str | None:
    """The id of the stack's phone; None for a stack without one."""
    return LOCAL_WHATSAPP_NUMBER if stack.endpoint else load_config(stack.slug).whatsapp_number


def connect(stack: Stack, app_secret: str) -> str:
    """Keep the app's secret, with which Meta signs, and make the key of senders if there is none; answers the word by
    which Meta proves that it was given the address. The secret before stays valid until the next."""
    secrets, word = _secrets(stack), os.urandom(_SECRET_BYTES)
    secrets.make_senders(os.urandom(_SECRET_BYTES))
    secrets.renew_gateway(VERIFYING, word)
    secrets.renew_gateway(WHATSAPP, app_secret.encode())
    return word.hex()


def put_token(stack: Stack, token: str) -> None:
    """Keep the token by which WhatsApp knows the stack."""
    _secrets(stack).put_for_whatsapp(token)


def is_connected(stack: Stack) -> bool:
    """Whether messages can come in."""
    secrets = _secrets(stack)
    return bool(secrets.of_gateway(WHATSAPP)) and secrets.of_senders() is not None


def templates() -> list[dict[str, Any]]:
    """The templates as Meta takes them for approval, one for each kind of notice and language."""
    texts, notices = load_whatsapp_texts(), load_notices()
    found = (whatsapp_templates.template(texts, notices, kind, each) for kind in Kind for each in LANGUAGES)
    return [_for_approval(each) for each in found]


def simulate(stack: Stack, messages: Iterable[Mapping[str, Any]], statuses: Iterable[Mapping[str, Any]] = ()) -> Answer:
    """Deliver messages and what became of others through the stack's own door, as Meta would. Raises StackError for a
    stack without WhatsApp."""
    number = number_of(stack)
    if number is None:
        raise StackError(f"{stack.slug} has no WhatsApp: whatsapp_number in stacks/{stack.slug}.toml, then deploy")
    secrets = _secrets(stack).of_gateway(WHATSAPP)
    if not secrets:
        raise StackError(f"WhatsApp of {stack.slug} has no secret: laporctl channel connect-whatsapp {stack.slug}")
    value: dict[str, Any] = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": number}}
    value |= {"messages": list(messages), "statuses": list(statuses)}
    delivery = {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": value}]}]}
    body = json.dumps(delivery).encode()
    proof = f"sha256={hmac.digest(secrets[0], body, hashlib.sha256).hex()}"
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": proof}
    return send("POST", stack.site, PATH, body=body, headers=headers)


def message(phone: str, kind: str, content: Mapping[str, Any], name: str | None = None) -> dict[str, Any]:
    """A message as Meta delivers it, of a kind such as `text`, with its content."""
    about = {"from": phone.lstrip("+"), "id": name or f"wamid.{uuid.uuid4().hex}", "timestamp": str(int(time.time()))}
    return {**about, "type": kind, kind: content}


def said_in(outgoing: Mapping[str, Any]) -> str:
    """What a message to somebody says, with its buttons in brackets."""
    if outgoing["type"] == "text":
        return str(outgoing["text"]["body"])
    if outgoing["type"] == "template":
        return str(outgoing["template"]["name"])
    content = outgoing["interactive"]
    buttons = content["action"].get("buttons", ())
    below = [f"[{each['reply']['title']}: {each['reply']['id']}]" for each in buttons] or ["[location]"]
    return "\n".join((content["body"]["text"], *below))


def _for_approval(template: whatsapp_templates.Template) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "BODY", "text": template.body}
    if template.fields:
        body["example"] = {"body_text": [[_EXAMPLE for _ in template.fields]]}
    buttons = [{"type": "QUICK_REPLY", "text": title} for title in template.titles]
    components = [body, *([{"type": "BUTTONS", "buttons": buttons}] if buttons else [])]
    return {
        "name": template.name,
        "language": template.language,
        "category": "UTILITY",
        "components": components,
    }


def _secrets(stack: Stack) -> DynamoChannelSecrets:
    return DynamoChannelSecrets(tables_of(stack))
