"""The shapes of answers. `api/render.py` and its neighbours make them; the tests hold every answer against these.

A field with the default UNSET may be missing. The published description lets objects grow (clients ignore fields they
do not know); the tests do not, so an answer cannot grow without its description.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from laporctl.openapi.vocabulary import (
    AgencyId,
    CaseStatus,
    CaseType,
    Cursor,
    Day,
    EventKind,
    Hash,
    RegionCode,
    RoleName,
    TierName,
    Time,
    TrackingId,
    Version,
    text,
)


class Words(Struct):
    """The same in both languages, Indonesian first."""

    id: str
    en: str


class Receipt(Struct):
    """What somebody holds after filing."""

    tracking_id: TrackingId
    secret: Annotated[str, text("Proves to be the reporter. Shown only here.", "7F3K-9Q2M-XA0B-7F3K-9Q2M")]
    status: CaseStatus
    filed_at: Time
    track_url: Annotated[str, text("The tracking page of this case.", "/lacak.html?id=KI-7F3K-9Q2M-XA0B-C")]
    merged_into: Annotated[TrackingId | UnsetType, text("The case that this one follows.")] = UNSET


class Category(Struct):
    """What the case is about."""

    id: Annotated[str, text("The category's id.", "jalan-rusak")]
    name: Words


class Place(Struct):
    """Where, as a region."""

    code: RegionCode
    path: Annotated[list[str], Meta(description="Its names from the province downwards.")]


class Coordinates(Struct):
    """Degrees, WGS 84."""

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
    """The deadline, explained day by day."""

    clock: Annotated[str, text("Which clock runs.", "progress")]
    on: Day
    at: Time
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


class EventActor(Struct):
    """Who did it: a role, and for an office which."""

    role: RoleName
    agency: AgencyId | UnsetType = UNSET
    name: str | UnsetType | None = UNSET


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


class ProofLink(Struct):
    """What it takes to check one event of the chain."""

    seq: Annotated[int, Meta(ge=1)]
    hash: Hash
    sealed: Annotated[str | UnsetType, text("The text that was hashed; it holds the hash before.")] = UNSET
    salt: Annotated[str | UnsetType, text("Opens the commitment to the note.")] = UNSET


class Followed(Struct):
    """Where the case stands that this one was merged into."""

    tracking_id: TrackingId
    status: CaseStatus
    status_label: Words
    agency: Office | None
    due: DueDate | None


class CaseState(Struct):
    """Where a case stands."""

    tracking_id: TrackingId
    status: CaseStatus
    status_label: Words
    tier: TierName | None
    agency: Office | None
    anonymous: Annotated[bool, Meta(description="Nobody learns who filed.")]
    secret: Annotated[bool, Meta(description="The public does not see this case; the reporter wished it so.")]
    sensitive: Annotated[bool, Meta(description="The public does not see this case; its category wants it so.")]
    breached: Annotated[bool, Meta(description="A deadline passed without progress.")]
    escalations: Annotated[int, Meta(ge=0)]
    warnings: Annotated[int, Meta(ge=0)]
    rating: Annotated[int, Meta(ge=1, le=5)] | None
    supporting: Annotated[list[AgencyId], Meta(description="Offices that help.")]
    merged_into: TrackingId | None
    version: Version


class Home(Struct):
    """The stack that a number belongs to."""

    name: Annotated[str, text("The province.", "Kalimantan Utara")]
    site: Annotated[str | None, text("Its site, if this stack knows it.")]


class Elsewhere(Home):
    """The stack that works a case which was handed over, and the page of the case there."""

    track_url: str | None


class Case(CaseState):
    """A case with its timeline. Never holds the reporter's name, number or address."""

    type: CaseType
    title: str
    text: str
    category: Category | None
    region: Place | None
    place: str | None
    coordinates: Coordinates | None
    incident_date: Day | None
    filed_at: Time
    due: DueDate | None
    attachments: list[Attachment]
    timeline: list[Event]
    followed: Followed | UnsetType = UNSET
    lives_at: Annotated[Elsewhere | UnsetType, Meta(description="Of a case that another stack works.")] = UNSET
    proof: Annotated[list[ProofLink] | UnsetType, Meta(description="With `proof=1`.")] = UNSET


class QueueEntry(Struct):
    """A line of a queue."""

    tracking_id: TrackingId
    type: CaseType
    title: str
    category: str | None
    region: RegionCode | None
    status: CaseStatus
    version: Version
    filed_at: Time
    due_at: Time
    days_left: Annotated[int, Meta(description="Whole days to the deadline; negative past it.")]
    breached: bool
    flags: Annotated[list[str], Meta(description="Of `anonymous`, `secret`, `sensitive`.")]


class QueuePage(Struct):
    """A page of a queue, the case due first in front."""

    items: list[QueueEntry]
    next_cursor: Cursor


class BrokenDeadline(Struct):
    """A line of an overseers' list."""

    tracking_id: TrackingId
    at: Time
    agency: Annotated[AgencyId | None, text("The office that had the case.")]
    moved_to: Annotated[AgencyId | None, text("The office that it moved up to.")]


class BrokenDeadlines(Struct):
    """A page of a month's list."""

    items: list[BrokenDeadline]
    next_cursor: Cursor


class Identity(Struct):
    """Who filed, as far as given."""

    name: str | None
    phone: str | None
    email: str | None
    accessed_event: Annotated[int, Meta(description="The event that tells the reporter of this look.", ge=1)]


class Erased(Struct):
    """That the identity is gone."""

    tracking_id: TrackingId
    erased_event: Annotated[int, Meta(description="The event that says so.", ge=1)]


class LikenessReason(Struct):
    """Why a report is alike."""

    code: Annotated[
        str, Meta(extra_json_schema={"enum": ["near", "same_region", "same_category", "same_words", "recent"]})
    ]
    label: Words


class SimilarReport(Struct):
    """An open public case of perhaps the same matter."""

    tracking_id: TrackingId
    title: str
    filed_at: Time
    status: CaseStatus
    status_label: Words
    distance_m: Annotated[int | None, Meta(description="In tens of metres; null where a point is missing.")]
    days: Annotated[int, Meta(description="How long ago it was filed.", ge=0)]
    likeness: Annotated[float, Meta(ge=0, le=1)]
    reasons: list[LikenessReason]


class SimilarReports(Struct):
    """At most five, the likest first."""

    items: Annotated[list[SimilarReport], Meta(max_length=5)]


class Upload(Struct):
    """Where a photo is posted to, as multipart/form-data: all fields as they are, then the file as `file`."""

    url: Annotated[str, text("The bucket's address.", format="uri")]
    fields: dict[str, str]


class Invitation(Struct):
    """Where to send one photo, for 15 minutes."""

    attachment_id: Annotated[str, text("The attachment's id.")]
    upload: Upload
    expires_at: Time


class PictureAddress(Struct):
    """A photo's address in the bucket."""

    url: Annotated[str, text("Lives as long as `seconds` say.", format="uri")]
    seconds: Annotated[int, Meta(ge=1)]


class FieldProblem(Struct):
    """One wrong field."""

    field: Annotated[str, text("JSON pointer, or the name of a parameter or header.", "/text")]
    code: Annotated[str, text("What is wrong; the field codes are listed in docs/http.md.", "too_short")]
    detail: Annotated[str, text("What would be right.", "Tulis paling sedikit 5 huruf.")]
