import base64
import hmac
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.services.notifications.cursor_signer import CursorSigner, NoCursorOfOurs
from chalicelib.services.ports.cursor_secrets import SigningSecret
from tests.support.feeds import MemorySecretStore
from tests.support.loops import at_least_one

SCOPE, POSITION = "/queue?agency=64.08-pupr", "2026-11-23T02:00:00.000Z#KI-0000-0000-0000-0"


def signer(secrets: MemorySecretStore | None = None, seed: int = 1) -> CursorSigner:
    numbers = itertools.count(seed)
    return CursorSigner(secrets or MemorySecretStore(), lambda size: next(numbers).to_bytes(size, "big"))


@given(st.text(st.characters(codec="ascii"), max_size=80), st.text(max_size=80))
def test_a_cursor_gives_back_its_position_in_its_own_list_only(position: str, scope: str) -> None:
    cursors = signer()
    cursor = cursors.sign(scope, position)
    assert cursors.verify(scope, cursor) == position
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    with pytest.raises(NoCursorOfOurs):
        cursors.verify(scope + "x", cursor)


def test_a_cursor_with_any_character_changed_is_refused() -> None:
    cursors = signer()
    cursor = cursors.sign(SCOPE, POSITION)
    for place, character in at_least_one(enumerate(cursor)):
        forged = cursor[:place] + ("A" if character != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(NoCursorOfOurs):
            assert cursors.verify(SCOPE, forged) == "not reached"


@given(st.text(max_size=60))
def test_garbage_is_refused_and_breaks_nothing(garbage: str) -> None:
    with pytest.raises(NoCursorOfOurs):
        signer().verify(SCOPE, garbage)


def test_scope_and_position_cannot_run_into_each_other() -> None:
    cursors = signer()
    assert cursors.sign("a/b", "c") != cursors.sign("a", "b/c")


def test_another_stack_accepts_none_of_this_ones_cursors() -> None:
    with pytest.raises(NoCursorOfOurs):
        signer(seed=2).verify(SCOPE, signer(seed=1).sign(SCOPE, POSITION))


def test_the_secret_is_made_once_and_asked_for_once_in_a_process() -> None:
    secrets = MemorySecretStore()
    cursors = signer(secrets)
    for _ in range(5):
        cursors.verify(SCOPE, cursors.sign(SCOPE, POSITION))
    assert secrets.reads <= 2


class Raced(MemorySecretStore):
    """Another process makes the secret between this one's look and its try."""

    def put(self, secret: SigningSecret) -> bool:
        if self.kept is None:
            super().put(SigningSecret(1, b"the other's"))
        return super().put(secret)


def test_two_processes_that_start_at_once_end_with_one_secret() -> None:
    secrets = Raced()
    cursor = signer(secrets).sign(SCOPE, POSITION)
    assert secrets.kept == SigningSecret(1, b"the other's")
    assert signer(secrets, seed=11).verify(SCOPE, cursor) == POSITION


def test_after_a_rotation_only_cursors_of_the_previous_secret_are_valid() -> None:
    secrets = MemorySecretStore()
    operator, process = signer(secrets), signer(secrets, seed=50)
    first = process.sign(SCOPE, POSITION)
    assert operator.rotate() == 2
    second = operator.sign(SCOPE, POSITION)
    assert process.verify(SCOPE, first) == POSITION
    assert process.verify(SCOPE, second) == POSITION, "a process that has not heard of the rotation"
    assert operator.rotate() == 3
    third = operator.sign(SCOPE, POSITION)
    assert process.verify(SCOPE, third) == POSITION
    assert process.verify(SCOPE, second) == POSITION
    with pytest.raises(NoCursorOfOurs):
        process.verify(SCOPE, first)


def test_a_process_that_slept_through_several_rotations_wakes_up() -> None:
    secrets = MemorySecretStore()
    operator, process = signer(secrets), signer(secrets, seed=50)
    process.sign(SCOPE, POSITION)
    for _ in range(3):
        operator.rotate()
    assert process.verify(SCOPE, operator.sign(SCOPE, POSITION)) == POSITION


def test_cursors_outlive_more_rotations_than_a_byte_can_count() -> None:
    secrets = MemorySecretStore()
    operator = signer(secrets)
    for _ in range(300):
        operator.rotate()
    assert signer(secrets).verify(SCOPE, operator.sign(SCOPE, POSITION)) == POSITION


def test_cursors_of_old_secrets_do_not_make_the_process_load_the_secret_again() -> None:
    secrets = MemorySecretStore()
    cursors = signer(secrets)
    old = cursors.sign(SCOPE, POSITION)
    for _ in range(5):
        cursors.rotate()
    before = secrets.reads
    for _ in range(5):
        with pytest.raises(NoCursorOfOurs):
            cursors.verify(SCOPE, old)
    assert secrets.reads == before


def test_a_cursor_shows_nothing_of_its_position() -> None:
    """It names the last case that was looked at and its deadline, which the caller may not get to see."""
    cursor = signer().sign(SCOPE, POSITION)
    raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert not any(part in raw for part in (b"2026", b"KI-", b"0000", b"#"))


def test_two_positions_never_meet_the_same_stream() -> None:
    """Otherwise one known position would show all others."""
    cursors, longer = signer(), POSITION * 3
    one, other = (
        base64.urlsafe_b64decode(each + "=" * (-len(each) % 4))[17:]
        for each in (cursors.sign(SCOPE, longer), cursors.sign(SCOPE, longer.replace("2026", "2027")))
    )
    streams = [
        bytes(a ^ b for a, b in zip(hidden, plain.encode(), strict=True))
        for hidden, plain in ((one, longer), (other, longer.replace("2026", "2027")))
    ]
    assert streams[0][:32] != streams[1][:32]
    assert streams[0][:32] != streams[0][32:64]


def test_a_cursor_from_before_positions_were_hidden_stays_valid() -> None:
    secrets = MemorySecretStore()
    secrets.put(SigningSecret(1, bytes(32)))
    message = f"lapor/v1/cursor/{len(SCOPE)}/{SCOPE}/{POSITION}".encode()
    tag = hmac.digest(bytes(32), message, "sha256")[:16]
    earlier = base64.urlsafe_b64encode(b"\x01" + tag + POSITION.encode()).decode().rstrip("=")
    assert signer(secrets).verify(SCOPE, earlier) == POSITION
    with pytest.raises(NoCursorOfOurs):
        signer(secrets).verify(SCOPE + "x", earlier)


def test_a_cursor_that_programs_have_kept_stays_the_same_text() -> None:
    secrets = MemorySecretStore()
    secrets.put(SigningSecret(1, bytes(32)))
    kept = "Ad41kadDwWfj4vjFSDHOIxmsRxLsI72Zqf2FAUZmuZxiIhj-PvpyUpYDoKhrPqB8PBNv3TWovc19Wd-NVA"
    assert signer(secrets).sign(SCOPE, POSITION) == kept


@pytest.mark.parametrize(("generation", "valid"), [(5, True), (4, True), (3, False), (132, False), (133, False)])
def test_only_the_last_two_generations_are_valid(generation: int, valid: bool) -> None:
    """Whichever of the two secrets made it: one of an older generation has a number that no secret has any more."""
    now, before = b"n" * 32, b"b" * 32
    secrets, made_with = MemorySecretStore(), MemorySecretStore()
    secrets.kept = SigningSecret(5, now, before)
    made_with.kept = SigningSecret(generation, now if generation == 5 else before)
    cursor = signer(made_with).sign(SCOPE, POSITION)
    if valid:
        assert signer(secrets).verify(SCOPE, cursor) == POSITION
        return
    with pytest.raises(NoCursorOfOurs):
        signer(secrets).verify(SCOPE, cursor)
