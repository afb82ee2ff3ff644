"""A receiver of webhooks on this machine that can be made to fail, and remembers what reached it."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

OK, ERROR, DROP, HANG = "ok", "error", "drop", "hang"
FAILURES = 6
"""How often at most one message fails, so that a message that is given up is always a defect."""

Behave = Callable[["Received"], str | int]
"""What to do with a message: one of the above, or a status."""


@dataclass(frozen=True)
class Received:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> Any:
        """The payload; raises WebhookVerificationError unless the library finds that `secret` signed it."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """`taken` are the requests that were answered with success, `failed` counts the others by behaviour."""

    url: str
    behave: Behave = lambda _: OK
    taken: list[Received] = field(default_factory=list)
    failed: Counter[str | int] = field(default_factory=Counter)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> set[str]:
        return {each.id for each in self.taken}


def half_the_time(seed: int) -> Behave:
    """Fails at random half the time: with 500, by dropping the connection, now and then by never answering."""
    chance, failures = random.Random(seed), Counter[str]()
    ways = [ERROR] * 5 + [DROP] * 4 + [HANG]

    def behave(received: Received) -> str:
        if chance.random() < 0.5 or failures[received.id] >= FAILURES:
            return OK
        failures[received.id] += 1
        return chance.choice(ways)

    return behave


@contextmanager
def receiving(behave: Behave = lambda _: OK) -> Iterator[Receiver]:
    """A receiver on a free port of this machine until the block ends."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received = Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            with lock:
                way = receiver.behave(received)
                if way == OK:
                    receiver.taken.append(received)
                else:
                    receiver.failed[way] += 1
            if way == HANG:
                receiver.released.wait(60)
            if way in (HANG, DROP):
                self.close_connection = True
                return
            self.send_response({OK: 204, ERROR: 500}.get(str(way), way))  # type: ignore[arg-type]
            if way == 302:
                self.send_header("Location", receiver.url + "elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver = Receiver(f"http://127.0.0.1:{server.server_port}/", behave)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
