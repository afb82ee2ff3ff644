"""The shapes of answers that are no cases; those are in `case_shapes.py`, with what holds for both."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.domain.cases.access_log import Kind
from chalicelib.domain.cases.audience import Part
from chalicelib.services.access.keys import Standing
from tools.apispec.case_shapes import Hint, Words
from tools.apispec.vocabulary import (
    AgencyId,
    CaseStatus,
    CaseType,
    Cursor,
    DraftStateName,
    PriorityName,
    RegionCode,
    RoleName,
    Time,
    TrackingId,
    Version,
    one_of,
    text,
)


class SmsAnswer(Struct):
    """What became of an SMS."""

    outcome: Annotated[str, text("What became of it. Later versions may add outcomes.", "filed")]
    answers: Annotated[list[str], text("What to send to who wrote, each one SMS.")]


class Delivered(Struct):
    """What became of messages by WhatsApp."""

    outcomes: Annotated[list[str], text("One for each message that somebody sent. Later versions may add outcomes.")]


class Receipt(Struct):
    """What somebody holds after filing."""

    tracking_id: TrackingId
    secret: Annotated[str, text("Proves to be the reporter. Shown only here.", "7F3K-9Q2M-XA0B-7F3K-9Q2M")]
    status: CaseStatus
    filed_at: Time
    track_url: Annotated[str, text("The tracking page of this case.", "/lacak.html?id=KI-7F3K-9Q2M-XA0B-C")]
    identity_stored: Annotated[
        bool, text("Whether name or contact of the reporter were stored. Never those of an anonymous one.")
    ]
    hints: list[Hint]
    merged_into: Annotated[TrackingId | UnsetType, text("The case that this one follows.")] = UNSET


class CodeAsked(Struct):
    """A one-time code was asked for."""

    request: Annotated[str, Meta(description="Goes with the code.", pattern="^[0-9a-f]{32}$")]
    minutes: Annotated[int, Meta(description="How long it holds.", ge=1)]


class RenewedReceipt(Struct):
    """What somebody holds after a lost secret was replaced."""

    tracking_id: TrackingId
    secret: Annotated[str, text("Proves to be the reporter. Shown only here.", "7F3K-9Q2M-XA0B-7F3K-9Q2M")]
    renewed_at: Annotated[Time, Meta(description="Since when it holds.")]
    filed_at: Time
    hidden: Annotated[bool, Meta(description="Whether the report is kept from the public.")]
    track_url: Annotated[str, text("The tracking page of this case.", "/lacak.html?id=KI-7F3K-9Q2M-XA0B-C")]


class SlipReceipt(Receipt, kw_only=True):
    """What a clerk prints for somebody."""

    title: Annotated[str | None, text("The title; null of a report that the public does not see.")]
    public: Annotated[bool, text("Whether the public sees the report.")]
    due_on: Annotated[str | None, text("The day until which the reporter hears more.", format="date")]


class QueueEntry(Struct):
    """A line of a queue."""

    tracking_id: TrackingId
    type: CaseType
    title: Annotated[str | None, text("Null for who may know of the case but not read it.")]
    category: str | None
    region: RegionCode | None
    status: CaseStatus
    version: Version
    filed_at: Time
    due_at: Annotated[Time, Meta(description="The office's deadline: when it loses the case or has broken a deadline.")]
    citizen_due_at: Annotated[Time | None, Meta(description="Until when the next step that a citizen sees is owed.")]
    days_left: Annotated[int, Meta(description="Whole days to `due_at`; negative past it.")]
    priority: PriorityName
    draft: DraftStateName | None
    hops: Annotated[int, Meta(description="How often offices have passed the case on.", ge=0)]
    breached: bool
    warned: Annotated[bool, Meta(description="A reprimand waits for the office's answer.")]
    flags: Annotated[list[str], Meta(description="Of `anonymous`, `secret`, `sensitive`.")]
    proposals: Annotated[list[str], Meta(description="What waits for a second person: `archive`.")]


class QueuePage(Struct):
    """A page of a queue: danger first, then the case that the office loses first."""

    items: list[QueueEntry]
    next_cursor: Cursor


class FeedLine(Struct):
    """One event in an office's feed. Without the words of anybody."""

    id: Annotated[str, text("Tells repetitions apart.", "KI-7F3K-9Q2M-XA0B-C/2")]
    tracking_id: Annotated[TrackingId | None, text("Null for a notice to the office itself.")]
    seq: Annotated[int, Meta(description="The event's number and the case's version after it, for `If-Match`.", ge=0)]
    kind: Annotated[str, text("What happened: an event's kind, or `webhook_disabled`.", "routed")]
    at: Time
    status: Annotated[str, text("Where the case stood after it.", "routed")]
    part: Annotated[str, one_of("What the office has to do with the case after it.", Part)]
    priority: PriorityName
    tell: Annotated[
        list[RoleName],
        Meta(description="Who must hear of it at once: of the office, day or night; the reporter of a question."),
    ]
    citizen_due_at: Annotated[
        Time | None, Meta(description="The citizen's date as the event left it. Null for a former office.")
    ]
    office_due_at: Annotated[
        Time | None, Meta(description="The office's date as the event left it. Null for a former office.")
    ]


class Feed(Struct):
    """A batch of an office's feed."""

    items: list[FeedLine]
    next_cursor: Annotated[str, text("Send it as `after`. There always is one.")]
    more: Annotated[bool, Meta(description="Whether to ask again at once.")]


class Key(Struct):
    """A bearer key and the grant it carries. Of its secret, nothing."""

    key: Annotated[str, text("The part of the key between the underscores.")]
    role: RoleName
    decree: Annotated[str | None, text("The number of the decree (nomor SK) behind the grant.")]
    issued_at: Time
    valid_from: Time
    valid_until: Time
    standing: Annotated[str, one_of("Whether it opens today.", Standing)]
    last_used: Annotated[str | None, text("A day in UTC.", format="date")]


class Keys(Struct):
    """The keys of an office."""

    items: list[Key]


class Identity(Struct):
    """Who filed, as far as given."""

    name: str | None
    phone: str | None
    email: str | None
    post: Annotated[str | None, text("The link of a post that the report was taken from.")]
    accessed_event: Annotated[int, Meta(description="The event that tells the reporter of this look.", ge=1)]


class AccessOffice(Struct):
    """An office whose people read a case."""

    id: AgencyId
    name: str


class AccessDay(Struct):
    """How often an office opened the case on a day: once at most for each key and hour. No persons."""

    day: Annotated[str, text("A day on the stack's own clock.", format="date")]
    agency: AccessOffice | None
    times: Annotated[int, Meta(ge=1)]


class Accesses(Struct):
    """Which offices opened a secret or sensitive case within a year. Titles listed in queues are not counted."""

    times: Annotated[int, Meta(description="The sum of all days.", ge=0)]
    days: list[AccessDay]
    more: Annotated[bool, Meta(description="Whether there are more than were counted.")]


class AccessEntry(Struct):
    """Somebody read a secret or sensitive case: once at most for each key, kind and hour, for a queue and day."""

    at: Time
    kind: Annotated[str, one_of("What was read.", tuple(Kind))]
    agency: AccessOffice | None
    role: RoleName
    key: Annotated[str, text("The id of the key.")]


class AccessPage(Struct):
    """A page of the access log, the oldest entry first."""

    items: list[AccessEntry]
    next_cursor: Cursor


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
    position: Annotated[
        int | UnsetType,
        Meta(description="Where the character stands that is refused, counted in characters from 0."),
    ] = UNSET
