"""Reporters, who prove to be one with the follow-up secret: reply, rate, appeal, withdraw, take out own words, erase
identity and words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import render, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import body_of, command_id
from chalicelib.api.http.responses import private
from chalicelib.domain.cases import commands
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.rate_limits import ADDITIONS

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import ReporterCommand
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes under `/complaints/{tracking_id}` that need the header Receipt-Secret."""
    routes = Blueprint(__name__)
    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints/{tracking_id}/replies", methods=["POST"])
    @problems
    def reply(tracking_id: str) -> Response:
        body = schemas.decode(schemas.ReplyIn, body_of(routes.current_request))
        return perform(commands.Reply(body.text, body.resolved), tracking_id)

    @routes.route("/complaints/{tracking_id}/rating", methods=["POST"])
    @problems
    def rate(tracking_id: str) -> Response:
        body = schemas.decode(schemas.RatingIn, body_of(routes.current_request))
        return perform(commands.Rate(body.stars, body.text), tracking_id)

    @routes.route("/complaints/{tracking_id}/appeal", methods=["POST"])
    @problems
    def appeal(tracking_id: str) -> Response:
        body = schemas.decode(schemas.AppealIn, body_of(routes.current_request))
        return perform(commands.Appeal(body.text), tracking_id)

    @routes.route("/complaints/{tracking_id}/withdrawal", methods=["POST"])
    @problems
    def withdraw(tracking_id: str) -> Response:
        body = schemas.decode(schemas.WithdrawalIn, body_of(routes.current_request))
        return perform(commands.Withdraw(body.text), tracking_id)

    @routes.route("/complaints/{tracking_id}/erasure", methods=["POST"])
    @problems
    def erase_identity(tracking_id: str) -> Response:
        services, secret = provide(), routes.current_request.headers.get("receipt-secret")
        rate_limits.count_by_address(routes.current_request, services, ADDITIONS)
        case = services.reporter.look_up(tracking_id, None, services.now(), secret).case
        event = services.vault.erase(case.id, REPORTER, secret)
        return private({"tracking_id": case.id, "erased_event": event})

    @routes.route("/complaints/{tracking_id}/redaction", methods=["POST"])
    @problems
    def redact(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        body = schemas.decode(schemas.OwnRedactionIn, body_of(request))
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        history = services.own_words.redact(body.part, body.seq, tracking_id, secret, services.now())
        return shown(history)

    def perform(command: ReporterCommand, tracking_id: str) -> Response:
        """Carry out a command of the reporter, and answer with the case as the reporter sees it."""
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        repetition = command_id(request, f"reporter/{parse_tracking_id(tracking_id)}", command)
        return shown(services.reporter.perform(command, tracking_id, secret, services.now(), repetition))

    def shown(history: CaseHistory) -> Response:
        """The case as the reporter sees it."""
        services = provide()
        body = render.case_view(services.stack, history, REPORTER, services.merging.followed(history.case))
        return Response(body=body, status_code=HTTPStatus.CREATED, headers={"ETag": f'"{history.case.version}"'})

    return routes
