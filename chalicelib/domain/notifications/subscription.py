"""Webhook subscriptions by the Standard Webhooks specification: message types, secrets, the schedule of retries, and
when a failing webhook is disabled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.values import dataclass

CASE_PREFIX = "complaint."

CASE_TYPES = tuple(sorted(f"{CASE_PREFIX}{kind}" for kind in EVENT_KINDS))
"""Types of messages about cases: one for each kind of event."""

SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"
OLD_SECRET_SIGNS = timedelta(hours=24)
"""How long after a rotation the previous secret signs beside the new one."""

PER_OFFICE = 4
"""The most webhooks of an office: all of them are read at every event, in half a read unit; in one if each
names every type."""

PAUSES = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, *(14 * 3600,) * 5)
"""Seconds between attempts, from the specification's example, whose last steps of 14, 20 and 24 hours become steps of
at most `LONGEST_PAUSE`: a message is tried for about three days."""

ATTEMPTS = len(PAUSES) + 1

LONGEST_PAUSE = 11 * 3600 + 45 * 60
"""The outbox can hold a message back for twelve hours at most, counted from when it was handed out."""

_JITTER = 0.2
_BYTE = 255

DISABLED_AFTER = timedelta(days=5)
"""A webhook that has failed for so long, without one success, is disabled until somebody enables it again."""

SUCCESS_NOTED_EVERY = timedelta(hours=1)
FAILURE_NOTED_EVERY = timedelta(minutes=1)


class Disabled(StrEnum):
    """Why a webhook is disabled."""

    FAILING = "failing"
    GONE = "gone"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Webhook:
    """An office's webhook. `types` limits the messages it is sent; empty means all. `enabled_at` is when it was last
    enabled again. `failing_since` is the first failure after which nothing has succeeded; `succeeded_at` is exact to
    the hour, `failed_at` to the minute, because noting each delivery would cost more than sending it. `failure` is a
    code, never a receiver's own words."""

    id: str
    agency: str
    url: str
    types: tuple[str, ...]
    created_at: datetime
    disabled_for: Disabled | None = None
    disabled_at: datetime | None = None
    failing_since: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None
    succeeded_at: datetime | None = None
    enabled_at: datetime | None = None

    @property
    def enabled(self) -> bool:
        return self.disabled_for is None

    def wants(self, message_type: str) -> bool:
        """Whether it is sent messages of this type."""
        return self.enabled and (not self.types or message_type in self.types)

    def is_owed(self, message_type: str, at: datetime) -> bool:
        """Whether it is told of what happened at `at`: nothing from before it was there, or before it was enabled
        again."""
        return self.wants(message_type) and at >= (self.enabled_at or self.created_at)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The secrets that sign a webhook's messages: the current one, and until `previous_until` the one before it."""

    current: str
    previous: str | None = None
    previous_until: datetime | None = None

    def at(self, now: datetime) -> tuple[str, ...]:
        """The secrets that sign at `now`, the newest first."""
        if self.previous and self.previous_until and now < self.previous_until:
            return (self.current, self.previous)
        return (self.current,)


@dataclass(frozen=True, slots=True)
class IssuedSecret:
    """A secret that was issued for a webhook. `old_until` is until when the one before it signs too, None if it was the
    first; `rotation` names the request that issued it."""

    secret: str
    old_until: datetime | None = None
    rotation: str | None = None


def of_latest_rotation(issued: Sequence[IssuedSecret]) -> int:
    """How many of the secrets, the newest first, came of one request that was sent again: whoever sent it may know the
    last of them alone, and the receiver still has the one before them all."""
    name = issued[0].rotation if issued else None
    if name is None:
        return len(issued[:1])
    return next((number for number, each in enumerate(issued) if each.rotation != name), len(issued))


def secrets_of(issued: Sequence[IssuedSecret]) -> Secrets | None:
    """What signs, of all secrets that a webhook was issued, the newest first; None if there is none."""
    latest = of_latest_rotation(issued)
    if not latest:
        return None
    if latest == len(issued):
        return Secrets(issued[0].secret)
    return Secrets(issued[0].secret, issued[latest].secret, issued[latest - 1].old_until)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an attempt: an HTTP status, or without one the code of the failure; and, if the receiver said so,
    after how many seconds it wants the next attempt."""

    status: int | None = None
    failure: str | None = None
    retry_after: int = 0

    @property
    def ok(self) -> bool:
        return self.status is not None and HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def gone(self) -> bool:
        """Whether the receiver wants no more messages, ever."""
        return self.status == HTTPStatus.GONE

    @property
    def code(self) -> str:
        """The failure as a code: `http_500`, `timeout`, ..."""
        return self.failure or f"http_{self.status}"


def pause(attempt: int, chance: int, retry_after: int = 0, longest: int = LONGEST_PAUSE) -> int | None:
    """Seconds to wait after the failed `attempt` (the first is 1), None if it was the last. Up to a fifth shorter than
    the schedule by `chance` (a byte), so that messages that failed together are not retried together; at least what the
    receiver asked for, at most `longest`."""
    if attempt >= ATTEMPTS:
        return None
    usual = min(PAUSES[attempt - 1], longest)
    return min(max(round(usual * (1 - _JITTER * chance / _BYTE)), retry_after, 1), longest)


def must_note_success(webhook: Webhook, now: datetime) -> bool:
    """Whether to note a success: it ends a failure, or the last one noted is old."""
    noted = webhook.succeeded_at
    return webhook.failing_since is not None or noted is None or now - noted >= SUCCESS_NOTED_EVERY


def must_note_failure(webhook: Webhook, now: datetime) -> bool:
    """Whether to note a failure: it is the first, or the last one noted is old."""
    noted = webhook.failed_at
    return webhook.failing_since is None or noted is None or now - noted >= FAILURE_NOTED_EVERY


def has_failed_too_long(webhook: Webhook, now: datetime) -> bool:
    """Whether one more failure disables the webhook."""
    return webhook.failing_since is not None and now - webhook.failing_since >= DISABLED_AFTER
