"""Messages to other stacks: each has a queue in SQS, whose messages outlive the function that sent them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.domain.exchange.signature import signed
from chalicelib.gateways.sqs import client_for
from chalicelib.services.ports.stack_messenger import UnlinkedStack

if TYPE_CHECKING:
    from chalicelib.services.ports.stack_register import Inbox
    from chalicelib.services.ports.stack_secrets import StackSecrets


class SqsStackMessenger:
    """Implements `ports.stack_messenger.StackMessenger`: an inbox is the address of a queue."""

    def __init__(self, secrets: StackSecrets, client: Callable[[str], Any] = client_for) -> None:
        self._secrets = secrets
        self._client = client

    def send(self, inbox: Inbox, message: Mapping[str, Any]) -> None:
        """One message, in JSON, signed with the secret of the pair, to the region that the inbox is in."""
        secret = self._secrets.for_sending(inbox.prefix)
        if secret is None:
            raise UnlinkedStack(inbox.prefix)
        self._client(inbox.address).send_message(QueueUrl=inbox.address, MessageBody=signed(message, secret))
