"""Attachments over HTTP: an invitation to send a file to the bucket, and the address of a clean one.

No file ever passes through the API. A picture is answered with a redirect to an address that is valid for five minutes;
a client that sent a secret or a key asks for JSON instead, so that no header of its own follows the redirect."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Authorizer, Request, Response

from chalicelib.api import schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.api.http.responses import Headers, private
from chalicelib.domain.attachments.rules import SHOWN_SECONDS
from chalicelib.domain.cases.access_log import Kind
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.cases.visibility import is_involved, shows_words
from chalicelib.domain.errors import UnknownAttachment
from chalicelib.domain.rate_limits import COMMANDS, INVITATIONS
from chalicelib.domain.timestamps import to_text
from chalicelib.services.access.authorization import require_office, require_reader

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.attachments.uploads import Invitation
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.use_cases import UseCases

_REPORTERS = "/complaints/{tracking_id}/attachments"
_OFFICES = "/agencies/{agency_id}/complaints/{tracking_id}/attachments"
_ONE = "/{attachment_id}"
_PREVIEW = "/{attachment_id}/preview"


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The routes `…/attachments` of the reporter and the public, and the same for offices behind a bearer key."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route(_REPORTERS, methods=["POST"])
    @problems
    def invite_from_reporter(tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, INVITATIONS)
        offer = schemas.decode(schemas.AttachmentIn, body_of(request)).offer()
        secret = request.headers.get("receipt-secret")
        return _invitation(services.uploads.invite_from_reporter(tracking_id, secret, offer, services.now()))

    @routes.route(_OFFICES, methods=["POST"], authorizer=authorizer)
    @problems
    def invite_from_office(agency_id: str, tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, COMMANDS)
        require_office(actor, agency_id)
        offer = schemas.decode(schemas.AttachmentIn, body_of(request)).offer()
        return _invitation(services.uploads.invite_from_office(tracking_id, actor, offer, services.now()))

    def show_to_public(tracking_id: str, attachment_id: str, preview: bool) -> Response:
        request, services = routes.current_request, provide()
        secret = request.headers.get("receipt-secret")
        history = services.reporter.look_up(tracking_id, None, services.now(), secret)
        viewer = REPORTER if secret else None
        return _address(request, services, history, attachment_id, preview=preview, public=not secret, viewer=viewer)

    def show_to_office(agency_id: str, tracking_id: str, attachment_id: str, preview: bool) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        require_reader(actor, agency_id)
        history = services.reporter.look_up(tracking_id, actor, services.now())
        if not shows_words(history.case, actor):
            raise UnknownAttachment
        public = not is_involved(history.case, actor)
        services.access_log.opened(history.case, actor, Kind.ATTACHMENT, services.now())
        return _address(request, services, history, attachment_id, preview=preview, public=public, viewer=actor)

    @routes.route(_REPORTERS + _ONE, methods=["GET"])
    @problems
    def read_picture(tracking_id: str, attachment_id: str) -> Response:
        return show_to_public(tracking_id, attachment_id, preview=False)

    @routes.route(_REPORTERS + _PREVIEW, methods=["GET"])
    @problems
    def read_preview(tracking_id: str, attachment_id: str) -> Response:
        return show_to_public(tracking_id, attachment_id, preview=True)

    @routes.route(_OFFICES + _ONE, methods=["GET"], authorizer=authorizer)
    @problems
    def read_picture_as_office(agency_id: str, tracking_id: str, attachment_id: str) -> Response:
        return show_to_office(agency_id, tracking_id, attachment_id, preview=False)

    @routes.route(_OFFICES + _PREVIEW, methods=["GET"], authorizer=authorizer)
    @problems
    def read_preview_as_office(agency_id: str, tracking_id: str, attachment_id: str) -> Response:
        return show_to_office(agency_id, tracking_id, attachment_id, preview=True)

    return routes


def _invitation(invitation: Invitation) -> Response:
    body = {
        "attachment_id": invitation.attachment_id,
        "upload": {"url": invitation.upload.url, "fields": dict(invitation.upload.fields)},
        "expires_at": to_text(invitation.expires_at),
    }
    return private(body, HTTPStatus.CREATED)


def _address(
    request: Request,
    services: UseCases,
    history: CaseHistory,
    attachment_id: str,
    *,
    preview: bool,
    public: bool,
    viewer: Actor | None,
) -> Response:
    url = services.uploads.address(history, attachment_id, preview=preview, public=public, viewer=viewer)
    if request.headers.get("accept", "").startswith("application/json"):
        return private({"url": url, "seconds": SHOWN_SECONDS})
    headers: Headers = {"Cache-Control": "no-store", "Location": url}
    return Response(body="", status_code=HTTPStatus.FOUND, headers=headers)
