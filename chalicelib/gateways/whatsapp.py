"""WhatsApp by Meta's Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api)."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from chalicelib.services.ports.whatsapp import Photo, WhatsAppRefused, WindowClosed

if TYPE_CHECKING:
    from chalicelib.domain.channels.message import Button

TOTAL_SECONDS = 10.0
_LONGEST_ANSWER = 64 * 1024
_NEVER = frozenset({131021, 131026, 131030})
"""Codes for a phone that is the stack's own, has no WhatsApp, or may not be written to. Those of a missing template or
a wrong token are an operator's to mend, and the message then still goes out."""
_CLOSED = 131047
_FILES = (".fbsbx.com", ".whatsapp.net", ".facebook.com")
"""Hosts that files lie on. The token goes to no other."""


class WhatsAppFailed(Exception):
    """WhatsApp did not take a message, or give a file, now. Carries the status and the code alone: the words may quote
    the phone."""


class CloudApi:
    """Implements `ports.whatsapp.WhatsApp`. `url` is the API's address with its version, `number` the id of the phone
    that the stack writes from; `token` gives what it knows the stack by."""

    def __init__(self, url: str, number: str, token: Callable[[], str]) -> None:
        self._url, self._number, self._token = urlsplit(url), number, token

    def send_text(
        self, phone: str, text: str, buttons: Sequence[Button] = (), *, asks_place: bool = False, tag: str = ""
    ) -> None:
        """One request."""
        if asks_place:
            action: dict[str, Any] = {"name": "send_location"}
            content: dict[str, Any] = {"type": "location_request_message", "body": {"text": text}, "action": action}
        else:
            replies = [{"type": "reply", "reply": {"id": each.sends, "title": each.title}} for each in buttons]
            content = {"type": "button", "body": {"text": text}, "action": {"buttons": replies}}
        if asks_place or buttons:
            self._send(phone, {"type": "interactive", "interactive": content}, tag)
        else:
            self._send(phone, {"type": "text", "text": {"body": text}}, tag)

    def send_template(
        self, phone: str, name: str, values: Sequence[str], buttons: Sequence[Button] = (), *, tag: str = ""
    ) -> None:
        """One request."""
        body = {"type": "body", "parameters": [{"type": "text", "text": each} for each in values]}
        below = [
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": str(index),
                "parameters": [{"type": "payload", "payload": each.sends}],
            }
            for index, each in enumerate(buttons)
        ]
        template = {"name": name, "language": {"code": "id"}, "components": [*([body] if values else []), *below]}
        self._send(phone, {"type": "template", "template": template}, tag)

    def fetch(self, media: str, largest: int) -> Photo | None:
        """Two requests: where the file lies, then the file."""
        status, raw = self._ask(self._url, "GET", f"{self._url.path}/{media}", limit=_LONGEST_ANSWER)
        if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            return None
        answer = _answer(status, raw)
        place = urlsplit(str(answer.get("url", "")))
        own = (place.scheme, place.netloc) == (self._url.scheme, self._url.netloc)
        if not own and not (place.scheme == "https" and (place.hostname or "").endswith(_FILES)):
            raise WhatsAppFailed("host")
        path = f"{place.path or '/'}?{place.query}" if place.query else place.path or "/"
        status, data = self._ask(place, "GET", path, limit=largest + 1)
        if status == HTTPStatus.NOT_FOUND or len(data) > largest:
            return None
        if status != HTTPStatus.OK:
            raise WhatsAppFailed(str(status))
        return Photo(str(answer.get("mime_type", "")).partition(";")[0].strip(), data)

    def _send(self, phone: str, content: Mapping[str, Any], tag: str) -> None:
        message = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": phone.lstrip("+"), **content}
        if tag:
            message["biz_opaque_callback_data"] = tag
        body = json.dumps(message).encode()
        path = f"{self._url.path}/{self._number}/messages"
        _answer(*self._ask(self._url, "POST", path, body, limit=_LONGEST_ANSWER))

    def _ask(
        self, place: SplitResult, method: str, path: str, body: bytes | None = None, *, limit: int
    ) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {self._token()}"} | ({"Content-Type": "application/json"} if body else {})
        connection = _connection(place)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(limit)
        except HTTPException as error:
            raise WhatsAppFailed(type(error).__name__) from None
        finally:
            connection.close()


def _answer(status: int, raw: bytes) -> dict[str, Any]:
    """The body of an answer; raises what the errors in it mean."""
    try:
        body = json.loads(raw)
    except ValueError:
        body = {}
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return dict(body)
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    if code in _NEVER:
        raise WhatsAppRefused
    if code == _CLOSED:
        raise WindowClosed
    raise WhatsAppFailed(f"{status} {code}" if isinstance(code, int) else str(status))


def _connection(place: SplitResult) -> HTTPConnection:
    host, port = place.hostname or "", place.port
    if place.scheme == "http":
        # On a laptop alone: the template takes no such address in production.
        return HTTPConnection(host, port, timeout=TOTAL_SECONDS)
    return HTTPSConnection(host, port, timeout=TOTAL_SECONDS, context=ssl.create_default_context())
