"""Reads requests: the body, the actor behind a key, the expected version, idempotency keys and query parameters."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalice.app import Request

from chalicelib.api.http.problems import HttpProblem
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography import regions

if TYPE_CHECKING:
    from chalicelib.domain.cases.given_command import GivenCommand

_VERSION = re.compile(r'(?:W/)?"?([0-9]{1,6})"?')
_NUMBER = re.compile(r"[0-9]{1,4}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
DEFAULT_LIMIT = 50
HIGHEST_LIMIT = 200


def body_of(request: Request) -> bytes:
    """The body as it was sent. API Gateway hands text over as text."""
    body = request.raw_body
    return body.encode() if isinstance(body, str) else body


def actor_of(request: Request) -> Actor:
    """The actor that the authorizer recognised."""
    grant = request.context["authorizer"]
    categories = tuple(filter(None, grant.get("categories", "").split(",")))
    return Actor(Role(grant["role"]), grant["agency"], grant["name"], grant["key"], categories)


def expected_version(request: Request) -> int:
    """The version in If-Match; a command without one is refused, because it could act on a case it never saw."""
    header = request.headers.get("if-match")
    if header is None:
        raise HttpProblem(HTTPStatus.PRECONDITION_REQUIRED, "version_required")
    match = _VERSION.fullmatch(header.strip())
    if match is None:
        raise InvalidInput(FieldError("If-Match", "version_shape", '"3"'))
    return int(match[1])


def command_id(request: Request, scope: str, command: GivenCommand, plain_scope: str | None = None) -> CommandId | None:
    """An id for the Idempotency-Key header within `scope`, the caller and the case; None without the header."""
    header = request.headers.get("idempotency-key")
    return make_command_id(scope, header, command, plain_scope) if header else None


def command_key(request: Request, scope: str) -> str | None:
    """The Idempotency-Key header within `scope`, as 24 hexadecimal digits; None without the header."""
    header = request.headers.get("idempotency-key")
    return _hash(f"{scope}/{header}") if header else None


def make_command_id(scope: str, key: str, command: GivenCommand, plain_scope: str | None = None) -> CommandId:
    """The id of a command under `key`, which is the same at every repetition. `plain_scope` is the scope of events
    without a digest, where it was another one.

    The digest is made with the key, which is stored nowhere: words that are redacted later cannot be guessed from it.
    A field without a value is left out, so that one that is added later changes nothing."""
    fields = {name: value for name, value in vars(command).items() if value is not None and value != ""}
    content = json.dumps([type(command).__name__, fields], sort_keys=True, default=str)
    hashed = _hash(f"{scope}/{key}")
    plain = _hash(f"{plain_scope}/{key}") if plain_scope else hashed
    return CommandId(hashed, _hash(f"{scope}/{key}/{content}")[:16], plain)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def limit(request: Request) -> int:
    """The query parameter `limit`: how many lines a page may have."""
    text = _query(request).get("limit", str(DEFAULT_LIMIT))
    if not (_NUMBER.fullmatch(text) and 1 <= int(text) <= HIGHEST_LIMIT):
        raise InvalidInput(FieldError("limit", "limit_range", f"1–{HIGHEST_LIMIT}"))
    return int(text)


def parameter(request: Request, name: str) -> str | None:
    """A query parameter, None if missing or empty."""
    return _query(request).get(name) or None


def choice(request: Request, name: str, *allowed: str) -> str | None:
    """A query parameter of a closed list, None if missing or empty; raises InvalidInput for any other value."""
    text = parameter(request, name)
    if text is not None and text not in allowed:
        raise InvalidInput(FieldError(name, "unknown_choice", ", ".join(allowed)))
    return text


def region(request: Request) -> str | None:
    """The query parameter `region`, None if missing or empty."""
    code = parameter(request, "region")
    if code is not None and not regions.is_code(code):
        raise InvalidInput(FieldError("region", "region_shape", regions.SHAPES))
    return code


def month(request: Request) -> str:
    """The query parameter `month`."""
    text = month_named(request, "month")
    if text is None:
        raise InvalidInput(FieldError("month", "month_shape", "2026-11"))
    return text


def month_named(request: Request, name: str) -> str | None:
    """A query parameter that names a month, None if missing."""
    text = parameter(request, name)
    if text is not None and not _MONTH.fullmatch(text):
        raise InvalidInput(FieldError(name, "month_shape", "2026-11"))
    return text


def _query(request: Request) -> Mapping[str, str]:
    return request.query_params or {}
