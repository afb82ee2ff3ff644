"""JSON responses: for the caller alone, or for anybody with a time to cache them."""

import hashlib
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from chalice.app import Request, Response

_TAG_CHARACTERS = 32

Headers = dict[str, str | list[str]]
"""The headers of a Chalice response: a list for a header that is sent more than once."""

_OF_EVERY_ANSWER = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'",
}


def secure(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Middleware: what a browser may do with an answer, also for those who call API Gateway past CloudFront. CloudFront
    leaves this policy in place, which is narrower than that of the pages. Nobody stores what says nothing of caches."""
    response = get_response(event)
    response.headers.update(_OF_EVERY_ANSWER)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def private(body: Any, status: HTTPStatus = HTTPStatus.OK, *, version: int | None = None) -> Response:
    """A response for the caller alone: no cache keeps it. `version` is that of the case in the body, which commands
    name."""
    headers: Headers = {"Cache-Control": "no-store"}
    if version is not None:
        headers["ETag"] = f'"{version}"'
    return Response(body=body, status_code=status, headers=headers)


def public(request: Request, body: dict[str, Any], seconds: int) -> Response:
    """A response for anybody, to be cached for `seconds`; 304 for a client that has it."""
    return tagged(request, body, tag_of(json.dumps(body, sort_keys=True)), seconds)


def tag_of(text: str) -> str:
    """A strong validator of a text."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:_TAG_CHARACTERS]}"'


def tagged(request: Request, body: Any, tag: str, seconds: int, media_type: str | None = None) -> Response:
    """The same for a body whose validator is known. CloudFront weakens a validator when it compresses."""
    headers: Headers = {"ETag": tag, "Cache-Control": f"public, max-age={seconds}"}
    sent = request.headers.get("if-none-match", "").split(",")
    if tag in (each.strip().removeprefix("W/") for each in sent):
        return Response(body="", status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if media_type:
        headers["Content-Type"] = media_type
    return Response(body=body, headers=headers)
