"""The shapes of a case: what `api/render.py` makes of it for citizens, reporters and offices.

A field with the default UNSET may be missing. The published description lets objects grow; the tests do not, so
an answer cannot grow without its description.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.api.http.hint_messages import HINTS
from chalicelib.domain.attachments.rules import FAILURE_REASONS
from chalicelib.domain.cases import covering
from chalicelib.domain.cases.hints import HintCode
from chalicelib.domain.cases.rungs import Step
from tools.apispec.vocabulary import (
    AgencyId,
    CaseStatus,
    CaseType,
    Cursor,
    Day,
    EventKind,
    Hash,
    PriorityName,
    RegionCode,
    RoleName,
    TierName,
    Time,
    TrackingId,
    Version,
    one_of,
    text,
)


class Words(Struct):
    """The same in both languages, Indonesian first."""

    id: str
    en: str


class Category(Struct):
    """What the case is about."""

    id: Annotated[str, text("The category's id.", "jalan-rusak")]
    name: Words


class Place(Struct):
    """Where, as a region."""

    code: RegionCode
    path: Annotated[list[str], Meta(description="Its names from the province downwards.")]


class Coordinates(Struct):
    """Degrees, WGS 84. In public rounded to three decimals, about 100 m."""

    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]


class Office(Struct):
    """The office that holds the case."""

    id: AgencyId
    name: str | None


class CountedDay(Struct):
    """A day on the way to a deadline."""

    date: Day
    counted: bool
    reason: Annotated[str | UnsetType, text("Why it did not count: `weekend`, or the holiday's name.")] = UNSET


class DuePolicy(Struct):
    """The policy that the case was filed under."""

    id: Annotated[str, text("The policy's id.", "progress-30")]
    version: int
    citation: Annotated[str, text("The regulation behind it.")]


class DueDate(Struct):
    """A deadline, explained day by day."""

    clock: Annotated[str, text("Which clock runs.", "progress")]
    on: Day
    at: Time
    label: Words
    policy: DuePolicy
    days: list[CountedDay]


class Sender(Struct):
    """Who sent a photo."""

    role: RoleName
    agency: AgencyId | UnsetType = UNSET


class Attachment(Struct):
    """A photo, made anew from its pixels."""

    id: Annotated[str, text("The attachment's id.")]
    url: Annotated[str, text("Redirects to the photo.")]
    preview_url: Annotated[str, text("Redirects to a small one.")]
    at: Time
    by: Sender
    private: Annotated[bool, Meta(description="Only for the reporter and the office that holds the case.")]


class FailedAttachment(Struct):
    """A file that became no photo, for who sent it."""

    id: Annotated[str, text("The attachment's id.")]
    at: Time
    reason: Annotated[str, one_of("Why.", FAILURE_REASONS)]
    label: Annotated[Words, Meta(description="Why and what to do, as a sentence.")]


class EventActor(Struct):
    """Who did it: a role, and for an office which."""

    role: RoleName
    agency: AgencyId | UnsetType = UNSET
    name: str | UnsetType | None = UNSET
    person: Annotated[str | UnsetType, text("For colleagues and the region's auditor: the person's name.")] = UNSET


class Event(Struct):
    """One line of the timeline."""

    seq: Annotated[int, Meta(description="Its number, from 1 without gaps; some viewers are not shown all.", ge=1)]
    kind: EventKind
    label: Words
    at: Time
    actor: EventActor
    data: Annotated[
        dict[str, str | int | bool],
        Meta(description="Facts by name, such as `to`, `tier`, `reason`, `promised`, `rating`. Never personal data."),
    ]
    hash: Hash
    note: Annotated[str | UnsetType, text("What the actor wrote, if the viewer may read it.")] = UNSET


class Opening(Struct):
    """The commitment to one part of what was filed, and what opens it if it is shown as it was sealed."""

    commitment: Hash
    salt: Annotated[str | UnsetType, text("Its SHA-256 with the part behind it is the commitment.")] = UNSET
    text: Annotated[
        str | UnsetType, Meta(description="The part as sealed, where it can be written in several ways.")
    ] = UNSET


class ProofLink(Struct):
    """What it takes to check one event of the chain."""

    seq: Annotated[int, Meta(ge=1)]
    hash: Hash
    sealed: Annotated[str | UnsetType, text("The text that was hashed; it holds the hash before.")] = UNSET
    salt: Annotated[str | UnsetType, text("Opens the commitment to the note, if it is shown as written.")] = UNSET
    parts: Annotated[
        dict[str, Opening] | UnsetType,
        Meta(description="Of the first event, unless the case is from before they were sealed: title, text, place ..."),
    ] = UNSET


class Followed(Struct):
    """Where the case stands that this one was merged into."""

    tracking_id: TrackingId
    status: CaseStatus
    status_label: Words
    agency: Office | None
    due: DueDate | None
    office_due: DueDate | None


class CaseState(Struct):
    """Where a case stands."""

    tracking_id: TrackingId
    status: CaseStatus
    status_label: Words
    tier: TierName | None
    agency: Office | None
    anonymous: Annotated[bool, Meta(description="Nobody learns who filed: name and contact were not stored.")]
    secret: Annotated[bool, Meta(description="The public does not see this case; the reporter wished it so.")]
    sensitive: Annotated[bool, Meta(description="The public does not see this case; its category wants it so.")]
    priority: PriorityName
    priority_label: Words
    breached: Annotated[bool, Meta(description="A deadline passed without progress.")]
    escalations: Annotated[int, Meta(ge=0)]
    warnings: Annotated[int, Meta(ge=0)]
    warned: Annotated[bool, Meta(description="The office has not answered its last reprimand.")]
    told: Annotated[str, one_of("Who was told last that it is late.", tuple(Step))] | None
    rating: Annotated[int, Meta(ge=1, le=5)] | None
    supporting: Annotated[list[AgencyId], Meta(description="Offices that help.")]
    merged_into: TrackingId | None
    proposals: list[str]
    version: Version


class Zone(Struct):
    """The stack's time zone, in which its days end."""

    timezone: Annotated[str, text("WIB, WITA or WIT.", "WITA")]
    utc_offset: Annotated[int, Meta(description="Hours ahead of UTC.")]


class Home(Struct):
    """The stack that a number belongs to."""

    name: Annotated[str, text("The province.", "Kalimantan Utara")]
    site: Annotated[str | None, text("Its site, if this stack knows it.")]


class Elsewhere(Home):
    """The stack that works a case which was handed over, and the page of the case there."""

    track_url: str | None


class DatedState(CaseState):
    """Where a case stands, with both its deadlines."""

    citizen_due_at: Annotated[Time | None, Meta(description="Until when the next step that a citizen sees is owed.")]
    office_due_at: Annotated[
        Time | None, Meta(description="When the office loses the case or has broken a deadline, if nothing happens.")
    ]


class PublicLine(DatedState):
    """A line of the public record."""

    type: CaseType
    title: str
    category: Annotated[str | None, text("The category's id.", "jalan-rusak")]
    region: RegionCode | None
    filed_at: Time


class PublicRecord(Struct):
    """A page of the public record, newest first."""

    items: list[PublicLine]
    next_cursor: Cursor


class Cover(Struct):
    """Words that the public reads as a mask, by their place: characters (code points) from `start` up to `end`."""

    seq: Annotated[int, Meta(description="The event that covered them.", ge=1)]
    reason: Annotated[str, one_of("Why.", covering.REASONS)]
    part: Annotated[str, Meta(description="`title`, `text`, `place`, or `note/` and the number of the note's event.")]
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]


class CaseNotices(Struct):
    """What is known of the mails about a case."""

    stopped: Annotated[
        str | None,
        text("Why none goes out any more: `asked`, `bounced`, `complained` or `refused`. Null if they do."),
    ]


class Told(CaseState, kw_only=True):
    """Everything about a case beside its title and text."""

    type: CaseType
    category: Category | None
    region: Place | None
    place: str | None
    coordinates: Coordinates | None
    incident_date: Day | None
    filed_at: Time
    zone: Zone
    due: DueDate | None
    office_due: DueDate | None
    attachments: list[Attachment]
    failed_attachments: Annotated[
        list[FailedAttachment], Meta(description="The viewer's own files of the last 30 days that could not be used.")
    ]
    covers: Annotated[
        list[Cover], Meta(description="What is covered, for the reporter and the offices involved; empty for others.")
    ]
    timeline: list[Event]
    followed: Followed | UnsetType = UNSET
    lives_at: Annotated[Elsewhere | UnsetType, Meta(description="Of a case that another stack works.")] = UNSET
    notices: Annotated[CaseNotices | UnsetType, Meta(description="For its reporter alone.")] = UNSET
    proof: Annotated[list[ProofLink] | UnsetType, Meta(description="With `proof=1`.")] = UNSET


class Case(Told, kw_only=True):
    """A case with its timeline. Never holds the reporter's name, number or address. In the words that the public reads,
    a mask such as `[NIK disembunyikan]` stands for personal data."""

    title: str
    text: str


class Hint(Struct):
    """What became of something in a report, that its sender should know. It was filed all the same."""

    field: Annotated[str, text("JSON pointer.", "/reporter/phone")]
    code: Annotated[str, one_of("What it is.", HintCode)]
    detail: Annotated[str, text("The same as a sentence.", HINTS[HintCode.FIRST_PHONE_KEPT]["id"])]
