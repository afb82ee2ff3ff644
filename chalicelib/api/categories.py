"""The categories of reports. Anybody may read them, and caches may keep them for an hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.responses import public

if TYPE_CHECKING:
    from chalicelib.domain.routing.jurisdiction import Category
    from chalicelib.services.use_cases import UseCases

_SECONDS = 3_600


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """`GET /categories`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/categories", methods=["GET"])
    @problems
    def list_categories() -> Response:
        items = [
            {"id": each.id, "name": dict(each.name), "sensitive": each.sensitive, "begins_at": _first_tier(each)}
            for each in provide().stack.categories.values()
        ]
        return public(routes.current_request, {"items": items}, _SECONDS)

    return routes


def _first_tier(category: Category) -> str | None:
    """The tier at which the ladder of competent offices begins."""
    return category.chain[0][0].label if category.chain else None
