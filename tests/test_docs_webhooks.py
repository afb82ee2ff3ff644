"""The receiver that the documentation shows to developers, run as it stands against the real sender."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
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
BODY = '{"type":"complaint.routed","data":{"url":"https://kaltim.example/v1/…"}}'


@pytest.fixture
def example(tmp_path: Path) -> dict[str, Any]:
    """The program of the page, which keeps its messages in a folder of the test. `works` says how its work ends."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert source.count("\n") <= 60
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(source, "docs/webhooks.md", "exec"), names)
    names |= {"SECRET": SECRET, "INBOX": str(tmp_path / "inbox.sqlite"), "handled": [], "works": lambda _: None}

    def handle(message: dict[str, Any]) -> None:
        names["works"](message)
        names["handled"].append(message)

    names["handle"] = handle
    names["Receiver"].log_message = lambda *_: None
    return names


@contextmanager
def serving(example: dict[str, Any]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), example["Receiver"]) as server:
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
        assert send(url, secret="whsec_" + "B" * 43 + "=", number=5).status == 401
    for _ in range(2):
        example["work"]()
    assert [message["type"] for message in example["handled"]] == ["complaint.routed"] * 2


def test_a_message_whose_work_failed_stays_and_is_worked_again(example: dict[str, Any]) -> None:
    def fail(_: Any) -> None:
        raise OSError("the database of the office is down")

    with serving(example) as url:
        example["works"] = fail
        assert send(url).status == 204
        example["work"]()
        assert example["handled"] == []
        # The sender's second attempt does not lose it either.
        assert send(url).status == 204
        example["works"] = lambda _: None
        example["work"]()
        example["work"]()
    assert len(example["handled"]) == 1


def test_a_message_is_kept_before_it_is_answered_and_survives_a_kill_during_the_work(example: dict[str, Any]) -> None:
    class Killed(BaseException):
        pass

    def kill(_: Any) -> None:
        raise Killed

    with serving(example) as url:
        assert send(url).status == 204
    example["works"] = kill
    with pytest.raises(Killed):
        example["work"]()
    example["works"] = lambda _: None
    example["work"]()
    assert len(example["handled"]) == 1


def test_what_cannot_be_kept_is_not_answered_with_success(example: dict[str, Any], tmp_path: Path) -> None:
    kept, example["INBOX"] = example["INBOX"], str(tmp_path / "missing" / "inbox.sqlite")
    with serving(example) as url:
        assert send(url).status != 204
        example["INBOX"] = kept
        assert send(url).status == 204
    example["work"]()
    assert len(example["handled"]) == 1


def test_what_is_cut_off_or_never_finished_is_not_taken_and_holds_up_nobody(example: dict[str, Any]) -> None:
    example["Receiver"].timeout = 0.5
    with serving(example) as url:
        where = ("127.0.0.1", int(url.rpartition(":")[2].split("/")[0]))
        head = b"POST /webhook HTTP/1.1\r\nHost: x\r\nwebhook-id: msg_1\r\nContent-Length: 900\r\n\r\n"
        with socket.create_connection(where) as silent, socket.create_connection(where) as broken:
            silent.sendall(head + b"{")
            broken.sendall(head + b'{"type"')
            broken.close()
            assert send(url).status == 204
        example["work"]()
    assert len(example["handled"]) == 1


def test_the_message_of_the_page_is_the_one_that_is_sent(api: Api) -> None:  # noqa: F811
    world = api.world
    file_the_report(api)
    world.services.webhooks.add(
        Actor(Role.LIAISON, ROADS, key="KEY"), ROADS, "https://dinas.example/hook", (), world.now
    )
    (number,) = world.cases.kept
    world.do_case(world.cases.load(number), Command.ACCEPT, world.officer(ROADS), None)
    event = world.cases.load_history(number).events[-1]
    schedule = world.services.stack.schedule(world.cases.load(number))
    dates = schedule.citizen_due_at, schedule.office_due_at
    happened = CaseEvent(number, event.seq, event.kind, event.at, ROADS, {}, *dates)
    world.services.webhook_publisher.publish(happened, world.now)
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
