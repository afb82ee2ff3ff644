"""The schedule of retries, the secrets that sign, and when a webhook is disabled."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.notifications import message, subscription
from chalicelib.domain.notifications.message import WebhookMessage, message_id
from chalicelib.domain.notifications.subscription import (
    ATTEMPTS,
    LONGEST_PAUSE,
    Answer,
    Disabled,
    Secrets,
    Webhook,
    pause,
)
from tests.support.world import MONDAY

HOOK = Webhook("ID", "64.08-pupr", "https://a.example.id/", (), MONDAY)
BYTES = st.integers(0, 255)


def test_a_message_is_tried_for_three_days() -> None:
    pauses = [pause(attempt, 0) for attempt in range(1, ATTEMPTS + 1)]
    assert pauses[:6] == [5, 300, 1800, 7200, 18000, 36000]
    assert pauses[-1] is None
    total = timedelta(seconds=sum(each for each in pauses if each))
    assert timedelta(days=3) < total < timedelta(days=4)


@given(st.integers(1, ATTEMPTS - 1), BYTES, st.integers(0, 10**6))
def test_a_pause_is_at_most_a_fifth_shorter_than_scheduled_and_never_longer_than_can_be(
    attempt: int, chance: int, requested: int
) -> None:
    usual = pause(attempt, 0)
    assert usual is not None
    assert usual * 0.8 - 1 <= (pause(attempt, chance) or 0) <= usual
    assert pause(attempt, chance, requested) == min(max(requested, pause(attempt, chance) or 0), LONGEST_PAUSE)


def test_messages_that_failed_together_are_retried_spread_out() -> None:
    assert len({pause(4, chance) for chance in range(256)}) > 200


def test_a_shorter_longest_pause_is_kept() -> None:
    assert {pause(attempt, 0, 600, 2) for attempt in range(1, ATTEMPTS)} == {2}


@pytest.mark.parametrize(("hours", "signing"), [(23.99, ("new", "old")), (24, ("new",)), (48, ("new",))])
def test_the_old_secret_signs_for_a_day(hours: float, signing: tuple[str, ...]) -> None:
    secrets = Secrets("new", "old", MONDAY + subscription.OLD_SECRET_SIGNS)
    assert secrets.at(MONDAY + timedelta(hours=hours)) == signing


@pytest.mark.parametrize("secrets", [Secrets("new"), Secrets("new", None, MONDAY), Secrets("new", "old", None)])
def test_no_secret_signs_that_is_not_there_or_has_no_end(secrets: Secrets) -> None:
    assert secrets.at(MONDAY - timedelta(days=1)) == ("new",)


@pytest.mark.parametrize(
    ("answer", "ok", "gone", "code"),
    [
        (Answer(status=200), True, False, "http_200"),
        (Answer(status=299), True, False, "http_299"),
        (Answer(status=302), False, False, "http_302"),
        (Answer(status=410), False, True, "http_410"),
        (Answer(status=500), False, False, "http_500"),
        (Answer(failure="timeout"), False, False, "timeout"),
    ],
)
def test_only_a_2xx_is_a_success(answer: Answer, ok: bool, gone: bool, code: str) -> None:
    assert (answer.ok, answer.gone, answer.code) == (ok, gone, code)


def test_a_success_is_noted_once_an_hour_and_whenever_it_ends_a_failure() -> None:
    assert subscription.must_note_success(HOOK, MONDAY)
    noted = replace(HOOK, succeeded_at=MONDAY)
    assert not subscription.must_note_success(noted, MONDAY + timedelta(minutes=59))
    assert subscription.must_note_success(noted, MONDAY + timedelta(minutes=60))
    assert subscription.must_note_success(replace(noted, failing_since=MONDAY), MONDAY)


def test_a_failure_is_noted_when_it_begins_and_then_once_a_minute() -> None:
    assert subscription.must_note_failure(HOOK, MONDAY)
    failing = replace(HOOK, failing_since=MONDAY, failed_at=MONDAY)
    assert not subscription.must_note_failure(failing, MONDAY + timedelta(seconds=59))
    assert subscription.must_note_failure(failing, MONDAY + timedelta(seconds=60))
    assert subscription.must_note_failure(replace(failing, failing_since=None), MONDAY + timedelta(seconds=1))


def test_five_days_without_one_success_disable_a_webhook() -> None:
    failing = replace(HOOK, failing_since=MONDAY)
    assert not subscription.has_failed_too_long(HOOK, MONDAY + timedelta(days=99))
    assert not subscription.has_failed_too_long(failing, MONDAY + timedelta(days=4.9))
    assert subscription.has_failed_too_long(failing, MONDAY + timedelta(days=5))


def test_a_webhook_wants_its_types_while_it_is_enabled() -> None:
    assert HOOK.wants("complaint.routed")
    chosen = replace(HOOK, types=("complaint.accepted",))
    assert chosen.wants("complaint.accepted")
    assert not chosen.wants("complaint.routed")
    assert not replace(HOOK, disabled_for=Disabled.GONE).wants("complaint.routed")


def test_every_kind_of_event_has_a_type() -> None:
    assert {"complaint.filed", "complaint.routed", "complaint.breached"} <= set(subscription.CASE_TYPES)
    assert all(each.replace("complaint.", "").replace("_", "").isalnum() for each in subscription.CASE_TYPES)


def test_a_message_survives_serialisation_for_the_outbox() -> None:
    data = {"tracking_id": "KI-7F3K-9Q2M-XA0B-C", "seq": 3, "status": None}
    sent_message = WebhookMessage(
        "ID", "64.08-pupr", message_id("KI-7F3K-9Q2M-XA0B-C", 3), "complaint.routed", MONDAY, data
    )
    assert message.parse_message(message.serialize_message(sent_message)) == sent_message
    assert sent_message.id == "msg_KI-7F3K-9Q2M-XA0B-C_3"
    assert "." not in sent_message.id, "a full stop separates what is signed"
