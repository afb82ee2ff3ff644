"""Validators: whether a caller has the current version already, by ETag and If-None-Match (RFC 9110)."""

import hashlib
from http import HTTPStatus

from chalice.app import Request, Response

from chalicelib.api.http.responses import Headers


def tag(*parts: str) -> str:
    """A weak validator over all values that an answer depends on."""
    return f'W/"{hashlib.sha256("/".join(parts).encode()).hexdigest()[:20]}"'


def has_current(request: Request, current: str | None) -> bool:
    """Whether the caller has this version; weak comparison, as for GET."""
    sent = request.headers.get("if-none-match", "")
    return current is not None and _plain(current) in {_plain(each) for each in sent.split(",")}


def is_conditional(request: Request) -> bool:
    """Whether the caller has any version."""
    return "if-none-match" in request.headers


def not_modified(current: str | None, retry_after: int | None = None) -> Response:
    """304 Not Modified, and perhaps when to ask again."""
    return Response(body="", status_code=HTTPStatus.NOT_MODIFIED, headers=headers(current, retry_after))


def headers(current: str | None, retry_after: int | None = None) -> Headers:
    """The headers of an answer that may be requested again. `no-store` keeps caches between out of it; a client that
    polls keeps the validator itself."""
    headers: Headers = {"Cache-Control": "no-store"}
    if current:
        headers["ETag"] = current
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return headers


def _plain(validator: str) -> str:
    return validator.strip().removeprefix("W/")
