"""Channels over HTTP: messages that people sent by SMS, handed over by the gateway of an aggregator; and by WhatsApp,
delivered by Meta."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import schemas
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import body_of
from chalicelib.domain.cases.channels import SMS
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.rate_limits import MESSAGES

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.channels.gateways import Gateway
    from chalicelib.domain.channels.message import InboundMessage
    from chalicelib.services.use_cases import UseCases

LONGEST_NAME = 200
"""Of what a gateway calls a message, its sender or the parts of one."""

MOST_PARTS = 20

DELIVERY_LIMIT_BYTES = 3 * 1024 * 1024
"""Of what Meta delivers at once, by its own account."""

_CHALLENGE = re.compile(r"[0-9A-Za-z_-]{1,128}")
"""What is repeated to Meta, and could be no page for anybody else."""


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes under `/channels`; `provide` gives the services of the stack."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/channels/sms/{gateway}", methods=["POST"])
    @problems
    def receive_sms(gateway: str) -> Response:
        """The body is neither logged nor repeated in an answer: it holds a phone number."""
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, MESSAGES)
        door, raw = services.gateway_door, body_of(request)
        schemas.check_size(raw)
        form = door.form_of(gateway)
        door.check(SMS, form, raw, request.headers.get(form.header, ""))
        answer = door.receive(message_in(form, raw, services.now()), services.now())
        body = {"outcome": answer.outcome, "answers": list(answer.texts)}
        return Response(body=body, headers={"Cache-Control": "no-store"})

    @routes.route("/channels/whatsapp", methods=["GET"])
    @problems
    def verify_whatsapp() -> Response:
        """Meta asks whether the address is the stack's before it delivers anything."""
        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, MESSAGES)
        asked = dict(request.query_params or {})
        services.whatsapp_door.check_word(asked.get("hub.verify_token", ""))
        challenge = asked.get("hub.challenge", "")
        if asked.get("hub.mode") != "subscribe" or not _CHALLENGE.fullmatch(challenge):
            field = "hub.challenge" if asked.get("hub.mode") == "subscribe" else "hub.mode"
            raise InvalidInput(FieldError(field, "unknown_choice", "subscribe"))
        return Response(body=challenge, headers={"Content-Type": "text/plain", "Cache-Control": "no-store"})

    @routes.route("/channels/whatsapp", methods=["POST"])
    @problems
    def receive_whatsapp() -> Response:
        """The body is neither logged nor repeated in an answer: it holds phone numbers."""
        # Here, because few stacks have WhatsApp.
        from chalicelib.api import whatsapp

        request, services = routes.current_request, provide()
        rate_limits.count_by_address(request, services, MESSAGES)
        door, raw = services.whatsapp_door, body_of(request)
        schemas.check_size(raw, DELIVERY_LIMIT_BYTES)
        door.check(raw, request.headers.get("x-hub-signature-256", ""))
        entries, now = schemas.decode(schemas.WhatsAppIn, raw, DELIVERY_LIMIT_BYTES).entry, services.now()
        for status in whatsapp.statuses_in(entries, door.number):
            if status.delivered:
                door.delivered(status.order, now)
            else:
                door.failed(status.order, status.code)
        outcomes = [door.receive(message, now) for message in whatsapp.messages_in(entries, door.number, now)]
        return Response(body={"outcomes": outcomes}, headers={"Cache-Control": "no-store"})

    return routes


def message_in(form: Gateway, raw: bytes, now: datetime) -> InboundMessage:
    """The message in a body; raises InvalidInput naming the field as the gateway calls it."""
    # Here, because few stacks take SMS.
    from chalicelib.domain.channels.message import InboundMessage, Part

    fields = form.in_our_names(schemas.decode(dict[str, Any], raw))
    try:
        sms = schemas.convert(schemas.SmsIn, fields)
    except InvalidInput as wrong:
        (error,) = wrong.errors
        raise InvalidInput(FieldError(f"/{form.its_name(error.field[1:])}", error.code, error.allowed)) from None
    too_long = [name for name in ("id", "sender", "part_ref") if len(getattr(sms, name) or "") > LONGEST_NAME]
    if too_long or not sms.id:
        name = "id" if not sms.id else {"sender": "from"}.get(too_long[0], too_long[0])
        code, allowed = ("too_long", str(LONGEST_NAME)) if too_long else ("too_short", "1")
        raise InvalidInput(FieldError(f"/{form.its_name(name)}", code, allowed))
    if not 1 <= sms.part_number <= sms.part_total <= MOST_PARTS:
        raise InvalidInput(FieldError(f"/{form.its_name('part_number')}", "limit_range", f"1–{MOST_PARTS}"))
    part = Part(sms.part_ref, sms.part_number, sms.part_total) if sms.part_total > 1 else None
    return InboundMessage(SMS, sms.id, sms.sender, sms.text, sms.sent_at or now, part)
