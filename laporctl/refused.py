"""Messages of other stacks that were refused, as an operator finds them among the dead letters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.gateways.refused_messages import KIND
from laporctl.stacks import Stack

HIDDEN_SECONDS = 30
"""How long a letter that was looked at stays hidden from another look."""


@dataclass(frozen=True)
class RefusedLetter:
    """A refused message: the id and the handle of its dead letter, when and why it was refused, who it says it is from,
    what it is (both unproven, and empty if it cannot be read), and the message as it came."""

    id: str
    receipt: str
    at: str
    reason: str
    sender: str
    kind: str
    envelope: str


def refused_letters(stack: Stack) -> Iterator[RefusedLetter]:
    """The refused messages of a stack; other dead letters are passed over."""
    queue, client = stack.outputs["DeadLetters"], stack.client("sqs")
    seen: set[str] = set()
    while True:
        request = {"QueueUrl": queue, "MaxNumberOfMessages": 10, "VisibilityTimeout": HIDDEN_SECONDS}
        letters = client.receive_message(**request).get("Messages", [])
        fresh = [letter for letter in letters if letter["MessageId"] not in seen]
        if not fresh:
            return
        seen |= {letter["MessageId"] for letter in fresh}
        yield from (found for letter in fresh if (found := _refused(letter)))


def retry_refused(stack: Stack, message_id: str) -> bool:
    """Put a refused message into the inbox again, as it came, and delete its dead letter; False if there is none with
    this id. It is checked again: what was refused for a good reason is refused again."""
    client = stack.client("sqs")
    for letter in refused_letters(stack):
        if letter.id == message_id:
            client.send_message(QueueUrl=stack.outputs["ReferralInbox"], MessageBody=letter.envelope)
            client.delete_message(QueueUrl=stack.outputs["DeadLetters"], ReceiptHandle=letter.receipt)
            return True
    return False


def _refused(letter: dict[str, Any]) -> RefusedLetter | None:
    body = _object_in(letter["Body"])
    if body.get("kind") != KIND:
        return None
    message = _object_in(_object_in(body["message"]).get("signed"))
    return RefusedLetter(
        id=letter["MessageId"],
        receipt=letter["ReceiptHandle"],
        at=body["at"],
        reason=body["reason"],
        sender=_printable(message.get("from")),
        kind=_printable(message.get("kind")),
        envelope=body["message"],
    )


def _printable(claimed: Any) -> str:
    """What a stranger may have written, fit for a terminal."""
    return "".join(character for character in str(claimed or "")[:20] if character.isalnum() or character in "_-")


def _object_in(text: Any) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
