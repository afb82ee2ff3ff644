"""The authorizer: from a bearer key to an actor, cached by API Gateway for as long as app.py says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from chalice.app import AuthRequest, AuthResponse

from chalicelib.domain.cases.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.services.access.keys import KeyService


class Unauthorized(Exception):
    """API Gateway answers 401 to exactly this message, 403 to a refusing policy."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


class Log(Protocol):
    """What lines are written with."""

    def info(self, message: str, /, *, extra: Mapping[str, object]) -> None: ...
    def warning(self, message: str, /, *, extra: Mapping[str, object]) -> None: ...


def recognise(request: AuthRequest, keys: KeyService, now: datetime, logger: Log) -> AuthResponse:
    """Allow the bearer of a valid key; each route decides what an office may do. A refusal leaves a warning without
    what was sent, which may be a key mistyped."""
    scheme, _, bearer = request.token.partition(" ")
    actor = keys.recognise(bearer.strip(), now) if scheme.lower() == "bearer" else None
    # An application files reports for others: its key is valid for Open311 and for no office's routes.
    if actor is None or actor.role is Role.APPLICATION:
        logger.warning("refused", extra={"key_id": actor.key if actor else None})
        raise Unauthorized
    logger.info("recognised", extra={"key_id": actor.key, "role": str(actor.role), "agency": actor.agency})
    context: dict[str, Any] = {
        "role": str(actor.role),
        "agency": actor.agency,
        "name": actor.name,
        "key": actor.key,
        "categories": ",".join(actor.categories),
    }
    return AuthResponse(routes=["*"], principal_id=str(actor.key), context=context)
