"""What counts as a repetition of a command, in events of today and of before the digest was added."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.cases.model import REPORTER, Event
from chalicelib.domain.cases.repetition import CommandId, find_repeated
from chalicelib.domain.errors import IdempotencyKeyReused

REPLY = CommandId("key", "reply", "plain")


def event(seq: int, kind: str, command_id: str | None) -> Event:
    return Event(seq, kind, datetime(2026, 11, 23, tzinfo=UTC), REPORTER, "", {}, b"", b"", command_id)


def test_the_same_key_and_digest_are_a_repetition() -> None:
    events = [event(1, "filed", None), event(2, "replied", str(REPLY)), event(3, "progressed", "other.reply")]
    found = find_repeated(events, REPLY, ("replied",))
    assert found is not None
    assert found.seq == 2


@pytest.mark.parametrize("stored", [None, "other.reply", "key/accept.reply", "stack/7"])
def test_another_id_is_none(stored: str | None) -> None:
    assert find_repeated([event(1, "replied", stored)], REPLY, ("replied",)) is None


def test_a_command_without_a_key_is_never_a_repetition() -> None:
    assert find_repeated([event(1, "filed", None)], None, ("filed",)) is None


def test_the_same_key_with_another_digest_is_refused_and_names_the_event() -> None:
    with pytest.raises(IdempotencyKeyReused) as caught:
        find_repeated([event(4, "replied", str(REPLY))], CommandId("key", "withdrawal", "plain"), ("withdrawn",))
    assert caught.value.seq == 4


def test_an_event_without_a_digest_is_recognised_by_its_kind() -> None:
    old = [event(2, "replied", "plain")]
    found = find_repeated(old, REPLY, ("replied", "reopened"))
    assert found is not None
    assert found.seq == 2
    with pytest.raises(IdempotencyKeyReused):
        find_repeated(old, REPLY, ("withdrawn",))


def test_a_step_on_the_way_has_an_id_of_its_own() -> None:
    assert str(REPLY.step("accept")) == "key/accept.reply"
    assert REPLY.step("accept").plain == "plain/accept"
