"""From what happened to a case to messages in the outbox: thin ones, for the offices it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import visibility
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.domain.notifications.message import WebhookMessage, message_id
from chalicelib.domain.notifications.subscription import CASE_PREFIX, Webhook
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.case_stream import CaseEvent
    from chalicelib.services.ports.outbox import Outbox
    from chalicelib.services.ports.webhook_store import WebhookStore

_AT_A_TIME = 100


@use_case
class WebhookPublisher:
    """Puts one letter per subscribed webhook into the outbox. Implements `publishing.Publisher`."""

    cases: CaseStore
    webhooks: WebhookStore
    outbox: Outbox

    def publish(self, announcement: CaseEvent, now: datetime) -> bool:
        """Tell the webhooks of every office that the event concerns. Safe to repeat: a second letter about an event has
        the id of the first. One read of the case and half a read unit for each office."""
        case = self.cases.load(announcement.tracking_id)
        letters = [
            _letter(webhook, case, announcement)
            for office in _concerned(case, announcement)
            for webhook in self.webhooks.of_office(office)
            if webhook.wants(_type_of(announcement))
        ]
        if letters:
            self.outbox.send(letters)
        return bool(letters)

    def replay(self, webhook: Webhook, happened: Iterable[CaseEvent]) -> int:
        """Tell one webhook again, in order, what happened; answers how many letters were written. Cases that are gone,
        and those that its office may know nothing of any more, are left out."""
        count = 0
        for page in _pages(each for each in happened if webhook.wants(_type_of(each))):
            known = self.cases.load_all(tuple({each.tracking_id for each in page}))
            seen = {key: case for key, case in known.items() if _may_see(webhook, case)}
            letters = [_letter(webhook, seen[each.tracking_id], each) for each in page if each.tracking_id in seen]
            self.outbox.send(letters)
            count += len(letters)
        return count


def _type_of(announcement: CaseEvent) -> str:
    return CASE_PREFIX + announcement.kind


def _concerned(case: Case, announcement: CaseEvent) -> tuple[str, ...]:
    """The office that held the case after the event, those that help it, and the one that the event took it from."""
    offices = [announcement.agency, *case.supporting, announcement.left]
    return tuple(dict.fromkeys(office for office in offices if office))


def _may_see(webhook: Webhook, case: Case) -> bool:
    return visibility.may_see(case, Actor(Role.OFFICER, webhook.agency))


def _letter(webhook: Webhook, case: Case, announcement: CaseEvent) -> WebhookMessage:
    """What an office is told. Where a hidden case went is not for the office that it left."""
    knows = _may_see(webhook, case)
    return WebhookMessage(
        webhook=webhook.id,
        agency=webhook.agency,
        id=message_id(case.id, announcement.seq),
        type=_type_of(announcement),
        at=announcement.at,
        data={
            "tracking_id": case.id,
            "seq": announcement.seq,
            "kind": announcement.kind,
            "status": str(case.status) if knows else None,
            "agency": case.agency if knows else None,
        },
    )


def _pages(happened: Iterable[CaseEvent]) -> Iterator[list[CaseEvent]]:
    page: list[CaseEvent] = []
    for each in happened:
        page.append(each)
        if len(page) == _AT_A_TIME:
            yield page
            page = []
    if page:
        yield page
