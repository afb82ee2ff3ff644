"""Fills a table with cases by the hundred thousand: rows as the store writes them, sent to DynamoDB Local in batches.

A case here is its state and the event that brought it to its office: what stands in the indexes that offices read.
"""

import base64
import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bench.fixtures import OFFICE, TABLES, VILLAGE
from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import GENESIS, Actor, Case, Filing, Role
from chalicelib.domain.timestamps import to_text
from chalicelib.services.stack import Stack
from chalicelib.storage import feed_mapping, mapping
from chalicelib.storage.models import Endpoint, bind

_BATCH = 24
_LEFT_OUT = ("clock_pk", "clock_sk", "log_pk", "log_sk")
"""Of the indexes that polling never reads; they would double the time."""

_THREADS = 4
_ID = "KI-0000-0000-0000-0"
_EPOCH = datetime.fromisoformat("2026-01-05T01:00:00Z")
_AUTHORIZATION = (
    "AWS4-HMAC-SHA256 Credential=bench/20260105/ap-southeast-3/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
)
"""DynamoDB Local wants to see a signature and does not check it; signing would take longer than writing."""


def fill(endpoint: str, stack: Stack, first: int, last: int, begin: datetime, step: timedelta) -> None:
    """Cases number `first` to `last` - 1 of OFFICE, each written into the feed `step` after the one before it."""
    rows = [json.dumps(row, default=_binary) for row in _rows(stack)]
    place = len(to_text(_EPOCH))

    def batch(start: int) -> str:
        puts = []
        for number in range(start, min(start + _BATCH // len(rows), last)):
            tracking_id = f"KI-{number // 10**8:04d}-{number // 10**4 % 10**4:04d}-{number % 10**4:04d}-0"
            moment = to_text(begin + (number - first) * step)
            assert len(moment) == place
            puts += [row.replace(_ID, tracking_id).replace(to_text(_EPOCH), moment) for row in rows]
        return ", ".join(f'{{"PutRequest": {{"Item": {put}}}}}' for put in puts)

    starts = range(first, last, _BATCH // len(rows))
    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(lambda part: _send(endpoint, [batch(start) for start in part]), _parts(starts)))


def _rows(stack: Stack) -> list[dict[str, Any]]:
    """A case that was routed a moment ago, at a moment that stands for any."""
    filing = Filing(
        id=_ID,
        type="complaint",
        title="Jalan poros menuju pasar desa rusak berat",
        category="jalan-rusak",
        region=VILLAGE,
        filed_at=_EPOCH,
        policy=stack.policy.name,
        anonymous=False,
        secret=False,
        sensitive=False,
        secret_hash=bytes(32),
        content_mac=bytes(32),
    )
    filed = hash_chain.seal(_ID, 1, GENESIS, kind="filed", at=_EPOCH, actor=Actor(Role.REPORTER), salt=bytes(16))
    data: dict[str, str | int | bool] = {
        "to": OFFICE.id,
        "to_name": OFFICE.name,
        "tier": OFFICE.tier.label,
        "status": "routed",
        "reason": "rule",
    }
    routed = hash_chain.seal(
        _ID, 2, filed.hash, kind="routed", at=_EPOCH, actor=Actor(Role.SYSTEM), salt=bytes(16), data=data
    )
    after: Case = fold.apply(fold.begin(filing, filed), routed)
    tables = bind(TABLES["ComplaintsTable"], TABLES["IdentitiesTable"], Endpoint())
    event = mapping.event_to_row(tables, after, routed)
    feed_mapping.place_in_feed(event, _EPOCH)
    # Timers and deadlines far ahead: nothing of this is due while measuring.
    schedule = stack.schedule(replace(after, since=_EPOCH + timedelta(days=3650)))
    rows = [mapping.case_to_row(tables, after, schedule).to_dynamodb_dict(), event.to_dynamodb_dict()]
    return [{name: value for name, value in row.items() if name not in _LEFT_OUT} for row in rows]


def _parts(starts: range) -> list[range]:
    return [starts[offset::_THREADS] for offset in range(_THREADS)]


def _send(endpoint: str, batches: list[str]) -> None:
    """One connection for many batches. Raises RuntimeError if the engine leaves anything out."""
    headers = {
        "X-Amz-Target": "DynamoDB_20120810.BatchWriteItem",
        "Content-Type": "application/x-amz-json-1.0",
        "Authorization": _AUTHORIZATION,
    }
    connection = http.client.HTTPConnection(urlsplit(endpoint).netloc, timeout=60)
    for batch in batches:
        body = f'{{"RequestItems": {{"{TABLES["ComplaintsTable"]}": [{batch}]}}}}'
        connection.request("POST", "/", body.encode(), headers)
        answer = connection.getresponse()
        result = json.loads(answer.read())
        if answer.status != 200 or result.get("UnprocessedItems"):
            raise RuntimeError(f"filling the table: {answer.status} {str(result)[:300]}")
    connection.close()


def _binary(value: bytes) -> str:
    return base64.b64encode(value).decode()
