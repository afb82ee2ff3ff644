"""The case: what was filed, never changed, and a state that is a fold of its events."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.tiers import Tier

TYPES = ("complaint", "aspiration", "information_request", "praise")

GENESIS = bytes(32)

REDACTED = "[…]"
"""What stands where words were taken out."""


class Status(StrEnum):
    """Where a case stands. The Indonesian words a citizen reads are in `api/labels.py`."""

    RECEIVED = "received"
    TRIAGE = "triage"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    POSTPONED = "postponed"
    RESPONDED = "responded"
    REOPENED = "reopened"
    CLOSED = "closed"
    ARCHIVED = "archived"


ENDED = (Status.CLOSED, Status.ARCHIVED)
"""Nobody has to do anything any more."""


class Role(StrEnum):
    """Who acts. The first two hold no key."""

    REPORTER = "reporter"
    SYSTEM = "system"
    OFFICER = "officer"
    APPROVER = "approver"
    COORDINATOR = "coordinator"
    OVERSEER = "overseer"
    ADMIN = "admin"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: a role, and for an office its agency id, its public name and the id of the key used."""

    role: Role
    agency: str | None = None
    name: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An office of the stack's directory. `coordinates` marks those that decide what no rule decides, `two_person`
    those that let nobody publish a response alone."""

    id: str
    name: str
    tier: Tier
    coordinates: bool = False
    two_person: bool = False

    @property
    def region(self) -> str:
        """The code of the region that the office serves."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Content:
    """The citizen's words and the place; kept apart from the state, because every state change would pay for it.

    `salt` makes the commitment to this content in the event chain unguessable, so the words can be erased later
    without breaking the chain.
    """

    text: str
    place: str
    region_path: tuple[str, ...]
    lat: float | None
    lon: float | None
    incident_date: date | None
    salt: bytes


@dataclass(frozen=True, slots=True)
class Identity:
    """The reporter, as far as given. Lives in its own table; the HTTP function can write but never read it."""

    name: str | None
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Filing:
    """What was filed, and under which policy. `content_mac` is keyed with the receipt key, which nobody stores:
    it recognises a second sending of the same content and reveals nothing."""

    id: str
    type: str
    title: str
    category: str | None
    region: str | None
    filed_at: datetime
    policy: str
    anonymous: bool
    secret: bool
    sensitive: bool
    secret_hash: bytes
    content_mac: bytes

    @property
    def public(self) -> bool:
        """Whether anybody may see that this case exists."""
        return not (self.secret or self.sensitive)


@dataclass(frozen=True, slots=True)
class Case:
    """A filing and its present state. `version` is the number of events; `chain` the hash of the last one.

    `since` is when the status began, `arrived` when the present office got the case, `clock_from` and `respond_from`
    when the clocks for progress and for a response last started, `lapsed` the clocks that have expired and count no
    more, `verify_open` whether nobody has taken the case on yet, `begun` and `answered` whether there was progress and
    a response. `promised` is the date by which an office that waits for budget has promised to act. `draft` is the
    number of the event that holds a drafted response, `draft_key` whose key wrote it, `approved` whether somebody else
    agreed to it.
    """

    filing: Filing
    status: Status
    version: int
    chain: bytes
    since: datetime
    arrived: datetime
    clock_from: datetime
    respond_from: datetime
    agency: str | None = None
    agency_name: str | None = None
    tier: Tier | None = None
    breached: bool = False
    escalations: int = 0
    hops: int = 0
    verify_open: bool = True
    lapsed: tuple[str, ...] = ()
    begun: bool = False
    answered: bool = False
    promised: date | None = None
    draft: int | None = None
    draft_key: str | None = None
    approved: bool = False
    supporting: tuple[str, ...] = ()
    merged_into: str | None = None
    archived_for: str | None = None
    rating: int | None = None
    warnings: int = 0

    @property
    def id(self) -> str:
        """The tracking id."""
        return self.filing.id

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status not in ENDED


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `note` stands outside the hash (only a salted commitment to it is hashed), so it can be redacted;
    `committed` keeps that commitment (hex) when the words are gone. `data` is hashed and never holds personal data.
    `command_id` recognises a repeated command."""

    seq: int
    kind: str
    at: datetime
    actor: Actor
    note: str
    data: Mapping[str, str | int | bool]
    salt: bytes
    hash: bytes
    command_id: str | None = None
    committed: str | None = None


_BECOMES = {
    "accepted": Status.ACCEPTED,
    "progressed": Status.IN_PROGRESS,
    "postponed": Status.POSTPONED,
    "resumed": Status.IN_PROGRESS,
    "responded": Status.RESPONDED,
    "reopened": Status.REOPENED,
    "confirmed": Status.CLOSED,
    "closed": Status.CLOSED,
    "withdrawn": Status.CLOSED,
    "merged": Status.ARCHIVED,
    "archived": Status.ARCHIVED,
}
_TAKES_ON = {"accepted", "progressed", "postponed", "responded"}
_RESTARTS_CLOCK = {"progressed", "responded", "reopened", "appealed", "breached"}
_RESTARTS_RESPOND = {"reopened", "appealed"}
_EXPIRES = {"breached", "listed"}
_ONCE = {"respond", "overdue"}
_MOVES_UP = {"escalated", "breached"}
_ENDS_DRAFT = {"responded", "refused", "escalated", "disposed", "breached", "appealed"}


def begin(filing: Filing, event: Event) -> Case:
    """The case after its first event, `filed`."""
    at = event.at
    return Case(filing, Status.RECEIVED, event.seq, event.hash, since=at, arrived=at, clock_from=at, respond_from=at)


def apply(case: Case, event: Event) -> Case:
    """The case after one more event. Total: any event of a kind that `lifecycle` can draft is understood."""
    after = replace(case, version=event.seq, chain=event.hash)
    if case.status is Status.POSTPONED and event.kind in ("resumed", "replied"):
        after = _resumed(after, event)
    if event.kind in _BECOMES:
        after = replace(after, status=_BECOMES[event.kind], since=event.at)
    if "to" in event.data:
        after = _moved(after, event)
    if event.kind in _TAKES_ON:
        after = replace(after, verify_open=False)
    if event.kind == "lapsed" or (event.kind in _EXPIRES and event.data.get("clock") in _ONCE):
        after = replace(after, lapsed=(*after.lapsed, str(event.data["clock"])))
    if event.kind in _RESTARTS_CLOCK:
        after = replace(after, clock_from=event.at, promised=None)
    if event.kind in _RESTARTS_RESPOND:
        lapsed = tuple(clock for clock in after.lapsed if clock != "respond")
        after = replace(after, answered=False, respond_from=event.at, lapsed=lapsed)
    if event.kind in _ENDS_DRAFT:
        after = replace(after, draft=None, draft_key=None, approved=False)
    if event.kind == "replied" and case.status is Status.RESPONDED:
        after = replace(after, since=event.at)
    step = _STEPS.get(event.kind)
    return step(after, event) if step else after


def fold(filing: Filing, events: Iterable[Event]) -> Case:
    """The state that a complete run of events leads to."""
    stream = iter(events)
    case = begin(filing, next(stream))
    for event in stream:
        case = apply(case, event)
    return case


def _moved(case: Case, event: Event) -> Case:
    data = event.data
    to = str(data["to"])
    return replace(
        case,
        status=Status(str(data["status"])),
        since=event.at,
        arrived=event.at,
        agency=to,
        agency_name=str(data["to_name"]),
        tier=Tier.named(str(data["tier"])),
        escalations=case.escalations + (event.kind in _MOVES_UP),
        supporting=tuple(agency for agency in case.supporting if agency != to),
        lapsed=tuple(clock for clock in case.lapsed if not clock.startswith("tier/")),
    )


def _resumed(case: Case, event: Event) -> Case:
    """The reporter's time does not count against the office: its clocks start later by as long as it waited."""
    waited = event.at - case.since
    return replace(
        case,
        status=Status.IN_PROGRESS,
        since=event.at,
        clock_from=case.clock_from + waited,
        respond_from=case.respond_from + waited,
    )


def _progressed(case: Case, event: Event) -> Case:
    promised = event.data.get("promised")
    return replace(case, begun=True, promised=date.fromisoformat(str(promised)) if promised else None)


def _rated(case: Case, event: Event) -> Case:
    return replace(case, rating=int(event.data["rating"]))


def _redacted(case: Case, event: Event) -> Case:
    if event.data.get("part") != "title":
        return case
    return replace(case, filing=replace(case.filing, title=REDACTED))


_STEPS: dict[str, Callable[[Case, Event], Case]] = {
    "progressed": _progressed,
    "rated": _rated,
    "breached": lambda case, event: replace(case, breached=True),
    "refused": lambda case, event: replace(case, hops=case.hops + 1),
    "responded": lambda case, event: replace(case, begun=True, answered=True),
    "drafted": lambda case, event: replace(case, draft=event.seq, draft_key=event.actor.key, approved=False),
    "approved": lambda case, event: replace(case, approved=True),
    "supported": lambda case, event: replace(case, supporting=(*case.supporting, str(event.data["agency"]))),
    "merged": lambda case, event: replace(case, merged_into=str(event.data["into"]), archived_for="merged"),
    "archived": lambda case, event: replace(case, archived_for=str(event.data["reason"])),
    "redacted": _redacted,
    "warned": lambda case, event: replace(case, warnings=case.warnings + 1),
}
