"""Notices over HTTP: the page to which the link in a mail leads, where its reader stops such mails. Works without
JavaScript, and takes the one click of mail programs (RFC 8058)."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.http import pages, rate_limits
from chalicelib.api.http.origins import refuse_cross_site
from chalicelib.api.http.problems import FORM, HttpProblem, answers_problems
from chalicelib.api.http.requests import body_of
from chalicelib.api.schemas import BODY_LIMIT_BYTES
from chalicelib.domain.notices.wishes import SWITCHABLE, Wishes
from chalicelib.domain.rate_limits import ADDITIONS

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Notified
    from chalicelib.services.use_cases import UseCases

RESUME = "resume"


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes under `/notices`; `provide` gives the services of the stack."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/notices/{token}", methods=["GET"])
    @problems
    def show_notices(token: str) -> Response:
        services = provide()
        return _page(services, token, services.stops.look_up(token))

    @routes.route("/notices/{token}", methods=["POST"], content_types=[FORM, "multipart/form-data"])
    @problems
    def change_notices(token: str) -> Response:
        """Whatever the body says stops: a mail program's click has one of its own. Only the page's own form resumes."""
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, ADDITIONS)
        refuse_cross_site(request, services)
        is_form = request.headers.get("content-type", "").startswith(FORM)
        body = body_of(request)
        if len(body) > BODY_LIMIT_BYTES:
            raise HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large")
        wish = parse_qs(body.decode("utf-8", "replace")).get("wish") if is_form else None
        if wish == [RESUME]:
            return _page(services, token, services.stops.resume(token))
        return _page(services, token, services.stops.stop(token, services.now()))

    return routes


def _page(services: UseCases, token: str, known: Notified | Wishes | None) -> Response:
    brand = services.stack.brand
    if known is None:
        return pages.respond(pages.unknown_stop(brand), HTTPStatus.GONE)
    if isinstance(known, Wishes):
        return pages.respond(pages.stop_of_office(brand, token, RESUME, on=not known.off.issuperset(SWITCHABLE)))
    stopped = str(known.stopped) if known.stopped else None
    return pages.respond(pages.stop(brand, token, stopped, RESUME))
