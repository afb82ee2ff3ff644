"""All stacks as the centre sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of
from chalicelib.api.http.responses import private
from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.domain.exchange.summary import Figures, Summary
    from chalicelib.services.exchange.summaries import StackLine
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`GET /stacks`, behind a bearer key."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/stacks", methods=["GET"], authorizer=authorizer)
    @problems
    def read_stacks() -> Response:
        request, services = routes.current_request, provide()
        now = services.now()
        today = services.stack.calendar.local_date(now)
        lines = services.summary_book.lines(actor_of(request))
        return private({"items": [_line(each, today, now) for each in lines]})

    return routes


def _line(line: StackLine, today: date, now: datetime) -> dict[str, Any]:
    return {
        "slug": line.province.slug,
        "name": line.province.name,
        "site": line.site,
        "summary": _summary(line.summary, today, now) if line.summary else None,
    }


def _summary(found: Summary, today: date, now: datetime) -> dict[str, Any]:
    return {
        "at": to_text(found.at),
        "old": found.old(now),
        **_figures(found.figures, today),
        "late_offices": found.late_offices,
        "offices": [{"id": each.id, "name": each.name, **_figures(each.figures, today)} for each in found.offices],
    }


def _figures(figures: Figures, today: date) -> dict[str, Any]:
    since = figures.oldest
    return {
        "open": figures.open,
        "late": figures.late,
        "newly_late": figures.new,
        "longest_late_days": max(0, (today - since).days) if since else None,
    }
