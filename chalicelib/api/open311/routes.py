"""The addresses of GeoReport v2, each in both formats."""

from collections.abc import Callable
from typing import Any

from chalice import Blueprint
from chalice.app import Response

from chalicelib.api.open311 import views
from chalicelib.api.open311.formats import FORMATS, answers_errors

FORM = "application/x-www-form-urlencoded"

LISTS: dict[str, dict[str, Callable[..., Response]]] = {
    "discovery": {"GET": views.discover},
    "services": {"GET": views.list_services},
    "requests": {"GET": views.list_requests, "POST": views.post_request},
    "servicerequestupdates": {"GET": views.list_updates, "POST": views.post_update},
}
FILES: dict[str, Callable[..., Response]] = {
    "services": views.define_service,
    "requests": views.read_request,
    "tokens": views.read_token,
}


def blueprint(provide: Callable[[], Any]) -> Blueprint:
    """The routes below `/open311/v2`."""
    routes = Blueprint(__name__)
    errors = answers_errors(lambda: routes.current_request, provide)

    def add(path: str, method: str, view: Callable[..., Response]) -> None:
        @errors
        def answer(**arguments: str) -> Response:
            return view(routes.current_request, provide(), **arguments)

        options = {"content_types": [FORM]} if method == "POST" else {}
        routes.route(f"{views.ROOT}/{path}", methods=[method], **options)(answer)

    for name, methods in LISTS.items():
        for extension in FORMATS:
            for method, view in methods.items():
                add(f"{name}.{extension}", method, view)
    for name, view in FILES.items():
        add(f"{name}/{{file}}", "GET", view)
    return routes
