"""What the people of an office are told of a case: one table says which events concern which office and which roles.
Of a hidden case it is only that there is news, without number, words, names or places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.model import AT_AN_OFFICE, Case, Event, Priority, Role, Status
from chalicelib.domain.notices.order import FORMER_OFFICE, OFFICE
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar
    from chalicelib.domain.notices.order import NoticeOrder

OFFICE_FROM, OFFICE_UNTIL = time(7, 30), time(16)
"""The hours in which an office is written to, by the stack's own clock, on any day: over a holiday a mail lies in the
mailbox as well as an order in the queue, which gives a message up after some times."""


class Topic(StrEnum):
    """What officials are told of, each with a text of its own."""

    EMERGENCY = "emergency"
    NEW = "new"
    PASSED_OVER = "passed_over"
    LATE = "late"
    WARNED = "warned"
    DRAFT = "draft"
    BACK = "back"
    """A draft came back to who wrote it, to be changed."""
    REPLY = "reply"
    """The reporter answered, or says that it is not solved."""
    DECIDE = "decide"
    """A case that only a coordinator can send on."""
    DUE = "due"
    """In the morning: cases with 5, 2 or 0 working days left."""
    MORNING = "morning"
    """In the morning: what waits."""
    WEEK = "week"
    """On the first working day of a week: the region's week before."""


ALWAYS_ON = (Topic.EMERGENCY, Topic.WARNED)
"""What nobody can switch off: danger, and a reprimand that has to be answered."""

PROTECTED = "protected"
"""The text of every notice of a hidden case."""

_WORKS = (Role.OFFICER,)
_ANSWERS_FOR_IT = (Role.OFFICER, Role.LIAISON, Role.APPROVER)
"""The approver signs for the head of the office."""

MORNING_ROLES = (*_ANSWERS_FOR_IT, Role.COORDINATOR)

ROLES: dict[Topic, tuple[Role, ...]] = {
    # A case in triage is the coordinator's: its danger, the reprimand, and what its reporter says.
    Topic.EMERGENCY: (*_ANSWERS_FOR_IT, Role.COORDINATOR),
    Topic.NEW: _WORKS,
    Topic.PASSED_OVER: _ANSWERS_FOR_IT,
    Topic.LATE: _ANSWERS_FOR_IT,
    Topic.WARNED: (*_ANSWERS_FOR_IT, Role.COORDINATOR),
    Topic.DRAFT: (Role.APPROVER,),
    Topic.BACK: _WORKS,
    Topic.REPLY: (*_WORKS, Role.COORDINATOR),
    Topic.DECIDE: (Role.COORDINATOR,),
    Topic.DUE: MORNING_ROLES,
    Topic.MORNING: MORNING_ROLES,
    Topic.WEEK: (Role.REGION_HEAD,),
}
"""Whose role a topic concerns, of the people with a grant at the office."""

OF_ASSIGNEE = (Topic.BACK, Topic.REPLY)
"""What is for one person: who wrote the draft, who has the case. For all whose role it concerns where nobody does, or
that person works there no more."""


@dataclass(frozen=True, slots=True)
class OfficeNotice:
    """What the people of an office are told of one event. `by` is who reprimanded, `actor` the person or program that
    did it, who needs no mail of it, `writer` whose draft it is about. Of a `hidden` case only that there is news."""

    topic: Topic
    agency: str
    actor: str | None
    title: str = ""
    by: str = ""
    hidden: bool = False
    writer: str | None = None

    @property
    def told_as(self) -> str:
        """The name of the text that is sent; `topic` decides when and to whom."""
        return PROTECTED if self.hidden else self.topic


def _of_arrival(now: Case, event: Event) -> Topic | None:
    """While it lies there and waits to be taken on, or to be sent on."""
    if now.agency != event.data.get("to") or now.status not in (Status.ROUTED, Status.TRIAGE):
        return None
    if now.priority is Priority.EMERGENCY:
        return Topic.EMERGENCY
    return Topic.DECIDE if now.status is Status.TRIAGE else Topic.NEW


def _of_priority(now: Case, event: Event) -> Topic | None:
    urgent = event.data.get("priority") == Priority.EMERGENCY and now.priority is Priority.EMERGENCY
    return Topic.EMERGENCY if urgent and now.status in AT_AN_OFFICE else None


def _of_breach(now: Case, event: Event) -> Topic | None:
    if "to" in event.data:
        return _of_arrival(now, event)
    return Topic.LATE if now.open else None


def _of_warning(now: Case, event: Event) -> Topic | None:
    return Topic.WARNED if now.warning == event.seq else None


def _of_draft(now: Case, event: Event) -> Topic | None:
    return Topic.DRAFT if now.awaits_approval and now.draft == event.seq else None


def _of_draft_back(now: Case, event: Event) -> Topic | None:
    """Until there is another draft, or an answer."""
    return Topic.BACK if now.sent_back else None


def _of_reporter(now: Case, event: Event) -> Topic | None:
    """What the reporter says to the office that has the case; an objection may have sent it elsewhere."""
    if "to" in event.data:
        return _of_arrival(now, event)
    return Topic.REPLY if now.agency and now.open else None


def _of_loss(now: Case, event: Event) -> Topic | None:
    """The office from which the case was taken because its time was over; not one that passed it on itself."""
    taken = event.actor.role is Role.SYSTEM and "to" in event.data and "from" in event.data
    return Topic.PASSED_OVER if taken and event.data["from"] != event.data["to"] else None


_Chooser = Callable[[Case, Event], Topic | None]

_TOLD: dict[str, dict[str, _Chooser]] = {
    "routed": {OFFICE: _of_arrival},
    "disposed": {OFFICE: _of_arrival},
    "assigned": {OFFICE: _of_arrival},
    "refused": {OFFICE: _of_arrival},
    "returned": {OFFICE: _of_arrival},
    "escalated": {OFFICE: _of_arrival, FORMER_OFFICE: _of_loss},
    "breached": {OFFICE: _of_breach, FORMER_OFFICE: _of_loss},
    "prioritised": {OFFICE: _of_priority},
    "warned": {OFFICE: _of_warning},
    "drafted": {OFFICE: _of_draft},
    "sent_back": {OFFICE: _of_draft_back},
    "replied": {OFFICE: _of_reporter},
    "reopened": {OFFICE: _of_reporter},
    "appealed": {OFFICE: _of_reporter},
    "objected": {OFFICE: _of_reporter},
}
"""Event -> which offices it may concern, and of what they are told."""


def offices_told(event_kind: str) -> tuple[str, ...]:
    """The classes of recipients, other than the reporter, that an event of this kind may concern."""
    return tuple(_TOLD.get(event_kind, ()))


def office_notice(now: Case, events: Sequence[Event], order: NoticeOrder) -> OfficeNotice | None:
    """The notice of an order for an office; None if there is nothing to tell, nothing any more, or a later event says
    the same to the same people."""
    event = events[order.seq - 1]
    topic = _topic(now, event, order.to)
    if topic is None or any(_topic(now, later, order.to) is topic for later in events[order.seq :]):
        return None
    agency = str(event.data["from"]) if order.to == FORMER_OFFICE else now.agency
    if not agency:
        return None
    writer = _writer(events[: order.seq]) if topic is Topic.BACK else None
    if not now.filing.public:
        return OfficeNotice(topic, agency, event.actor.key, hidden=True, writer=writer)
    return OfficeNotice(
        topic,
        agency,
        event.actor.key,
        title=public_form.title(now, None).rstrip(" .:"),
        by=event.actor.name or "",
        writer=writer,
    )


def _writer(events: Sequence[Event]) -> str | None:
    """Whose key wrote the last draft."""
    return next((event.actor.key for event in reversed(events) if event.kind == "drafted"), None)


def _topic(now: Case, event: Event, to: str) -> Topic | None:
    choose = _TOLD.get(event.kind, {}).get(to)
    return choose(now, event) if choose else None


def goes_to_office_at(topic: Topic, moment: datetime, calendar: Calendar) -> datetime:
    """The first moment from `moment` on at which people of an office are written to: danger at once."""
    local = moment.astimezone(calendar.zone)
    if topic is Topic.EMERGENCY or OFFICE_FROM <= local.time() < OFFICE_UNTIL:
        return moment
    day = local.date() + timedelta(days=local.time() >= OFFICE_UNTIL)
    return datetime.combine(day, OFFICE_FROM, calendar.zone).astimezone(moment.tzinfo)
