"""Lost receipts over HTTP: asking for a one-time code, and a fresh secret for it. Every answer to the first is the same
but for a random name, whoever the contact belongs to."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import body_of
from chalicelib.domain.rate_limits import ADDITIONS, CODES
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalicelib.services.access.renewal import Renewed
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes by which a receipt is renewed."""
    routes = Blueprint(__name__)
    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints/{tracking_id}/receipt-code", methods=["POST"])
    @problems
    def ask_for_code(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        body = schemas.decode(schemas.CodeIn, body_of(request))
        rate_limits.count_by_address(request, services, CODES)
        named = services.renewals.ask(tracking_id, body.contact, services.now())
        return _own({"request": named, "minutes": minutes()}, HTTPStatus.ACCEPTED)

    @routes.route("/complaints/{tracking_id}/receipt-renewal", methods=["POST"])
    @problems
    def renew_receipt(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        body = schemas.decode(schemas.RenewalIn, body_of(request))
        rate_limits.count_by_address(request, services, ADDITIONS)
        renewed = services.renewals.renew(tracking_id, body.request, body.code, body.new_key, services.now())
        return _own(_receipt(renewed), HTTPStatus.CREATED)

    return routes


def minutes() -> int:
    """How long a code holds."""
    # Here, as the service is: few requests are about a lost receipt.
    from chalicelib.domain.cases.renewal import VALID_FOR

    return int(VALID_FOR.total_seconds() // 60)


def _receipt(renewed: Renewed) -> dict[str, Any]:
    case = renewed.case
    return {
        "tracking_id": case.id,
        "secret": renewed.secret,
        "renewed_at": to_text(renewed.at),
        "filed_at": to_text(case.filing.filed_at),
        "hidden": not case.filing.public,
        "track_url": f"/lacak.html?id={case.id}",
    }


def _own(body: dict[str, Any], status: HTTPStatus) -> Response:
    return Response(body=body, status_code=int(status), headers={"Cache-Control": "no-store"})
