"""The authorizer: from the key of a program, or of a person's session, to an actor. API Gateway caches it for as long
as app.py says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from chalice.app import AuthRequest, AuthResponse

from chalicelib.domain.cases.model import Role
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.ports.people_store import Session
    from chalicelib.services.use_cases import UseCases

SESSION = "sesi_"
"""The beginning of a session's key, by which it is told from a program's."""


class Unauthorized(Exception):
    """API Gateway answers 401 to exactly this message, 403 to a refusing policy."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


class Log(Protocol):
    """What lines are written with."""

    def info(self, message: str, /, *, extra: Mapping[str, object]) -> None: ...
    def warning(self, message: str, /, *, extra: Mapping[str, object]) -> None: ...


def recognise(request: AuthRequest, services: UseCases, now: datetime, logger: Log) -> AuthResponse:
    """Allow the bearer of a valid key; each route decides what an office may do. A refusal leaves a warning without
    what was sent, which may be a key mistyped."""
    scheme, _, bearer = request.token.partition(" ")
    actor, session = _bearer_of(bearer.strip(), services, now) if scheme.lower() == "bearer" else (None, None)
    # An application files reports for others: its key is valid for Open311 and for no office's routes.
    if actor is None or actor.role is Role.APPLICATION:
        logger.warning("refused", extra={"key_id": actor.key if actor else None})
        raise Unauthorized
    # A person is named by no line: the session is.
    logged = {"session_id": session.id} if session else {"key_id": actor.key}
    logger.info("recognised", extra={**logged, "role": str(actor.role), "agency": actor.agency})
    context: dict[str, Any] = {
        "role": str(actor.role),
        "agency": actor.agency,
        "name": actor.name,
        "key": actor.key,
        "categories": ",".join(actor.categories),
    }
    if session:
        context |= {"session": session.id, "grant": session.grant, "ends_at": to_text(session.ends_at)}
    return AuthResponse(routes=["*"], principal_id=str(actor.key), context=context)


def _bearer_of(bearer: str, services: UseCases, now: datetime) -> tuple[Actor | None, Session | None]:
    if not bearer.startswith(SESSION):
        return services.keys.recognise(bearer, now), None
    return services.sessions.recognise(bearer, now) or (None, None)
