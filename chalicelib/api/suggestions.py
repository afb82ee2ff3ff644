"""Routing suggestions: where a report would go, while it is being written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api import schemas, suggestion_labels
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import body_of
from chalicelib.api.http.responses import private
from chalicelib.domain.rate_limits import SUGGESTIONS

if TYPE_CHECKING:
    from chalicelib.domain.routing.jurisdiction import Category
    from chalicelib.domain.text.alarms import Alarm
    from chalicelib.services.routing.router import RoutingResult, Suggestion
    from chalicelib.services.stack import Stack
    from chalicelib.services.use_cases import UseCases


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """`POST /suggestions`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    # It changes nothing and is still a POST: a citizen's words do not belong in an address, which is logged.
    @routes.route("/suggestions", methods=["POST"])
    @problems
    def suggest() -> Response:
        services = provide()
        rate_limits.count_by_address(routes.current_request, services, SUGGESTIONS)
        body = schemas.decode(schemas.SuggestionIn, body_of(routes.current_request))
        suggestion = services.router.suggest(body.routing_request(), services.now())
        return private(_view(services.stack, suggestion.result) | _advice(suggestion))

    return routes


def _view(stack: Stack, result: RoutingResult) -> dict[str, Any]:
    decision = result.decision
    return {
        "agency": {"id": decision.office.id, "name": decision.office.name},
        "sure": not decision.triage,
        "reasons": [{"code": reason.code, "label": suggestion_labels.of_reason(reason)} for reason in decision.reasons],
        "categories": [
            {"category": _named(category), "confidence": round(confidence, 2)}
            for category, confidence in result.predicted
        ],
        "region": result.region,
        "alternatives": [
            {
                "agency": {"id": option.office.id, "name": option.office.name},
                "category": _named(stack.categories[option.category]),
                "confidence": round(option.confidence, 2),
            }
            for option in decision.alternatives
        ],
        "alarms": [_alarm(alarm) for alarm in result.alarms],
    }


def _advice(suggestion: Suggestion) -> dict[str, Any]:
    """What the writer may want to know before anything is filed."""
    return {
        "proposed_type": suggestion.proposed_type,
        "how_to": dict(suggestion.how_to) if suggestion.how_to else None,
        "parts": [{"text": part.text, "category": _named(part.category)} for part in suggestion.parts],
    }


def _named(category: Category) -> dict[str, Any]:
    return {"id": category.id, "name": dict(category.name)}


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "kind": alarm.kind,
        "words": alarm.words,
        "numbers": list(alarm.numbers),
        "basis": alarm.basis,
        "label": suggestion_labels.of_alarm(alarm),
    }
