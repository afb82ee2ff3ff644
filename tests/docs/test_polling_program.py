"""The programs of `docs/polling.md`, run as they stand against a server that fails in every way a server can."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.docs.samples import ROOT, samples_of

KEY = "lapor_KEY_SECRET"
FAILURES = ("429", "500", "503", "hang", "cut", "page of a proxy", "gone")
"""What every request meets before it is answered. The last four do their work first, and then lose the answer."""

NAMED_PAUSE, SHORT = 7, 0.3

# The clock of the program runs faster, and is written down; the program itself is not touched.
_RUNNER = f"""
import sys, time, urllib.request
sleep, urlopen = time.sleep, urllib.request.urlopen
def hurry(seconds):
    print("slept", seconds, flush=True)
    sleep(min(seconds, 0.02))
def impatient(request, timeout):
    return urlopen(request, timeout=min(timeout, {SHORT}))
time.sleep, urllib.request.urlopen = hurry, impatient
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"))
"""

# PHP looks for a function in the program's own namespace first.
_PHP_RUNNER = r"""<?php
namespace Lapor;
function sleep($seconds) { echo "slept $seconds\n"; usleep(20000); }
require $argv[1];
"""


def _event(case: int, seq: int, kind: str, status: str, part: str = "holder") -> dict[str, Any]:
    number = f"KI-0000-0000-000{case}-0"
    return {"id": f"{number}/{seq}", "tracking_id": number, "seq": seq, "kind": kind, "status": status, "part": part}


EVENTS = [
    _event(1, 2, "routed", "routed"),
    _event(2, 2, "routed", "routed"),
    _event(2, 2, "routed", "routed"),  # comes twice
    _event(3, 2, "routed", "routed", "former"),
    _event(4, 2, "routed", "routed"),
    _event(4, 3, "accepted", "accepted"),
    _event(5, 2, "routed", "routed"),
]
LATE = "KI-0000-0000-0004-0"
"""It has moved on when its event is read."""

ACCEPTABLE = {"KI-0000-0000-0001-0", "KI-0000-0000-0002-0", "KI-0000-0000-0005-0"}
PAGES = {"": (EVENTS[:2], "c1"), "c1": (EVENTS[1:5], "c2"), "c2": (EVENTS[5:], "c3"), "c3": ([], "c3")}


@dataclass
class Server:
    """Answers as the feed and the action `accept` do, after it has failed."""

    url: str = ""
    failing: bool = True
    versions: dict[str, int] = field(default_factory=lambda: {each["tracking_id"]: 2 for each in EVENTS} | {LATE: 3})
    accepted: Counter[str] = field(default_factory=Counter)
    known: dict[str, str] = field(default_factory=dict)
    failures: dict[str, list[str]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def next_failure(self, request: str) -> str | None:
        left = self.failures.setdefault(request, list(FAILURES) if self.failing else [])
        return left.pop(0) if left else None

    def page(self, path: str) -> tuple[int, Any]:
        items, after = PAGES[parse_qs(urlsplit(path).query).get("after", [""])[0]]
        return 200, {"items": items, "next_cursor": after, "more": after != "c3"}

    def accept(self, path: str, version: str, key: str) -> tuple[int, Any]:
        number = path.split("/")[-2]
        if key in self.known:
            return 200, {}
        if version != f'"{self.versions[number]}"':
            return 412, {"code": "stale_version"}
        self.versions[number] += 1
        self.accepted[number] += 1
        self.known[key] = number
        return 200, {}


class Handler(BaseHTTPRequestHandler):
    """Lets a request meet its failures, and then answers."""

    protocol_version = "HTTP/1.1"
    upstream: Server

    def do_GET(self) -> None:
        self.reply(lambda: self.upstream.page(self.path))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        version, key = self.headers["If-Match"], self.headers["Idempotency-Key"]
        self.reply(lambda: self.upstream.accept(self.path, version, key))

    def reply(self, do: Callable[[], tuple[int, Any]]) -> None:
        self.upstream.requests.append((self.command, self.path))
        failure = self.upstream.next_failure(f"{self.command} {self.path} {self.headers.get('Idempotency-Key')}")
        if failure in ("429", "500", "503"):
            named = {"Retry-After": str(NAMED_PAUSE)} if failure == "429" else {}
            self.send(int(failure), b"{}", **named)
            return
        status, body = do()
        text = json.dumps(body).encode()
        if failure is None:
            self.send(status, text)
        else:
            self.lose(failure, status, text)

    def lose(self, failure: str, status: int, text: bytes) -> None:
        self.close_connection = True
        if failure == "hang":
            self.upstream.released.wait(5)
        elif failure == "page of a proxy":
            self.send(200, b"<html>")
        elif failure == "cut":
            self.send(status, text[: len(text) // 2], length=len(text))

    def send(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"upstream": server})) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_port}"
        yield server
        server.released.set()
        http.shutdown()
        thread.join()


LANGUAGES = [
    "python",
    pytest.param(
        "php", marks=pytest.mark.skipif(not shutil.which("php"), reason="needs PHP's command line: php-cli of Debian")
    ),
]
each_program = pytest.mark.parametrize("language", LANGUAGES)


class Program:
    """A program of the page, in a process of its own."""

    def __init__(self, folder: Path, server: Server, language: str, **environment: str) -> None:
        (sample,) = [each for each in samples_of("docs/polling.md") if each.language == language]
        source, runner, self.state, self.output = (folder / name for name in ("example", "runner", "cursor", "out"))
        source.write_text(sample.text)
        runner.write_text(_RUNNER if language == "python" else _PHP_RUNNER)
        started = [sys.executable] if language == "python" else ["php", "-d", "default_socket_timeout=1"]
        self.command = [*started, str(runner), str(source)]
        given = {
            "LAPOR_API": server.url,
            "LAPOR_AGENCY": "64.08-pupr",
            "LAPOR_KEY": KEY,
            "LAPOR_STATE": str(self.state),
        }
        self.environment = {**os.environ, **given, **environment}

    def run_until(self, done: Any, seconds: float = 30) -> str:
        """Run until `done`, then kill it; answers what it printed."""
        with self.output.open("a") as out:
            process = subprocess.Popen(
                self.command, stdout=out, stderr=subprocess.STDOUT, env=self.environment, cwd=ROOT
            )
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            assert process.poll() is None, f"it ended by itself: {self.output.read_text()[-2000:]}"
            time.sleep(0.02)
        process.kill()
        process.wait()
        assert done(), self.output.read_text()[-2000:]
        return self.output.read_text()


def _reached_the_end(server: Server, times: int = 1) -> bool:
    served = [path for _, path in server.requests if path.endswith("after=c3")]
    return len(served) >= times + (len(FAILURES) if server.failing else 0)


@each_program
def test_it_only_reads_unless_it_is_told_to_act(tmp_path: Path, language: str) -> None:
    with serving(Server(failing=False)) as server:
        program = Program(tmp_path, server, language)
        printed = program.run_until(lambda: _reached_the_end(server, 2))
    assert {method for method, _ in server.requests} == {"GET"}
    assert not program.state.exists(), "a trial takes nothing from the real run"
    assert {line.split()[-1] for line in printed.splitlines() if "would accept" in line} == ACCEPTABLE | {LATE}


@each_program
def test_it_skips_nothing_and_does_nothing_twice_whatever_the_server_does(tmp_path: Path, language: str) -> None:
    with serving(Server()) as server:
        program = Program(tmp_path, server, language, LAPOR_ACT="accept")
        printed = program.run_until(lambda: _reached_the_end(server), 60)
    assert program.state.read_text() == "c3"
    told = [line.split()[0] for line in printed.splitlines() if line.startswith("KI-")]
    assert set(told) == {each["id"] for each in EVENTS}
    assert dict(server.accepted) == dict.fromkeys(ACCEPTABLE, 1)
    # Of a refusal only the status counts: what breaks off in the middle of it is not asked again.
    unmet = [request for request, left in server.failures.items() if left and LATE not in request]
    assert not unmet, "every request met every failure"
    slept = [float(line.split()[1]) for line in printed.splitlines() if line.startswith("slept")]
    assert slept.count(NAMED_PAUSE) >= len(server.failures), "it waits as long as it was told"
    assert max(slept) <= 300


@each_program
def test_it_goes_on_where_it_was_killed(tmp_path: Path, language: str) -> None:
    with serving(Server(failing=False)) as server:
        program = Program(tmp_path, server, language, LAPOR_ACT="accept")
        for done in range(1, len(server.versions)):
            program.run_until(lambda done=done: len(server.requests) >= 3 * done)
        program.run_until(lambda: _reached_the_end(server))
    assert dict(server.accepted) == dict.fromkeys(ACCEPTABLE, 1)
    assert program.state.read_text() == "c3"


@each_program
@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_ends_it_before_anything_is_remembered(tmp_path: Path, status: int, language: str) -> None:
    server = Server(failing=False)
    server.accept = lambda *_: (status, {})  # type: ignore[method-assign]
    with serving(server):
        program = Program(tmp_path, server, language, LAPOR_ACT="accept")
        ended = subprocess.run(
            program.command, env=program.environment, capture_output=True, text=True, timeout=30, check=False
        )
    assert ended.returncode == 1
    assert f"HTTP {status} for {EVENTS[0]['id']}" in ended.stderr
    assert not program.state.exists()
