"""Webhooks in memory, and a receiver that can be told how to behave."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.errors import UnknownWebhook
from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.domain.notifications.subscription import Answer, Disabled, Secrets, Webhook


@dataclass
class MemoryWebhookStore:
    """`ports.webhook_store.WebhookStore`. `removed` holds ids that are not given again, `marks` until
    when which were checked, `notices` whom the feed told
    of what, `writes` how often a delivery wrote."""

    kept: dict[str, dict[str, Webhook]] = field(default_factory=dict)
    signing: dict[str, Secrets] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    marks: dict[str, datetime] = field(default_factory=dict)
    rotations: dict[str, str | None] = field(default_factory=dict)
    notices: list[tuple[str, str]] = field(default_factory=list)
    writes: int = 0

    def add(self, webhook: Webhook, secret: str) -> bool:
        if webhook.id in self.signing or webhook.id in self.removed:
            return False
        self.kept.setdefault(webhook.agency, {})[webhook.id] = webhook
        self.marks[webhook.id] = webhook.created_at
        self.signing[webhook.id] = Secrets(secret)
        return True

    def of_office(self, agency: str, *, latest: bool = False) -> tuple[Webhook, ...]:
        return tuple(webhook for _, webhook in sorted(self.kept.get(agency, {}).items()))

    def get(self, agency: str, webhook_id: str) -> Webhook:
        try:
            return self.kept[agency][webhook_id]
        except KeyError:
            raise UnknownWebhook from None

    def rotate(
        self,
        agency: str,
        webhook_id: str,
        secret: str,
        now: datetime,
        old_until: datetime,
        rotation: str | None = None,
    ) -> None:
        self.get(agency, webhook_id)
        before = self.signing[webhook_id]
        if rotation is not None and self.rotations.get(webhook_id) == rotation:
            self.signing[webhook_id] = replace(before, current=secret)
            return
        self.rotations[webhook_id] = rotation
        self.signing[webhook_id] = Secrets(secret, before.current, old_until)

    def remove(self, agency: str, webhook_id: str, now: datetime) -> None:
        self.get(agency, webhook_id)
        del self.kept[agency][webhook_id]
        self.marks.pop(webhook_id, None)
        self.removed.add(webhook_id)

    def enable(self, agency: str, webhook_id: str, now: datetime) -> None:
        before = self.get(agency, webhook_id)
        self.kept[agency][webhook_id] = replace(before, failing_since=None)
        if not before.enabled:
            changes = {"disabled_for": None, "disabled_at": None, "failing_since": None, "enabled_at": now}
            self.kept[agency][webhook_id] = replace(before, **changes)
            self.marks[webhook_id] = now

    def to_check(self, before: datetime) -> Iterator[tuple[Webhook, datetime]]:
        found = {hook.id: hook for hooks in self.kept.values() for hook in hooks.values()}
        for webhook_id, mark in sorted(self.marks.items(), key=lambda item: item[::-1]):
            if mark < before:
                yield found[webhook_id], mark

    def checked(self, webhook: Webhook, since: datetime, until: datetime) -> bool:
        if self.marks.get(webhook.id) != since:
            return False
        self.marks[webhook.id] = until
        return True

    def disable(self, agency: str, webhook_id: str, reason: Disabled, now: datetime) -> bool:
        webhook = self.kept.get(agency, {}).get(webhook_id)
        if webhook is None or not webhook.enabled:
            return False
        self.kept[agency][webhook_id] = replace(webhook, disabled_for=reason, disabled_at=now)
        self.marks.pop(webhook_id, None)
        self.notices.append((agency, webhook_id))
        return True

    def note_success(self, agency: str, webhook_id: str, now: datetime) -> None:
        self._note(agency, webhook_id, failing_since=None, succeeded_at=now)
        webhook = self.kept.get(agency, {}).get(webhook_id)
        if webhook and webhook.enabled:
            self.marks.setdefault(webhook_id, now)

    def note_failure(self, agency: str, webhook_id: str, failure: str, now: datetime) -> None:
        webhook = self.kept.get(agency, {}).get(webhook_id)
        since = (webhook.failing_since if webhook else None) or now
        self._note(agency, webhook_id, failing_since=since, failed_at=now, failure=failure)

    def secrets(self, webhook_id: str) -> Secrets | None:
        return self.signing.get(webhook_id)

    def forget_secrets(self, webhook_id: str) -> None:
        self.signing.pop(webhook_id, None)

    def _note(self, agency: str, webhook_id: str, **changes: datetime | str | None) -> None:
        self.writes += 1
        if webhook_id in self.kept.get(agency, {}):
            self.kept[agency][webhook_id] = replace(self.kept[agency][webhook_id], **changes)


@dataclass
class MemoryWebhookLedger:
    """`ports.webhook_ledger.WebhookLedger`."""

    entries: dict[str, dict[tuple[str, int], datetime]] = field(default_factory=dict)

    def note(self, agency: str, tracking_id: str, seq: int, at: datetime, now: datetime) -> None:
        self.entries.setdefault(agency, {})[(tracking_id, seq)] = at

    def noted(self, agency: str, first: datetime, last: datetime) -> set[tuple[str, int]]:
        return {key for key, at in self.entries.get(agency, {}).items() if first <= at <= last}


@dataclass
class MemoryOutbox:
    """`ports.outbox.Outbox`. `postponed` holds receipts and seconds."""

    letters: list[WebhookMessage] = field(default_factory=list)
    postponed: list[tuple[str, int]] = field(default_factory=list)

    def send(self, letters: Sequence[WebhookMessage]) -> None:
        self.letters += letters

    def postpone(self, receipt: str, seconds: int) -> None:
        self.postponed.append((receipt, seconds))


@dataclass
class Post:
    """What a receiver got."""

    url: str
    letter: WebhookMessage
    body: str
    secrets: tuple[str, ...]


@dataclass
class MemorySender:
    """`ports.webhook_sender.WebhookSender`: every attempt is kept, and answered as `answer` says."""

    answer: Callable[[], Answer] = lambda: Answer(status=200)
    posts: list[Post] = field(default_factory=list)

    def post(self, url: str, letter: WebhookMessage, body: str, secrets: Sequence[str], now: datetime) -> Answer:
        self.posts.append(Post(url, letter, body, tuple(secrets)))
        return self.answer()


@dataclass
class Hooks:
    """Everything about webhooks that a world in memory has."""

    store: MemoryWebhookStore = field(default_factory=MemoryWebhookStore)
    ledger: MemoryWebhookLedger = field(default_factory=MemoryWebhookLedger)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    sender: MemorySender = field(default_factory=MemorySender)
