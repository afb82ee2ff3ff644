"""The reference poller: pauses, failures, and the file that it goes on from."""

import json
import threading
from collections.abc import Callable, Iterable
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from laporctl.cli import main
from laporctl.commands import queue
from laporctl.http import Answer, Unexpected, send
from laporctl.poller import LONGEST_PAUSE_SECONDS, Poller, PollingError, State

OFFICE = "64.08-pupr"
EVENT = {"id": "KI-0000-0000-0000-0/2", "at": "2026-11-23T02:00:00.000Z", "kind": "routed", "status": "routed"}
EVENT |= {"part": "holder"}


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    sent = Message()
    for name, value in headers.items():
        sent[name.replace("_", "-")] = value
    return Answer(status, sent, json.dumps(body or {}))


def page(*items: Any, cursor: str = "c1", more: bool = False, **headers: str) -> Answer:
    return answer(200, {"items": items, "next_cursor": cursor, "more": more}, **headers)


class Server:
    """Gives its answers one by one, and remembers the requests."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers, self.requests = list(answers), []

    def __call__(self, path: str, headers: dict[str, str]) -> Answer:
        self.requests.append((path, headers))
        found = self.answers.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


def poller(server: Server, file: Path, work: Callable[[Any], None] = lambda _: None) -> Poller:
    return Poller(OFFICE, server, State(file), work, wait=lambda _: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def pauses(server: Server, file: Path) -> Iterable[float]:
    one = poller(server, file)
    return [one.poll() for _ in range(len(server.answers))]


def test_it_polls_again_at_once_while_there_is_more_and_else_after_the_pause_it_was_given(file: Path) -> None:
    server = Server(page(EVENT, more=True), page(EVENT, cursor="c2", Retry_After="45"), page(cursor="c2"))
    assert pauses(server, file) == [0, 45, 30]
    assert [path.partition("after=")[2] for path, _ in server.requests] == ["", "c1", "c2"]


def test_it_sends_a_validator_only_for_the_same_cursor(file: Path) -> None:
    server = Server(page(EVENT, ETag='"a"'), page(ETag='"b"'), answer(304, Retry_After="7"), page(EVENT, cursor="c2"))
    assert pauses(server, file) == [30, 30, 7, 30]
    assert [headers.get("If-None-Match") for _, headers in server.requests] == [None, None, '"b"', '"b"']


def test_failures_make_it_wait_ever_longer_and_never_less_than_the_pause_it_was_given(file: Path) -> None:
    failing = [answer(503), Unexpected("an answer", "none"), answer(500), *[answer(502)] * 12]
    waited = list(pauses(Server(*failing), file))
    assert all(low <= pause <= 2 * low for pause, low in zip(waited, (1, 2, 4), strict=False))
    assert LONGEST_PAUSE_SECONDS / 2 <= waited[-1] <= LONGEST_PAUSE_SECONDS
    assert list(pauses(Server(answer(429, Retry_After="600"), page(), answer(503)), file))[::2][0] == 600


def test_an_answer_that_is_no_page_counts_as_a_failure(file: Path) -> None:
    assert all(pause > 0 for pause in pauses(Server(Answer(200, Message(), "<html>")), file))
    assert not file.exists()


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_an_error_that_polling_again_would_not_mend_ends_it(file: Path, status: int) -> None:
    problem = {"detail": "Tidak.", "errors": [{"field": "after"}]}
    with pytest.raises(PollingError, match=rf"HTTP {status}: Tidak. \(after\)"):
        poller(Server(answer(status, problem)), file).poll()


def test_a_page_that_was_not_worked_through_comes_again(file: Path) -> None:
    def fail(_: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        poller(Server(page(EVENT)), file, fail).poll()
    assert not file.exists()


def test_the_state_of_another_feed_is_not_taken(file: Path) -> None:
    State(file).save_cursor("/v1/agencies/64.08-dlh/events", "c1")
    with pytest.raises(PollingError, match=r"64\.08-dlh"):
        poller(Server(page()), file).poll()


def test_a_state_that_was_never_finished_is_not_read(file: Path) -> None:
    State(file).save_cursor("feed", "c1")
    file.with_name(f"{file.name}.new").write_text('{"feed": "fe')
    assert State(file).load_cursor("feed") == "c1"
    State(file).save_cursor("feed", "c2")
    assert State(file).load_cursor("feed") == "c2"


def test_the_command_prints_a_line_an_event_and_ends_with_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(page(EVENT))
    monkeypatch.setattr(
        queue, "fetcher", lambda site, key: server if (site, key) == ("https://contoh.id", "K") else None
    )
    arguments = ["queue", "watch", "--site", "https://contoh.id/", "--agency", OFFICE, "--state", str(file), "--once"]
    done = CliRunner().invoke(main, arguments, env={"LAPOR_KEY": "K"})
    assert done.exit_code == 0, done.output
    assert done.output == "KI-0000-0000-0000-0/2\t2026-11-23T02:00:00.000Z\trouted\trouted\tholder\n"
    neither = CliRunner().invoke(main, ["queue", "watch", "--agency", OFFICE, "--key", "K"])
    assert "give either SLUG or --site" in neither.output


def test_an_answer_that_breaks_off_in_the_middle_is_none() -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(int(self.path[1:4]))
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b'{"items"')

        def log_message(self, *_: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for status in (200, 500):
            with pytest.raises(Unexpected):
                send("GET", f"http://127.0.0.1:{server.server_port}", f"/{status}")
        server.shutdown()
