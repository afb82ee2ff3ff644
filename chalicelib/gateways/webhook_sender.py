"""Sends messages to receivers of webhooks: strangers' machines, at addresses that strangers named.

Written on sockets and not on an HTTP client, because three promises need the connection itself: the address that was
checked is the one connected to (a client would resolve the name again), one deadline holds for everything (the time
limits of a client begin anew with each byte), and only a bounded part of the answer is ever read.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPException, HTTPResponse
from threading import Thread
from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.notifications import target_url
from chalicelib.domain.notifications.subscription import Answer

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage
    from chalicelib.domain.notifications.target_url import TargetUrl

TOTAL_SECONDS = 10.0
"""The limit for one attempt, from resolving the name to the end of the answer's head."""

ANSWER_BYTES = 32 * 1024
"""The most that is read of an answer: its status and head. Nobody needs its body."""

TRIED_ADDRESSES = 3
_USER_AGENT = "SP4N-LAPOR-webhooks/1"
_LONGEST_RETRY_AFTER = 24 * 3600

Resolve = Callable[[str, int], list[tuple[Any, ...]]]
"""A name and a port -> socket addresses, IPv4 first; raises OSError."""


class _Refused(Exception):
    """The name leads to an address that no webhook may reach."""


def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
    """Asks the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    by_family = sorted(found, key=lambda each: each[0] != socket.AF_INET)
    return [each[4] for each in by_family]


@cache
def _tls() -> ssl.SSLContext:
    """The system's authorities, names checked, TLS 1.2 at least."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class HttpWebhookSender:
    """Implements `ports.webhook_sender.WebhookSender`. `loopback` allows plain HTTP to the machine itself, on a
    laptop."""

    def __init__(
        self,
        loopback: bool = False,
        resolver: Resolve = resolve,
        tls: Callable[[], ssl.SSLContext] = _tls,
        seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._loopback = loopback
        self._resolve = resolver
        self._tls = tls
        self._seconds = seconds

    def post(self, url: str, message: WebhookMessage, body: str, secrets: Sequence[str], now: datetime) -> Answer:
        """One POST on one connection, to a checked address."""
        try:
            destination = target_url.parse_target_url(url, loopback=self._loopback)
        except InvalidInput:
            return Answer(failure="forbidden_address")
        request = _request(destination, body.encode(), signature_headers(message.id, body, secrets, now))
        deadline = time.monotonic() + self._seconds
        try:
            with closing(self._connect(destination, deadline)) as connection:
                _limit_by(connection, deadline)
                connection.sendall(request)
                return _read_answer(connection, deadline)
        except _Refused:
            return Answer(failure="forbidden_address")
        except TimeoutError:
            return Answer(failure="timeout")
        except socket.gaierror:
            return Answer(failure="name_not_found")
        except ssl.SSLError:
            return Answer(failure="tls")
        except OSError:
            return Answer(failure="connection")
        except HTTPException:
            return Answer(failure="not_http")

    def _connect(self, destination: TargetUrl, deadline: float) -> socket.socket:
        addresses = _resolve_within(deadline, lambda: self._resolve(destination.host, destination.port))
        # One forbidden address condemns the name: it is a mistake or an attack.
        if not addresses or not all(target_url.may_connect(destination, str(each[0])) for each in addresses):
            raise _Refused
        connection = _first_open(addresses[:TRIED_ADDRESSES], deadline)
        if not destination.secure:
            return connection
        try:
            _limit_by(connection, deadline)
            return self._tls().wrap_socket(connection, server_hostname=destination.host)
        except BaseException:
            connection.close()
            raise


def signature_headers(message_id: str, body: str, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """The three headers of the Standard Webhooks specification, with one signature for each secret."""
    from standardwebhooks import Webhook

    signatures = [Webhook(secret).sign(message_id, now.astimezone(UTC), body) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _request(destination: TargetUrl, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [f"POST {destination.target} HTTP/1.1"]
    sent = {
        "Host": destination.authority,
        "User-Agent": _USER_AGENT,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    lines += [f"{name}: {value}" for name, value in sent.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _first_open(addresses: Sequence[tuple[Any, ...]], deadline: float) -> socket.socket:
    """A connection to the first address that answers; an equal share of the time for each."""
    for left in range(len(addresses), 0, -1):
        address = addresses[-left]
        connection = socket.socket(socket.AF_INET6 if len(address) == 4 else socket.AF_INET, socket.SOCK_STREAM)
        try:
            connection.settimeout(_remaining(deadline) / left)
            connection.connect(address)
        except OSError:
            connection.close()
            if left == 1:
                raise
        else:
            return connection
    raise AssertionError("unreachable: the last address connects or raises")


def _remaining(deadline: float) -> float:
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _limit_by(connection: socket.socket, deadline: float) -> None:
    connection.settimeout(_remaining(deadline))


def _resolve_within(deadline: float, resolve_name: Callable[[], list[tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    """The addresses, or TimeoutError at the deadline: the system's resolver knows no time limit."""
    ended: list[list[tuple[Any, ...]] | OSError] = []

    def run() -> None:
        try:
            ended.append(resolve_name())
        except OSError as error:
            ended.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(_remaining(deadline))
    if not ended:
        raise TimeoutError
    if isinstance(ended[0], OSError):
        raise ended[0]
    return ended[0]


class _BoundedStream(io.RawIOBase):
    """The incoming bytes of a connection, up to `ANSWER_BYTES` and until the deadline."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline
        self._left = ANSWER_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            raise HTTPException("the answer's head is too long")
        _limit_by(self._connection, self._deadline)
        count = self._connection.recv_into(memoryview(buffer)[: self._left])
        self._left -= count
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """`HTTPResponse` asks a socket for its bytes in this way."""
        return io.BufferedReader(self)


def _read_answer(connection: socket.socket, deadline: float) -> Answer:
    response = HTTPResponse(_BoundedStream(connection, deadline), method="POST")  # type: ignore[arg-type]
    with closing(response):
        response.begin()
        wish = response.headers.get("Retry-After", "")
        seconds = int(wish) if wish.isascii() and wish.isdigit() and len(wish) < len("1000000") else 0
        return Answer(status=response.status, retry_after=min(seconds, _LONGEST_RETRY_AFTER))
