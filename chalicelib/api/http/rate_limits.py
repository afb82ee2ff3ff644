"""Rate limits over HTTP: counts requests by their caller, a key or the address that the edge saw."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from chalice.app import Request

from chalicelib.domain.errors import DomainError, TooManyGuesses, TooManyRequests, UnknownCase, WrongSecret
from chalicelib.domain.rate_limits import WRONG_SECRETS, RateLimit

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.access.edge import Edge
    from chalicelib.services.use_cases import UseCases

ORIGIN_VERIFY_HEADER = "x-origin-verify"
_IPV6_NETWORK_BYTES = 8


def count_by_address(request: Request, services: UseCases, limit: RateLimit) -> None:
    """Count one more request of the caller's address; raises TooManyRequests."""
    services.rate_limiter.take(limit, address_of(request, services.edge), services.now())


def count_by_key(actor: Actor, services: UseCases, limit: RateLimit) -> None:
    """Count one more request of the actor's key; raises TooManyRequests. Actors without a key are never counted by key:
    all of them would be one caller, and lock each other out."""
    if actor.key is None:
        raise TypeError(f"{actor.role} holds no key to be counted by")
    services.rate_limiter.take(limit, actor.key, services.now())


def count_wrong_secret(error: DomainError, request: Request, services: UseCases, in_form: bool = False) -> DomainError:
    """The error itself, or TooManyRequests if this address sent too many wrong secrets (`in_form`: as a field of a
    form). A hidden case is counted like any other, so that the count does not tell it from one that does not exist."""
    sent_secret = in_form or "receipt-secret" in request.headers or "cookie" in request.headers
    if not isinstance(error, (WrongSecret, TooManyGuesses)) and not (isinstance(error, UnknownCase) and sent_secret):
        return error
    try:
        count_by_address(request, services, WRONG_SECRETS)
    except TooManyRequests as too_many:
        return too_many
    return error


def came_through(request: Request, edge: Edge) -> bool:
    """Whether a request came through CloudFront."""
    return edge.vouches(request.headers.get(ORIGIN_VERIFY_HEADER, ""))


def address_of(request: Request, edge: Edge) -> str:
    """The address a request came from, as far as it cannot be forged: the one that CloudFront appended to
    X-Forwarded-For if the request came through it, else the other end of the connection. For IPv6 the network,
    of which each subscriber has one."""
    peer = str(request.context.get("identity", {}).get("sourceIp", ""))
    if came_through(request, edge):
        forwarded = [each.strip() for each in request.headers.get("x-forwarded-for", "").split(",")]
        # API Gateway appends CloudFront's own address, behind the one that CloudFront appended.
        if len(forwarded) > 1 and forwarded[-1] == peer:
            forwarded.pop()
        peer = forwarded[-1] or peer
    return _network(peer)


def _network(address: str) -> str:
    if ":" not in address:
        return address
    try:
        return socket.inet_pton(socket.AF_INET6, address)[:_IPV6_NETWORK_BYTES].hex()
    except OSError:
        return address
