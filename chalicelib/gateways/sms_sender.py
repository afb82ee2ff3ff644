"""SMS by the HTTP gateway of an aggregator."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from chalicelib.services.ports.sms_sender import SmsRefused

TOTAL_SECONDS = 10.0
_NEVER = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY})
"""Statuses of a gateway for a text or a phone that it will not take tomorrow either."""


class SmsNotSent(Exception):
    """The gateway did not take an SMS now. Carries its status alone: its words may quote the phone."""


class HttpSmsSender:
    """Implements `ports.sms_sender.SmsSender`. `url` is the gateway's address; `token` gives what it knows the stack
    by."""

    def __init__(self, url: str, token: Callable[[], str]) -> None:
        self._url = urlsplit(url)
        self._token = token

    def send(self, phone: str, text: str, order: str) -> None:
        """One request: JSON with `id`, `to` and `text`. The gateway recognises by the id a text that it has sent, where
        its answer was lost."""
        body = json.dumps({"id": order, "to": phone, "text": text}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token()}"}
        connection = self._connection()
        try:
            connection.request("POST", self._url.path or "/", body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status in _NEVER:
            raise SmsRefused
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise SmsNotSent(str(status))

    def _connection(self) -> HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "http":
            # On a laptop alone: the template takes no such address in production.
            return HTTPConnection(host, port, timeout=TOTAL_SECONDS)
        return HTTPSConnection(host, port, timeout=TOTAL_SECONDS, context=ssl.create_default_context())
