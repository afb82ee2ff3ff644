"""The cost of polling in read units, in a small table and in a large one."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chalice.app import Request

from bench import bulk_load, workloads
from bench.capacity_meter import Meter
from bench.fixtures import OFFICE, staged
from bench.units import CONTEXT, UnitsFailed
from chalicelib.api.http import cursors
from chalicelib.domain.timestamps import to_text
from chalicelib.runtime import container
from chalicelib.services.stack import Stack

SIZES = (1_000, 100_000)
NEW = 100
_STEP = timedelta(seconds=1)
_FEED, _QUEUE = "/agencies/{agency_id}/events", "/agencies/{agency_id}/queue"


def measure(endpoint: str, sizes: tuple[int, ...] = SIZES) -> dict[str, Any]:
    """The part `polling` of the results, by how many cases are in the table, all of one office. Raises UnitsFailed."""
    with Meter().installed() as meter, staged(endpoint) as stage:
        poller = _Poller(meter)
        # Once in the life of a process: the secret that cursors are signed with.
        stage.services.cursor_signer.sign("bench", "")
        table = _Table(endpoint, stage.services.stack)
        return {str(size): _at(size, table, poller) for size in sizes}


@dataclass
class _Table:
    """A table that grows. Everything in it was written long enough ago to have settled."""

    endpoint: str
    stack: Stack
    cases: int = 0
    begin: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(days=30))

    def grow(self, cases: int) -> None:
        bulk_load.fill(self.endpoint, self.stack, self.cases, cases, self._moment(self.cases), _STEP)
        self.cases = cases

    def last_position(self) -> str:
        return to_text(self._moment(self.cases))

    def _moment(self, number: int) -> datetime:
        return self.begin + number * _STEP


@dataclass
class _Poller:
    """A program of the office; returns the cost and the content of each poll."""

    meter: Meter

    def feed(self, cursor: str, tag: str = "") -> "_Answer":
        return self._poll(workloads.poll(_FEED, OFFICE, {"limit": str(NEW), "after": cursor}, tag))

    def queue(self, tag: str = "") -> "_Answer":
        return self._poll(workloads.poll(_QUEUE, OFFICE, {"limit": str(NEW)}, tag))

    def _poll(self, event: dict[str, Any]) -> "_Answer":
        import app

        with self.meter.counting() as tally:
            answer = app.app(event, CONTEXT)
        body = json.loads(answer["body"]) if answer["body"] else {}
        return _Answer(answer["statusCode"], tally.published_reads(), body, answer["headers"])


@dataclass(frozen=True)
class _Answer:
    status: int
    units: float
    body: dict[str, Any]
    headers: dict[str, str]

    def must_be(self, status: int, items: int = 0) -> "_Answer":
        """Raises UnitsFailed if the units were spent on something else."""
        found = len(self.body.get("items", ()))
        if (self.status, found) != (status, items):
            raise UnitsFailed(f"polling: {self.status} with {found} items, not {status} with {items}")
        return self


def _at(size: int, table: _Table, poller: _Poller) -> dict[str, float]:
    """Poll before, at and after the last hundred of `size` cases."""
    table.grow(size - NEW)
    cursor = _cursor_at(table)
    empty = poller.feed(cursor).must_be(200)
    unchanged = poller.feed(cursor, empty.headers["ETag"]).must_be(304)
    table.grow(size)
    new = poller.feed(cursor, empty.headers["ETag"]).must_be(200, NEW)
    queue = poller.queue().must_be(200, NEW)
    return {
        "empty_poll": empty.units,
        "empty_poll_304": unchanged.units,
        "poll_100_new": new.units,
        "queue_page_100": queue.units,
        "queue_304": poller.queue(queue.headers["ETag"]).must_be(304).units,
    }


def _cursor_at(table: _Table) -> str:
    """The cursor of a program that has read everything there is, as the API signs it."""
    request = Request(workloads.poll(_FEED, OFFICE, {"limit": str(NEW)}, ""), None)
    return str(cursors.write_cursor(request, container.services(), table.last_position()))
