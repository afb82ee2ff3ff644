"""Problem documents (RFC 9457): the one table that turns domain errors into HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice.app import Request, Response

from chalicelib.api import attachment_labels, labels, status_labels
from chalicelib.api.http import messages, pages, rate_limits
from chalicelib.domain import errors
from chalicelib.domain.errors import DomainError, FieldError

if TYPE_CHECKING:
    from chalicelib.api.http.responses import Headers
    from chalicelib.services.use_cases import UseCases

OTHER_SHAPES = "/open311/"
"""Routes below this path answer errors in the form of another specification."""

PROBLEM_JSON = "application/problem+json"

FORM = "application/x-www-form-urlencoded"
"""The media type of plain HTML forms."""

TABLE: dict[type[DomainError], tuple[HTTPStatus, str]] = {
    errors.InvalidInput: (HTTPStatus.BAD_REQUEST, "invalid_input"),
    errors.UnknownCase: (HTTPStatus.NOT_FOUND, "unknown_case"),
    errors.LivesElsewhere: (HTTPStatus.NOT_FOUND, "lives_elsewhere"),
    errors.UnknownAgency: (HTTPStatus.NOT_FOUND, "unknown_agency"),
    errors.UnknownRegion: (HTTPStatus.NOT_FOUND, "unknown_region"),
    errors.ReceiptReused: (HTTPStatus.CONFLICT, "receipt_reused"),
    errors.IdempotencyKeyReused: (HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency_key_reused"),
    errors.StaleVersion: (HTTPStatus.PRECONDITION_FAILED, "stale_version"),
    errors.NotInThisStatus: (HTTPStatus.CONFLICT, "not_in_this_status"),
    errors.NotThisType: (HTTPStatus.CONFLICT, "not_this_type"),
    errors.NotExtendable: (HTTPStatus.CONFLICT, "not_extendable"),
    errors.NotYourCase: (HTTPStatus.FORBIDDEN, "not_your_case"),
    errors.RoleNotAllowed: (HTTPStatus.FORBIDDEN, "role_not_allowed"),
    errors.ApprovalNeeded: (HTTPStatus.CONFLICT, "approval_needed"),
    errors.SecondPersonNeeded: (HTTPStatus.CONFLICT, "second_person_needed"),
    errors.NoProposal: (HTTPStatus.CONFLICT, "no_proposal"),
    errors.SameHands: (HTTPStatus.CONFLICT, "same_hands"),
    errors.TooManyGuesses: (HTTPStatus.TOO_MANY_REQUESTS, "too_many_guesses"),
    errors.TooManyRequests: (HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests"),
    errors.IdentityProtected: (HTTPStatus.FORBIDDEN, "identity_protected"),
    errors.RecordAltered: (HTTPStatus.LOCKED, "record_altered"),
    errors.IdentityApprovalNeeded: (HTTPStatus.CONFLICT, "identity_approval_needed"),
    errors.NoIdentityRequest: (HTTPStatus.CONFLICT, "no_identity_request"),
    errors.AccusationProtected: (HTTPStatus.FORBIDDEN, "accusation_protected"),
    errors.NoIdentity: (HTTPStatus.NOT_FOUND, "no_identity"),
    errors.WrongSecret: (HTTPStatus.FORBIDDEN, "wrong_secret"),
    errors.WrongCode: (HTTPStatus.FORBIDDEN, "wrong_code"),
    errors.TooManyAttachments: (HTTPStatus.CONFLICT, "too_many_attachments"),
    errors.AttachmentFailed: (HTTPStatus.GONE, "attachment_failed"),
    errors.UnknownAttachment: (HTTPStatus.NOT_FOUND, "unknown_attachment"),
    errors.UnknownWebhook: (HTTPStatus.NOT_FOUND, "unknown_webhook"),
    errors.TooManyWebhooks: (HTTPStatus.CONFLICT, "too_many_webhooks"),
    errors.NoGround: (HTTPStatus.CONFLICT, "no_ground"),
    errors.NoWarning: (HTTPStatus.CONFLICT, "no_warning"),
    errors.NoHigherTier: (HTTPStatus.CONFLICT, "no_higher_tier"),
    errors.NotSignedIn: (HTTPStatus.UNAUTHORIZED, "not_signed_in"),
    errors.NoGrant: (HTTPStatus.FORBIDDEN, "no_grant"),
    errors.SecondFactorNeeded: (HTTPStatus.FORBIDDEN, "second_factor_needed"),
    errors.UnknownGrant: (HTTPStatus.NOT_FOUND, "unknown_grant"),
    errors.UnknownGateway: (HTTPStatus.NOT_FOUND, "unknown_gateway"),
    errors.WrongSignature: (HTTPStatus.FORBIDDEN, "wrong_signature"),
    errors.Unavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"),
}


_PAGES = ("/complaints/{tracking_id}/receipt", "/track")

View = Callable[..., Response]

COMES_BACK = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
"""The statuses that tell when to send the request again, in `Retry-After`."""

_OUTAGE_SECONDS = 5
"""How long clients wait at most after an outage; at least one second, and not all equally long."""


class HttpProblem(Exception):
    """A problem of HTTP itself, before any domain rule applies."""

    def __init__(self, status: HTTPStatus, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


_OF_CHALICE: dict[int, str] = {
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
}


def answers_problems(request: Callable[[], Request], provide: Callable[[], UseCases]) -> Callable[[View], View]:
    """A decorator for views: what a view raises becomes a problem document, or a page for a plain HTML form.

    `provide` gives the services, which know the addresses of other stacks.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: str) -> Response:
            try:
                return view(**arguments)
            except HttpProblem as problem:
                return _respond(request(), problem.status, problem.code, {}, {})
            except Exception as raised:
                return answer_error(raised, provide(), respond)

        return guarded

    def respond(raised: DomainError) -> Response:
        error = rate_limits.count_wrong_secret(raised, request(), provide())
        status, code = TABLE[type(error)]
        facts, members = _facts_of(error, request(), provide)
        response = _respond(request(), status, code, facts, members)
        if status in COMES_BACK:
            response.headers["Retry-After"] = str(retry_after(error, provide().now()))
        return response

    return decorate


def answer_error(raised: Exception, services: UseCases, respond: Callable[[DomainError], Response]) -> Response:
    """What `respond` makes of the domain error that a view raised. It may have to look something up (where a case went,
    how many wrong secrets came from here); an outage that it meets then is answered in the error's place."""
    try:
        return respond(as_domain_error(raised, services))
    except Exception as second:
        if second is raised:
            raise
        return respond(as_domain_error(second, services))


def as_domain_error(raised: Exception, services: UseCases) -> DomainError:
    """The domain error that a view raised, and Unavailable for an outage; raises everything else again, as the defect
    that it is."""
    if isinstance(raised, DomainError):
        return raised
    if services.is_outage(raised):
        return errors.Unavailable()
    raise raised


def rewrite_chalice_errors(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Middleware: errors that Chalice makes itself (405, 415, an unexpected 500) take the one shape too."""
    response = get_response(event)
    if str(event.context.get("resourcePath")).startswith(OTHER_SHAPES):
        return response
    is_problem = str(response.headers.get("Content-Type", "")).startswith((PROBLEM_JSON, "text/html"))
    if response.status_code < HTTPStatus.BAD_REQUEST or is_problem:
        return response
    status = HTTPStatus(response.status_code)
    rewritten = _respond(event, status, _OF_CHALICE.get(status, "internal"), {}, {})
    rewritten.headers.update({name: value for name, value in response.headers.items() if name == "Allow"})
    return rewritten


def respond_problem(request: Request, status: HTTPStatus, code: str) -> Response:
    """The problem document, or page, of a request that no view has seen."""
    return _respond(request, status, code, {}, {})


def respond_invalid(request: Request, wrong: Iterable[FieldError]) -> Response:
    """The problem document of wrong parameters that no view has seen."""
    status, code = TABLE[errors.InvalidInput]
    language = language_of(request)
    return _respond(request, status, code, {}, {"errors": [_field_error(each, language) for each in wrong]})


def language_of(request: Request) -> str:
    """`en` for readers who prefer English, `id` for everybody else."""
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "id"


def is_plain_form(request: Request) -> bool:
    """Whether the request is a plain HTML form of a browser without JavaScript, which needs a page, not JSON."""
    is_form = request.headers.get("content-type", "").startswith(FORM)
    return is_form and "text/html" in request.headers.get("accept", "")


def opens_page(request: Request) -> bool:
    """Whether a browser asked for a page: it shows a problem as one, too."""
    return request.context.get("resourcePath") in _PAGES and "text/html" in request.headers.get("accept", "")


def retry_after(error: DomainError, now: datetime) -> int:
    """Seconds until the request may be sent again: wrong secrets for one case are counted by the hour."""
    if isinstance(error, errors.Unavailable):
        return 1 + now.microsecond % _OUTAGE_SECONDS
    return error.seconds if isinstance(error, errors.TooManyRequests) else 3600 - int(now.timestamp()) % 3600


def _facts_of(
    error: DomainError, request: Request, provide: Callable[[], UseCases]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Facts for the sentence, and extension members for programs."""
    language = language_of(request)
    if isinstance(error, errors.InvalidInput):
        return {}, {"errors": [_field_error(each, language) for each in error.errors]}
    if isinstance(error, errors.LivesElsewhere):
        province = provide().stack.provinces.get(error.prefix)
        name = province.name if province else error.prefix
        home = {"name": name, "site": provide().stacks.site_of(error.prefix)}
        return {"province": name}, {"tracking_id": error.tracking_id, "lives_at": home}
    if isinstance(error, errors.AttachmentFailed):
        label = attachment_labels.FAILURES[error.reason]
        return {"why": label[language]}, {"reason": error.reason, "label": dict(label)}
    if isinstance(error, errors.UnknownAgency):
        return {"agency": error.agency_id}, {}
    if isinstance(error, errors.UnknownRegion):
        return {"region": error.code}, {}
    if isinstance(error, errors.StaleVersion):
        return {}, {"version": error.actual} if error.actual else {}
    if isinstance(error, errors.IdempotencyKeyReused):
        return {}, {"header": "Idempotency-Key"} | ({"seq": error.seq} if error.seq else {})
    if isinstance(error, errors.NotInThisStatus):
        status = status_labels.status_word(error.status, language)
        return {"status": status}, {"status_now": error.status, "possible_in": list(error.allowed)}
    if isinstance(error, errors.RoleNotAllowed):
        return {"role": labels.role_word(error.role, language)}, {"roles": list(error.allowed)}
    return {}, {}


def describe_error(
    error: DomainError, request: Request, provide: Callable[[], UseCases]
) -> tuple[HTTPStatus, str, list[dict[str, Any]]]:
    """The status, sentence and wrong fields of a domain error, for answers of another shape."""
    status, code = TABLE[type(error)]
    facts, members = _facts_of(error, request, provide)
    return status, messages.detail(code, language_of(request), **facts), members.get("errors", [])


def _field_error(error: FieldError, language: str) -> dict[str, str | int]:
    place = "" if error.position is None else str(error.position + 1)
    detail = messages.field_error(error.code, language, error.allowed, place)
    described: dict[str, str | int] = {"field": error.field, "code": error.code, "detail": detail}
    return described if error.position is None else described | {"position": error.position}


def _respond(
    request: Request, status: HTTPStatus, code: str, facts: dict[str, str], members: dict[str, Any]
) -> Response:
    language = language_of(request)
    detail = messages.detail(code, language, **facts)
    if opens_page(request):
        return pages.respond(pages.unopened(messages.title(code, language), detail), status)
    if is_plain_form(request):
        lines = [f"{messages.form_label(each['field'])}: {each['detail']}" for each in members.get("errors", [])]
        return pages.respond(pages.problem(detail, lines), status)
    body = {
        "type": f"/problems/{code}",
        "title": messages.title(code, language),
        "status": int(status),
        "detail": detail,
        "code": code,
        **members,
    }
    headers: Headers = {"Content-Type": PROBLEM_JSON, "Content-Language": language, "Cache-Control": "no-store"}
    return Response(body=body, status_code=int(status), headers=headers)
