"""The webhook message: one message to one webhook, from the outbox to its delivery."""

import json
from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass

TEST_TYPE = "webhook.test"
REMOVED_TYPE = "webhook.removed"
"""Of the last message about a webhook, which is sent to nobody: it has the secrets deleted by who may read them."""


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """A message to a webhook. `id` is the same at every attempt and at every replay, so a receiver recognises messages
    it has had. `data` holds no words and no names: whoever may know more reads the case."""

    webhook: str
    agency: str
    id: str
    type: str
    at: datetime
    data: Mapping[str, str | int | None]

    @property
    def is_test(self) -> bool:
        return self.type == TEST_TYPE

    @property
    def is_last(self) -> bool:
        """Whether its webhook is being removed."""
        return self.type == REMOVED_TYPE


def message_id(tracking_id: str, seq: int) -> str:
    """The id of the message about an event. It holds no full stop, because full stops separate the signed parts."""
    return f"msg_{tracking_id}_{seq}"


def serialize_message(message: WebhookMessage) -> str:
    """The text form of a message in the outbox."""
    return json.dumps(
        {
            "webhook": message.webhook,
            "agency": message.agency,
            "id": message.id,
            "type": message.type,
            "at": to_text(message.at),
            "data": dict(message.data),
        },
        separators=(",", ":"),
    )


def parse_message(text: str) -> WebhookMessage:
    """The inverse of `serialize_message`."""
    fields = json.loads(text)
    return WebhookMessage(**fields | {"at": from_text(fields["at"])})
