"""The receiver that the documentation shows to developers, run as it stands against the real sender."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from chalicelib.domain.cases.lifecycle import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.domain.notifications.subscription import PAUSES, PER_OFFICE, Answer
from chalicelib.gateways.webhook_sender import TOTAL_SECONDS, HttpWebhookSender, signature_headers
from chalicelib.services.ports.case_stream import CaseEvent
from tests.api.conftest import Api, api  # noqa: F401 - a fixture
from tests.docs.answers import differences
from tests.docs.samples import samples_of
from tests.docs.scenes import ROADS, file_the_report

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


def test_the_message_of_the_page_is_the_one_that_is_sent(api: Api) -> None:  # noqa: F811
    world = api.world
    file_the_report(api)
    world.services.webhooks.add(
        Actor(Role.LIAISON, ROADS, key="KEY"), ROADS, "https://dinas.example/hook", (), world.now
    )
    (number,) = world.cases.kept
    world.do_case(world.cases.load(number), Command.ACCEPT, world.officer(ROADS), None)
    event = world.cases.load_history(number).events[-1]
    world.services.webhook_publisher.publish(CaseEvent(number, event.seq, event.kind, event.at, ROADS, None), world.now)
    world.services.webhook_delivery.deliver(world.hooks.outbox.letters[0], 1, world.now)
    (post,) = world.hooks.sender.posts
    (http,) = [each for each in samples_of("docs/webhooks.md") if each.language == "http"]
    (message,) = [each for each in samples_of("docs/webhooks.md") if each.answers is http]
    assert differences(json.loads(message.text), json.loads(post.body)) == []
    shown = dict(line.split(": ", 1) for line in http.text.splitlines()[1:])
    assert shown["webhook-id"] == post.letter.id
    assert shown.keys() - {"Content-Type"} == signature_headers(post.letter.id, post.body, [SECRET], world.now).keys()


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    assert len(PAUSES) + 1 == 12
    assert "twelve attempts" in PAGE
    assert TOTAL_SECONDS == 10
    assert "within ten seconds" in PAGE
    assert PER_OFFICE == 4
    assert "at most four webhooks" in PAGE
