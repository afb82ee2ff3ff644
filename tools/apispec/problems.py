"""Every problem document that the API answers, as schemas: one a code, so that each operation can name its own."""

from functools import cache
from http import HTTPStatus
from typing import Any

import yaml

from chalicelib.api.attachment_labels import FAILURES
from chalicelib.api.http import messages
from chalicelib.api.http.problems import TABLE
from chalicelib.domain.attachments.rules import FAILURE_REASONS
from chalicelib.domain.cases.model import Role, Status
from laporctl import paths
from tools.apispec.case_shapes import Home, Words
from tools.apispec.model import Schema
from tools.apispec.shapes import FieldProblem
from tools.apispec.vocabulary import TRACKING_ID_PATTERN

OF_HTTP: dict[str, HTTPStatus] = {
    "malformed_json": HTTPStatus.BAD_REQUEST,
    "method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "body_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "unsupported_media_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "cross_site": HTTPStatus.FORBIDDEN,
    "not_at_this_address": HTTPStatus.FORBIDDEN,
    "version_required": HTTPStatus.PRECONDITION_REQUIRED,
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Problems of HTTP itself: those that views raise as HttpProblem, and those that Chalice makes."""

REFERENCED = (FieldProblem, Home, Words)

MEMBERS: dict[str, tuple[Schema, tuple[str, ...], dict[str, Any]]] = {
    "invalid_input": (
        {"errors": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/FieldProblem"}}},
        ("errors",),
        {"errors": [{"field": "/text", "code": "too_short", "detail": "Tulis paling sedikit 5 huruf."}]},
    ),
    "lives_elsewhere": (
        {
            "tracking_id": {"type": "string", "pattern": TRACKING_ID_PATTERN},
            "lives_at": {"$ref": "#/components/schemas/Home"},
        },
        ("tracking_id", "lives_at"),
        {
            "tracking_id": "KU-XRBR-PVBP-FVZ6-K",
            "lives_at": {"name": "Kalimantan Utara", "site": "https://kaltara.contoh.id"},
        },
    ),
    "attachment_failed": (
        {
            "reason": {"enum": list(FAILURE_REASONS), "description": "Why. Later versions may add reasons."},
            "label": {"$ref": "#/components/schemas/Words"},
        },
        ("reason", "label"),
        {"reason": "animated", "label": FAILURES["animated"]},
    ),
    "stale_version": (
        {"version": {"type": "integer", "minimum": 1, "description": "The present version."}},
        (),
        {"version": 4},
    ),
    "idempotency_key_reused": (
        {
            "header": {"const": "Idempotency-Key"},
            "seq": {"type": "integer", "minimum": 1, "description": "The event of the command that had the key."},
        },
        ("header",),
        {"header": "Idempotency-Key", "seq": 4},
    ),
    "not_in_this_status": (
        {
            "status_now": {"enum": list(map(str, Status))},
            "possible_in": {"type": "array", "items": {"enum": list(map(str, Status))}},
        },
        ("status_now", "possible_in"),
        {"status_now": "closed", "possible_in": ["responded"]},
    ),
    "role_not_allowed": (
        {"roles": {"type": "array", "items": {"enum": list(map(str, Role))}, "description": "Those that may."}},
        ("roles",),
        {"roles": ["coordinator"]},
    ),
}
"""Code -> what its problem document has beside the members of all: schemas, required ones, an example."""

_EXAMPLE_FACTS = {
    "region": "64.99",
    "province": "Kalimantan Utara",
    "why": FAILURES["animated"]["id"],
    "agency": "64.08-pupr",
    "status": "selesai",
    "role": "petugas",
}


@cache
def statuses() -> dict[str, set[int]]:
    """Every code with the statuses it comes with."""
    found: dict[str, set[int]] = {}
    for status, code in [*TABLE.values(), *((status, code) for code, status in OF_HTTP.items())]:
        found.setdefault(code, set()).add(int(status))
    for document in gateway_documents():
        found.setdefault(document["code"], set()).add(document["status"])
    return found


@cache
def gateway_documents() -> list[dict[str, Any]]:
    """The problem documents that API Gateway answers by itself, as the template has them."""
    template = yaml.load(paths.MERGED_TEMPLATE.read_text(), _Tolerant)
    responses = template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"].values()
    return [yaml.safe_load(each["ResponseTemplates"]["application/json"]) for each in responses]


def codes_of_gateway() -> set[str]:
    """The codes that only API Gateway answers."""
    return {document["code"] for document in gateway_documents()} - messages.PROBLEMS.keys()


def name(code: str) -> str:
    """The name of a code's schema."""
    return "".join(part.capitalize() for part in code.split("_")) + "Problem"


def schemas(codes: set[str]) -> dict[str, Schema]:
    """The schemas of these codes, by name."""
    known = statuses()
    return {name(code): _schema(code, sorted(known[code])) for code in sorted(codes)}


def meaning(code: str) -> str:
    """What a code says, in English."""
    if code in messages.PROBLEMS:
        facts = dict.fromkeys(_EXAMPLE_FACTS, "…")
        return messages.detail(code, "en", **facts)
    return _of_gateway(code)["detail"].partition(" / ")[2]


def _of_gateway(code: str) -> dict[str, Any]:
    return next(document for document in gateway_documents() if document["code"] == code)


def _schema(code: str, known: list[int]) -> Schema:
    members, required, example = MEMBERS.get(code, ({}, (), {}))
    if code in messages.PROBLEMS:
        shown = {"title": messages.title(code, "id"), "detail": messages.detail(code, "id", **_EXAMPLE_FACTS)}
    else:
        made = _of_gateway(code)
        shown = {"title": made["title"], "detail": made["detail"]}
    return {
        "title": name(code),
        "description": meaning(code),
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", *required],
        "properties": {
            "type": {"const": f"/problems/{code}"},
            "title": {"type": "string", "description": "The problem's name, in the language asked for."},
            "status": {"const": known[0]} if len(known) == 1 else {"enum": known},
            "detail": {"type": "string", "description": "What is wrong here, for people."},
            "code": {"const": code},
            **members,
        },
        "examples": [{"type": f"/problems/{code}", "status": known[0], "code": code, **shown, **example}],
    }


class _Tolerant(yaml.SafeLoader):
    """Reads CloudFormation's short tags as plain values; none stands where this module looks."""


_Tolerant.add_multi_constructor("!", lambda loader, _, node: None)
