"""The authorizer: from a bearer key to an actor, cached by API Gateway for as long as app.py says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import AuthRequest, AuthResponse

from chalicelib.domain.cases.model import Role

if TYPE_CHECKING:
    from chalicelib.services.access.keys import KeyService


class Unauthorized(Exception):
    """API Gateway answers 401 to exactly this message, 403 to a refusing policy."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def recognise(request: AuthRequest, keys: KeyService, now: datetime) -> AuthResponse:
    """Allow the bearer of a valid key; each route decides what an office may do."""
    scheme, _, bearer = request.token.partition(" ")
    actor = keys.recognise(bearer.strip(), now) if scheme.lower() == "bearer" else None
    # An application files reports for others: its key is valid for Open311 and for no office's routes.
    if actor is None or actor.role is Role.APPLICATION:
        raise Unauthorized
    context: dict[str, Any] = {
        "role": str(actor.role),
        "agency": actor.agency,
        "name": actor.name,
        "key": actor.key,
        "categories": ",".join(actor.categories),
    }
    return AuthResponse(routes=["*"], principal_id=str(actor.key), context=context)
