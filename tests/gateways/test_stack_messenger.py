"""Messages to other stacks, whose queues may be in another region."""

import json
from typing import Any

import pytest

from chalicelib.domain.exchange.signature import opened
from chalicelib.gateways.sqs import region_of
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
    """The clients of two regions."""

    def __init__(self) -> None:
        self.sent: list[tuple[str | None, dict[str, Any]]] = []

    def __call__(self, region: str | None) -> Any:
        self._region = region
        return self

    def send_message(self, **message: Any) -> None:
        self.sent.append((self._region, message))


class Secrets:
    def for_sending(self, prefix: str) -> bytes | None:
        return SECRET if prefix == "KU" else None

    def of_sender(self, prefix: str) -> tuple[bytes, ...]:
        return (SECRET,)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_queue_is_spoken_to_in_the_region_that_its_address_names(address: str) -> None:
    queues = Queues()
    SqsStackMessenger(Secrets(), queues).send(Inbox("KU", address), {"from": "KI"})
    ((region, message),) = queues.sent
    assert (region, message["QueueUrl"]) == (ADDRESSES[address], address)
    assert region_of(address) == ADDRESSES[address]
    assert opened(message["MessageBody"], lambda _: (SECRET,)) == {"from": "KI"}
    assert json.loads(message["MessageBody"]).keys() == {"signed", "signature"}


def test_nothing_is_sent_to_a_stack_that_shares_no_secret() -> None:
    queues = Queues()
    with pytest.raises(UnlinkedStack):
        SqsStackMessenger(Secrets(), queues).send(Inbox("ID", next(iter(ADDRESSES))), {"from": "KI"})
    assert queues.sent == []
