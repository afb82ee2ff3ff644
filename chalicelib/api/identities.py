"""The identity of a reporter: for the office that must know it, through the vault, on a ground that the reporter
reads. Of a hidden case a second person has agreed before, by an action of `api/casework.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import office_bodies, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.api.http.responses import private
from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from chalicelib.domain.rate_limits import IDENTITIES
from chalicelib.services.access.authorization import require_office

if TYPE_CHECKING:
    from chalicelib.services.ports.vault import OpenedIdentity
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`POST /agencies/{agency_id}/complaints/{tracking_id}/identity`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}/identity", methods=["POST"], authorizer=authorizer)
    @problems
    def read_identity(agency_id: str, tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, IDENTITIES)
        require_office(actor, agency_id)
        body = schemas.decode(office_bodies.IdentityIn, body_of(request))
        number = parse_own_tracking_id(tracking_id, services.stack.province.prefix)
        return private(_identity(services.vault.open(number, actor, body.ground())))

    return routes


def _identity(opened: OpenedIdentity) -> dict[str, Any]:
    """The identity of a reporter, for the office that asked the vault, and the event in the timeline that records
    it."""
    # Here, because few requests open an identity.
    from chalicelib.services.ports.vault import CONTACT

    return {name: getattr(opened.identity, name) for name in CONTACT} | {"accessed_event": opened.event}
