"""Tracking, replying and correcting an address for browsers without JavaScript: the same case as a page, with plain
forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import own_case, render
from chalicelib.api.http import case_page, messages, pages, rate_limits
from chalicelib.api.http.origins import refuse_cross_site
from chalicelib.api.http.problems import (
    COMES_BACK,
    FORM,
    TABLE,
    HttpProblem,
    answer_error,
    answers_problems,
    describe_error,
    retry_after,
)
from chalicelib.api.http.requests import body_of, make_command_id, parameter
from chalicelib.api.schemas import BODY_LIMIT_BYTES
from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import DomainError, FieldError, InvalidInput
from chalicelib.domain.rate_limits import ADDITIONS
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalice.app import Request

    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases

_FIELDS = frozenset(("id", "secret", "text", "resolved", "key", "email"))
_RESOLVED = {"yes": True, "no": False}
_MOST_FIELDS = 10


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """`GET /track` and `POST /track`."""
    routes = Blueprint(__name__)
    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/track", methods=["GET"])
    @problems
    def show_page() -> Response:
        number = parameter(routes.current_request, "id")
        if number is None:
            return pages.respond(case_page.empty(provide().stack.brand))
        return answered(number, False, lambda services: _looked_up(services, number, None))

    @routes.route("/track", methods=["POST"], content_types=[FORM])
    @problems
    def reply_from_page() -> Response:
        request = routes.current_request
        rate_limits.count_by_address(request, provide(), ADDITIONS)
        refuse_cross_site(request, provide())
        fields = _form(body_of(request))
        number, secret = fields.get("id", ""), fields.get("secret")
        if fields.get("email"):
            return answered(number, True, lambda services: _corrected(services, fields))
        if not (fields.get("text") or fields.get("resolved")):
            return answered(number, bool(secret), lambda services: _looked_up(services, number, secret))
        return answered(number, True, lambda services: _replied(services, fields))

    def answered(number: str, with_secret: bool, show: Callable[[UseCases], Response]) -> Response:
        """What `show` makes, or a page that says why not."""
        request, services = routes.current_request, provide()

        def refuse(raised: DomainError) -> Response:
            error = rate_limits.count_wrong_secret(raised, request, services, in_form=with_secret)
            return _refused(error, request, services, number)

        try:
            return show(services)
        except Exception as raised:
            return answer_error(raised, services, refuse)

    return routes


def _form(raw: bytes) -> Mapping[str, str]:
    if len(raw) > BODY_LIMIT_BYTES:
        raise HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large")
    try:
        pairs = parse_qsl(raw.decode(errors="replace"), errors="replace", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise InvalidInput(FieldError("", "too_many_fields", str(_MOST_FIELDS))) from None
    return {name: value.strip() for name, value in pairs if name in _FIELDS}


def _looked_up(services: UseCases, number: str, secret: str | None) -> Response:
    try:
        history = services.reporter.look_up(number, None, services.now(), secret)
    except InvalidInput:
        # A number of an earlier system is none of ours.
        if (moved := services.reporter.find_former(number)) is None:
            raise
        history = services.reporter.look_up(moved, None, services.now(), secret)
    return _page(services, history, secret)


def _corrected(services: UseCases, fields: Mapping[str, str]) -> Response:
    secret = fields.get("secret") or None
    history = services.addresses.correct(fields.get("id", ""), secret, fields["email"], services.now())
    return _page(services, history, secret, said="address")


def _replied(services: UseCases, fields: Mapping[str, str]) -> Response:
    number, secret, text = fields.get("id", ""), fields.get("secret", ""), fields.get("text", "")
    resolved = fields.get("resolved", "")
    command = reporter_commands.Reply(text, _RESOLVED.get(resolved))
    # Pressed twice it is one reply; with other words under the same page it is another one.
    key = f"{fields.get('key', '')}/{resolved}/{text}"
    repetition = make_command_id(f"plain/{parse_tracking_id(number)}", key, command)
    history = services.reporter.perform(command, number, secret, services.now(), repetition)
    return _page(services, history, secret, said="reply")


def _page(services: UseCases, history: CaseHistory, secret: str | None, said: str = "") -> Response:
    if secret:
        history = services.telling.opened(history, services.now())
    shown = own_case.view(services, history, proven=bool(secret))
    if away := history.case.referred_to:
        shown["lives_at"] = render.elsewhere(services.stack, away, services.stacks.site_of(away), history.case.id)
    key = f"{history.case.version}-{to_text(services.now())}"
    return pages.respond(case_page.case(services.stack.brand, shown, secret or None, key, said))


def _refused(error: DomainError, request: Request, services: UseCases, number: str) -> Response:
    status, detail, fields = describe_error(error, request, lambda: services)
    code = TABLE[type(error)][1]
    title = {language: messages.title(code, language) for language in ("id", "en")}
    lines = [each["detail"] for each in fields]
    page = case_page.problem(services.stack.brand, title, detail, lines, number)
    headers = {"Retry-After": str(retry_after(error, services.now()))} if status in COMES_BACK else {}
    return pages.respond(page, HTTPStatus(status), **headers)
