"""What an office keeps for its own work: answer templates, and who has which case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import desk_schemas, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.api.http.responses import private
from chalicelib.domain.rate_limits import COMMANDS
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalicelib.domain.cases.answer_templates import Templates
    from chalicelib.services.use_cases import UseCases

_TEMPLATES = "/agencies/{agency_id}/templates"
_ASSIGNEES = "/agencies/{agency_id}/assignees"


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The routes `/agencies/{agency_id}/templates`, `/assignees` and `/colleagues`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route(_TEMPLATES, methods=["GET"], authorizer=authorizer)
    @problems
    def read_templates(agency_id: str) -> Response:
        found = provide().templates.of_office(actor_of(routes.current_request), agency_id)
        return private(_templates_view(found))

    @routes.route(_TEMPLATES, methods=["POST"], authorizer=authorizer)
    @problems
    def replace_templates(agency_id: str) -> Response:
        # Here, because few requests write templates.
        from chalicelib.domain.cases.answer_templates import Template

        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, COMMANDS)
        body = schemas.decode(desk_schemas.TemplatesIn, body_of(request))
        sent = [Template(each.name, each.text) for each in body.templates]
        changed = services.templates.replace(actor, agency_id, body.version, sent)
        return private(_templates_view(changed))

    @routes.route(_ASSIGNEES, methods=["GET"], authorizer=authorizer)
    @problems
    def read_assignees(agency_id: str) -> Response:
        found, names = provide().assignees.of_office(actor_of(routes.current_request), agency_id)
        items = [
            {
                "tracking_id": each.case,
                "person": each.person,
                "name": names.get(each.person or ""),
                "at": to_text(each.at),
            }
            for each in found
        ]
        return private({"items": items})

    @routes.route(_ASSIGNEES, methods=["POST"], authorizer=authorizer)
    @problems
    def assign(agency_id: str) -> Response:
        from chalicelib.services.cases.assignees import numbers

        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, COMMANDS)
        body = schemas.decode(desk_schemas.AssigneesIn, body_of(request))
        wanted = numbers([(each.tracking_id, each.had_by) for each in body.cases])
        given = services.assignees.give(actor, agency_id, body.person, wanted, services.now())
        items = [
            {"tracking_id": each.case, "person": each.person, "name": each.name, "left": each.left} for each in given
        ]
        return private({"items": items})

    @routes.route("/agencies/{agency_id}/colleagues", methods=["GET"], authorizer=authorizer)
    @problems
    def read_colleagues(agency_id: str) -> Response:
        services = provide()
        found = services.assignees.colleagues(actor_of(routes.current_request), agency_id, services.now())
        return private({"items": [{"person": each.person, "name": each.name, "role": each.role} for each in found]})

    return routes


def _templates_view(templates: Templates) -> dict[str, Any]:
    # Here, because few requests read templates.
    from chalicelib.domain.cases.answer_templates import PLACEHOLDERS

    return {
        "version": templates.version,
        "items": [{"name": each.name, "text": each.text} for each in templates.items],
        "placeholders": list(PLACEHOLDERS),
    }
