"""Statistics over HTTP. Anybody may read them, and caches may keep them for five minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import limit, month_named, parameter, region
from chalicelib.api.http.responses import public
from chalicelib.domain.rate_limits import LISTS

if TYPE_CHECKING:
    from chalicelib.services.use_cases import UseCases

_SECONDS = 300


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """`GET /statistics`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/statistics", methods=["GET"])
    @problems
    def read_statistics() -> Response:
        from chalicelib.services.statistics.labels import labels_of
        from chalicelib.services.statistics.query import StatisticsQuery

        request, services = routes.current_request, provide()
        now = services.now()
        present = services.stack.calendar.local_date(now).isoformat()[:7]
        last = month_named(request, "to") or present
        query = StatisticsQuery(
            first=month_named(request, "from") or last,
            last=last,
            by=parameter(request, "by") or "month",
            limit=limit(request),
            region=region(request),
            category=parameter(request, "category"),
            agency=parameter(request, "agency"),
        )
        if query.first != query.last:
            rate_limits.count_by_address(request, services, LISTS)
        answer = services.statistics.answer(query, now)
        labels = labels_of(answer.lines, services.stack, services.places.names)
        body = {
            "from": query.first,
            "to": query.last,
            "by": query.by,
            "items": [{**line, "label": label} for line, label in zip(answer.lines, labels, strict=True)],
            "found": answer.found,
            "total": answer.total,
            "complete_before": answer.through.isoformat() if answer.through else None,
        }
        return public(request, body, _SECONDS)

    return routes
