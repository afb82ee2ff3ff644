"""SMS by an aggregator's HTTP gateway, here a server on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from chalicelib.gateways.sms_sender import HttpSmsSender, SmsNotSent
from chalicelib.services.ports.sms_sender import SmsRefused


class Gateway(ThreadingHTTPServer):
    """Answers with `status`, and keeps what came."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.came: list[tuple[str, str | None, Any]] = []


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, self.headers["Authorization"], json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Not to the test's output."""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def sender(gateway: Gateway) -> HttpSmsSender:
    return HttpSmsSender(f"http://127.0.0.1:{gateway.server_port}/v1/send", lambda: "rahasia")


def test_a_text_goes_out_with_its_id_and_the_token(gateway: Gateway) -> None:
    sender(gateway).send("+6281200000000", "LAPOR!: satu", "KI-1-2")
    sent = {"id": "KI-1-2", "to": "+6281200000000", "text": "LAPOR!: satu"}
    assert gateway.came == [("/v1/send", "Bearer rahasia", sent)]


@pytest.mark.parametrize("status", [400, 404, 410, 422])
def test_what_a_gateway_will_never_take_is_refused(gateway: Gateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(SmsRefused):
        sender(gateway).send("+6281200000000", "LAPOR!: satu", "KI-1-2")


@pytest.mark.parametrize("status", [302, 401, 403, 429, 500, 503])
def test_what_may_be_gone_in_a_moment_is_tried_again_and_names_no_phone(gateway: Gateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(SmsNotSent) as raised:
        sender(gateway).send("+6281200000000", "LAPOR!: satu", "KI-1-2")
    assert str(raised.value) == str(status)


def test_a_gateway_that_is_not_there_may_come_back() -> None:
    with pytest.raises(ConnectionRefusedError):
        HttpSmsSender("http://127.0.0.1:9/x", lambda: "rahasia").send("+6281200000000", "satu", "KI-1-2")


def test_in_production_the_connection_is_encrypted() -> None:
    connection = HttpSmsSender("https://sms.example/v1", lambda: "")._connection()
    assert type(connection).__name__ == "HTTPSConnection"
