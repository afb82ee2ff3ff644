"""Reporters, who prove themselves with the secret: add, judge, appeal, take back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import render, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import command_id
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.rate_limits import ADDITIONS

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseHistory


def blueprint(provide: Callable[[], Any]) -> Blueprint:
    """The routes under `/complaints/{tracking_id}` that need the header Receipt-Secret."""
    routes = Blueprint(__name__)
    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints/{tracking_id}/replies", methods=["POST"])
    @problems
    def reply(tracking_id: str) -> Response:
        said = schemas.decode(schemas.ReplyIn, routes.current_request.raw_body)
        return followed(provide().reporter.reply, tracking_id, said.text, said.resolved)

    @routes.route("/complaints/{tracking_id}/rating", methods=["POST"])
    @problems
    def rate(tracking_id: str) -> Response:
        said = schemas.decode(schemas.RatingIn, routes.current_request.raw_body)
        return followed(provide().reporter.rate, tracking_id, said.stars, said.text)

    @routes.route("/complaints/{tracking_id}/appeal", methods=["POST"])
    @problems
    def appeal(tracking_id: str) -> Response:
        said = schemas.decode(schemas.WordsIn, routes.current_request.raw_body)
        return followed(provide().reporter.appeal, tracking_id, said.text)

    @routes.route("/complaints/{tracking_id}/withdrawal", methods=["POST"])
    @problems
    def withdraw(tracking_id: str) -> Response:
        said = schemas.decode(schemas.WordsIn, routes.current_request.raw_body)
        return followed(provide().reporter.withdraw, tracking_id, said.text)

    @routes.route("/complaints/{tracking_id}/erasure", methods=["POST"])
    @problems
    def erase_identity(tracking_id: str) -> Response:
        services, secret = provide(), routes.current_request.headers.get("receipt-secret")
        rate_limits.count_by_address(routes.current_request, services, ADDITIONS)
        case = services.reporter.look_up(tracking_id, None, services.now(), secret).case
        event = services.vault.erase(case.id, REPORTER, secret)
        body = {"tracking_id": case.id, "erased_event": event}
        return Response(body=body, headers={"Cache-Control": "no-store"})

    def followed(act: Callable[..., CaseHistory], tracking_id: str, *said: object) -> Response:
        """Carry out what the reporter wants, and answer with the case as the reporter sees it."""
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        repetition = command_id(request, f"reporter/{tracking_id}")
        record = act(tracking_id, secret, *said, services.now(), repetition)
        body = render.case_view(services.stack, record, REPORTER, services.merging.followed(record.case))
        return Response(body=body, status_code=HTTPStatus.CREATED, headers={"ETag": f'"{record.case.version}"'})

    return routes
