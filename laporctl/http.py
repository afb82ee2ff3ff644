"""HTTP as an outsider speaks it: to the public address, following no redirect, with the standard library alone."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import Any

TIMEOUT_SECONDS = 30
_LOCAL = ".localhost"
_THIS_MACHINE = "127.0.0.1"


class Unexpected(Exception):
    """What happened is not what was expected, and the caller cannot go on from there."""

    def __init__(self, expected: object, got: object) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


@dataclass(frozen=True)
class Answer:
    """The answer to a request. Header names are looked up in any case."""

    status: int
    headers: Message
    text: str

    def must_be(self, status: int) -> "Answer":
        """The answer itself; raises Unexpected if it has another status."""
        if self.status != status:
            raise Unexpected(f"HTTP {status}", f"HTTP {self.status}: {self.text[:300]}")
        return self

    @property
    def json(self) -> Any:
        """The body as JSON; raises Unexpected if it is none."""
        try:
            return json.loads(self.text)
        except ValueError:
            raise Unexpected("a JSON body", f"HTTP {self.status}: {self.text[:300]}") from None


class _FollowNothing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_FollowNothing)


def send(
    method: str, site: str, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Answer:
    """One request to the stack at `site` (`https://...`, no slash at the end). Every status is an answer; raises
    Unexpected if nobody answers."""
    address, sent = f"{site}{path}", dict(headers or {})
    scheme, _, host = site.partition("://")
    name, _, port = host.partition(":")
    if name.endswith(_LOCAL):
        # Browsers know every name below localhost, the system's resolver need not: the name travels in the header.
        address, sent["Host"] = f"{scheme}://{_THIS_MACHINE}:{port}{path}", host
    request = urllib.request.Request(address, data=body, headers=sent, method=method)
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as response:
            return _answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        try:
            return _answer(error.code, error.headers, error.read())
        except (OSError, http.client.HTTPException) as broken:
            raise Unexpected(f"an answer from {site}", str(broken)) from broken
    except (OSError, http.client.HTTPException) as error:
        # An answer that breaks off in the middle is none.
        raise Unexpected(f"an answer from {site}", str(error)) from error


def _answer(status: int, headers: Message, body: bytes) -> Answer:
    return Answer(status, headers, body.decode(errors="replace"))
