"""The views of Open311 (GeoReport v2), one for each method: parse, one service call, render."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalice.app import Request, Response

from chalicelib.api.http import cursors, hint_messages, rate_limits
from chalicelib.api.http.addresses import site_of
from chalicelib.api.http.origins import refuse_cross_site
from chalicelib.api.http.problems import language_of
from chalicelib.api.http.requests import make_command_id
from chalicelib.api.open311 import parameters, render
from chalicelib.api.open311.formats import ROOT, Refused, extension_of, respond, split
from chalicelib.api.open311.parameters import Parameters, check_jurisdiction, form_of, query_of
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from chalicelib.domain.errors import IdempotencyKeyReused, InvalidInput, LivesElsewhere, UnknownCase
from chalicelib.domain.rate_limits import APPLICATION_FILINGS, COMMANDS, LISTS
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.domain.timestamps import to_text
from chalicelib.services.cases.open311_updates import NotFiledWithThisKey
from chalicelib.services.cases.public_record import MOST_LOOKED_AT

if TYPE_CHECKING:
    from chalicelib.services.cases.filing import Filed
    from chalicelib.services.use_cases import UseCases

_OFFICES = (Role.OFFICER, Role.APPROVER)


def discover(request: Request, services: UseCases) -> Response:
    """GET discovery."""
    query_of(request)
    body = render.discovery(services.stack, f"{site_of(request, services)}{ROOT}", language_of(request))
    return respond(extension_of(request), "discovery", body)


def list_services(request: Request, services: UseCases) -> Response:
    """GET service list."""
    stack = services.stack
    check_jurisdiction(query_of(request), stack)
    language = language_of(request)
    body = [
        render.service(category, stack, language)
        for category in stack.categories.values()
        if category.id == base_category(category.id)
    ]
    return respond(extension_of(request), "services", body)


def define_service(request: Request, services: UseCases, file: str) -> Response:
    """GET service definition."""
    code, extension = split(file)
    check_jurisdiction(query_of(request), services.stack)
    body = render.definition(parameters.service_of(code, services.stack), services.stack, language_of(request))
    return respond(extension, "service_definition", body)


def list_requests(request: Request, services: UseCases) -> Response:
    """GET service requests. The specification has no pages: an unfinished list names in a header where it
    continues."""
    sent = query_of(request)
    check_jurisdiction(sent, services.stack)
    rate_limits.count_by_address(request, services, LISTS)
    if named := sent.several("service_request_id"):
        return _named_requests(request, services, sent, named)
    listing = parameters.listing_of(sent, services.stack, services.now(), cursors.read_cursor(request, services))
    if listing.skip >= MOST_LOOKED_AT:
        last = _link(request, services, sent, "last", page=str(listing.last_page))
        return respond(extension_of(request), "service_requests", [], headers={"Link": last})
    page = services.public_record.whole(listing.query, listing.skip)
    language = language_of(request)
    body = [render.request(report.case, report.content, services.stack, language) for report in page.items]
    cursor = cursors.write_cursor(request, services, page.after)
    # A position and not the next page: a page reads all that come before it, and an answer may have been cut.
    headers = {"Link": _link(request, services, sent, "next", cursor=cursor, page=None)} if cursor else {}
    return respond(extension_of(request), "service_requests", body, headers=headers)


def read_request(request: Request, services: UseCases, file: str) -> Response:
    """GET service request."""
    tracking_id, extension = split(file)
    check_jurisdiction(query_of(request), services.stack)
    body = [_whole(request, services, _number(tracking_id, services, "service_request_id"))]
    return respond(extension, "service_requests", body)


def post_request(request: Request, services: UseCases) -> Response:
    """POST service request. The specification has no field for the follow-up secret: it is in a header, where a program
    can read it for the reporter."""
    refuse_cross_site(request, services)
    sent, photos = form_of(request)
    check_jurisdiction(sent, services.stack)
    application = _bearer(request, sent, services, (Role.APPLICATION,))
    rate_limits.count_by_key(application, services, APPLICATION_FILINGS)
    category = parameters.service_of(sent.required("service_code"), services.stack)
    filed = services.filing.file(
        parameters.submission_of(sent, category, services.stack), services.now(), application.key
    )
    if photos:
        services.uploads.receive(filed, [(photo.media_type, photo.data) for photo in photos], services.now())
    body = [
        {
            "service_request_id": filed.case.id,
            "service_notice": _notice(filed, services, language_of(request)),
            "account_id": sent.one("account_id"),
        }
    ]
    headers = {"Receipt-Secret": filed.receipt.secret, "Cache-Control": "no-store"}
    status = HTTPStatus.OK if filed.replayed else HTTPStatus.CREATED
    return respond(extension_of(request), "service_requests", body, status, headers)


def _notice(filed: Filed, services: UseCases, language: str) -> str | None:
    """What the request waits for, and what its sender should know: the specification has one field for both."""
    hints = (hint["detail"] for hint in hint_messages.sentences(filed.hints, language))
    return " ".join(filter(None, [render.notice(filed.case, services.stack, language), *hints])) or None


def read_token(request: Request, services: UseCases, file: str) -> Response:
    """GET service_request_id from a token. Requests get their id at once, so no token is ever handed out: the id itself
    is taken for one."""
    token, extension = split(file)
    check_jurisdiction(query_of(request), services.stack)
    history = services.reporter.look_up(_number(token, services, "token"), None, services.now())
    return respond(extension, "service_requests", [{"service_request_id": history.case.id, "token": token}])


def list_updates(request: Request, services: UseCases) -> Response:
    """GET service request updates, oldest first."""
    sent, stack = query_of(request), services.stack
    check_jurisdiction(sent, stack)
    rate_limits.count_by_address(request, services, LISTS)
    span = parameters.span_of(sent, stack, services.now(), parameters.UPDATES_SPAN, parameters.UPDATES_DEFAULT)
    updates, next_start = services.public_record.updates(*span, render.UPDATES)
    language = language_of(request)
    body = [render.update(each, language) for each in updates]
    following = {"start_date": to_text(next_start)} if next_start else {}
    headers = {"Link": _link(request, services, sent, "next", **following)} if following else {}
    return respond(extension_of(request), "service_request_updates", body, headers=headers)


def post_update(request: Request, services: UseCases) -> Response:
    """POST service request update: by the office that holds the case, or for a reporter by the application that
    filed."""
    refuse_cross_site(request, services)
    sent, photos = form_of(request)
    if photos:
        raise Refused(HTTPStatus.BAD_REQUEST, "files come with reports alone: send media_url with an update")
    check_jurisdiction(sent, services.stack)
    sender = _bearer(request, sent, services, (Role.APPLICATION, *_OFFICES))
    relays = sender.role is Role.APPLICATION
    rate_limits.count_by_key(sender, services, APPLICATION_FILINGS if relays else COMMANDS)
    number = _number(sent.required("service_request_id"), services, "service_request_id")
    given_id, scope = parameters.update_id_of(sent), f"{sender.key}/open311/{number}"
    updates, now = services.open311_updates, services.now()
    try:
        if relays:
            relay = parameters.relay_of(sent)
            seq = updates.relay(number, relay, sender, now, make_command_id(scope, given_id, relay))
        else:
            command = parameters.office_update_of(sent)
            seq = updates.update(number, command, sender, now, make_command_id(scope, given_id, command))
    except IdempotencyKeyReused:
        raise Refused(HTTPStatus.BAD_REQUEST, "update_id was used before, for another description or status") from None
    except NotFiledWithThisKey:
        raise Refused(HTTPStatus.FORBIDDEN, "service_request_id was not filed with this api_key") from None
    body = [{"update_id": render.update_id(number, seq)}]
    return respond(extension_of(request), "service_request_updates", body, headers={"Cache-Control": "no-store"})


def _named_requests(request: Request, services: UseCases, sent: Parameters, named: tuple[str, ...]) -> Response:
    """Those of the named requests that exist. What is no id of this stack is left out like one that is unknown."""
    if len(named) > parameters.MOST_IDS:
        raise Refused(HTTPStatus.BAD_REQUEST, f"service_request_id names more than {parameters.MOST_IDS:,} requests")
    ids = tuple(dict.fromkeys(filter(None, (_own_id(each, services) for each in named))))
    if len(ids) <= parameters.MOST_WITH_PHOTOS:
        body = [found for each in ids if (found := _whole_or_none(request, services, each))]
        return respond(extension_of(request), "service_requests", body)
    reports, cut = services.public_record.named(ids)
    language = language_of(request)
    body = [render.request(report.case, report.content, services.stack, language) for report in reports]
    rest = ids[ids.index(reports[-1].case.id) + 1 :] if cut else ()
    following = _link(request, services, sent, "next", service_request_id=",".join(rest)) if rest else None
    return respond(extension_of(request), "service_requests", body, headers={"Link": following} if following else {})


def _whole_or_none(request: Request, services: UseCases, tracking_id: str) -> dict[str, Any] | None:
    try:
        return _whole(request, services, tracking_id)
    except (UnknownCase, LivesElsewhere):
        return None


def _own_id(typed: str, services: UseCases) -> str | None:
    try:
        return parse_own_tracking_id(typed, services.stack.province.prefix)
    except (InvalidInput, LivesElsewhere):
        return None


def _whole(request: Request, services: UseCases, tracking_id: str) -> dict[str, Any]:
    """A request with its photo, which only its events name."""
    history = services.reporter.look_up(tracking_id, None, services.now())
    photo = render.picture_of(history.case, history.events)
    address = f"{site_of(request, services)}{photo}" if photo else None
    return render.request(history.case, history.content, services.stack, language_of(request), address)


def _number(typed: str, services: UseCases, name: str) -> str:
    """A tracking id of this stack. One with a typing error counts as one that does not exist."""
    try:
        return parse_own_tracking_id(typed, services.stack.province.prefix)
    except InvalidInput:
        raise Refused(HTTPStatus.NOT_FOUND, f"{name} provided was not found") from None


def _bearer(request: Request, sent: Parameters, services: UseCases, roles: tuple[Role, ...]) -> Actor:
    """The actor behind the api_key of the form, or of the header Authorization, if it has one of these roles. The same
    error for every wrong key."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    key = sent.one("api_key") or (bearer.strip() if scheme.lower() == "bearer" else None)
    if key is None:
        raise Refused(HTTPStatus.FORBIDDEN, "api_key was not provided")
    actor: Actor | None = services.keys.recognise(key, services.now())
    if actor is None or actor.role not in roles:
        raise Refused(HTTPStatus.FORBIDDEN, "api_key is not valid for this method")
    return actor


def _link(request: Request, services: UseCases, sent: Parameters, relation: str, **changed: str | None) -> str:
    """The header that says where a list continues, or ends (RFC 8288): the same query with some parameters changed, or
    left out for None."""
    kept = [(name, value) for name, value in sent.pairs if name not in changed]
    query = urlencode([*kept, *((name, value) for name, value in changed.items() if value is not None)])
    return f'<{site_of(request, services)}{request.context["resourcePath"]}?{query}>; rel="{relation}"'
