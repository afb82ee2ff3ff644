"""One message to one webhook, from the moment it is put into the outbox until it is delivered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.timestamps import from_text, to_text

TEST_TYPE = "webhook.test"


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """`id` is the same at every attempt and at every replay, so a receiver knows what it has had. `data` holds no word
    and no name of anybody: whoever may know more reads the case."""

    webhook: str
    agency: str
    id: str
    type: str
    at: datetime
    data: Mapping[str, str | int | None]

    @property
    def is_test(self) -> bool:
        return self.type == TEST_TYPE


def message_id(tracking_id: str, seq: int) -> str:
    """The id of the message about an event. It holds no full stop, which is what separates the signed parts."""
    return f"msg_{tracking_id}_{seq}"


def serialize_message(letter: WebhookMessage) -> str:
    """The letter as it lies in the outbox."""
    return json.dumps(
        {
            "webhook": letter.webhook,
            "agency": letter.agency,
            "id": letter.id,
            "type": letter.type,
            "at": to_text(letter.at),
            "data": dict(letter.data),
        },
        separators=(",", ":"),
    )


def parse_message(text: str) -> WebhookMessage:
    """The inverse of `written`."""
    fields = json.loads(text)
    return WebhookMessage(**fields | {"at": from_text(fields["at"])})
