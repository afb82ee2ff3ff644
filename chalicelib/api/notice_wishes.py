"""What a person who works cases wants to be told by mail, and the switches for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import people_schemas, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.api.http.responses import private
from chalicelib.api.session import in_session
from chalicelib.domain.errors import FieldError, InvalidInput, NotSignedIn
from chalicelib.domain.notices.officials import ALWAYS_ON, ROLES, Topic
from chalicelib.domain.notices.wishes import SWITCHABLE
from chalicelib.domain.rate_limits import COMMANDS

if TYPE_CHECKING:
    from chalice.app import Request

    from chalicelib.domain.cases.model import Role
    from chalicelib.domain.notices.wishes import Wishes
    from chalicelib.services.use_cases import UseCases

_MINE = "/me/notices"


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The routes `/me/notices`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route(_MINE, methods=["GET"], authorizer=authorizer)
    @problems
    def read_wishes() -> Response:
        request, services = routes.current_request, provide()
        person, role = _person_in_session(request)
        return private(_wishes_view(services, role, services.stops.wishes_of(person)))

    @routes.route(_MINE, methods=["POST"], authorizer=authorizer)
    @problems
    def change_wishes() -> Response:
        request, services = routes.current_request, provide()
        rate_limits.count_by_key(actor_of(request), services, COMMANDS)
        person, role = _person_in_session(request)
        body = schemas.decode(people_schemas.NoticeWishesIn, body_of(request))
        off = _topics(body.off)
        return private(_wishes_view(services, role, services.stops.choose(person, off)))

    return routes


def _person_in_session(request: Request) -> tuple[str, Role]:
    """Who has signed in, and in which role: a program has no mailbox. Raises NotSignedIn."""
    actor = actor_of(request)
    if not in_session(request, "session") or not actor.key:
        raise NotSignedIn
    return actor.key, actor.role


def _topics(off: list[str]) -> frozenset[Topic]:
    """Raises InvalidInput where a topic is unknown, or always on."""
    wrong = [
        FieldError(f"/off/{place}", "unknown_choice", ", ".join(SWITCHABLE))
        for place, each in enumerate(off)
        if each not in SWITCHABLE
    ]
    if wrong:
        raise InvalidInput(*wrong)
    return frozenset(Topic(each) for each in off)


def _wishes_view(services: UseCases, role: Role, wishes: Wishes) -> dict[str, Any]:
    """The topics that concern a role, and why no mail reaches the person if none does."""
    return {
        "topics": [
            {
                "id": topic,
                "label": dict(services.office_texts.labels[topic]),
                "on": topic not in wishes.off,
                "always": topic in ALWAYS_ON,
            }
            for topic in Topic
            if role in ROLES[topic]
        ],
        "stopped": wishes.stopped,
    }
