"""A stand-in for Meta's Cloud API on a laptop: takes messages, gives out photos, and keeps what came."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class StandIn(ThreadingHTTPServer):
    """Answers with `status` (and the error's `code`), and keeps what came: the address, the bearer key, the message.
    `photos` are media types and bytes by the names that Meta would give them."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.came: list[tuple[str, str | None, Any]] = []
        self.photos: dict[str, tuple[str, bytes]] = {}
        self.status, self.code = 200, 0

    def messages_to(self, phone: str) -> list[Any]:
        """The messages to a number in E.164, oldest first."""
        return [message for _, _, message in list(self.came) if message["to"] == phone.lstrip("+")]


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 200:
            self.server.came.append((self.path, self.headers["Authorization"], message))
            self._answer(200, {"messages": [{"id": f"wamid.{len(self.server.came)}"}]})
        else:
            self._answer(self.server.status, {"error": {"code": self.server.code, "message": message["to"]}})

    def do_GET(self) -> None:
        folder, _, name = self.path.rpartition("/")
        if name not in self.server.photos:
            self._answer(404, {"error": {"code": 100}})
        elif folder == "/files":
            self._bytes(200, *self.server.photos[name])
        else:
            # By the name that it was asked at: the token goes to no other host.
            url = f"http://{self.headers['Host']}/files/{name}"
            self._answer(200, {"url": url, "mime_type": self.server.photos[name][0]})

    def _answer(self, status: int, body: Any) -> None:
        self._bytes(status, "application/json", json.dumps(body).encode())

    def _bytes(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: addresses of messages are no log of ours."""


@contextmanager
def stand_in(port: int = 0) -> Iterator[StandIn]:
    """The stand-in, for a while."""
    with StandIn(port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
