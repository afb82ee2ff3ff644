"""Parameters and headers, by the names under which operations list them."""

from collections.abc import Iterable
from typing import Any

from chalicelib.api.http.requests import DEFAULT_LIMIT, HIGHEST_LIMIT
from chalicelib.domain.cases.model import TYPES, Status
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.text.word_search import LONGEST_SEARCH
from chalicelib.services.statistics.query import FILTERS, MOST_MONTHS
from tools.apispec.model import Schema
from tools.apispec.vocabulary import (
    AGENCY_PATTERN,
    ATTACHMENT_PATTERN,
    ETAG_PATTERN,
    MONTH_PATTERN,
    REGION_PATTERN,
    TRACKING_ID_PATTERN,
)


def _path(name: str, description: str, pattern: str, example: str) -> Schema:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema} | {
        "example": example
    }


def _query(name: str, description: str, schema: Schema, *, required: bool = False, **more: Any) -> Schema:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema, **more}


def _header(name: str, description: str, schema: Schema, *, required: bool = False, **more: Any) -> Schema:
    return {"name": name, "in": "header", "required": required, "description": description, "schema": schema, **more}


def _choice(*values: str) -> Schema:
    """One of these; empty counts as not given."""
    return {"enum": [*map(str, values), ""]}


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _taken_by(name: str) -> str:
    """The groups of statistics that take a filter."""
    return " or ".join(f"`{by}`" for by, names in FILTERS.items() if name in names)


_OPTIONAL_REGION: Schema = {"type": "string", "pattern": f"^$|{REGION_PATTERN}"}
_OPTIONAL_MONTH: Schema = {"type": "string", "pattern": f"^$|{MONTH_PATTERN}"}
_MOMENT = "A day on the stack's own clock, all of it, or a time (RFC 3339) with its zone. Included itself."

BOTH_LANGUAGES = "id, en"

PARAMETERS: dict[str, Schema] = {
    "tracking_id": _path(
        "tracking_id",
        "The number of a case. Lower case, missing hyphens, O for 0 and I or L for 1 are understood.",
        TRACKING_ID_PATTERN,
        "KI-7F3K-9Q2M-XA0B-C",
    ),
    "agency_id": _path(
        "agency_id", "An office; with a key, the one that the caller speaks for.", AGENCY_PATTERN, "64.08-pupr"
    ),
    "code": _path("code", "The code of a region, of one to four parts.", REGION_PATTERN, "64.08.01.2001"),
    "token": _path("token", "As the link in a mail has it.", r"^[0-9a-f]{32}$", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
    "attachment_id": _path("attachment_id", "As listed in the case.", ATTACHMENT_PATTERN, "7F3K9Q2MXA0BC7F3K9Q2MXA0BC"),
    "Gateway-Signature": _header(
        "Gateway-Signature",
        "HMAC-SHA256 of the body with the gateway's secret, in hexadecimal.",
        {"type": "string"},
        example="b4e0" * 16,
    ),
    "X-Hub-Signature-256": _header(
        "X-Hub-Signature-256",
        "`sha256=` and HMAC-SHA256 of the body with the app's secret, in hexadecimal.",
        {"type": "string"},
        example="sha256=" + "b4e0" * 16,
    ),
    "hub.mode": _query("hub.mode", "`subscribe`.", {"type": "string"}, example="subscribe"),
    "hub.verify_token": _query("hub.verify_token", "The word that the stack gave Meta.", {"type": "string"}),
    "hub.challenge": _query("hub.challenge", "What the answer repeats.", {"type": "string"}, example="1158201444"),
    "Accept-Language": _header(
        "Accept-Language",
        "`en…` for texts in English; Indonesian otherwise. What speaks both languages at once always does.",
        {"type": "string"},
        example="en",
    ),
    "If-Match": _header(
        "If-Match",
        "The version of the case that the caller has seen, as its `ETag` names it. 428 without, 412 if the case has"
        " moved on.",
        {"type": "string", "pattern": r'^(W/)?"?\d{1,6}"?$'},
        required=True,
        example='"3"',
    ),
    "Idempotency-Key": _header(
        "Idempotency-Key",
        "Any string of the caller's, a new one for each command. The same command with the same body and key is carried"
        " out once and answered with success again, also when it names another version; with another command or body"
        " the key is refused with 422.",
        {"type": "string"},
        example="8c1f2b9e-reply-1",
    ),
    "If-None-Match": _header(
        "If-None-Match", "The `ETag` of the copy at hand.", {"type": "string"}, example='"5d41402abc4b2a76"'
    ),
    "receipt": {
        "name": "receipt",
        "in": "cookie",
        "description": "The secret, as the answer to a plain HTML form left it for an hour.",
        "schema": {"type": "string"},
    },
    "id": _query("id", "A tracking id, as people type it.", {"type": "string"}, example="KI-N4MY-SXYG-J405-C"),
    "hints": _query(
        "hints",
        "Codes of hints, several by commas; the page says them as sentences.",
        {"type": "string"},
        example="phone_not_read",
    ),
    "limit": _query(
        "limit",
        "How many lines a page has at most.",
        {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT},
    ),
    "cursor": _query("cursor", "`next_cursor` of the page before.", {"type": "string"}),
    "month": _query(
        "month",
        "A month of the stack's own clock.",
        {"type": "string", "pattern": MONTH_PATTERN},
        required=True,
        example="2026-11",
    ),
    "status": _query("status", "Only cases in this status.", _choice(*Status)),
    "category": _query("category", "Only cases of this category.", {"type": "string"}, example="jalan-rusak"),
    "filed_from": _query("filed_from", _MOMENT, {"type": "string"}, example="2026-11-01"),
    "filed_until": _query("filed_until", _MOMENT, {"type": "string"}, example="2026-11-30T23:59:59+08:00"),
    "types": _query("type", f"Of {_listed(TYPES)}; several by commas.", {"type": "string"}, example="complaint"),
    "words": _query(
        "words",
        "Words that begin those of the title as the public reads it: all of them, in any order, at most five. Shorter"
        " ones than three letters do not count.",
        {"type": "string", "maxLength": LONGEST_SEARCH},
        example="jembatan ambruk",
    ),
    "statuses": _query(
        "status", f"Of {_listed(Status)}; several by commas.", {"type": "string"}, example="routed,accepted"
    ),
    "categories": _query(
        "category", "Ids of categories, several by commas; variants too.", {"type": "string"}, example="jalan-rusak"
    ),
    "region": _query(
        "region",
        "Cases of this region and of those within it.",
        _OPTIONAL_REGION,
        example="64.08",
    ),
    "agency": _query("agency", "Cases that lie with this office.", {"type": "string"}, example="64.08-pupr"),
    "served_region": _query(
        "region",
        "Offices of exactly this region, not of those within it; the province without it.",
        _OPTIONAL_REGION,
        example="64.08",
    ),
    "tier": _query("tier", "Only offices of this tier.", _choice(*(tier.label for tier in Tier))),
    "from": _query("from", "The first month; without it the last one alone.", _OPTIONAL_MONTH, example="2026-10"),
    "to": _query(
        "to",
        f"The last month, at most {MOST_MONTHS} in all; without it the present one.",
        _OPTIONAL_MONTH,
        example="2026-11",
    ),
    "by": _query("by", "What a line counts; without it `month`.", _choice(*FILTERS)),
    "counted_region": _query(
        "region",
        f"Only this region and what lies within it; by {_taken_by('region')}.",
        {"type": "string"},
        example="64.08",
    ),
    "counted_category": _query(
        "category", f"Only this category; by {_taken_by('category')}.", {"type": "string"}, example="jalan-rusak"
    ),
    "counted_agency": _query(
        "agency", f"Only this office; by {_taken_by('agency')}.", {"type": "string"}, example="64.08-pupr"
    ),
    "webhook_id": _path("webhook_id", "As listed.", r"^[0-9A-HJKMNP-TV-Z]{12}$", "7F3K9Q2MXA0B"),
    "grant_id": _path("grant_id", "As listed.", r"^[0-9A-Za-z]{12,24}$", "7F3K9Q2MXA0B"),
    "after": _query("after", "`next_cursor` of the answer before; without it from the beginning.", {"type": "string"}),
    "overdue": _query("overdue", "`true` for cases past their deadline only.", _choice("true", "false")),
    "drafts": _query("drafts", "`true` for drafts that wait for a second person only.", _choice("true", "false")),
    "cases": _query("cases", "`true` adds to each line the case as it is now.", _choice("true", "false")),
    "proof": _query("proof", "`1` adds `proof`: what it takes to check the chain of events.", _choice("1")),
}
"""Name -> parameter object."""

_WEAK_TAG = r'^W/"[0-9a-f]{20}"$'

HEADERS: dict[str, Schema] = {
    "ETag": {
        "description": "The version of the case, for `If-Match`.",
        "schema": {"type": "string", "pattern": ETAG_PATTERN},
        "example": '"3"',
    },
    "FeedTag": {
        "description": "Names this answer, for `If-None-Match`.",
        "schema": {"type": "string", "pattern": _WEAK_TAG},
        "example": 'W/"5d41402abc4b2a765d41"',
    },
    "QueueTag": {
        "description": "Names the state of the whole queue, for `If-None-Match`. Missing when the queue is empty, has"
        " just changed, or was asked for with `overdue`.",
        "schema": {"type": "string", "pattern": _WEAK_TAG},
        "example": 'W/"5d41402abc4b2a765d41"',
    },
    "Digest": {
        "description": "Names these bytes, for `If-None-Match`.",
        "schema": {"type": "string", "pattern": r'^"[0-9a-f]{16,64}"$'},
        "example": '"5d41402abc4b2a76"',
    },
    "Location": {
        "description": "Where it is.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Set-Cookie": {
        "description": "The secret for the receipt page alone, for an hour: `__Secure-`, HttpOnly, SameSite=Strict.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "`no-store` for all that is about a case.",
        "schema": {"type": "string"},
    },
    "Content-Language": {
        "description": "The language of the texts; both where API Gateway answers by itself.",
        "schema": {"enum": ["id", "en", BOTH_LANGUAGES]},
    },
    "Retry-After": {
        "description": "Seconds to wait before asking again.",
        "schema": {"type": "integer", "minimum": 0},
        "example": 5,
    },
}
"""Name -> header object. The tags are published as `ETag`: the same header with other meanings."""

PUBLISHED_AS = {"Digest": "ETag", "FeedTag": "ETag", "QueueTag": "ETag"}
