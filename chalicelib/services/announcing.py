"""From what happened to a case to messages in the outbox: thin ones, for the offices it concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.domain import visibility
from chalicelib.domain.case import Actor, Case, Event, Role
from chalicelib.domain.letters import Letter, message_id
from chalicelib.domain.webhooks import Webhook
from chalicelib.services.ports import Outbox, WebhookStore


@dataclass(frozen=True, slots=True)
class AnnouncingService:
    """Puts one letter per subscribed webhook into the outbox."""

    webhooks: WebhookStore
    outbox: Outbox

    def announce(self, case: Case, event: Event) -> int:
        """Tell the webhooks of every office that the event concerns; answers how many letters were written. Safe to
        repeat: a second letter about an event has the id of the first."""
        letters = [
            _letter(webhook, case, event)
            for office in concerned(case, event)
            for webhook in self.webhooks.of_office(office)
            if webhook.wants(f"complaint.{event.kind}")
        ]
        if letters:
            self.outbox.send(letters)
        return len(letters)

    def replay(self, webhook: Webhook, happened: Iterable[tuple[Case, Event]]) -> int:
        """Tell one webhook again what happened; answers how many letters were written."""
        letters = [
            _letter(webhook, case, event)
            for case, event in happened
            if webhook.wants(f"complaint.{event.kind}") and webhook.agency in concerned(case, event)
        ]
        if letters:
            self.outbox.send(letters)
        return len(letters)


def concerned(case: Case, event: Event) -> tuple[str, ...]:
    """The offices that an event concerns: those with a part in the case, and the one that it left. Of what happens to
    the reporter's identity only those learn that may see it."""
    data: Mapping[str, str | int | bool] = event.data
    left = [str(data["from"])] if "to" in data and "from" in data else []
    offices = dict.fromkeys([*([case.agency] if case.agency else []), *case.supporting, *left])
    return tuple(office for office in offices if visibility.shows_event(event, case, Actor(Role.OFFICER, office)))


def _letter(webhook: Webhook, case: Case, event: Event) -> Letter:
    """What an office is told. Where a hidden case went is not for the office that it left."""
    knows = visibility.may_see(case, Actor(Role.OFFICER, webhook.agency))
    return Letter(
        webhook=webhook.id,
        agency=webhook.agency,
        id=message_id(case.id, event.seq),
        type=f"complaint.{event.kind}",
        at=event.at,
        data={
            "tracking_id": case.id,
            "seq": event.seq,
            "kind": event.kind,
            "status": str(case.status) if knows else None,
            "agency": case.agency if knows else None,
        },
    )
