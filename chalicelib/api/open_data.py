"""What anybody may read besides cases: categories, regions, offices, statistics. Caches may keep it for a moment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Request, Response

from chalicelib.api.http import cursors
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import limit, month_named, parameter, region
from chalicelib.domain.geography import regions

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.services.statistics.query import StatisticsAnswer

DIRECTORY_SECONDS = 3_600
STATISTICS_SECONDS = 300


def blueprint(provide: Callable[[], Any]) -> Blueprint:
    """The routes `/categories`, `/regions`, `/agencies` and `/statistics`, open to everybody."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/categories", methods=["GET"])
    @problems
    def list_categories() -> Response:
        items = [
            {"id": each.id, "name": dict(each.name), "sensitive": each.sensitive, "begins_at": _beginning(each.chain)}
            for each in provide().stack.categories.values()
        ]
        return _public(routes.current_request, {"items": items}, DIRECTORY_SECONDS)

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
        return _public(routes.current_request, body, DIRECTORY_SECONDS)

    @routes.route("/agencies", methods=["GET"])
    @problems
    def list_agencies() -> Response:
        request, services = routes.current_request, provide()
        asked = region(request), parameter(request, "tier")
        page = services.places.offices(*asked, limit(request), cursors.read_cursor(request, services))
        body = {
            "items": [_office(each) for each in page.items],
            "next_cursor": cursors.write_cursor(request, services, page.after),
        }
        return _public(request, body, DIRECTORY_SECONDS)

    @routes.route("/agencies/{agency_id}", methods=["GET"])
    @problems
    def read_agency(agency_id: str) -> Response:
        return _public(routes.current_request, _office(provide().places.office(agency_id)), DIRECTORY_SECONDS)

    @routes.route("/statistics", methods=["GET"])
    @problems
    def read_statistics() -> Response:
        from chalicelib.services.statistics.query import StatisticsQuery

        request, services = routes.current_request, provide()
        now = services.now()
        present = services.stack.calendar.local_date(now).isoformat()[:7]
        last = month_named(request, "to") or present
        question = StatisticsQuery(
            first=month_named(request, "from") or last,
            last=last,
            by=parameter(request, "by") or "month",
            limit=limit(request),
            region=region(request),
            category=parameter(request, "category"),
            agency=parameter(request, "agency"),
        )
        answer = services.statistics.answer(question, now)
        body = {
            "from": question.first,
            "to": question.last,
            "by": question.by,
            "items": [
                {**line, "label": label} for line, label in zip(answer.lines, _labels(services, answer), strict=True)
            ],
            "found": answer.found,
            "total": answer.total,
            "complete_before": answer.through.isoformat() if answer.through else None,
        }
        return _public(request, body, STATISTICS_SECONDS)

    return routes


_LISTED_LEVELS = 2
"""Down to the kabupaten or kota the site has a file of what lies within."""


_NOT_KNOWN = {"id": "Belum diketahui", "en": "Not known"}


def _labels(services: Any, answer: StatisticsAnswer) -> list[dict[str, str]]:
    """What people call the lines. Places and offices have one name in every language."""
    stack, keys = services.stack, [line["key"] for line in answer.lines]
    offices = services.places.names([line["key"] for line in answer.lines if line["by"] == "agency" and line["key"]])
    names = {stack.province.code: stack.province.name} | dict(stack.regencies) | offices
    categories = {each.id: dict(each.name) for each in stack.categories.values()}
    return [
        categories.get(key) or ({"id": name, "en": name} if (name := names.get(key, key)) else _NOT_KNOWN)
        for key in keys
    ]


def _beginning(chain: Any) -> str | None:
    return chain[0][0].label if chain else None


def _office(office: Agency) -> dict[str, Any]:
    """The public face of an office."""
    return {
        "id": office.id,
        "name": office.name,
        "region": office.region,
        "type": office.id.partition("-")[2],
        "tier": office.tier.label,
        "coordinates": office.coordinates,
    }


def _public(request: Request, body: dict[str, Any], seconds: int) -> Response:
    """A body that anybody may keep for a moment, or 304 for a client that has it."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]
    headers = {"ETag": f'"{digest}"', "Cache-Control": f"public, max-age={seconds}"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if headers["ETag"] in known:
        return Response(body="", status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body=body, headers=headers)
