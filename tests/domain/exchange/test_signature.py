"""A message is believed if the stack that it says it is from has signed it, and not otherwise."""

import json

import pytest

from chalicelib.domain.exchange.refusal import REASONS, RefusedMessage
from chalicelib.domain.exchange.signature import opened, signed

MESSAGE = {"from": "KU", "kind": "receipt", "note": "Sudah kami terima – terima kasih."}
SECRETS = {"KU": (b"new" * 11, b"old" * 11), "ID": (b"centre" * 6,)}


def reason_of(envelope: str) -> str:
    with pytest.raises(RefusedMessage) as refusal:
        opened(envelope, lambda prefix: SECRETS.get(prefix, ()))
    assert refusal.value.reason in REASONS
    return refusal.value.reason


@pytest.mark.parametrize("secret", SECRETS["KU"])
def test_a_message_arrives_whole_and_the_secret_of_before_the_last_rotation_still_opens(secret: bytes) -> None:
    assert opened(signed(MESSAGE, secret), lambda prefix: SECRETS[prefix]) == MESSAGE


def test_a_message_made_by_hand_is_refused() -> None:
    """The message that was opened before: the word `KU`, and nothing that shows it."""
    assert reason_of(json.dumps(MESSAGE)) == "not_signed"


def test_a_stack_signs_for_itself_alone() -> None:
    assert reason_of(signed(MESSAGE, SECRETS["ID"][0])) == "wrong_signature"
    assert reason_of(signed(MESSAGE, b"")) == "wrong_signature"
    assert reason_of(signed(MESSAGE | {"from": "ZZ"}, SECRETS["KU"][0])) == "unknown_sender"


def test_nothing_of_a_signed_message_can_be_changed() -> None:
    envelope = json.loads(signed(MESSAGE, SECRETS["KU"][0]))
    envelope["signed"] = envelope["signed"].replace("receipt", "erasure")
    assert reason_of(json.dumps(envelope)) == "wrong_signature"


@pytest.mark.parametrize(
    ("envelope", "reason"),
    [
        ("", "not_readable"),
        ("[1]", "not_readable"),
        ('{"signed": "{", "signature": "00"}', "not_readable"),
        ('{"signed": {"from": "KU"}, "signature": "00"}', "not_signed"),
        ('{"signed": "{\\"from\\": \\"KU\\"}", "signature": "é"}', "wrong_signature"),
        ('{"signed": "{\\"from\\": \\"KU\\"}"}', "not_signed"),
    ],
)
def test_what_is_no_envelope_is_refused_with_its_reason(envelope: str, reason: str) -> None:
    assert reason_of(envelope) == reason
