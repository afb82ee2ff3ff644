"""The model of a case: the filing, which never changes, the events, and the state, which is the fold of the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases.marks import DraftState
from chalicelib.domain.cases.rungs import NOT_LATE, Ladder
from chalicelib.domain.geography.regions import region_of
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.marks import Cover, Proposal
    from chalicelib.domain.geography.tiers import Tier

TYPES = ("complaint", "aspiration", "information_request", "praise")

GENESIS = bytes(32)

REDACTED = "[…]"
"""What stands in the place of redacted words."""

WORDS_OF_CONTENT = ("text", "place")
"""The fields of `Content` that hold the reporter's words."""

REDACTABLE_WORDS = ("title", *WORDS_OF_CONTENT)
"""The parts of a report whose words can be redacted; the notes of its events can be too."""

FLAGS = ("anonymous", "secret", "sensitive")
"""What limits who may see a report or its reporter: two wishes of the reporter, and what follows from the content."""

HIDING = ("secret", "sensitive")
"""The flags of reports that the public does not see."""


def is_hidden(flags: Iterable[str]) -> bool:
    """Whether a report with these flags is hidden from the public."""
    return any(flag in HIDING for flag in flags)


TOLD = "told"
"""The fact of an event by which the reporter knows what the case waits for: a notice's channel, or `acted`."""
COVERS = "covers"
"""The fact of an event that says which words it covered, here or where the case came from, also in its own note."""


class Status(StrEnum):
    """The status of a case. The Indonesian words a citizen reads are in `api/labels.py`."""

    RECEIVED = "received"
    TRIAGE = "triage"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    POSTPONED = "postponed"
    RESPONDED = "responded"
    REOPENED = "reopened"
    REFERRED = "referred"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Priority(StrEnum):
    """How urgent a case is, the most urgent first (`priority.py` says how it comes about)."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


AT_AN_OFFICE = (Status.ROUTED, Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED)
"""An office holds the case and owes the next step."""

WAITS_FOR_REPORTER = (Status.POSTPONED, Status.RESPONDED, Status.ARCHIVED)
"""What the reporter says now decides how the case goes on, and silence decides too after a time."""

SETTLED = (Status.CLOSED, Status.ARCHIVED)
"""The case is over."""

ENDED = (*SETTLED, Status.REFERRED)
"""Nobody in this stack works on the case any more: it is over, or another stack has it."""


class Role(StrEnum):
    """Who acts. The first two hold no key. `OVERSEER` was the one role of all overseers before each had a view of its
    own: old events and keys still have it, no new key does."""

    REPORTER = "reporter"
    SYSTEM = "system"
    OFFICER = "officer"
    APPROVER = "approver"
    LIAISON = "liaison"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    OVERSEER = "overseer"
    OVERSEER_KEMENPANRB = "overseer_kemenpanrb"
    OVERSEER_KSP = "overseer_ksp"
    OVERSEER_OMBUDSMAN = "overseer_ombudsman"
    ADMIN = "admin"
    REGION_HEAD = "region_head"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: a role, and for an office its agency id, its public name and the id of the key used.
    `categories` are those that an overseer's grant is limited to; an event never keeps them."""

    role: Role
    agency: str | None = None
    name: str | None = None
    key: str | None = None
    categories: tuple[str, ...] = ()


SYSTEM, REPORTER = Actor(Role.SYSTEM), Actor(Role.REPORTER)
"""The actors without a key: a clock or a rule, and whoever holds the secret of a receipt."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An office of the stack's directory. `coordinates` marks those that decide where no rule does,
    `two_person` those where nobody may publish a response alone. One that has `ended` gets no more cases; its duties
    are the `successor`'s, if a decree named one (an agency id)."""

    id: str
    name: str
    tier: Tier
    coordinates: bool = False
    two_person: bool = False
    ended: bool = False
    successor: str = ""

    @property
    def region(self) -> str:
        """The code of the region that the office serves."""
        return region_of(self.id)

    @property
    def type(self) -> str:
        """The kind of office: `pupr`."""
        return self.id.removeprefix(f"{self.region}-")


@dataclass(frozen=True, slots=True)
class Content:
    """The citizen's words and the place; kept apart from the state, because every state change would pay for it.

    `salt` makes the commitments to this content in the event chain unguessable, so the words can be erased later
    without breaking the chain: 16 bytes for each of `filing_seal.PARTS`, or 16 for all in a case of format 1.
    `commitments` are those (hex) to the parts that were removed.
    """

    text: str
    place: str
    region_path: tuple[str, ...]
    lat: float | None
    lon: float | None
    incident_date: date | None
    salt: bytes
    commitments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """The reporter, as far as given. Lives in its own table; the HTTP function can write but never read it. `until` is
    when it must be forgotten, by the policy's clock `retention`, `post` the link of a post that they wrote."""

    name: str | None
    phone: str | None
    email: str | None
    until: datetime | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """What was filed, and under which policy. It never changes, except that a title can be redacted and that a case can
    turn out to be `sensitive` when its category is decided. `content_mac` is keyed with the receipt key, which nobody
    stores: it recognises a second sending of the same content and reveals nothing."""

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
        return not is_hidden(self.flags)

    @property
    def flags(self) -> tuple[str, ...]:
        """Those of `FLAGS` that are set."""
        return tuple(flag for flag in FLAGS if getattr(self, flag))

    def with_flags(self, flags: Iterable[str]) -> Filing:
        """The same filing with these flags set and no others."""
        given = set(flags)
        return replace(self, anonymous="anonymous" in given, secret="secret" in given, sensitive="sensitive" in given)


@dataclass(frozen=True, slots=True)
class Case:
    """A filing and its present state. `version` is the number of events; `chain` the hash of the last one.

    `since` is when the status began, `arrived` when the present office got the case, `clock_from` and
    `respond_from` when the clocks for progress and for a response last started, `lapsed` the clocks that have
    expired and count no more, `verify_open` whether nobody has taken the case on yet, `begun` and `answered`
    whether there was progress and a response. `promised` is the date by which an office that waits for budget has
    promised to act. `draft` is the number of the event that holds a drafted response, `draft_key` whose key wrote
    it, `approved` whether somebody else agreed to it, `sent_back` whether somebody else gave it back to be changed.
    `referred_to` is the prefix of the stack that the case was handed to, `handed_over` whether that stack has said
    that it has it. `category` and `region` are those the case is worked under: as filed, as classified since, or as
    a coordinator decided. `imported_at` is when a case that was filed in another system came here; no clock counts
    from before. `covers` are the words that the public does not read. `prioritised_at` is when the case got its
    `priority`, None if it never had another than normal. `proposals` wait for a second person, one of a kind.
    `told_at` is when the reporter was told of what the case waits for, None while nobody knows that. `type` is as what
    the case is worked, `extended` whether an information request's answer was put off, `planned` the day of the round
    of planning that has taken an aspiration up. `asked` is whether the reporter of a closed case has been asked if it
    is still good and has not answered, `recheck` whether another question follows. `ladder` says who was told that it
    is late. `warning` is the number of the last reprimand that its office has not answered. `retitled` is the title
    that a coordinator gave it, `channel` one of `channels.CHANNELS` or empty, `renewed_hash` that of a newer secret.
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
    sent_back: bool = False
    supporting: tuple[str, ...] = ()
    merged_into: str | None = None
    archived_for: str | None = None
    rating: int | None = None
    warnings: int = 0
    referred_to: str | None = None
    handed_over: bool = False
    category: str | None = None
    region: str | None = None
    imported_at: datetime | None = None
    covers: tuple[Cover, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    priority: Priority = Priority.NORMAL
    prioritised_at: datetime | None = None
    told_at: datetime | None = None
    type: str = TYPES[0]
    extended: bool = False
    planned: date | None = None
    asked: bool = False
    recheck: bool = False
    ladder: Ladder = NOT_LATE
    warning: int | None = None
    retitled: str = ""
    channel: str = ""
    renewed_hash: bytes | None = None

    @property
    def id(self) -> str:
        """The tracking id."""
        return self.filing.id

    @property
    def title(self) -> str:
        """The title that every output shows: as a coordinator corrected it, or else as it was filed."""
        return self.retitled or self.filing.title

    def proposal(self, what: str) -> Proposal | None:
        """What was proposed of this kind and waits for a second person."""
        return next((each for each in self.proposals if each.what == what), None)

    @property
    def changed_at(self) -> datetime:
        """The latest moment that the state knows of; no later event is dated before it."""
        return max(self.since, self.arrived, self.clock_from, self.respond_from)

    @property
    def updated_at(self) -> datetime:
        """When the case ended, or else when status, office or progress last changed, as far as the state knows."""
        return self.since if self.status in SETTLED else self.changed_at

    @property
    def awaits_approval(self) -> bool:
        """Whether a drafted response waits for a second person."""
        return self.draft is not None and not self.approved and self.status in AT_AN_OFFICE

    @property
    def draft_state(self) -> DraftState | None:
        """How the draft stands, if it is somebody's turn."""
        if self.awaits_approval:
            return DraftState.WAITING
        return DraftState.SENT_BACK if self.sent_back else None

    @property
    def waits_for_reporter(self) -> bool:
        """Whether the reporter's word, or silence, decides how the case goes on. A merged case goes on elsewhere."""
        return self.status in WAITS_FOR_REPORTER and self.merged_into is None

    @property
    def open(self) -> bool:
        """Whether somebody in this stack still has to act."""
        return self.status not in ENDED


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a case. `note` stands outside the hash (only a salted commitment to it is hashed), so it can be
    redacted; `committed` keeps that commitment (hex) when the note was redacted. `data` is hashed and never holds
    personal data. `command_id` recognises a repeated command. `format` says what the hash covers."""

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
    format: int = 1
