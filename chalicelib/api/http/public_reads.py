"""What every public read has: HEAD beside GET, and answers that scripts of other sites may read.

A read is public if no authorizer stands before it and the request carries nothing of the caller's own. Only for such a
request the answer names any origin, and never with credentials, so a page elsewhere reads what anybody reads and
nothing that a visitor's cookie or code would open. Nothing answers a preflight: a script can send no such header.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalice.app import Request, Response, RouteEntry

READS = ("GET", "HEAD")

_OWN = ("authorization", "cookie", "receipt-secret")
_FOR_ANY_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Retry-After"}


def add_heads(routes: Mapping[str, dict[str, RouteEntry]]) -> None:
    """Register HEAD for every public GET, with the same view."""
    for methods in routes.values():
        reading = methods.get("GET")
        if reading is not None and reading.authorizer is None:
            head = copy.copy(reading)
            head.method = "HEAD"
            methods["HEAD"] = head


def open_to_scripts(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Middleware: public reads say that any origin may read them; answers to HEAD lose their body."""
    response = get_response(event)
    if event.method in READS and not event.context.get("authorizer") and not any(map(event.headers.get, _OWN)):
        response.headers.update(_FOR_ANY_ORIGIN)
    if event.method == "HEAD":
        response.body = ""
    return response
