"""Signing in: who the user pool vouches for opens a session under one grant, and asks what it allows."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import people_schemas, schemas
from chalicelib.api.casework import ACTIONS
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.api.http.responses import private
from chalicelib.api.labels import role_word
from chalicelib.domain.cases.commands import NAMES
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.rate_limits import COMMANDS
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalice.app import Request

    from chalicelib.domain.cases.model import Role
    from chalicelib.services.ports.people_store import Grant
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer, user_pool: Authorizer) -> Blueprint:
    """`/session` and `/me`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/session", methods=["POST"], authorizer=user_pool)
    @problems
    def open_session() -> Response:
        request, services = routes.current_request, provide()
        person = _person_of(request)
        services.rate_limiter.take(COMMANDS, person, services.now())
        body = schemas.decode(people_schemas.SessionIn, body_of(request))
        opened = services.sessions.open(person, body.grant, services.now())
        session = {"key": opened.bearer, "ends_at": to_text(opened.ends_at)} if opened.ends_at else None
        answer = {
            "session": session,
            "grant": grant_view(opened.grant) if opened.grant else None,
            "grants": [grant_view(each) for each in opened.grants],
        }
        return private(answer, HTTPStatus.CREATED if session else HTTPStatus.OK)

    @routes.route("/session", methods=["DELETE"], authorizer=authorizer)
    @problems
    def close_session() -> Response:
        request, services = routes.current_request, provide()
        rate_limits.count_by_key(actor_of(request), services, COMMANDS)
        services.sessions.close(in_session(request, "session"), services.now())
        return Response(body="", status_code=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})

    @routes.route("/me", methods=["GET"], authorizer=authorizer)
    @problems
    def read_me() -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        person = actor.key if in_session(request, "session") else None
        grants = services.sessions.valid(person, services.now()) if person else ()
        current = next((each for each in grants if each.id == in_session(request, "grant")), None)
        return private(
            {
                "person": {"id": person, "name": current.name} if current else None,
                "role": actor.role,
                "role_label": {language: role_word(actor.role, language) for language in ("id", "en")},
                "agency": {"id": actor.agency, "name": actor.name},
                "grant": current.id if current else None,
                "ends_at": in_session(request, "ends_at") or None,
                "grants": [grant_view(each) for each in grants],
                "actions": actions_of(actor.role),
            }
        )

    return routes


def actions_of(role: Role) -> list[str]:
    """The actions that a role may ever take on a case."""
    return [name for name, action in ACTIONS.items() if role in RULES[NAMES[action.command]].roles]


def grant_view(grant: Grant) -> dict[str, Any]:
    """A grant, as its person and those who look after the office see it."""
    return {
        "id": grant.id,
        "person": grant.person,
        "name": grant.name,
        "role": grant.role,
        "role_label": {language: role_word(grant.role, language) for language in ("id", "en")},
        "agency": {"id": grant.agency, "name": grant.agency_name},
        "decree": grant.decree,
        "categories": list(grant.categories),
        "valid_from": to_text(grant.valid_from),
        "valid_until": to_text(grant.ends_at),
        "made_at": to_text(grant.made_at),
        "ended_at": to_text(grant.ended_at) if grant.ended_at else None,
    }


def _person_of(request: Request) -> str:
    """Whom API Gateway found in the ID token. An access token has other claims, and is for nobody's session."""
    claims = request.context.get("authorizer", {}).get("claims", {})
    if claims.get("token_use") != "id" or not claims.get("sub"):
        raise NotSignedIn
    return str(claims["sub"])


def in_session(request: Request, name: str) -> str:
    """What the authorizer knows of the session; empty for a program's key."""
    return str(request.context["authorizer"].get(name, ""))
