"""The bearer keys of an office, for those who manage them. Only the operator issues and revokes keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of
from chalicelib.api.http.responses import private
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalicelib.services.ports.key_store import ApiKey
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`GET /agencies/{agency_id}/keys`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/agencies/{agency_id}/keys", methods=["GET"], authorizer=authorizer)
    @problems
    def read_keys(agency_id: str) -> Response:
        services = provide()
        keys = services.keys.of_office(actor_of(routes.current_request), agency_id)
        items = [_line(key, services.now()) for key in keys]
        return private({"items": items})

    return routes


def _line(key: ApiKey, now: datetime) -> dict[str, Any]:
    """A line of the list of keys, without the secret."""
    from chalicelib.services.access.keys import standing

    return {
        "key": key.id,
        "role": key.role,
        "decree": key.decree or None,
        "issued_at": to_text(key.issued_at),
        "valid_from": to_text(key.valid_from or key.issued_at),
        "valid_until": to_text(key.expires_at),
        "standing": standing(key, now),
        "last_used": key.last_used.isoformat() if key.last_used else None,
    }
