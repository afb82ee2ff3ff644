"""An office's queue, and the lists of broken deadlines, of cases for the Ombudsman, and of those that somebody was told
about by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import render
from chalicelib.api.http import cursors, validators
from chalicelib.api.http.addresses import site_of
from chalicelib.api.http.problems import answers_problems, language_of
from chalicelib.api.http.requests import actor_of, choice, limit, month, parameter
from chalicelib.api.http.responses import Headers, private
from chalicelib.domain.cases.audience import POLL_SECONDS
from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography import regions
from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import QueueQuery

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.readiness import OfficeReadiness
    from chalicelib.services.stack import Stack
    from chalicelib.services.use_cases import UseCases

_HOUR = len("2026-11-23T02")


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`GET /agencies/{agency_id}/queue` and `/due.ics`, and `GET /breaches`, `/ombudsman`, `/promises`, `/ladder` and
    `/readiness`, behind a bearer key."""
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
            drafts=choice(request, "drafts", "true", "false") == "true",
        )
        overdue = choice(request, "overdue", "true", "false") == "true"
        actor, now = actor_of(request), services.now()
        version = cache(lambda: None if overdue else _queue_version(services, actor, agency_id, now))
        if validators.is_conditional(request) and validators.has_current(request, version()):
            return validators.not_modified(version(), POLL_SECONDS)
        page = services.queue.page(actor, query, overdue, now)
        services.access_log.listed(page.items, actor, now)
        body = {
            "items": [render.queue_entry(entry, now) for entry in page.items],
            "next_cursor": cursors.write_cursor(request, services, page.after),
        }
        # Reading the version of an empty queue would cost as much as reading the queue.
        headers = validators.headers(version() if page.items else None)
        return Response(body=body, status_code=HTTPStatus.OK, headers=headers)

    @routes.route("/agencies/{agency_id}/due.ics", methods=["GET"], authorizer=authorizer)
    @problems
    def read_due_calendar(agency_id: str) -> Response:
        from chalicelib.api import due_calendar

        request, services = routes.current_request, provide()
        now, query = services.now(), QueueQuery(agency_id, due_calendar.MOST_ENTRIES)
        page = services.queue.page(actor_of(request), query, overdue=False, now=now)
        office = services.places.names([agency_id]).get(agency_id, agency_id)
        site, language = site_of(request, services), language_of(request)
        body = due_calendar.document(page.items, office, site, services.stack, language, now)
        headers: Headers = {"Content-Type": due_calendar.MEDIA_TYPE, "Cache-Control": "no-store"}
        return Response(body=body, status_code=HTTPStatus.OK, headers=headers)

    @routes.route("/breaches", methods=["GET"], authorizer=authorizer)
    @problems
    def read_breaches() -> Response:
        return read_list("breached")

    @routes.route("/ombudsman", methods=["GET"], authorizer=authorizer)
    @problems
    def read_ombudsman_list() -> Response:
        return read_list("listed")

    @routes.route("/promises", methods=["GET"], authorizer=authorizer)
    @problems
    def read_promises() -> Response:
        return read_list("promised")

    @routes.route("/ladder", methods=["GET"], authorizer=authorizer)
    @problems
    def read_ladder() -> Response:
        request, services = routes.current_request, provide()
        position = cursors.read_cursor(request, services)
        region = _region(parameter(request, "region"))
        page = services.standing.page(actor_of(request), region, limit(request), position)
        now = services.now()
        items = [render.standing(line, case, now) for line, case in page.items]
        return private({"items": items, "next_cursor": cursors.write_cursor(request, services, page.after)})

    @routes.route("/readiness", methods=["GET"], authorizer=authorizer)
    @problems
    def read_readiness() -> Response:
        request, services = routes.current_request, provide()
        position = cursors.read_cursor(request, services)
        region = _region(parameter(request, "region"))
        page = services.readiness.page(actor_of(request), region, limit(request), position, services.now())
        items = [_readiness(line) for line in page.items]
        return private({"items": items, "next_cursor": cursors.write_cursor(request, services, page.after)})

    def read_list(kind: str) -> Response:
        request, services = routes.current_request, provide()
        position = cursors.read_cursor(request, services)
        actor, cases = actor_of(request), choice(request, "cases", "true", "false") == "true"
        page = services.queue.listed(actor, kind, month(request), limit(request), position, cases)
        services.access_log.shown([each.case for each in page.items if each.case], actor, services.now())
        items = [render.breach(services.stack, entry, actor) for entry in page.items]
        return private({"items": items, "next_cursor": cursors.write_cursor(request, services, page.after)})

    return routes


def _queue_version(services: UseCases, actor: Actor, agency_id: str, now: datetime) -> str | None:
    """A validator by one read of one line: a queue changes with an event in the office's feed, and even without one it
    changes at whole hours, when `days_left` falls. Keyed, because the position names the case that changed last, which
    may be one that the caller does not get to see. None while it may not be used."""
    position = services.feeds.last_position(actor, agency_id, now)
    if position is None:
        return None
    return validators.tag(services.cursor_signer.digest(agency_id, actor.role, position, to_text(now)[:_HOUR]))


def _category(stack: Stack, text: str | None) -> str | None:
    if text is not None and stack.category(text) is None:
        raise InvalidInput(FieldError("category", "unknown_category"))
    return text


def _readiness(line: OfficeReadiness) -> dict[str, Any]:
    """An office and how far it is."""
    seen, appointed = line.presence.seen, line.presence.appointed
    return {
        "id": line.office.id,
        "name": line.office.name,
        "tier": line.office.tier.label,
        "readiness": line.readiness,
        "seen": seen.isoformat() if seen else None,
        "appointed": appointed.isoformat() if appointed else None,
    }


def _region(text: str | None) -> str | None:
    if text is not None and not regions.is_code(text):
        raise InvalidInput(FieldError("region", "region_shape", regions.SHAPES))
    return text


def _status(text: str | None) -> str | None:
    if text is not None and text not in list(Status):
        raise InvalidInput(FieldError("status", "unknown_status", ", ".join(Status)))
    return text
