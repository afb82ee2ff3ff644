"""What an operator sees of refused messages of other stacks, and how one is tried again."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.exchange.signature import signed
from chalicelib.gateways.refused_messages import SqsRefusedMessages
from laporctl.refused import refused_letters, retry_refused
from laporctl.stacks import Stack

NOW = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
OUTPUTS = {"DeadLetters": "dead", "ReferralInbox": "inbox"}


@dataclass(frozen=True)
class Queues(Stack):
    """A stack whose queues are lists; a letter that was handed out is handed out again, as on the real ones."""

    bodies: dict[str, dict[str, str]] = field(default_factory=lambda: {"dead": {}, "inbox": {}})

    def client(self, service: str) -> Any:
        assert service == "sqs"
        return self

    def send_message(self, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803
        queue = self.bodies[QueueUrl]
        queue[f"m{len(queue)}"] = MessageBody

    def receive_message(self, QueueUrl: str, **_: Any) -> dict[str, Any]:  # noqa: N803
        letters = self.bodies[QueueUrl].items()
        return {"Messages": [{"MessageId": id_, "ReceiptHandle": id_, "Body": body} for id_, body in letters]}

    def delete_message(self, QueueUrl: str, ReceiptHandle: str) -> None:  # noqa: N803
        del self.bodies[QueueUrl][ReceiptHandle]


def stack_with(*envelopes: str) -> Queues:
    stack = Queues("kaltim", "ap-southeast-3", OUTPUTS)
    stack.send_message("dead", json.dumps({"requestContext": {"condition": "RetriesExhausted"}}))
    stack.send_message("dead", "no JSON")
    for envelope in envelopes:
        SqsRefusedMessages("dead", lambda: stack).keep(envelope, "wrong_signature", NOW)
    return stack


TRUE = signed({"from": "KU", "kind": "referral"}, b"secret")


def test_refused_messages_are_told_from_other_dead_letters_with_time_reason_and_what_they_claim() -> None:
    (letter,) = refused_letters(stack_with(TRUE))
    assert (letter.at, letter.reason) == ("2026-11-28T02:00:00.000Z", "wrong_signature")
    assert (letter.sender, letter.kind, letter.envelope) == ("KU", "referral", TRUE)


def test_what_a_stranger_wrote_cannot_speak_to_the_terminal() -> None:
    forged = signed({"from": "KU\x1b[2J", "kind": "x" * 99}, b"")
    shown = [(letter.sender, letter.kind) for letter in refused_letters(stack_with("rubbish", forged))]
    assert shown == [("", ""), ("KU2J", "x" * 20)]


def test_a_message_that_is_tried_again_goes_into_the_inbox_as_it_came_and_leaves_the_dead_letters() -> None:
    stack = stack_with("rubbish", TRUE)
    _, letter = refused_letters(stack)
    assert retry_refused(stack, letter.id)
    assert list(stack.bodies["inbox"].values()) == [TRUE]
    assert [each.envelope for each in refused_letters(stack)] == ["rubbish"]
    assert not retry_refused(stack, letter.id)
