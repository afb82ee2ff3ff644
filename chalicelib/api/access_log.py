"""The access log over HTTP: for the reporter which office opened a hidden case on which day, for the auditor all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api.http import cursors, rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, limit
from chalicelib.api.http.responses import private
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.rate_limits import ADDITIONS
from chalicelib.domain.timestamps import to_text
from chalicelib.services.access.authorization import require_office

if TYPE_CHECKING:
    from chalicelib.domain.cases.access_log import Access
    from chalicelib.services.access.access_log import Told
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`GET /complaints/{tracking_id}/accesses` and `GET /agencies/{agency_id}/complaints/{tracking_id}/access-log`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints/{tracking_id}/accesses", methods=["GET"])
    @problems
    def read_accesses(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        case = services.reporter.look_up(tracking_id, None, services.now(), secret).case
        return private(_days(services.access_log.for_reporter(case.id, REPORTER, secret)))

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}/access-log", methods=["GET"], authorizer=authorizer)
    @problems
    def read_access_log(agency_id: str, tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        require_office(actor, agency_id)
        number = parse_tracking_id(tracking_id)
        after = cursors.read_cursor(request, services)
        page = services.access_log.of_case(number, actor, limit(request), after)
        items = [_entry(entry) for entry in page.items]
        return private({"items": items, "next_cursor": cursors.write_cursor(request, services, page.after)})

    return routes


def _entry(entry: Access) -> dict[str, Any]:
    """An entry of the access log, for the auditor."""
    office = {"id": entry.agency, "name": entry.agency_name} if entry.agency else None
    return {"at": to_text(entry.at), "kind": entry.kind, "agency": office, "role": entry.role, "key": entry.key}


def _days(told: Told) -> dict[str, Any]:
    """Which office opened a case on which day, for its reporter."""
    days = [
        {
            "day": each.day.isoformat(),
            "agency": {"id": each.agency, "name": each.agency_name} if each.agency else None,
            "times": each.times,
        }
        for each in told.days
    ]
    return {"times": sum(each.times for each in told.days), "days": days, "more": told.more}
