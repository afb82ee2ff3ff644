"""The API answers what came through CloudFront: a web ACL that stands there must not be walked round."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from chalicelib.api.http.problems import respond_problem
from chalicelib.api.http.rate_limits import came_through

if TYPE_CHECKING:
    from chalice.app import Request, Response

    from chalicelib.services.use_cases import UseCases


def only_through(provide: Callable[[], UseCases]) -> Callable[[Request, Callable[[Request], Response]], Response]:
    """Middleware: 403 for what was sent to API Gateway's own address, before anything is read; unless the stack is one
    whose API answers at any address, as on a laptop."""

    def guard(event: Request, get_response: Callable[[Request], Response]) -> Response:
        edge = provide().edge
        if not edge.only or came_through(event, edge):
            return get_response(event)
        return respond_problem(event, HTTPStatus.FORBIDDEN, "not_at_this_address")

    return guard
