"""Lambda's Runtime API, served to one real runtime process at a time.

The runtime (`awslambdaric`) imports the handler, asks for an event, posts the answer, asks again. What is measured is
the wall time between starting the process and these requests.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 60
_DEADLINE_MILLISECONDS = 20_000
_SHOWN_OUTPUT = 2000


class RunFailed(Exception):
    """Raised when a function did not start or did not answer; the message says what it printed."""


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is started: the name of its handler, the unpacked package, the libraries of the runtime, and the
    environment."""

    handler: str
    package: Path
    runtime: tuple[Path, ...]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """One process. Milliseconds from its start until it requested each event and until it had answered it; `requested`
    has one more entry than `answered`. `answers` are decoded. `init_cpu` is the processor time spent until the first
    request, None where the system does not know it; other processes disturb it less than wall time."""

    requested: list[float]
    answered: list[float]
    answers: list[Any]
    init_cpu: float | None

    @property
    def init(self) -> float:
        """Start of the process -> first request for an event."""
        return self.requested[0]

    @property
    def first_answer(self) -> float:
        """Start of the process -> first answer."""
        return self.answered[0]

    @property
    def warm(self) -> list[float]:
        """From event to answer, for all events after the first."""
        return [end - start for start, end in list(zip(self.requested, self.answered, strict=False))[1:]]


@dataclass
class _Exchange:
    """What the server and the measurement share."""

    events: Sequence[dict[str, Any]]
    process: int | None = None
    requested: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    init_cpu: float | None = None
    error: str | None = None
    done: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)


class _Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One packet an answer: two small ones wait for each other's acknowledgement, 40 ms that no function spends.
    wbufsize = -1
    disable_nagle_algorithm = True
    exchange: _Exchange

    def do_GET(self) -> None:
        now, exchange = time.perf_counter(), self.exchange
        exchange.requested.append(now)
        turn = len(exchange.requested) - 1
        if turn == 0:
            exchange.init_cpu = _cpu_milliseconds(exchange.process)
        if turn == len(exchange.events):
            exchange.done.set()
            exchange.released.wait(PATIENCE_SECONDS)
            return
        deadline = int(time.time() * 1000) + _DEADLINE_MILLISECONDS
        self._reply(
            json.dumps(exchange.events[turn]).encode(),
            {
                "Lambda-Runtime-Aws-Request-Id": str(uuid.uuid4()),
                "Lambda-Runtime-Deadline-Ms": str(deadline),
                "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:ap-southeast-3:000000000000:function:bench",
                "Lambda-Runtime-Trace-Id": "Root=1-00000000-000000000000000000000000;Sampled=0",
            },
        )

    def do_POST(self) -> None:
        now, exchange = time.perf_counter(), self.exchange
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.endswith("/response"):
            exchange.answered.append(now)
            exchange.answers.append(json.loads(body))
        else:
            exchange.error = body.decode(errors="replace")
            exchange.done.set()
        self._reply(b'{"status":"OK"}', {}, 202)

    def _reply(self, body: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Nothing: requests are not worth a line."""


def run(function: Function, events: Sequence[dict[str, Any]]) -> Run:
    """Start the function, hand it the events one after the other, stop it. Raises RunFailed."""
    exchange = _Exchange(events)
    api = type("Api", (_Api,), {"exchange": exchange})
    server = ThreadingHTTPServer(("127.0.0.1", 0), api)
    server.daemon_threads = True
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    serving.start()
    try:
        started = _serve(function, exchange, server.server_address[1])
    finally:
        exchange.released.set()
        server.shutdown()
        server.server_close()
    return Run(
        requested=[(moment - started) * 1000 for moment in exchange.requested],
        answered=[(moment - started) * 1000 for moment in exchange.answered],
        answers=exchange.answers,
        init_cpu=exchange.init_cpu,
    )


def _serve(function: Function, exchange: _Exchange, port: int) -> float:
    # -S: no site-packages of this environment; the working directory comes first on the path, as /var/task does.
    command = [sys.executable, "-S", "-m", "awslambdaric", function.handler]
    with tempfile.TemporaryFile() as output:
        environment = _environment(function, port)
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=function.package, env=environment, stdout=output, stderr=output)
        exchange.process = process.pid
        try:
            _await_end(process, exchange)
        finally:
            process.kill()
            process.wait()
        if exchange.error or not exchange.done.is_set():
            output.seek(0)
            printed = output.read().decode(errors="replace")[-_SHOWN_OUTPUT:]
            raise RunFailed(f"{function.handler} failed: {exchange.error or 'no answer'}\n{printed}")
    return started


def _cpu_milliseconds(process: int | None) -> float | None:
    """Processor time of a process's first thread, the one that imports; Linux only."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return None


def _await_end(process: "subprocess.Popen[bytes]", exchange: _Exchange) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not exchange.done.wait(0.2):
        if process.poll() is not None or time.monotonic() > end:
            return


def _environment(function: Function, port: int) -> dict[str, str]:
    return {
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
        "AWS_LAMBDA_FUNCTION_NAME": "bench",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "LAMBDA_TASK_ROOT": str(function.package),
        "_HANDLER": function.handler,
        "PYTHONPATH": ":".join(map(str, function.runtime)),
        # /var/task cannot be written to.
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        **function.environment,
    }
