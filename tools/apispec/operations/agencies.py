"""Offices read their queue and their cases; overseers the lists of broken deadlines."""

from chalicelib.api import office_bodies
from tools.apispec import office_case_shapes, oversight_shapes, shapes
from tools.apispec.model import CALENDAR, KEY, Answer, Operation
from tools.apispec.operations import oversight_samples, samples

_CASE = "/agencies/{agency_id}/complaints/{tracking_id}"


def _list(name: str, path: str, summary: str, description: str) -> Operation:
    return Operation(
        id=name,
        method="GET",
        path=path,
        tag="oversight",
        summary=summary,
        description=description,
        proof=KEY,
        parameters=("month", "cases", "limit", "cursor", "Accept-Language"),
        answers={
            200: Answer(
                "A page.",
                oversight_shapes.BrokenDeadlines,
                ("Cache-Control",),
                example=oversight_samples.BROKEN_DEADLINES,
            ),
        },
        problems=("role_not_allowed",),
    )


OPERATIONS = (
    Operation(
        id="readQueue",
        method="GET",
        path="/agencies/{agency_id}/queue",
        tag="offices",
        summary="List the open cases of an office, the one that it loses first in front",
        description="For the office, its coordinators and auditors. Overseers get the lines of their view: a page may"
        " be shorter than `limit` and still have a `next_cursor`.",
        proof=KEY,
        parameters=("status", "category", "overdue", "drafts", "limit", "cursor", "If-None-Match", "Accept-Language"),
        answers={
            200: Answer("A page.", shapes.QueuePage, ("QueueTag", "Cache-Control"), example=samples.QUEUE),
            304: Answer("Nothing has changed.", None, ("FeedTag", "Retry-After", "Cache-Control")),
        },
    ),
    Operation(
        id="readDueCalendar",
        method="GET",
        path="/agencies/{agency_id}/due.ics",
        tag="offices",
        summary="Get the dates of an office as a calendar",
        description="An iCalendar file (RFC 5545): an entry for each of the 200 open cases that the office loses first,"
        " at that moment. An entry has the number, the category and the status, of a hidden case no category, and no"
        " words. Calendars subscribe to an address without headers, and no key stands in an address: fetch the file"
        " with the key in the header and open it, or lay it where the calendar reads it. For whoever reads the queue.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The calendar.", {"type": "string"}, ("Cache-Control",), media_type=CALENDAR)},
    ),
    Operation(
        id="readFeed",
        method="GET",
        path="/agencies/{agency_id}/events",
        tag="offices",
        summary="Poll the events of an office's cases",
        description="Every event at least once, those of a case in order. While `more` is true ask again at once,"
        " otherwise after `Retry-After`. Cursors hold for months.",
        proof=KEY,
        parameters=("after", "limit", "If-None-Match", "Accept-Language"),
        answers={
            200: Answer("What is new.", shapes.Feed, ("FeedTag", "Retry-After", "Cache-Control"), example=samples.FEED),
            304: Answer("Nothing is new.", None, ("FeedTag", "Retry-After", "Cache-Control")),
        },
    ),
    Operation(
        id="readCase",
        method="GET",
        path=_CASE,
        tag="offices",
        summary="Read a case as an office",
        description="With what the public does not read, as far as the office has a part in the case.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The case.", office_case_shapes.CaseForOffices, ("ETag", "Cache-Control"))},
    ),
    Operation(
        id="findSimilarToCase",
        method="GET",
        path=f"{_CASE}/similar",
        tag="offices",
        summary="Find open public cases of perhaps the same matter",
        description="A person decides whether to merge.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("Open public cases.", shapes.SimilarReports, ("Cache-Control",))},
    ),
    Operation(
        id="readIdentity",
        method="POST",
        path=f"{_CASE}/identity",
        tag="offices",
        summary="Read the identity of a reporter",
        description="The reporter reads in the timeline which office asked, when, and why; the event is written before"
        " anything is read. Whoever is anonymous stays so for everybody. Of a secret or sensitive case a second person"
        " must have agreed to the purpose (`identity-request`, `identity-approval`) within the last 24 hours."
        " Five times in ten minutes for each key, however the limits are set.",
        proof=KEY,
        parameters=("Accept-Language",),
        body=office_bodies.IdentityIn,
        answers={
            200: Answer(
                "Who filed, as far as given.",
                shapes.Identity,
                ("Cache-Control",),
                example={
                    "name": "Nama Contoh",
                    "phone": "+62812000000",
                    "email": None,
                    "post": None,
                    "accessed_event": 4,
                },
            )
        },
        problems=("identity_protected", "identity_approval_needed", "record_altered", "no_identity", "stale_version"),
        examples={
            "a visit": {
                "purpose": "contact_needed_for_work",
                "reason": "Petugas perlu menelepon sebelum meninjau lokasi.",
            }
        },
    ),
    Operation(
        id="readAccessLog",
        method="GET",
        path=f"{_CASE}/access-log",
        tag="oversight",
        summary="Who read a secret or sensitive case",
        description="For the auditor of its region. Kept for a year. Every reading by an office, overseer, auditor or"
        " admin is written down before it is answered.",
        proof=KEY,
        parameters=("limit", "cursor", "Accept-Language"),
        answers={200: Answer("A page.", shapes.AccessPage, ("Cache-Control",), example=samples.ACCESS_LOG)},
        problems=("role_not_allowed",),
    ),
    Operation(
        id="readKeys",
        method="GET",
        path="/agencies/{agency_id}/keys",
        tag="offices",
        summary="List keys and the grants they carry",
        description="For the office's liaison, its coordinators and auditors. Keys are issued, rotated and revoked"
        " by the operator.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={200: Answer("The keys.", shapes.Keys, ("Cache-Control",), example=samples.KEYS)},
    ),
    _list(
        "readBreaches",
        "/breaches",
        "The deadlines broken in a month",
        "For overseers, coordinators and auditors. The case moved up to the office named in `moved_to`.",
    ),
    _list(
        "readPromises",
        "/promises",
        "The dates that offices waiting for budget promised with a second person",
        "For overseers, coordinators and auditors, by the month in which the second person agreed: dates more than 90"
        " days ahead, and further ones of the same case.",
    ),
    Operation(
        id="readLadder",
        method="GET",
        path="/ladder",
        tag="oversight",
        summary="The late cases that stand with a head of an office or region",
        description="For coordinators and auditors those of their own region, for overseers of any (`region`). A case"
        " leaves the list when it ends; a page may be shorter than `limit`.",
        proof=KEY,
        parameters=("region", "limit", "cursor", "Accept-Language"),
        answers={
            200: Answer(
                "A page.", oversight_shapes.StandingCases, ("Cache-Control",), example=oversight_samples.STANDING
            )
        },
        problems=("role_not_allowed", "not_your_case"),
    ),
    Operation(
        id="readReadiness",
        method="GET",
        path="/readiness",
        tag="oversight",
        summary="How far offices are: pledged, trained, live or silent",
        description="For coordinators and auditors of their own region, for overseers of any. With `region` the offices"
        " of exactly that region; without it all those in the reader's area where somebody was ever appointed or seen.",
        proof=KEY,
        parameters=("served_region", "limit", "cursor", "Accept-Language"),
        answers={
            200: Answer(
                "A page.", oversight_shapes.ReadinessPage, ("Cache-Control",), example=oversight_samples.READINESS
            )
        },
        problems=("role_not_allowed", "not_your_case"),
    ),
    Operation(
        id="readStacks",
        method="GET",
        path="/stacks",
        tag="oversight",
        summary="All stacks: how many reports are open and late in each, as of when",
        description="For overseers, at the centre's stack; any other one answers an empty list. Each stack sends its"
        " figures every hour. They count public reports.",
        proof=KEY,
        parameters=("Accept-Language",),
        answers={
            200: Answer(
                "All of them.", oversight_shapes.StackLines, ("Cache-Control",), example=oversight_samples.STACKS
            )
        },
        problems=("role_not_allowed",),
    ),
    _list(
        "readOmbudsmanList",
        "/ombudsman",
        "The cases that went unsolved for 60 days",
        "For overseers, coordinators and auditors, by the month in which they came on the list.",
    ),
)
