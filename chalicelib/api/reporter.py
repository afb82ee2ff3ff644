"""Reporters, who prove to be one with the follow-up secret: reply, rate, appeal, object, tell apart, say
whether it is still good, correct type and address, withdraw, take out own words, erase identity and words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import own_case, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import View, answers_problems
from chalicelib.api.http.requests import body_of, command_id
from chalicelib.api.http.responses import private
from chalicelib.domain.cases import reporter_commands, type_commands
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.rate_limits import ADDITIONS

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import ReporterCommand
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases


_WORDS: dict[str, tuple[type[schemas.Words], Callable[[str], ReporterCommand]]] = {
    "appeal": (schemas.AppealIn, reporter_commands.Appeal),
    "objection": (schemas.ObjectionIn, reporter_commands.Object),
    "parting": (schemas.PartingIn, reporter_commands.TellApart),
    "withdrawal": (schemas.WithdrawalIn, reporter_commands.Withdraw),
}
"""The last part of an address -> the body and the command of what consists of words."""


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes under `/complaints/{tracking_id}` that need the header Receipt-Secret."""
    routes = Blueprint(__name__)
    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints/{tracking_id}/replies", methods=["POST"])
    @problems
    def reply(tracking_id: str) -> Response:
        body = schemas.decode(schemas.ReplyIn, body_of(routes.current_request))
        return perform(reporter_commands.Reply(body.text, body.resolved), tracking_id)

    @routes.route("/complaints/{tracking_id}/rating", methods=["POST"])
    @problems
    def rate(tracking_id: str) -> Response:
        body = schemas.decode(schemas.RatingIn, body_of(routes.current_request))
        return perform(reporter_commands.Rate(body.stars, body.text), tracking_id)

    def takes_words(body: type[schemas.Words], command: Callable[[str], ReporterCommand]) -> Callable[..., Response]:
        """The view of a command that consists of words."""

        @problems
        def view(tracking_id: str) -> Response:
            return perform(command(schemas.decode(body, body_of(routes.current_request)).text), tracking_id)

        return view

    for name, (body, command) in _WORDS.items():
        routes.route(f"/complaints/{{tracking_id}}/{name}", methods=["POST"])(takes_words(body, command))

    @routes.route("/complaints/{tracking_id}/follow-up", methods=["POST"])
    @problems
    def follow_up(tracking_id: str) -> Response:
        body = schemas.decode(schemas.FollowUpIn, body_of(routes.current_request))
        return perform(reporter_commands.FollowUp(body.good, body.text), tracking_id)

    @routes.route("/complaints/{tracking_id}/type", methods=["POST"])
    @problems
    def correct_type(tracking_id: str) -> Response:
        body = schemas.decode(schemas.OwnTypeIn, body_of(routes.current_request))
        return perform(type_commands.CorrectType(body.type), tracking_id)

    def perform(command: ReporterCommand, tracking_id: str) -> Response:
        """Carry out a command of the reporter, and answer with the case as the reporter sees it."""
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        repetition = command_id(request, f"reporter/{parse_tracking_id(tracking_id)}", command)
        return _shown(services, services.reporter.perform(command, tracking_id, secret, services.now(), repetition))

    _add_own_data(routes, problems, provide)
    return routes


def _add_own_data(routes: Blueprint, problems: Callable[[View], View], provide: Callable[[], UseCases]) -> None:
    """The routes by which reporters take back what they gave: words, photos, identity."""

    @routes.route("/complaints/{tracking_id}/erasure", methods=["POST"])
    @problems
    def erase_identity(tracking_id: str) -> Response:
        services, secret = provide(), routes.current_request.headers.get("receipt-secret")
        rate_limits.count_by_address(routes.current_request, services, ADDITIONS)
        case = services.reporter.look_up(tracking_id, None, services.now(), secret).case
        event = services.vault.erase(case.id, REPORTER, secret)
        return private({"tracking_id": case.id, "erased_event": event})

    @routes.route("/complaints/{tracking_id}/address", methods=["POST"])
    @problems
    def correct_address(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        body = schemas.decode(schemas.AddressIn, body_of(request))
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        return _shown(services, services.addresses.correct(tracking_id, secret, body.email, services.now()))

    @routes.route("/complaints/{tracking_id}/redaction", methods=["POST"])
    @problems
    def redact(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        body = schemas.decode(schemas.OwnRedactionIn, body_of(request))
        rate_limits.count_by_address(request, services, ADDITIONS)
        secret = request.headers.get("receipt-secret")
        history = services.own_words.redact(body.part, body.seq, tracking_id, secret, services.now())
        return _shown(services, history)


def _shown(services: UseCases, history: CaseHistory) -> Response:
    """The case as the reporter sees it."""
    body = own_case.view(services, history, proven=True)
    return Response(body=body, status_code=HTTPStatus.CREATED, headers={"ETag": f'"{history.case.version}"'})
