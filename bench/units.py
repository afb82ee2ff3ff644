"""Write and read units of each act, counted from the engine's own ConsumedCapacity.

Every act goes through the functions' own entry points in `app.py`, with the events that AWS would send.
"""

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import boto3

from bench import events, workloads
from bench.capacity_meter import Factors, Meter, Tally
from bench.fixtures import IDLE_OFFICE, OFFICE, TABLES, VILLAGE, Stage, staged

QUEUE_LENGTH = 50
LIFE = ("filing", "routing", "accept", "progress", "response", "reply", "close")
"""The acts of a whole case, in order."""

CONTEXT = SimpleNamespace(
    function_name="bench",
    aws_request_id="00000000-0000-0000-0000-000000000000",
    get_remaining_time_in_millis=lambda: 20_000,
)


class UnitsFailed(Exception):
    """Raised when an act was not answered as it should be, so that its units would mean nothing."""


def measure(endpoint: str | None) -> dict[str, Any]:
    """The part `units` of the results. Raises UnitsFailed."""
    with Meter().installed() as meter, staged(endpoint) as stage:
        factors = calibrate(meter)
        tallies = _Acts(stage, meter).play()
    largest: dict[str, int] = {}
    for tally in tallies.values():
        for kind, size in tally.sizes.items():
            largest[kind] = max(largest.get(kind, 0), size)
    result: dict[str, Any] = {name: _entry(tally, factors) for name, tally in tallies.items()}
    life = Tally(
        spent=[spent for name in LIFE for spent in tallies[name].spent],
        calls=sum((tallies[name].calls for name in LIFE), Counter()),
    )
    result["full_life"] = _entry(life, factors)
    result["engine"] = {
        "name": "DynamoDB Local",
        "transaction_factor": {"table": factors.table, "index": factors.index},
        "published_transaction_rate": 2,
        "largest_item_bytes": {kind: largest[kind] for kind in ("META", "CONTENT", "EVENT")},
    }
    return result


def calibrate(meter: Meter) -> Factors:
    """What the engine reports for a small item put in a transaction, over what it reports for one put plainly."""
    client = boto3.session.Session().client("dynamodb")
    table = TABLES["ComplaintsTable"]

    def item(key: str) -> dict[str, Any]:
        return {name: {"S": key} for name in ("pk", "sk", "clock_pk", "clock_sk")}

    with meter.counting() as plain:
        client.put_item(TableName=table, Item=item("PLAIN"))
    with meter.counting() as transaction:
        client.transact_write_items(TransactItems=[{"Put": {"TableName": table, "Item": item("TRANSACTION")}}])
    for key in ("PLAIN", "TRANSACTION"):
        client.delete_item(TableName=table, Key={"pk": {"S": key}, "sk": {"S": key}})

    def on(tally: Tally, index: str | None) -> float:
        return sum(spent.units for spent in tally.spent if spent.index == index)

    return Factors(table=on(transaction, None) / on(plain, None), index=on(transaction, "clock") / on(plain, "clock"))


class _Acts:
    """Plays every act once and keeps its tally by name."""

    def __init__(self, stage: Stage, meter: Meter) -> None:
        import app

        self._app, self._stage, self._meter = app, stage, meter
        self._tallies: dict[str, Tally] = {}

    def play(self) -> dict[str, Tally]:
        """All acts, in an order in which each finds what it needs."""
        # Once in the life of a process: the secret that cursors are signed with.
        self._stage.services.cursor_signer.sign("bench", "")
        self._measured("empty_queue_poll", lambda: self._http(workloads.queue(IDLE_OFFICE)))
        self._measured("region_lookup", self._look_up_region)
        # The first use of a key on a day is written down; every other look-up is a read alone.
        self._authorize()
        self._measured("authorizer_lookup", self._authorize)
        self._measured("filing_with_identity", lambda: self._http(workloads.file(named=True), 201))
        self._one_life()
        for _ in range(QUEUE_LENGTH):
            self._route(self._file()["tracking_id"])
        self._measured("queue_50", self._read_queue)
        self._measured("record_50", lambda: self._read_record(workloads.record()))
        self._measured("open311_requests_50", lambda: self._read_record(workloads.open311_requests()))
        self._measured("open311_updates", lambda: self._http(workloads.open311_updates()))
        self._measured("similar", lambda: self._http(workloads.similar()))
        self._measured("sweep_idle", self._sweep)
        return self._tallies

    def _one_life(self) -> None:
        receipt = self._measured("filing", self._file)
        number, secret = receipt["tracking_id"], receipt["secret"]
        self._measured("routing", lambda: self._route(number))
        for version, action in enumerate(("accept", "progress", "response"), start=2):
            event = workloads.act(action, number, version)
            self._measured(action, partial(self._http, event))
        self._measured("public_view", lambda: self._http(workloads.track(number)))
        self._measured("reply", lambda: self._http(workloads.reply(number, secret), 201))
        closed = self._measured("close", lambda: self._http(workloads.reply(number, secret, resolved=True), 201))
        _require(closed["status"] == "closed", "the case did not close", closed)
        self._measured("open311_request", lambda: self._http(workloads.open311_request(number)))

    def _measured(self, name: str, do: Callable[[], Any]) -> Any:
        with self._meter.counting() as tally:
            answer = do()
        self._tallies[name] = tally
        return answer

    def _http(self, event: dict[str, Any], status: int = 200) -> dict[str, Any]:
        answer = self._app.app(event, CONTEXT)
        _require(answer["statusCode"] == status, event["path"], answer)
        body: dict[str, Any] = json.loads(answer["body"])
        return body

    def _file(self) -> dict[str, Any]:
        return self._http(workloads.file(), 201)

    def _route(self, tracking_id: str) -> None:
        answer = self._app.route_complaints(events.new_case(tracking_id), CONTEXT)
        _require(answer == {"batchItemFailures": []}, "routing", answer)

    def _read_queue(self) -> None:
        found = len(self._http(workloads.queue(OFFICE))["items"])
        _require(found == QUEUE_LENGTH, "the queue is not full", {"found": found})

    def _read_record(self, event: dict[str, Any]) -> None:
        answer: Any = self._http(event)
        found = len(answer["items"] if isinstance(answer, dict) else answer)
        _require(found == QUEUE_LENGTH, "the page is not full", {"found": found})

    def _look_up_region(self) -> None:
        found = self._stage.services.filing.directory.region(VILLAGE)
        _require(found is not None, "the village is unknown", {})

    def _authorize(self) -> None:
        answer = self._app.authorize(events.authorization(self._stage.bearer), CONTEXT)
        _require(answer["context"]["agency"] == OFFICE.id, "the key was not recognised", answer)

    def _sweep(self) -> None:
        answer = self._app.sweep(events.tick(), CONTEXT)
        _require(answer["due"] == answer["failed"] == 0, "something was due, or failed", answer)


def _require(holds: bool, what: str, answer: dict[str, Any]) -> None:
    if not holds:
        raise UnitsFailed(f"{what}: {json.dumps(answer)[:500]}")


def _entry(tally: Tally, factors: Factors) -> dict[str, Any]:
    return {
        "wcu": round(tally.published_writes(factors), 2),
        "wcu_index_once": round(tally.published_writes(factors, index_rate=1), 2),
        "wcu_engine": tally.reported(reads=False),
        "rcu": tally.published_reads(),
        "rcu_engine": tally.reported(reads=True),
        "engine_by_place": tally.places(),
        "calls": dict(sorted(tally.calls.items())),
    }
