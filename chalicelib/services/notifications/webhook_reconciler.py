"""The webhook reconciler: compares the feeds of offices with the ledger, and sends their webhooks what the stream lost.

The feed is written with the event and cannot lose it; the ledger says what went into the outbox. What stands in the one
for long and not in the other is sent again, under the id that it would have had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.audience import Part
from chalicelib.domain.notifications.subscription import CASE_PREFIX, CASE_TYPES
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_stream import CaseEvent
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notifications.subscription import Webhook
    from chalicelib.services.notifications.webhook_publisher import WebhookPublisher
    from chalicelib.services.ports.feed_store import FeedLine, FeedStore
    from chalicelib.services.ports.webhook_ledger import WebhookLedger
    from chalicelib.services.ports.webhook_store import WebhookStore

PATIENCE = timedelta(minutes=15)
"""How long the stream may take to bring an event, with its repetitions. One that comes later still is told twice, under
one id."""

CHECKED_EVERY = timedelta(hours=1)
"""Between two checks of a webhook: each costs an idle office three write units and a read."""

LINES_AT_A_TIME = 100
MOST_PAGES, MOST_MESSAGES = 100, 1_000
"""In one sweep, so that clocks do not wait for it: some seconds. The mark on the webhook says where the next one goes
on."""


@use_case
class WebhookReconciler:
    """Sends what was lost. Safe to run twice, twice at once, and after a run that died: nothing is noted but how far a
    webhook was checked, after the messages are in the outbox, and a receiver knows a repeated message by its id."""

    webhooks: WebhookStore
    feeds: FeedStore
    ledger: WebhookLedger
    publisher: WebhookPublisher

    def heal(self, now: datetime, has_time: Callable[[], bool]) -> int:
        """Check every webhook that was not checked for an hour, while `has_time`; answers how many messages were
        sent."""
        until = now - PATIENCE
        sent, pages = 0, MOST_PAGES
        for webhook, checked_until in self.webhooks.to_check(until - CHECKED_EVERY):
            since, position = checked_until, to_text(checked_until)
            while since < until:
                if not (has_time() and pages and sent < MOST_MESSAGES):
                    return sent
                pages -= 1
                page = self.feeds.feed(webhook.agency, position, until, LINES_AT_A_TIME)
                sent += self._tell(webhook, page.items)
                reached = page.items[-1].written_at if page.after else until
                if not self.webhooks.checked(webhook, since, reached):
                    break
                since, position = reached, page.after or ""
        return sent

    def _tell(self, webhook: Webhook, lines: Sequence[FeedLine]) -> int:
        """Send the webhook those events of its office's feed that it is owed and the ledger does not have."""
        owed = [line for line in lines if _is_owed(webhook, line)]
        if not owed:
            return 0
        moments = [line.at for line in owed]
        noted = self.ledger.noted(webhook.agency, min(moments), max(moments))
        lost = [line for line in owed if (line.id, line.seq) not in noted]
        if not lost:
            return 0
        return self.publisher.make_up(webhook, [_event(webhook, line) for line in lost])


def _event(webhook: Webhook, line: FeedLine) -> CaseEvent:
    """The event as the stream would have told it to this office: who does not hold the case after it is not its holder
    in the message either."""
    holder = webhook.agency if line.part is Part.HOLDER else None
    return CaseEvent(
        line.id,
        line.seq,
        line.kind,
        line.at,
        holder,
        citizen_due_at=line.citizen_due_at,
        office_due_at=line.office_due_at,
    )


def _is_owed(webhook: Webhook, line: FeedLine) -> bool:
    """Lines about webhooks themselves are no events of a case."""
    message_type = CASE_PREFIX + line.kind
    return message_type in CASE_TYPES and webhook.is_owed(message_type, line.at)
