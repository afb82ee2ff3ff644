"""One message to one webhook, from the moment it is put into the outbox until it is delivered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.times import from_text, to_text

TEST_TYPE = "webhook.test"


@dataclass(frozen=True, slots=True)
class Letter:
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


def written(letter: Letter) -> str:
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


def read(text: str) -> Letter:
    """The inverse of `written`."""
    fields = json.loads(text)
    return Letter(**fields | {"at": from_text(fields["at"])})
