"""The query parameters of every route, in one table; any other is refused. A filter with a typing error would otherwise
be left out, and its answer taken for that of the filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from chalicelib.api.http.problems import OTHER_SHAPES, respond_invalid
from chalicelib.domain.errors import FieldError

if TYPE_CHECKING:
    from chalice.app import Request, Response

KNOWN: Mapping[str, tuple[str, ...]] = {
    "GET /complaints": (
        "filed_from",
        "filed_until",
        "type",
        "status",
        "category",
        "region",
        "agency",
        "words",
        "limit",
        "cursor",
    ),
    "GET /complaints.atom": ("agency", "region", "category", "limit", "cursor"),
    "GET /complaints/{tracking_id}": ("proof",),
    "GET /complaints/{tracking_id}/receipt": ("hints",),
    "GET /track": ("id",),
    "GET /agencies": ("region", "tier", "limit", "cursor"),
    "GET /statistics": ("from", "to", "by", "region", "category", "agency", "limit"),
    "GET /agencies/{agency_id}/queue": ("status", "category", "overdue", "drafts", "limit", "cursor"),
    "GET /agencies/{agency_id}/events": ("after", "limit"),
    "GET /agencies/{agency_id}/complaints/{tracking_id}/access-log": ("limit", "cursor"),
    "GET /breaches": ("month", "cases", "limit", "cursor"),
    "GET /promises": ("month", "cases", "limit", "cursor"),
    "GET /ladder": ("region", "limit", "cursor"),
    "GET /readiness": ("region", "limit", "cursor"),
    "GET /channels/whatsapp": ("hub.mode", "hub.verify_token", "hub.challenge"),
    "GET /ombudsman": ("month", "cases", "limit", "cursor"),
}
"""Method and route -> its parameters. A route without a line has none."""

_LONGEST_NAME = 40


def refuse_unknown(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Middleware: 400 for parameters that the route does not have, naming them and those that it has. Open311 ignores
    what it does not know, as its specification asks."""
    route = str(event.context.get("resourcePath"))
    known = KNOWN.get(f"{event.method} {route}", ())
    unknown = sorted((event.query_params or {}).keys() - set(known))
    if not unknown or route.startswith(OTHER_SHAPES):
        return get_response(event)
    allowed = ", ".join(known) or "-"
    return respond_invalid(event, [FieldError(name[:_LONGEST_NAME], "unknown_parameter", allowed) for name in unknown])
