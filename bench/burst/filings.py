"""Filings as fast as they come to a stack on the embedded AWS, and how long each took to the queue of its office."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any

from bench.workloads import TEXT
from chalicelib.domain.timestamps import from_text
from chalicelib.storage import table_keys
from chalicelib.storage.models import Tables
from laporctl import http
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from tools.dev.demo.actors import new_key

FILINGS = 500
CITIZENS = 8
"""How many send at once, each the next one as soon as it was answered."""
PATIENCE_SECONDS = 600
_TRIES = 10


class BurstFailed(Exception):
    """Raised when a filing was not taken or did not reach a queue; the message is one line."""


def measure(stack: Stack, filings: int = FILINGS) -> dict[str, Any]:
    """One burst: seconds from the moment that stands on a filing to that at which its case was written into the queue
    of the office, and how many a second were filed and routed. Raises BurstFailed."""
    began = time.monotonic()
    with ThreadPoolExecutor(CITIZENS) as pool:
        ids = list(pool.map(lambda _: _file(stack), range(filings)))
    filed = time.monotonic() - began
    waits = _waits(tables_of(stack), ids)
    routed = time.monotonic() - began
    return {
        "filings": filings,
        "filed_a_second": round(filings / filed, 1),
        "routed_a_second": round(filings / routed, 1),
        "seconds_to_queue": spread(waits),
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum."""
    ordered = sorted(values)
    at = {"median": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 3) for name, share in at.items()}


def _file(stack: Stack) -> str:
    """As the page does: who gets no answer sends the same again."""
    body = {"text": TEXT, "category": "jalan-rusak", "region": "64.08.01.2001", "receipt_key": new_key()}
    sent, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
    for _ in range(_TRIES):
        with suppress(http.Unexpected):
            answer = http.send("POST", stack.site, "/v1/complaints", body=sent, headers=headers)
            if answer.status in (200, 201):
                return str(answer.json["tracking_id"])
            if answer.status < 500:
                raise BurstFailed(f"a filing was answered with {answer.status}: {answer.text[:200]}")
    raise BurstFailed(f"a filing was not taken in {_TRIES} tries")


def _waits(tables: Tables, ids: Sequence[str]) -> list[float]:
    """Read from the cases themselves, when all are routed: nobody polls while the burst lasts. An event's line in the
    feed carries the moment at which it was written, with the line of the queue in one transaction."""
    until, waits = time.monotonic() + PATIENCE_SECONDS, []
    for tracking_id in ids:
        while (written := _written(tables, tracking_id)) is None:
            if time.monotonic() > until:
                raise BurstFailed(f"{tracking_id} is in no queue after {PATIENCE_SECONDS} seconds")
            time.sleep(0.5)
        filed_at = tables.row.get(table_keys.case(tracking_id), table_keys.META).filed_at
        waits.append((written - filed_at).total_seconds())
    return waits


def _written(tables: Tables, tracking_id: str) -> datetime | None:
    """When the event was written by which the case came to its office; None if it has not."""
    try:
        routed = tables.row.get(table_keys.case(tracking_id), table_keys.event(2))
    except tables.row.DoesNotExist:
        return None
    return from_text(str(routed.agency_sk).partition("#")[0])
