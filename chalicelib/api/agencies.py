"""Offices: their queue, a case as they see it, and what they can do with it. Overseers: broken deadlines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import render, schemas
from chalicelib.api.http import cursors, rate_limits, validators
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, choice, command_id, expected_version, limit, month, parameter
from chalicelib.domain.cases.audience import POLL_SECONDS
from chalicelib.domain.cases.lifecycle import Command
from chalicelib.domain.cases.model import Actor, Status
from chalicelib.domain.cases.tracking_id import parse_own_tracking_id, parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.rate_limits import COMMANDS, IDENTITIES
from chalicelib.domain.timestamps import to_text
from chalicelib.services.access.authorization import require_office, require_reader
from chalicelib.services.cases.casework import Order
from chalicelib.services.ports.case_store import QueueQuery

if TYPE_CHECKING:
    from chalicelib.services.stack import Stack

ACTIONS: dict[str, tuple[Command, type[schemas.OrderIn]]] = {
    "accept": (Command.ACCEPT, schemas.NoteIn),
    "progress": (Command.PROGRESS, schemas.ProgressIn),
    "postponement": (Command.POSTPONE, schemas.NoteIn),
    "resumption": (Command.RESUME, schemas.NoteIn),
    "draft": (Command.DRAFT, schemas.NoteIn),
    "approval": (Command.APPROVE, schemas.NoteIn),
    "response": (Command.RESPOND, schemas.NoteIn),
    "refusal": (Command.REFUSE, schemas.RefusalIn),
    "escalation": (Command.ESCALATE, schemas.EscalationIn),
    "disposition": (Command.DISPOSE, schemas.DispositionIn),
    "assignment": (Command.ASSIGN, schemas.TargetIn),
    "support": (Command.SUPPORT, schemas.TargetIn),
    "assistance": (Command.ASSIST, schemas.NoteIn),
    "warning": (Command.WARN, schemas.NoteIn),
    "merge": (Command.MERGE, schemas.MergeIn),
    "archive": (Command.ARCHIVE, schemas.ArchiveIn),
    "referral": (Command.REFER, schemas.ReferralIn),
    "redaction": (Command.REDACT, schemas.RedactionIn),
}
_HOUR = len("2026-11-23T02")

_DETAILS = ("kind", "promised", "reason", "into", "part", "seq", "stack", "category")


def blueprint(provide: Callable[[], Any], authorizer: Authorizer) -> Blueprint:
    """The routes under `/agencies` and `/breaches`, all behind a bearer key."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/agencies/{agency_id}/queue", methods=["GET"], authorizer=authorizer)
    @problems
    def read_queue(agency_id: str) -> Response:
        request, services = routes.current_request, provide()
        query = QueueQuery(
            agency=agency_id,
            limit=limit(request),
            status=_status(parameter(request, "status")),
            category=_category(services.stack, parameter(request, "category")),
            after=cursors.read_cursor(request, services),
        )
        overdue = choice(request, "overdue", "true", "false") == "true"
        actor, now = actor_of(request), services.now()
        version = cache(lambda: None if overdue else _queue_version(services, actor, agency_id, now))
        if validators.asks(request) and validators.known(request, version()):
            return validators.not_modified(version(), POLL_SECONDS)
        page = services.queue.page(actor, query, overdue, now)
        body = {
            "items": [render.queue_entry(entry, now) for entry in page.items],
            "next_cursor": cursors.write_cursor(request, services, page.after),
        }
        # To ask for the version of an empty queue would cost as much as to read it.
        headers = validators.headers(version() if page.items else None)
        return Response(body=body, status_code=HTTPStatus.OK, headers=headers)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}", methods=["GET"], authorizer=authorizer)
    @problems
    def read_case(agency_id: str, tracking_id: str) -> Response:
        services, actor = provide(), actor_of(routes.current_request)
        require_reader(actor, agency_id)
        record = services.reporter.look_up(tracking_id, actor, services.now())
        followed = services.merging.followed(record.case)
        body = render.case_view(services.stack, record, actor, followed, office=agency_id)
        return _private(body, version=record.case.version)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}/{action}", methods=["POST"], authorizer=authorizer)
    @problems
    def act(agency_id: str, tracking_id: str, action: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, COMMANDS)
        require_reader(actor, agency_id)
        if action not in ACTIONS:
            raise InvalidInput(FieldError("action", "unknown_action", ", ".join(ACTIONS)))
        command, shape = ACTIONS[action]
        said = schemas.decode(shape, request.raw_body)
        number = parse_tracking_id(tracking_id)
        order = Order(
            tracking_id=number,
            command=command,
            version=expected_version(request),
            actor=actor,
            **_words(said),
            target=getattr(said, "target", None),
            details=_details(said),
            command_id=command_id(request, f"{actor.key}/{action}/{number}"),
        )
        case = services.casework.perform(order, services.now())
        return _private({"tracking_id": case.id, **render.case_state(case)}, version=case.version)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}/identity", methods=["POST"], authorizer=authorizer)
    @problems
    def read_identity(agency_id: str, tracking_id: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, IDENTITIES)
        require_office(actor, agency_id)
        said = schemas.decode(schemas.IdentityIn, request.raw_body)
        number = parse_own_tracking_id(tracking_id, services.stack.province.prefix)
        return _private(render.identity(services.vault.open(number, actor, said.reason)))

    @routes.route("/breaches", methods=["GET"], authorizer=authorizer)
    @problems
    def read_breaches() -> Response:
        return read_list("breached")

    @routes.route("/ombudsman", methods=["GET"], authorizer=authorizer)
    @problems
    def read_ombudsman_list() -> Response:
        return read_list("listed")

    def read_list(kind: str) -> Response:
        request, services = routes.current_request, provide()
        position = cursors.read_cursor(request, services)
        page = services.queue.listed(actor_of(request), kind, month(request), limit(request), position)
        items = [render.breach(entry) for entry in page.items]
        return _private({"items": items, "next_cursor": cursors.write_cursor(request, services, page.after)})

    return routes


def _queue_version(services: Any, actor: Actor, agency_id: str, now: datetime) -> str | None:
    """A validator by one read of one line: a queue changes with an event in the office's feed, and even unchanged it
    grows old at whole hours, when `days_left` falls. None while it may not hold."""
    mark = services.feeds.mark(actor, agency_id, now)
    return None if mark is None else validators.tag(agency_id, actor.role, mark, to_text(now)[:_HOUR])


def _words(said: schemas.OrderIn) -> dict[str, str]:
    """The public words, and what the sender calls them: `note`, or the `reason` where that is the only text."""
    name = "note" if hasattr(said, "note") else "reason"
    return {"note": getattr(said, name), "note_field": f"/{name}"}


def _details(said: schemas.OrderIn) -> dict[str, str]:
    """What some commands need beside words and target, as text."""
    return {name: str(value) for name in _DETAILS if (value := getattr(said, name, None)) is not None}


def _private(body: dict[str, Any], version: int | None = None) -> Response:
    headers = {"Cache-Control": "no-store"}
    if version is not None:
        headers["ETag"] = f'"{version}"'
    return Response(body=body, status_code=HTTPStatus.OK, headers=headers)


def _category(stack: Stack, text: str | None) -> str | None:
    if text is not None and stack.category(text) is None:
        raise InvalidInput(FieldError("category", "unknown_category"))
    return text


def _status(text: str | None) -> str | None:
    if text is not None and text not in list(Status):
        raise InvalidInput(FieldError("status", "unknown_status", ", ".join(Status)))
    return text
