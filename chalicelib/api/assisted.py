"""Assisted entry: an office files a report for somebody who came, called or wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import receipts, schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems, language_of
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.domain.cases import public_form
from chalicelib.domain.rate_limits import COMMANDS
from chalicelib.services.access.authorization import require_recorder

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.services.stack import Stack
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`POST /agencies/{agency_id}/assisted`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/agencies/{agency_id}/assisted", methods=["POST"], authorizer=authorizer)
    @problems
    def record(agency_id: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, COMMANDS)
        require_recorder(actor, agency_id)
        body = schemas.decode(schemas.AssistedIn, body_of(request))
        filed = services.filing.file(body.submission(), services.now(), recording=body.recording(actor))
        return receipts.answer(filed, language_of(request), _slip(services.stack, filed.case))

    return routes


def _slip(stack: Stack, case: Case) -> dict[str, Any]:
    """What the printed slip says beside the receipt: of a report that is hidden no title, since others see paper."""
    due = stack.citizen_due(case)
    return {
        "title": public_form.title(case, None) or None,
        "public": case.filing.public,
        "due_on": stack.calendar.local_date(due.at).isoformat() if due else None,
    }
