"""An office's own webhooks over HTTP: list, add, remove, rotate the secret, test, disable and enable."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of, command_key
from chalicelib.api.http.responses import private
from chalicelib.domain.rate_limits import COMMANDS
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.domain.notifications.subscription import Webhook
    from chalicelib.services.use_cases import UseCases

_ALL = "/agencies/{agency_id}/webhooks"
_ONE = f"{_ALL}/{{webhook_id}}"


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The routes `/agencies/{agency_id}/webhooks…`, all behind a bearer key."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    def changing() -> Actor:
        """Who changes something, or has a message sent. Counted by key: a test goes to a host that the office named."""
        actor = actor_of(routes.current_request)
        rate_limits.count_by_key(actor, provide(), COMMANDS)
        return actor

    @routes.route(_ALL, methods=["GET"], authorizer=authorizer)
    @problems
    def list_webhooks(agency_id: str) -> Response:
        webhooks = provide().webhooks.of_office(actor_of(routes.current_request), agency_id)
        return private({"items": [_view(webhook) for webhook in webhooks]})

    @routes.route(_ALL, methods=["POST"], authorizer=authorizer)
    @problems
    def add_webhook(agency_id: str) -> Response:
        request, services, actor = routes.current_request, provide(), changing()
        body = schemas.decode(schemas.WebhookIn, body_of(request))
        key = command_key(request, f"{actor.key}/{agency_id}/webhooks")
        webhook, secret = services.webhooks.add(actor, agency_id, body.url, body.types, services.now(), key)
        return private(_view(webhook) | {"secret": secret}, HTTPStatus.CREATED)

    @routes.route(_ONE, methods=["DELETE"], authorizer=authorizer)
    @problems
    def remove_webhook(agency_id: str, webhook_id: str) -> Response:
        services = provide()
        services.webhooks.remove(changing(), agency_id, webhook_id, services.now())
        return Response(body="", status_code=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})

    @routes.route(_ONE + "/rotate", methods=["POST"], authorizer=authorizer)
    @problems
    def rotate_secret(agency_id: str, webhook_id: str) -> Response:
        request, services, actor = routes.current_request, provide(), changing()
        key = command_key(request, f"{actor.key}/{webhook_id}/rotation")
        secret, old_until = services.webhooks.rotate(actor, agency_id, webhook_id, services.now(), key)
        return private({"id": webhook_id, "secret": secret, "old_secret_until": to_text(old_until)})

    @routes.route(_ONE + "/test", methods=["POST"], authorizer=authorizer)
    @problems
    def send_test(agency_id: str, webhook_id: str) -> Response:
        services = provide()
        message_id = services.webhooks.test(changing(), agency_id, webhook_id, services.now())
        return private({"id": webhook_id, "message_id": message_id}, HTTPStatus.ACCEPTED)

    @routes.route(_ONE + "/enable", methods=["POST"], authorizer=authorizer)
    @problems
    def enable_webhook(agency_id: str, webhook_id: str) -> Response:
        services = provide()
        actor = changing()
        return private(_view(services.webhooks.enable(actor, agency_id, webhook_id, services.now())))

    @routes.route(_ONE + "/disable", methods=["POST"], authorizer=authorizer)
    @problems
    def disable_webhook(agency_id: str, webhook_id: str) -> Response:
        services = provide()
        actor = changing()
        return private(_view(services.webhooks.disable(actor, agency_id, webhook_id, services.now())))

    return routes


def _view(webhook: Webhook) -> dict[str, Any]:
    """A webhook without its secret, which nobody can look up."""
    failure = {"at": to_text(webhook.failed_at), "failure": webhook.failure} if webhook.failed_at else None
    return {
        "id": webhook.id,
        "url": webhook.url,
        "types": list(webhook.types),
        "status": "enabled" if webhook.enabled else "disabled",
        "created_at": to_text(webhook.created_at),
        "disabled_for": webhook.disabled_for,
        "disabled_at": webhook.disabled_at and to_text(webhook.disabled_at),
        "failing_since": webhook.failing_since and to_text(webhook.failing_since),
        "last_success_at": webhook.succeeded_at and to_text(webhook.succeeded_at),
        "last_failure": failure,
    }
