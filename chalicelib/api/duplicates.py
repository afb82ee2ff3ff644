"""Duplicates over HTTP: reports of the same matter, for a citizen before filing, and for the office that works a
case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import labels, schemas, status_labels
from chalicelib.api.http import rate_limits
from chalicelib.api.http.problems import answers_problems
from chalicelib.api.http.requests import actor_of, body_of
from chalicelib.api.http.responses import private
from chalicelib.domain.cases import public_form
from chalicelib.domain.geography.degrees import in_order
from chalicelib.domain.rate_limits import SUGGESTIONS
from chalicelib.domain.timestamps import to_text
from chalicelib.services.access.authorization import require_office

if TYPE_CHECKING:
    from chalicelib.services.duplicates.finder import SimilarCase
    from chalicelib.services.use_cases import UseCases

_REASONS: dict[str, labels.Words] = {
    "near": {"id": "kira-kira {metres} m dari titik ini", "en": "about {metres} m from this point"},
    "same_region": {"id": "di wilayah yang sama", "en": "in the same region"},
    "same_category": {"id": "kategori yang sama", "en": "the same category"},
    "same_words": {"id": "isinya mirip", "en": "told in similar words"},
    "recent": {"id": "baru dilaporkan", "en": "reported recently"},
}
_ROUNDED_METRES = 10


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """`POST /similar`, and the same for a case, for its office."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    # It changes nothing and is still a POST: a citizen's words do not belong in an address, which is logged.
    @routes.route("/similar", methods=["POST"])
    @problems
    def similar() -> Response:
        services = provide()
        rate_limits.count_by_address(routes.current_request, services, SUGGESTIONS)
        body = schemas.decode(schemas.SimilarIn, body_of(routes.current_request))
        lat, lon = in_order(*body.coordinates.degrees()) if body.coordinates else (None, None)
        found = services.duplicates.similar(
            body.text,
            body.category or None,
            body.region or None,
            lat,
            lon,
            services.now(),
            body.place or "",
        )
        return _answer(found)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}/similar", methods=["GET"], authorizer=authorizer)
    @problems
    def similar_to_case(agency_id: str, tracking_id: str) -> Response:
        services, actor = provide(), actor_of(routes.current_request)
        require_office(actor, agency_id)
        history = services.reporter.look_up(tracking_id, actor, services.now())
        return _answer(services.duplicates.similar_to(history, services.now()))

    return routes


def _answer(found: tuple[SimilarCase, ...]) -> Response:
    return private({"items": [_line(each) for each in found]})


def _line(similar: SimilarCase) -> dict[str, Any]:
    case, similarity = similar.case, similar.similarity
    tens = None if similarity.metres is None else max(1, round(similarity.metres / _ROUNDED_METRES))
    metres = None if tens is None else tens * _ROUNDED_METRES
    return {
        "tracking_id": case.id,
        "title": public_form.title(case, None),
        "filed_at": to_text(case.filing.filed_at),
        "status": case.status,
        "status_label": status_labels.of_status(case),
        "distance_m": metres,
        "days": similarity.days,
        "likeness": similarity.score,
        "reasons": [
            {"code": code, "label": {lang: text.format(metres=metres) for lang, text in _REASONS[code].items()}}
            for code in similarity.reasons
        ],
    }
