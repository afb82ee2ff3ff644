"""Places: regions and offices. Anybody may read them, and caches may keep them for an hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.http import cursors
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import limit, parameter, region
from chalicelib.api.http.responses import public
from chalicelib.domain.geography import regions

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.services.use_cases import UseCases

_SECONDS = 3_600

_LISTED_LEVELS = 2
"""Down to the kabupaten or kota the site has a file with the regions within."""


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """`GET /regions/{code}`, `/agencies` and `/agencies/{agency_id}`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/regions/{code}", methods=["GET"])
    @problems
    def read_region(code: str) -> Response:
        place = provide().places.region(code)
        body = {
            "code": place.region.code,
            "name": place.region.path[-1],
            "path": list(place.region.path),
            "level": regions.level(code),
            "children": [{"code": child, "name": name} for child, name in place.children],
            "children_url": f"/regions/{code}.json" if regions.level(code) <= _LISTED_LEVELS else None,
            "agencies": [_office(each) for each in place.offices],
        }
        return public(routes.current_request, body, _SECONDS)

    @routes.route("/agencies", methods=["GET"])
    @problems
    def list_agencies() -> Response:
        request, services = routes.current_request, provide()
        position = cursors.read_cursor(request, services)
        page = services.places.offices(region(request), parameter(request, "tier"), limit(request), position)
        body = {
            "items": [_office(each) for each in page.items],
            "next_cursor": cursors.write_cursor(request, services, page.after),
        }
        return public(request, body, _SECONDS)

    @routes.route("/agencies/{agency_id}", methods=["GET"])
    @problems
    def read_agency(agency_id: str) -> Response:
        return public(routes.current_request, _office(provide().places.office(agency_id)), _SECONDS)

    return routes


def _office(office: Agency) -> dict[str, Any]:
    """An office as the public sees it."""
    return {
        "id": office.id,
        "name": office.name,
        "region": office.region,
        "type": office.type,
        "tier": office.tier.label,
        "coordinates": office.coordinates,
    }
