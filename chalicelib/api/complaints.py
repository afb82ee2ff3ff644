"""Complaints over HTTP: file a complaint, look up its status, show its receipt."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import due_labels, own_case, receipts, render, schemas
from chalicelib.api.http import hint_messages, pages, rate_limits
from chalicelib.api.http.origins import refuse_cross_site
from chalicelib.api.http.problems import FORM, answers_problems, language_of
from chalicelib.api.http.requests import body_of, choice, parameter
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.rate_limits import FILINGS

if TYPE_CHECKING:
    from chalicelib.api.http.responses import Headers
    from chalicelib.services.cases.filing import Filed
    from chalicelib.services.use_cases import UseCases

_RECEIPT_COOKIE = "__Secure-receipt"
_COOKIE_SECONDS = 3600


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes under `/complaints`; `provide` gives the services of the stack."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints", methods=["POST"], content_types=["application/json", FORM])
    @problems
    def file_complaint() -> Response:
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, FILINGS)
        refuse_cross_site(request, services)
        is_form = request.headers.get("content-type", "").startswith(FORM)
        decoded = schemas.decode_form(body_of(request)) if is_form else None
        complaint = decoded or schemas.decode(schemas.ComplaintIn, body_of(request))
        filed = services.filing.file(complaint.submission(), services.now())
        if is_form:
            return _receipt_redirect(filed)
        return receipts.answer(filed, language_of(request))

    @routes.route("/complaints/{tracking_id}", methods=["GET"])
    @problems
    def track(tracking_id: str) -> Response:
        services, secret = provide(), routes.current_request.headers.get("receipt-secret")
        with_proof = choice(routes.current_request, "proof", "1") is not None
        try:
            history = services.reporter.look_up(tracking_id, None, services.now(), secret)
        except InvalidInput:
            # A number of an earlier system is none of ours.
            if (moved := services.reporter.find_former(tracking_id)) is None:
                raise
            return _redirect(moved, with_proof)
        if secret:
            history = services.telling.opened(history, services.now())
        body = own_case.view(services, history, proven=bool(secret))
        if away := history.case.referred_to:
            body["lives_at"] = render.elsewhere(services.stack, away, services.stacks.site_of(away), history.case.id)
        if with_proof:
            body["proof"] = render.proof(history, body)
        return Response(body=body, headers={"ETag": f'"{history.case.version}"', "Cache-Control": "no-store"})

    @routes.route("/complaints/{tracking_id}/receipt", methods=["GET"])
    @problems
    def show_receipt(tracking_id: str) -> Response:
        services = provide()
        cookie = SimpleCookie(routes.current_request.headers.get("cookie", "")).get(_RECEIPT_COOKIE)
        secret = cookie.value if cookie else None
        case = services.reporter.look_up(tracking_id, None, services.now(), secret).case
        due = services.stack.citizen_due(case)
        next_step = due_labels.of_due(due, services.stack) if due else None
        hints = hint_messages.known(parameter(routes.current_request, "hints") or "")
        return pages.respond(
            pages.receipt(services.stack.brand, case.id, secret, next_step, case.filing.anonymous, hints)
        )

    return routes


def _redirect(tracking_id: str, with_proof: bool) -> Response:
    location = f"/v1/complaints/{tracking_id}{'?proof=1' if with_proof else ''}"
    headers: Headers = {"Location": location, "Cache-Control": "no-store"}
    return Response(body="", status_code=int(HTTPStatus.PERMANENT_REDIRECT), headers=headers)


def _receipt_redirect(filed: Filed) -> Response:
    """The secret travels in a short-lived cookie for the receipt page only: never in an address, which is logged. The
    codes of hints do."""
    path = f"/v1/complaints/{filed.receipt.tracking_id}/receipt"
    attributes = f"Path={path}; Max-Age={_COOKIE_SECONDS}; HttpOnly; Secure; SameSite=Strict"
    hints = f"?hints={','.join(hint.code for hint in filed.hints)}" if filed.hints else ""
    headers = {"Location": f"{path}{hints}", "Set-Cookie": f"{_RECEIPT_COOKIE}={filed.receipt.secret}; {attributes}"}
    return pages.respond("", HTTPStatus.SEE_OTHER, **headers)
