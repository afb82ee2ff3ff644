"""The grants of an office's people, for those who answer for it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import people_schemas, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of, command_key
from chalicelib.api.http.responses import private
from chalicelib.api.session import grant_view
from chalicelib.domain.rate_limits import COMMANDS

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.use_cases import UseCases

_ALL = "/agencies/{agency_id}/grants"


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The routes `/agencies/{agency_id}/grants…`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    def changing() -> Actor:
        """Who makes or ends a grant, counted: each new account is an e-mail to somebody."""
        actor = actor_of(routes.current_request)
        rate_limits.count_by_key(actor, provide(), COMMANDS)
        return actor

    @routes.route(_ALL, methods=["GET"], authorizer=authorizer)
    @problems
    def list_grants(agency_id: str) -> Response:
        grants = provide().people.of_office(actor_of(routes.current_request), agency_id)
        return private({"items": [grant_view(each) for each in grants]})

    @routes.route(_ALL, methods=["POST"], authorizer=authorizer)
    @problems
    def make_grant(agency_id: str) -> Response:
        from chalicelib.services.access.people import Appointment

        request, services, actor = routes.current_request, provide(), changing()
        body = schemas.decode(people_schemas.GrantIn, body_of(request))
        asked = Appointment(
            *(body.email, body.name, body.role, body.decree, body.valid_until, body.valid_from),
            tuple(body.categories),
        )
        key = command_key(request, f"{actor.key}/{agency_id}/grants")
        grant = services.people.appoint(actor, agency_id, asked, services.now(), key)
        return private(grant_view(grant), HTTPStatus.CREATED)

    @routes.route(f"{_ALL}/{{grant_id}}", methods=["DELETE"], authorizer=authorizer)
    @problems
    def end_grant(agency_id: str, grant_id: str) -> Response:
        services = provide()
        grant = services.people.end(changing(), agency_id, grant_id, services.now())
        return private(grant_view(grant))

    return routes
