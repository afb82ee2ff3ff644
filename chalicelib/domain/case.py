"""The case: what was filed, never changed, and a state that is a fold of its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.tiers import Tier

TYPES = ("complaint", "aspiration", "information_request", "praise")

GENESIS = bytes(32)


class Status(StrEnum):
    """Where a case stands. The Indonesian words a citizen reads are in `api/labels.py`."""

    RECEIVED = "received"
    TRIAGE = "triage"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    RESPONDED = "responded"
    REOPENED = "reopened"
    CLOSED = "closed"


class Role(StrEnum):
    """Who acts. The first two hold no key."""

    REPORTER = "reporter"
    SYSTEM = "system"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    OVERSEER = "overseer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: a role, and for an office its agency id, its public name and the id of the key used."""

    role: Role
    agency: str | None = None
    name: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An office of the stack's directory. `coordinates` marks those that decide what no rule decides."""

    id: str
    name: str
    tier: Tier
    coordinates: bool = False

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

    `clock_from` is when the progress clock last started, `verify_open` whether nobody has taken the case on yet.
    """

    filing: Filing
    status: Status
    version: int
    chain: bytes
    since: datetime
    clock_from: datetime
    agency: str | None = None
    agency_name: str | None = None
    tier: Tier | None = None
    breached: bool = False
    escalations: int = 0
    hops: int = 0
    verify_open: bool = True

    @property
    def id(self) -> str:
        """The tracking id."""
        return self.filing.id

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status is not Status.CLOSED


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `note` is public and stands outside the hash (only a salted commitment is hashed), so it can be
    redacted; `data` is hashed and never holds personal data. `command_id` recognises a repeated command."""

    seq: int
    kind: str
    at: datetime
    actor: Actor
    note: str
    data: Mapping[str, str | int | bool]
    salt: bytes
    hash: bytes
    command_id: str | None = None


_BECOMES = {
    "accepted": Status.ACCEPTED,
    "progressed": Status.IN_PROGRESS,
    "responded": Status.RESPONDED,
    "reopened": Status.REOPENED,
    "confirmed": Status.CLOSED,
    "closed": Status.CLOSED,
}
_TAKES_ON = {"accepted", "progressed", "responded"}
_RESTARTS_CLOCK = {"progressed", "responded", "reopened", "breached"}
_MOVES_UP = {"escalated", "breached"}


def begin(filing: Filing, event: Event) -> Case:
    """The case after its first event, `filed`."""
    return Case(filing, Status.RECEIVED, event.seq, event.hash, since=event.at, clock_from=event.at)


def apply(case: Case, event: Event) -> Case:
    """The case after one more event. Total: any event of a kind that `lifecycle` can draft is understood."""
    after = replace(case, version=event.seq, chain=event.hash)
    if event.kind in _BECOMES:
        after = replace(after, status=_BECOMES[event.kind], since=event.at)
    if "to" in event.data:
        after = _moved(after, event)
    if event.kind in _TAKES_ON or event.kind == "lapsed":
        after = replace(after, verify_open=False)
    if event.kind in _RESTARTS_CLOCK:
        after = replace(after, clock_from=event.at)
    if event.kind == "breached":
        after = replace(after, breached=True)
    if event.kind == "refused":
        after = replace(after, hops=after.hops + 1)
    if event.kind == "replied" and after.status is Status.RESPONDED:
        after = replace(after, since=event.at)
    return after


def fold(filing: Filing, events: Iterable[Event]) -> Case:
    """The state that a complete run of events leads to."""
    stream = iter(events)
    case = begin(filing, next(stream))
    for event in stream:
        case = apply(case, event)
    return case


def _moved(case: Case, event: Event) -> Case:
    data = event.data
    return replace(
        case,
        status=Status(str(data["status"])),
        since=event.at,
        agency=str(data["to"]),
        agency_name=str(data["to_name"]),
        tier=Tier.named(str(data["tier"])),
        escalations=case.escalations + (event.kind in _MOVES_UP),
    )
