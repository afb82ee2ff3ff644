"""The functions at the stream, given a hundred records of a hundred cases: in ten lanes by key, as Lambda hands out the
batches of a shard with a `ParallelizationFactor` of ten, and one batch after the other, as with a factor of one."""

import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median
from typing import Any

from aws_lambda_powertools import Logger

from bench.burst.filings import BurstFailed
from bench.workloads import TEXT
from chalicelib.runtime.container import Container
from chalicelib.services.cases.filing import Submission
from chalicelib.storage import table_keys
from chalicelib.workers.publish_events import publish_batch
from chalicelib.workers.route_complaints import route_batch
from tests.support.tables import read_template

RECORDS = 100
LANES = 10
"""The `ParallelizationFactor` that the template says unless a stack chooses another."""
ROUNDS = 3
DELAYS = (0.0, 0.005)
"""Seconds added to each call: none, and about what a call to DynamoDB takes within a region."""

Record = dict[str, Any]
Batch = Sequence[Record]


def measure(services: Container) -> list[dict[str, Any]]:
    """Seconds for all records by function and delay, in lanes and one batch after the other, medians of the rounds and
    their ratio. Raises BurstFailed."""
    size = read_template()["Resources"]["RouteComplaints"]["Properties"]["Events"][
        "RouteComplaintsDynamodbEventSource"
    ]["Properties"]["BatchSize"]
    return [entry for delay in DELAYS for entry in compared(services, delay, size)]


def compared(services: Container, delay: float, size: int) -> Iterator[dict[str, Any]]:
    seconds: dict[tuple[str, int], list[float]] = {}
    calls: dict[str, int] = {}
    for number in range(ROUNDS * 2):
        lanes = (LANES, 1)[(number + number // 2) % 2]
        with ThreadPoolExecutor(LANES) as pool:
            ids = list(pool.map(lambda _: _file(services), range(RECORDS)))
        for name, records, handle in (
            ("route_complaints", [_new_case(each) for each in ids], _route),
            ("publish_events", None, _publish),
        ):
            found = records if records is not None else [_new_event(services, each) for each in ids]
            with _delayed(services, delay) as counted:
                began = time.monotonic()
                hand_out(found, lanes, size, lambda batch, handle=handle: handle(services, batch))  # type: ignore[misc]
                seconds.setdefault((name, lanes), []).append(time.monotonic() - began)
            calls[name] = len(counted)
    for name, count in calls.items():
        in_lanes, in_turn = (median(seconds[name, lanes]) for lanes in (LANES, 1))
        yield {
            "function": name,
            "delay_ms": round(delay * 1000),
            "calls_a_record": round(count / RECORDS, 1),
            "in_lanes_seconds": round(in_lanes, 2),
            "in_turn_seconds": round(in_turn, 2),
            "ratio": round(in_turn / in_lanes, 2),
        }


def hand_out(records: Batch, lanes: int, size: int, handle: Callable[[Batch], None]) -> None:
    """All records: those of one key in one lane, each lane one batch after the other."""
    sorted_out: list[list[Record]] = [[] for _ in range(lanes)]
    for record in records:
        sorted_out[zlib.crc32(record["dynamodb"]["Keys"]["pk"]["S"].encode()) % lanes].append(record)

    def work(lane: Batch) -> None:
        for start in range(0, len(lane), size):
            handle(lane[start : start + size])

    with ThreadPoolExecutor(lanes) as pool:
        list(pool.map(work, sorted_out))


def _route(services: Container, batch: Batch) -> None:
    _all_taken(route_batch(_event(batch), services.adapters.case_stream, services.route_case, services.now, _SILENT))


def _publish(services: Container, batch: Batch) -> None:
    _all_taken(
        publish_batch(
            _event(batch),
            services.adapters.case_stream,
            services.event_dispatcher,
            services.referral,
            services.now,
            _SILENT,
        )
    )


_SILENT = Logger(service="bench", level="CRITICAL")


def _all_taken(answer: dict[str, Any]) -> None:
    if answer["batchItemFailures"]:
        raise BurstFailed(f"{len(answer['batchItemFailures'])} records of a batch were not taken")


@contextmanager
def _delayed(services: Container, delay: float) -> Iterator[list[str]]:
    """Let each call to DynamoDB take longer; gives their names."""
    events, calls = services.adapters.tables.connection.client.meta.events, list[str]()

    def wait(event_name: str, **_: Any) -> None:
        calls.append(event_name)
        time.sleep(delay)

    events.register("before-send.dynamodb", wait)
    try:
        yield calls
    finally:
        events.unregister("before-send.dynamodb", wait)


def _file(services: Container) -> str:
    submission = Submission(text=TEXT, category="jalan-rusak", region="64.08.01.2001")
    return services.filing.file(submission, datetime.now(UTC)).case.id


def _event(batch: Batch) -> dict[str, Any]:
    return {"Records": list(batch)}


def _new_case(tracking_id: str) -> Record:
    key = {"pk": {"S": table_keys.case(tracking_id)}, "sk": {"S": table_keys.META}}
    return _record(key, {**key, "status": {"S": "received"}})


def _new_event(services: Container, tracking_id: str) -> Record:
    """The event by which a case was routed, as the stream brings it."""
    key = {"pk": {"S": table_keys.case(tracking_id)}, "sk": {"S": table_keys.event(2)}}
    tables = services.adapters.tables
    client, name = tables.connection.client, tables.row.Meta.table_name
    item = client.get_item(TableName=name, Key=key, ConsistentRead=True)["Item"]
    return _record(key, {attribute: value for attribute, value in item.items() if "B" not in value})


def _record(key: dict[str, Any], image: dict[str, Any]) -> Record:
    about = {"Keys": key, "NewImage": image, "SequenceNumber": key["pk"]["S"], "StreamViewType": "NEW_IMAGE"}
    source = "arn:aws:dynamodb:ap-southeast-3:000000000000:table/complaints/stream/0"
    return {
        "eventID": key["pk"]["S"],
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "ap-southeast-3",
        "eventSourceARN": source,
        "dynamodb": about,
    }
