"""The routes of Open311 (GeoReport v2), each in both formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.http.problems import FORM
from chalicelib.api.open311.formats import FORMATS, MULTIPART, ROOT, answers_errors

if TYPE_CHECKING:
    from chalicelib.services.use_cases import UseCases

# The views by name: few starts of the function ever serve this standard, so they are imported with the first request.
LISTS = {
    "discovery": {"GET": "discover"},
    "services": {"GET": "list_services"},
    "requests": {"GET": "list_requests", "POST": "post_request"},
    "servicerequestupdates": {"GET": "list_updates", "POST": "post_update"},
}
FILES = {"services": "define_service", "requests": "read_request", "tokens": "read_token"}


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """The routes below `/open311/v2`."""
    routes = Blueprint(__name__)
    errors = answers_errors(lambda: routes.current_request, provide)

    def add(path: str, method: str, view: str) -> None:
        @errors
        def answer(**arguments: str) -> Response:
            from chalicelib.api.open311 import views

            answering: Callable[..., Response] = getattr(views, view)
            return answering(routes.current_request, provide(), **arguments)

        options = {"content_types": [FORM, MULTIPART]} if method == "POST" else {}
        routes.route(f"{ROOT}/{path}", methods=[method], **options)(answer)

    for name, methods in LISTS.items():
        for extension in FORMATS:
            for method, view in methods.items():
                add(f"{name}.{extension}", method, view)
    for name, view in FILES.items():
        add(f"{name}/{{file}}", "GET", view)
    return routes
