"""The SMS gateway as an operator connects it, and SMS that are played."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from click.testing import CliRunner
from moto import mock_aws

from chalicelib.storage.channel_secrets import DynamoChannelSecrets
from laporctl import channels, whatsapp
from laporctl.commands import channel
from laporctl.deployment.place import LOCAL_WHATSAPP_NUMBER
from laporctl.http import Answer
from laporctl.stacks import Stack, StackError
from tests.storage.conftest import _on

SITE = {"SiteUrl": "https://kaltim.example"}


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    with mock_aws():
        tables = _on(None).stores().tables
        monkeypatch.setattr(channels, "tables_of", lambda stack: tables)
        monkeypatch.setattr(whatsapp, "tables_of", lambda stack: tables)
        monkeypatch.setattr(channel, "find_stack", lambda slug: found)
        found = Stack("kaltim", "ap-southeast-3", SITE, "http://localhost:1")
        yield found


def test_each_secret_outlives_the_next_and_the_key_of_senders_all(stack: Stack) -> None:
    assert not channels.is_connected(stack)
    first = channels.connect(stack)
    secrets = DynamoChannelSecrets(channels.tables_of(stack))
    key = secrets.of_senders()
    second = channels.connect(stack)
    assert secrets.of_gateway("sms") == (second, first)
    assert DynamoChannelSecrets(channels.tables_of(stack)).of_senders() == key
    third = channels.connect(stack)
    assert secrets.of_gateway("sms") == (third, second)
    assert channels.is_connected(stack)


def test_an_sms_is_played_through_the_door_and_signed(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[Any, ...]] = []

    def send(method: str, site: str, path: str, *, body: bytes, headers: dict[str, str]) -> Answer:
        sent.append((method, site, path, body, headers))
        return Answer(200, Message(), json.dumps({"outcome": "told", "answers": ["LAPOR!: satu", "dua"]}))

    monkeypatch.setattr(channels, "send", send)
    with pytest.raises(StackError, match="laporctl channel connect kaltim"):
        channels.simulate(stack, "+6281200000000", "CEK")
    secret = channels.connect(stack)
    options = ["simulate", "sms", "kaltim", "CEK", "--from", "+6281200000000", "--id", "7"]
    result = CliRunner().invoke(channel.channel, options)
    assert result.output == "told\nLAPOR!: satu\ndua\n"
    ((method, site, path, body, headers),) = sent
    assert (method, site, path) == ("POST", SITE["SiteUrl"], "/v1/channels/sms/plain")
    assert json.loads(body) == {"id": "7", "from": "+6281200000000", "text": "CEK"}
    assert headers["gateway-signature"] == hmac.digest(secret, body, hashlib.sha256).hex()


def test_the_status_says_how_sms_are_taken(stack: Stack) -> None:
    def told() -> str:
        return CliRunner().invoke(channel.channel, ["status", "kaltim"]).output

    address = "https://kaltim.example/v1/channels/sms/plain"
    by_whatsapp = f"{LOCAL_WHATSAPP_NUMBER}\tno secret\thttps://kaltim.example/v1/channels/whatsapp"
    assert told().startswith(f"sms\tplain\tno secret\t{address}\nwhatsapp\t{by_whatsapp}\n")
    CliRunner().invoke(channel.channel, ["connect", "kaltim"])
    assert told().startswith(f"sms\tplain\tconnected\t{address}\nwhatsapp\t{by_whatsapp}\n")
    CliRunner().invoke(channel.channel, ["connect-whatsapp", "kaltim", "--app-secret", "s"])
    assert told().splitlines()[1] == f"whatsapp\t{by_whatsapp.replace('no secret', 'connected')}"


def test_a_stack_on_aws_takes_sms_if_its_configuration_names_a_gateway(stack: Stack) -> None:
    on_aws = Stack("kaltim", "ap-southeast-3", SITE)
    assert channels.form_of(on_aws) is None
    with pytest.raises(StackError, match="sms_gateway"):
        channels.simulate(on_aws, "+6281200000000", "CEK")
