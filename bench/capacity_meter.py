"""Counts the capacity units that DynamoDB reports, without any change to the product.

botocore calls initializers for every new session; the meter registers itself there, requests consumed capacity on every
call that can report it, and notes it.

Where the engine, DynamoDB Local, is known to report otherwise than AWS bills, both figures are kept:

* Its factor for transactional writes has changed between its versions; some report 4 units a kilobyte, where AWS
  publishes 2. So the factor is measured (`Factors`) and divided out.
* AWS documents that doubling for items, not for index entries; reports from the live service say that an index entry
  written by a transaction costs what it costs outside of one. `published` doubles both by default, which is
  never too little.
* It reports 0 for a query that finds nothing and for a missing item in a batch; AWS bills the smallest read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import botocore
from botocore.model import OperationModel
from botocore.session import Session

from chalicelib.storage.table_keys import CASE_PREFIX

TRANSACTION_RATE = 2
"""Units a transactional write costs for each unit of a plain one, as AWS publishes it."""

_READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"})
_TRANSACTION = "TransactWriteItems"
_AT_LEAST = "lapor_at_least"


@dataclass(frozen=True, slots=True)
class Spent:
    """Units that one call spent in one place: on a table (`index` is None) or one of its indexes. What is not
    `reported` by the engine is what AWS bills beyond it."""

    operation: str
    table: str
    index: str | None
    units: float
    reported: bool = True


@dataclass(frozen=True, slots=True)
class Factors:
    """How many units the engine reports in a transaction for each unit of a plain write."""

    table: float
    index: float


@dataclass(slots=True)
class Tally:
    """What was spent while counting, by how many calls of each operation, and the size in bytes of the largest item of
    each kind that a transaction put."""

    spent: list[Spent] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    sizes: dict[str, int] = field(default_factory=dict)

    def reported(self, *, reads: bool) -> float:
        """Read or write units as the engine reported them."""
        return sum(each.units for each in self.spent if each.reported and (each.operation in _READS) is reads)

    def published_reads(self) -> float:
        """Read units, none below the smallest read."""
        return sum(each.units for each in self.spent if each.operation in _READS)

    def published_writes(self, factors: Factors, index_rate: int = TRANSACTION_RATE) -> float:
        """Write units with transactions at AWS's rate, those on indexes at `index_rate`."""
        total = 0.0
        for each in self.spent:
            if each.operation in _READS:
                continue
            if each.operation != _TRANSACTION:
                total += each.units
            elif each.index is None:
                total += each.units / factors.table * TRANSACTION_RATE
            else:
                total += each.units / factors.index * index_rate
        return total

    def places(self) -> dict[str, float]:
        """Units as the engine reported them by table or `table.index`, reads and writes apart."""
        found: defaultdict[str, float] = defaultdict(float)
        for each in self.spent:
            side = "read" if each.operation in _READS else "write"
            place = each.table if each.index is None else f"{each.table}.{each.index}"
            found[f"{side} {place}"] += each.units if each.reported else 0
        return {place: units for place, units in sorted(found.items()) if units}


def spent_in(operation: str, answer: dict[str, Any], at_least: float = 0.0) -> list[Spent]:
    """The consumed capacity that one answer reports, if it does. What is missing to `at_least` is added on the table
    that it names last."""
    reported = answer.get("ConsumedCapacity") or []
    found = []
    for capacity in [reported] if isinstance(reported, dict) else reported:
        table = capacity["TableName"]
        found.append(Spent(operation, table, None, capacity["Table"]["CapacityUnits"]))
        for index, units in capacity.get("GlobalSecondaryIndexes", {}).items():
            found.append(Spent(operation, table, index, units["CapacityUnits"]))
    short = at_least - sum(spent.units for spent in found)
    if found and short > 0:
        found.append(Spent(operation, found[-1].table, None, short, reported=False))
    return found


def smallest_read(operation: str, params: dict[str, Any]) -> float:
    """Read units that AWS bills for a call whatever it finds: half a unit an item or query, a whole one if
    consistent."""
    if operation not in _READS:
        return 0.0
    if operation != "BatchGetItem":
        return 1.0 if params.get("ConsistentRead") else 0.5
    batches = params["RequestItems"].values()
    return sum(len(each["Keys"]) * (1.0 if each.get("ConsistentRead") else 0.5) for each in batches)


def item_size(item: dict[str, dict[str, Any]]) -> int:
    """Bytes of an item by AWS's published rule, for the types this system stores: names and values as UTF-8, numbers
    by two digits a byte and one more, 3 bytes for a list and one for each member."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: dict[str, Any]) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "B":
        return len(held)
    if kind == "N":
        return (len(held.strip("-").replace(".", "")) + 1) // 2 + 1
    if kind == "L":
        return 3 + sum(1 + _value_size(each) for each in held)
    return 1


class Meter:
    """Counts every DynamoDB call of the sessions made while it is installed."""

    def __init__(self) -> None:
        self._tally = Tally()

    @contextmanager
    def installed(self) -> Iterator["Meter"]:
        """Attach to every botocore session made from here on."""
        botocore.register_initializer(self.attach)
        try:
            yield self
        finally:
            botocore.unregister_initializer(self.attach)

    @contextmanager
    def counting(self) -> Iterator[Tally]:
        """A tally of what is spent inside the block."""
        outer, self._tally = self._tally, Tally()
        try:
            yield self._tally
        finally:
            self._tally = outer

    def attach(self, session: Session) -> None:
        """Count the calls of a session's DynamoDB clients."""
        session.register("provide-client-params.dynamodb.*", self._request_capacity)
        session.register("after-call.dynamodb.*", self._note)

    def _request_capacity(
        self, params: dict[str, Any], model: OperationModel, context: dict[str, Any], **_: Any
    ) -> None:
        if model.input_shape and "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"
        context[_AT_LEAST] = smallest_read(model.name, params)
        self._tally.calls[model.name] += 1
        for action in params.get("TransactItems", []):
            self._weigh(action.get("Put", {}).get("Item"))

    def _weigh(self, item: dict[str, dict[str, Any]] | None) -> None:
        if item:
            kind = item["sk"]["S"].partition("#")[0] if item["pk"]["S"].startswith(CASE_PREFIX) else "other"
            self._tally.sizes[kind] = max(self._tally.sizes.get(kind, 0), item_size(item))

    def _note(self, parsed: dict[str, Any], model: OperationModel, context: dict[str, Any], **_: Any) -> None:
        self._tally.spent.extend(spent_in(model.name, parsed, context[_AT_LEAST]))
