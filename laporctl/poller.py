"""Follows the feed of an office: the reference for agencies that write a poller of their own (`docs/polling.md`).

A page is worked through and only then remembered. A poller that is killed in between works some events again and misses
none; a command names the version it was made for, so it never takes effect twice.
"""

import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from laporctl.errors import OperatorError
from laporctl.http import Answer, Unexpected, send

Event = dict[str, Any]
Fetch = Callable[[str, dict[str, str]], Answer]
"""A GET of a path below the site, with headers; raises Unexpected if nobody answers."""

PAUSE_SECONDS = 30
LONGEST_PAUSE_SECONDS = 300
_TRY_AGAIN = (429, 500, 502, 503, 504)


class PollingError(OperatorError):
    """Raised when polling again would not help; the message is one line."""


@dataclass(frozen=True)
class State:
    """The position of a poller, in a file that is whole at every moment."""

    file: Path

    def load_cursor(self, feed: str) -> str | None:
        """The cursor; None at the first start. Raises PollingError if the file belongs to another feed."""
        if not self.file.exists():
            return None
        saved = json.loads(self.file.read_text())
        if saved["feed"] != feed:
            raise PollingError(f"{self.file} belongs to {saved['feed']}")
        return str(saved["cursor"])

    def save_cursor(self, feed: str, cursor: str) -> None:
        """Replace the file at once: after a crash it holds the old cursor or the new one."""
        beside = self.file.with_name(f"{self.file.name}.new")
        with beside.open("w") as out:
            json.dump({"feed": feed, "cursor": cursor}, out)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(self.file)


@dataclass
class Poller:
    """Hands every event of an office's feed to `work`, at least once, those of a case in order."""

    agency: str
    fetch: Fetch
    state: State
    work: Callable[[Event], None]
    limit: int = 100
    wait: Callable[[float], None] = time.sleep
    _validator: str | None = None
    _failures: int = 0

    def follow(self) -> None:
        """Poll forever; raises PollingError."""
        while True:
            self.wait(self.poll())

    def catch_up(self) -> None:
        """Poll until there is nothing new; raises PollingError."""
        while (pause := self.poll()) == 0 or self._failures:
            self.wait(pause)

    def poll(self) -> float:
        """Send one request and work the events that came; returns the seconds to wait before the next."""
        feed = f"/v1/agencies/{self.agency}/events"
        cursor = self.state.load_cursor(feed)
        query = urlencode({"limit": self.limit} | ({"after": cursor} if cursor else {}))
        try:
            answer = self.fetch(f"{feed}?{query}", {"If-None-Match": self._validator} if self._validator else {})
            page = answer.json if answer.status == 200 else {}
        except Unexpected:
            return self._pause_after_failure(0)
        pause = _seconds(answer.headers.get("Retry-After"))
        if answer.status in _TRY_AGAIN:
            return self._pause_after_failure(pause or 0)
        self._failures = 0
        if answer.status == 304:
            return pause or PAUSE_SECONDS
        if answer.status != 200:
            raise PollingError(f"HTTP {answer.status}: {_detail(answer)}")
        for event in page["items"]:
            self.work(event)
        # A validator belongs to one address, so only to the same cursor.
        self._validator = answer.headers.get("ETag") if page["next_cursor"] == cursor else None
        self.state.save_cursor(feed, page["next_cursor"])
        return 0 if page["more"] else pause or PAUSE_SECONDS

    def _pause_after_failure(self, least: float) -> float:
        """Twice as long after each failure, and not all pollers at the same moment."""
        self._failures += 1
        longest = min(2.0**self._failures, LONGEST_PAUSE_SECONDS)
        return max(least, random.uniform(longest / 2, longest))


def fetcher(site: str, key: str) -> Fetch:
    """GET from the stack at `site` with a bearer key."""
    return lambda path, headers: send("GET", site, path, headers={"Authorization": f"Bearer {key}", **headers})


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isdigit() else None


def _detail(answer: Answer) -> str:
    try:
        problem = json.loads(answer.text)
        fields = [error["field"] for error in problem.get("errors", ())]
        return f"{problem['detail']} ({', '.join(fields)})" if fields else str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.text[:300]
