"""Refuses form posts that another site's page makes a visitor's browser send.

A page may post a form to any address, and the visitor's browser sends it, with cookies and from the visitor's address.
Browsers say so: in `Sec-Fetch-Site`, older ones in `Origin`. Programs and old phones send neither and go on. Bodies of
`application/json` need no check: a browser asks first whether it may send them across sites, and is never told so.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalice.app import Request

from chalicelib.api.http.problems import HttpProblem

if TYPE_CHECKING:
    from chalicelib.services.use_cases import UseCases

_OWN = ("same-origin", "none")
"""From a page of this site, or typed in by the visitor."""

_ASKED_FIRST = "application/json"


def refuse_cross_site(request: Request, services: UseCases) -> None:
    """Raises HttpProblem for a body that a page of another site can send."""
    if request.headers.get("content-type", "").lower().startswith(_ASKED_FIRST):
        return
    fetched, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if fetched in _OWN or (fetched is None and origin is None):
        return
    if fetched == "cross-site" or origin is None or not _is_own(origin, request, services):
        raise HttpProblem(HTTPStatus.FORBIDDEN, "cross_site")


def _is_own(origin: str, request: Request, services: UseCases) -> bool:
    """Whether an origin is the host that was asked, or the stack's own site, which stands before it. As long as nobody
    has told the stack its site (`laporctl stacks link`), an older browser is believed: a report must not get lost."""
    host = urlsplit(origin).netloc.lower()
    if host and host == request.headers.get("host", "").lower():
        return True
    site = services.stacks.site_of(services.stack.province.prefix)
    if site is None:
        return "sec-fetch-site" not in request.headers
    return bool(host) and host == urlsplit(site).netloc.lower()
