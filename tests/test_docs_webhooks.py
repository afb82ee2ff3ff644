"""The receiver that the documentation shows to developers, run as it stands against the real sender."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.domain.notifications.subscription import PAUSES, PER_OFFICE, Answer
from chalicelib.gateways.webhook_sender import TOTAL_SECONDS, HttpWebhookSender

PAGE = (Path(__file__).parent.parent / "docs" / "webhooks.md").read_text()
SECRET = "whsec_" + "A" * 43 + "="
BODY = '{"type":"complaint.routed","data":{"url":"https://lapor.example/v1/…"}}'


@pytest.fixture
def example() -> dict[str, Any]:
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert source.count("\n") <= 40
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(source, "docs/webhooks.md", "exec"), names)
    names["SECRET"] = SECRET
    names["handled"] = []
    names["handle"] = names["handled"].append
    names["Receiver"].log_message = lambda *_: None
    return names


@contextmanager
def serving(example: dict[str, Any]) -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), example["Receiver"]) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/webhook"
        server.shutdown()
        thread.join()


def send(url: str, secret: str = SECRET, number: int = 3) -> Answer:
    letter = WebhookMessage(
        "ID", "64.08-pupr", f"msg_KI-7F3K-9Q2M-XA0B-C_{number}", "complaint.routed", datetime.now(UTC), {}
    )
    return HttpWebhookSender(loopback=True).post(url, letter, BODY, [secret], datetime.now(UTC))


def test_the_example_takes_what_is_signed_once_and_nothing_else(example: dict[str, Any]) -> None:
    with serving(example) as url:
        assert [send(url).status, send(url).status, send(url, number=4).status] == [204, 204, 204]
        assert send(url, secret="whsec_" + "B" * 43 + "=").status == 401
    assert [message["type"] for message in example["handled"]] == ["complaint.routed"] * 2


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    assert len(PAUSES) + 1 == 12
    assert "twelve attempts" in PAGE
    assert TOTAL_SECONDS == 10
    assert "within ten seconds" in PAGE
    assert PER_OFFICE == 4
    assert "at most four webhooks" in PAGE
