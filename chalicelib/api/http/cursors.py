"""Opaque cursors: the position at which a list continues. Each is signed for one list: route, path and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from chalice.app import Request

from chalicelib.api.http.requests import parameter
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.services.notifications.cursor_signer import NoCursorOfOurs

if TYPE_CHECKING:
    from chalicelib.services.use_cases import UseCases

_NO_FILTERS = ("after", "cursor", "limit", "page")
"""Parameters that may change from page to page."""


def write_cursor(request: Request, services: UseCases, position: str | None) -> str | None:
    """The cursor for a position in the list that was asked for; None at the end of the list."""
    return None if position is None else services.cursor_signer.sign(_scope(request), position)


def read_cursor(request: Request, services: UseCases, name: str = "cursor") -> str | None:
    """The position of the cursor in the query parameter `name`, None without one; raises InvalidInput naming it for
    anything that this stack did not hand out for this list."""
    cursor = parameter(request, name)
    if cursor is None:
        return None
    try:
        return str(services.cursor_signer.verify(_scope(request), cursor))
    except NoCursorOfOurs:
        raise InvalidInput(FieldError(name, "cursor_shape")) from None


def _scope(request: Request) -> str:
    """The list that a cursor belongs to, without the parts of its address that may differ (host, stage)."""
    parameters = request.query_params
    filters = (
        [(name, parameters.getlist(name)) for name in sorted(parameters) if name not in _NO_FILTERS]
        if parameters
        else []
    )
    path = sorted((request.uri_params or {}).items())
    return f"{request.context['resourcePath']}?{urlencode(path)}&{urlencode(filters, doseq=True)}"
