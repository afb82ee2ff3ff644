"""The API's own description (OpenAPI 3.1), made by `laporctl openapi build` and served as it is."""

import hashlib
from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from chalice import Blueprint
from chalice.app import Response

_CACHED_SECONDS = 3600
_NAMING_CHARACTERS = 32


def blueprint(read: Callable[[], str]) -> Blueprint:
    """`GET /openapi.json`; `read` gives the description when it is first asked for: no cold start pays for it."""
    routes = Blueprint(__name__)

    @cache
    def held() -> tuple[str, str]:
        text = read()
        return text, f'"{hashlib.sha256(text.encode()).hexdigest()[:_NAMING_CHARACTERS]}"'

    @routes.route("/openapi.json", methods=["GET"])
    def describe() -> Response:
        text, tag = held()
        headers = {"ETag": tag, "Cache-Control": f"public, max-age={_CACHED_SECONDS}"}
        known = routes.current_request.headers.get("if-none-match", "")
        # CloudFront weakens a tag when it compresses.
        if tag in (each.strip().removeprefix("W/") for each in known.split(",")):
            return Response(body="", status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(body=text, headers={**headers, "Content-Type": "application/json"})

    return routes
