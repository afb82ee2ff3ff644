"""The API's own description (OpenAPI 3.1), made by `laporctl openapi build` and served as it is."""

from collections.abc import Callable
from functools import cache

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.http.responses import tag_of, tagged

_SECONDS = 3_600


def blueprint(read: Callable[[], str]) -> Blueprint:
    """`GET /openapi.json`; `read` loads the description with the first request, so that no cold start pays for it."""
    routes = Blueprint(__name__)

    @cache
    def description() -> tuple[str, str]:
        text = read()
        return text, tag_of(text)

    @routes.route("/openapi.json", methods=["GET"])
    def describe() -> Response:
        text, tag = description()
        return tagged(routes.current_request, text, tag, _SECONDS, "application/json")

    return routes
