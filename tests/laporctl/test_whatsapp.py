"""WhatsApp as an operator connects it, and messages that are played."""

import hashlib
import hmac
import json
from email.message import Message
from typing import Any

import pytest

from chalicelib.services.channels.whatsapp_door import VERIFYING
from chalicelib.storage.channel_secrets import DynamoChannelSecrets
from laporctl import whatsapp
from laporctl.http import Answer
from laporctl.stacks import Stack, StackError
from tests.laporctl.test_channels import SITE, stack

__all__ = ["stack"]


def test_secrets_and_token_are_kept_where_the_doors_find_them(stack: Stack) -> None:
    word = whatsapp.connect(stack, "first")
    assert whatsapp.connect(stack, "second") != word
    whatsapp.put_token(stack, "token")
    secrets = DynamoChannelSecrets(whatsapp.tables_of(stack))
    assert secrets.of_gateway("whatsapp") == (b"second", b"first")
    assert word in [each.hex() for each in secrets.of_gateway(VERIFYING)]
    assert (secrets.for_whatsapp(), secrets.for_sending()) == ("token", "")


def test_a_message_is_delivered_as_meta_signs_it(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[Any, ...]] = []

    def send(method: str, site: str, path: str, *, body: bytes, headers: dict[str, str]) -> Answer:
        sent.append((method, site, path, body, headers))
        return Answer(200, Message(), json.dumps({"outcomes": ["told"]}))

    monkeypatch.setattr(whatsapp, "send", send)
    message = whatsapp.message("+6281200000000", "text", {"body": "CEK"}, "wamid.7")
    with pytest.raises(StackError, match="connect-whatsapp"):
        whatsapp.simulate(stack, [message])
    whatsapp.connect(stack, "secret")
    assert whatsapp.simulate(stack, [message]).json == {"outcomes": ["told"]}
    ((method, site, path, body, headers),) = sent
    assert (method, site, path) == ("POST", SITE["SiteUrl"], "/v1/channels/whatsapp")
    assert headers["X-Hub-Signature-256"] == f"sha256={hmac.digest(b'secret', body, hashlib.sha256).hex()}"
    (change,) = json.loads(body)["entry"][0]["changes"]
    assert change["value"]["messages"][0]["from"] == "6281200000000"


def test_a_stack_on_aws_has_whatsapp_if_its_configuration_names_a_phone() -> None:
    with pytest.raises(StackError, match="whatsapp_number"):
        whatsapp.simulate(Stack("kaltim", "ap-southeast-3", SITE), [])
