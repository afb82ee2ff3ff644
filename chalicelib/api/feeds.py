"""The feed of an office: the events of its cases, for programs that poll."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import render
from chalicelib.api.http import cursors, validators
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, limit
from chalicelib.domain.cases.audience import POLL_SECONDS

if TYPE_CHECKING:
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The route `/agencies/{agency_id}/events`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/agencies/{agency_id}/events", methods=["GET"], authorizer=authorizer)
    @problems
    def read_feed(agency_id: str) -> Response:
        request, services = routes.current_request, provide()
        after = cursors.read_cursor(request, services, "after") or ""
        page = services.feeds.page(actor_of(request), agency_id, after, limit(request), services.now())
        current = validators.tag(agency_id, after, page.after)
        retry_after = None if page.more else POLL_SECONDS
        if validators.has_current(request, current):
            return validators.not_modified(current, retry_after)
        items = [render.feed_line(line) for line in page.items]
        body = {"items": items, "next_cursor": cursors.write_cursor(request, services, page.after), "more": page.more}
        return Response(body=body, status_code=HTTPStatus.OK, headers=validators.headers(current, retry_after))

    return routes
