"""The webhook publisher: puts messages about an event into the outbox, thin ones, for the offices it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import visibility
from chalicelib.domain.cases.audience import Part, notified_helpers, tell, told_offices
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.domain.notifications.message import WebhookMessage, message_id
from chalicelib.domain.notifications.subscription import CASE_PREFIX, Webhook
from chalicelib.domain.timestamps import to_text
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.case_stream import CaseEvent
    from chalicelib.services.ports.outbox import Outbox
    from chalicelib.services.ports.webhook_ledger import WebhookLedger
    from chalicelib.services.ports.webhook_store import WebhookStore

_AT_A_TIME = 100


@use_case
class WebhookPublisher:
    """Puts one message per subscribed webhook into the outbox. Implements `event_dispatch.Publisher`."""

    cases: CaseStore
    webhooks: WebhookStore
    outbox: Outbox
    ledger: WebhookLedger

    def publish(self, event: CaseEvent, now: datetime) -> bool:
        """Send a message to the webhooks of every office in whose feed the event stands, and note that in the ledger.
        Safe to repeat: a second message about an event has the id of the first. One read of the case, half a read unit
        for each office, and one write for each that has a webhook."""
        case = self.cases.load(event.tracking_id)
        told = False
        for office in _concerned(case, event):
            owed = [each for each in self.webhooks.of_office(office) if each.is_owed(_type_of(event), event.at)]
            if owed:
                self.outbox.send([_message(webhook, case, event) for webhook in owed])
                # Noted last: an end in between has it sent a second time.
                self.ledger.note(office, event.tracking_id, event.seq, event.at, now)
                told = True
        return told

    def make_up(self, webhook: Webhook, events: Sequence[CaseEvent]) -> int:
        """Send one webhook the messages about events of which it was not told; answers how many were sent. As when an
        event is published, an office that may not see the case any more learns no more than that."""
        cases = self.cases.load_all(tuple({each.tracking_id for each in events}))
        messages = [_message(webhook, cases[each.tracking_id], each) for each in events if each.tracking_id in cases]
        self.outbox.send(messages)
        return len(messages)

    def replay(self, webhook: Webhook, events: Iterable[CaseEvent]) -> int:
        """Send the messages about past events to one webhook again, in order; answers how many were sent. Cases that
        are gone, and those that its office may not see any more, are left out."""
        count = 0
        for page in _pages(each for each in events if webhook.wants(_type_of(each))):
            cases = self.cases.load_all(tuple({each.tracking_id for each in page}))
            visible = {key: case for key, case in cases.items() if _may_see(webhook, case)}
            messages = [
                _message(webhook, visible[each.tracking_id], each) for each in page if each.tracking_id in visible
            ]
            self.outbox.send(messages)
            count += len(messages)
        return count


def _type_of(event: CaseEvent) -> str:
    return CASE_PREFIX + event.kind


def _concerned(case: Case, event: CaseEvent) -> tuple[str, ...]:
    """The offices in whose feeds the event stands: the one that held the case after it, supporting ones and those that
    it names to be told, and the one that it took the case from."""
    offices = [event.agency, *notified_helpers(case, event.kind, event.facts), event.left]
    offices += told_offices(event.kind, event.facts)
    return tuple(dict.fromkeys(office for office in offices if office))


def _may_see(webhook: Webhook, case: Case) -> bool:
    return visibility.may_see(case, Actor(Role.OFFICER, webhook.agency))


def _message(webhook: Webhook, case: Case, event: CaseEvent) -> WebhookMessage:
    """The message about an event to one webhook. The office that lost a hidden case does not learn where it went, and
    one that lost any case is told no deadlines of it."""
    may_see = _may_see(webhook, case)
    works = may_see and webhook.agency in (event.agency, *case.supporting)
    return WebhookMessage(
        webhook=webhook.id,
        agency=webhook.agency,
        id=message_id(case.id, event.seq),
        type=_type_of(event),
        at=event.at,
        data={
            "tracking_id": case.id,
            "seq": event.seq,
            "kind": event.kind,
            "status": str(case.status) if may_see else None,
            "agency": case.agency if may_see else None,
            "priority": str(case.priority) if may_see else None,
            "tell": " ".join(tell(event.kind, _part(webhook, event), case.priority)),
            "citizen_due_at": _text(event.citizen_due_at) if works else None,
            "office_due_at": _text(event.office_due_at) if works else None,
        },
    )


def _part(webhook: Webhook, event: CaseEvent) -> Part:
    """The part of the webhook's office in an event, as far as who must hear of it depends on that."""
    if webhook.agency == event.agency:
        return Part.HOLDER
    return Part.TOLD if webhook.agency in told_offices(event.kind, event.facts) else Part.FORMER


def _text(moment: datetime | None) -> str | None:
    return to_text(moment) if moment else None


def _pages(events: Iterable[CaseEvent]) -> Iterator[list[CaseEvent]]:
    page: list[CaseEvent] = []
    for each in events:
        page.append(each)
        if len(page) == _AT_A_TIME:
            yield page
            page = []
    if page:
        yield page
