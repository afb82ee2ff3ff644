"""Messages to other stacks, whose queues may be in another region."""

import json
from typing import Any

import pytest

from chalicelib.domain.exchange.signature import opened
from chalicelib.gateways.sqs import client_for, region_of, sqs_client
from chalicelib.gateways.stack_messenger import SqsStackMessenger
from chalicelib.services.ports.stack_messenger import UnlinkedStack
from chalicelib.services.ports.stack_register import Inbox

SECRET = bytes(32)
ADDRESSES = {
    "https://sqs.ap-southeast-3.amazonaws.com/111111111111/lapor-kaltim-ReferralInbox-A1": "ap-southeast-3",
    "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/lapor-kaltim-ReferralInbox-A1": "cn-north-1",
    "http://localhost:4566/000000000000/lapor-kaltim-ReferralInbox-A1": None,
    "http://sqs.localhost:4566/000000000000/lapor-kaltim-ReferralInbox-A1": None,
}


class Queues:
    """A client, whichever queue it is for."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def __call__(self, queue: str) -> Any:
        return self

    def send_message(self, **message: Any) -> None:
        self.sent.append(message)


class Secrets:
    def for_sending(self, prefix: str) -> bytes | None:
        return SECRET if prefix == "KU" else None

    def of_sender(self, prefix: str) -> tuple[bytes, ...]:
        return (SECRET,)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_region_of_a_queue_stands_in_its_address(address: str) -> None:
    assert region_of(address) == ADDRESSES[address]


def test_a_queue_of_another_region_has_a_client_of_its_own_and_no_other_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "ap-southeast-3")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-3")
    here, there, *local = ADDRESSES
    assert client_for(there).meta.region_name == "cn-north-1"
    assert client_for(here) is sqs_client()
    assert {client_for(address) for address in local} == {sqs_client()}


def test_a_message_is_signed_with_the_secret_of_the_pair() -> None:
    queues, address = Queues(), next(iter(ADDRESSES))
    SqsStackMessenger(Secrets(), queues).send(Inbox("KU", address), {"from": "KI"})
    (message,) = queues.sent
    assert message["QueueUrl"] == address
    assert opened(message["MessageBody"], lambda _: (SECRET,)) == {"from": "KI"}
    assert json.loads(message["MessageBody"]).keys() == {"signed", "signature"}


def test_nothing_is_sent_to_a_stack_that_shares_no_secret() -> None:
    queues = Queues()
    with pytest.raises(UnlinkedStack):
        SqsStackMessenger(Secrets(), queues).send(Inbox("ID", next(iter(ADDRESSES))), {"from": "KI"})
    assert queues.sent == []
