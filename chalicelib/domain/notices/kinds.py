"""Kinds of notices: one table says which events of a case the reporter is told of, and what the notice is then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from chalicelib.domain.cases import fold, public_form
from chalicelib.domain.cases.model import AT_AN_OFFICE, Case, Event, Priority, Role, Status
from chalicelib.domain.cases.receipt import RENEWED, RENEWED_BY
from chalicelib.domain.values import dataclass

ROUTING_WAIT = timedelta(seconds=60)
"""How long the notice of a filing waits for the office that gets the case: then one notice says both."""

TOGETHER = timedelta(minutes=10)
"""Within this time there is one notice, the last: so long one waits whether another follows."""

AT_ONCE = timedelta()
"""What has to be answered, is the end, or answers the reporter waits for nothing."""


class Kind(StrEnum):
    """The kinds of notices, each with a text of its own."""

    FILED = "filed"
    SEEKING = "seeking"
    MOVED = "moved"
    DANGER = "danger"
    QUESTION = "question"
    PROGRESS = "progress"
    BUDGET = "budget"
    ANSWERED = "answered"
    LATE = "late"
    LATE_AT_TOP = "late_at_top"
    CLOSED = "closed"
    ARCHIVED = "archived"
    OBJECTION = "objection"
    MERGED = "merged"
    REOPENED = "reopened"
    IDENTITY = "identity"
    PRAISE = "praise"
    ASPIRATION = "aspiration"
    STILL_GOOD = "still_good"
    RECEIPT = "receipt"
    NEWS = "news"
    """Of a hidden case, whatever happened: that there is something, and not about what."""


ALWAYS = frozenset((Kind.DANGER, Kind.QUESTION, Kind.ANSWERED, Kind.CLOSED, Kind.ARCHIVED, Kind.MERGED, Kind.RECEIPT))
"""What the reporter has to answer, is the end, or a warning: never left out because much was said already."""


class Told(NamedTuple):
    """How an event is told: of which kind the notice is, and how long it waits by day. `own`: it answers what the
    reporter has just done, so it also comes at night. `words`: the office's note goes with it."""

    choose: Callable[[Case, Event], Kind | None]
    wait: timedelta = TOGETHER
    own: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reporter is told of one event. Of a `hidden` case the text is that there is news, and nothing else is set.
    `office` is the one that the text names first, `next_office` the one that has the case now; empty if there is none.
    `words` are the office's own as the public reads them, `proven_by` the channel that proved the reporter whose secret
    was replaced."""

    kind: Kind
    hidden: bool = False
    office: str = ""
    next_office: str = ""
    words: str = ""
    reason: str = ""
    other: str = ""
    promised: date | None = None
    proven_by: str = ""

    @property
    def told_as(self) -> Kind:
        """The kind whose text is sent; `kind` decides when."""
        return Kind.NEWS if self.hidden else self.kind


def _of_filing(now: Case, event: Event) -> Kind | None:
    if now.status in (Status.RECEIVED, Status.TRIAGE):
        return Kind.SEEKING
    if now.status is Status.REFERRED:
        # Told with the handing over.
        return None
    if now.priority is Priority.EMERGENCY:
        return Kind.DANGER
    return {"praise": Kind.PRAISE, "aspiration": Kind.ASPIRATION}.get(now.type, Kind.FILED)


def _of_routing(now: Case, event: Event) -> Kind | None:
    """Nothing if the notice of the filing says it, and nothing new if a coordinator has to decide."""
    if event.at - now.filing.filed_at <= ROUTING_WAIT:
        return None
    return _of_move(now, event) if event.data.get("status") == Status.ROUTED else None


def _of_move(now: Case, event: Event) -> Kind | None:
    return Kind.MOVED if now.agency == event.data.get("to") else None


def _of_escalation(now: Case, event: Event) -> Kind | None:
    """By the office, or because its time was over."""
    if now.agency != event.data.get("to"):
        return None
    return Kind.LATE if event.actor.role is Role.SYSTEM else Kind.MOVED


def _of_breach(now: Case, event: Event) -> Kind | None:
    if "to" not in event.data:
        return Kind.LATE_AT_TOP
    return Kind.LATE if now.agency == event.data["to"] else None


def _of_parting(now: Case, event: Event) -> Kind | None:
    """Of a case that no office has yet, the routing is told."""
    return Kind.MOVED if now.status in AT_AN_OFFICE else None


def _of_progress(now: Case, event: Event) -> Kind | None:
    return Kind.BUDGET if event.data.get("promised") else Kind.PROGRESS


def _of_priority(now: Case, event: Event) -> Kind | None:
    emergency = event.data.get("priority") == Priority.EMERGENCY and now.priority is Priority.EMERGENCY
    return Kind.DANGER if emergency and now.status in AT_AN_OFFICE else None


def _while(status: Status, kind: Kind) -> Callable[[Case, Event], Kind | None]:
    """The kind, as long as the case stands where the event left it: a question that was answered is none."""
    return lambda now, event: kind if now.status is status else None


def _always(kind: Kind) -> Callable[[Case, Event], Kind | None]:
    return lambda now, event: kind


_ENDS = _while(Status.CLOSED, Kind.CLOSED)

TOLD: dict[str, Told] = {
    "filed": Told(_of_filing, ROUTING_WAIT, own=True),
    "routed": Told(_of_routing),
    "disposed": Told(_of_move, words=True),
    "assigned": Told(_of_move, words=True),
    "refused": Told(_of_move, words=True),
    "returned": Told(_of_move),
    "escalated": Told(_of_escalation, words=True),
    "breached": Told(_of_breach),
    "referred": Told(_while(Status.REFERRED, Kind.MOVED), words=True),
    "prioritised": Told(_of_priority, AT_ONCE),
    "progressed": Told(_of_progress, words=True),
    "postponed": Told(_while(Status.POSTPONED, Kind.QUESTION), AT_ONCE, words=True),
    "responded": Told(_while(Status.RESPONDED, Kind.ANSWERED), AT_ONCE, words=True),
    "corrected": Told(_while(Status.RESPONDED, Kind.ANSWERED), AT_ONCE, words=True),
    "closed": Told(_ENDS, AT_ONCE),
    "confirmed": Told(_ENDS, AT_ONCE, own=True),
    "withdrawn": Told(_ENDS, AT_ONCE, own=True),
    "thanked": Told(_ENDS, AT_ONCE, words=True),
    "extended": Told(_of_progress, words=True),
    "planned": Told(_of_progress, words=True),
    "asked": Told(_while(Status.CLOSED, Kind.STILL_GOOD)),
    "archived": Told(_while(Status.ARCHIVED, Kind.ARCHIVED), AT_ONCE, words=True),
    "merged": Told(_while(Status.ARCHIVED, Kind.MERGED), AT_ONCE),
    "parted": Told(_of_parting, AT_ONCE, words=True),
    "objected": Told(_always(Kind.OBJECTION), AT_ONCE, own=True),
    "reopened": Told(_always(Kind.REOPENED), AT_ONCE, own=True),
    "appealed": Told(_always(Kind.REOPENED), AT_ONCE, own=True),
    "accessed": Told(_always(Kind.IDENTITY)),
    RENEWED: Told(_always(Kind.RECEIPT), AT_ONCE, own=True),
}
"""Event -> how the reporter is told of it. What is not here is told to nobody: what reporters added themselves, what is
between offices, and what only the record needs."""


def is_told(event_kind: str) -> bool:
    """Whether a reporter may have to be told of events of this kind; what exactly, the case decides."""
    return event_kind in TOLD


def notice_of(now: Case, events: Sequence[Event], seq: int) -> Notice | None:
    """The notice of event number `seq` of a case that stands as in `now`; None if there is nothing to tell of it, or
    nothing any more. Of a hidden case it is only that there is news."""
    event = events[seq - 1]
    told = TOLD.get(event.kind)
    kind = told.choose(now, event) if told else None
    if told is None or kind is None or now.filing.anonymous:
        return None
    proven_by = str(event.data.get(RENEWED_BY, "")) if kind is Kind.RECEIPT else ""
    if not now.filing.public:
        return Notice(kind, hidden=True, proven_by=proven_by)
    promised = event.data.get("promised")
    return Notice(
        kind,
        office=_office(kind, now, events, event),
        next_office=now.agency_name or "",
        words=public_form.note(event, now, None) if told.words else "",
        reason=str(event.data.get("reason") or ""),
        other=str(event.data.get("into") or ""),
        promised=date.fromisoformat(str(promised)) if promised else None,
        proven_by=proven_by,
    )


def _office(kind: Kind, now: Case, events: Sequence[Event], event: Event) -> str:
    """The office that the notice names first: who was late, who acted, or who has the case."""
    if kind in (Kind.LATE, Kind.LATE_AT_TOP):
        before = fold.fold(now.filing, events[: event.seq - 1])
        return before.agency_name or ""
    if kind is Kind.IDENTITY:
        return event.actor.name or ""
    return str(event.data.get("stack_name") or now.agency_name or "")
