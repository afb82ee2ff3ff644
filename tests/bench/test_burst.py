"""The burst: how records are handed out in lanes, and what is written of the figures."""

from collections.abc import Sequence
from typing import Any

import pytest

from bench.burst import filings, lanes, report
from tests.faults.country import running
from tests.faults.injection import Fault, Plan


def record(key: str, number: int) -> dict[str, Any]:
    return {"number": number, "dynamodb": {"Keys": {"pk": {"S": key}}}}


@pytest.mark.parametrize("count", [1, 10])
def test_each_record_is_handed_out_once_and_those_of_a_key_in_order(count: int) -> None:
    records = [record(f"C#{number % 40}", number) for number in range(120)]
    batches: list[Sequence[dict[str, Any]]] = []
    lanes.hand_out(records, count, 25, batches.append)
    taken = [each for batch in batches for each in batch]
    assert sorted(each["number"] for each in taken) == list(range(120))
    assert max(len(batch) for batch in batches) <= 25
    of_one = [each["number"] for each in taken if each["dynamodb"]["Keys"]["pk"]["S"] == "C#7"]
    assert of_one == [7, 47, 87]
    if count == 1:
        assert [len(batch) for batch in batches] == [25, 25, 25, 25, 20]
    else:
        assert count / 2 < len(batches) <= count


def test_the_spread_names_the_middle_the_most_and_the_last() -> None:
    assert filings.spread([float(number) for number in range(100, 0, -1)]) == {
        "median": 51.0,
        "p95": 96.0,
        "max": 100.0,
    }
    assert filings.spread([2.0]) == {"median": 2.0, "p95": 2.0, "max": 2.0}


def test_runs_and_ratios_stand_in_the_tables() -> None:
    run = {"filings": 500, "filed_a_second": 9.5, "routed_a_second": 7.25}
    run["seconds_to_queue"] = {"median": 10.0, "p95": 19.5, "max": 21.0}  # type: ignore[assignment]
    lane = {"function": "route_complaints", "delay_ms": 5, "calls_a_record": 4.0, "in_lanes_seconds": 2.0}
    lane |= {"in_turn_seconds": 8.0, "ratio": 4.0}
    results = {"bursts": {"runs": [run, run], **run}, "lanes": [lane]}
    table = report.table(results)
    assert "| run 2, 500 filings               |  10.00 | 19.50 | 21.00 |" in table
    assert "| route_complaints |            5 ms |            4.0 |  8.00 s |   2.00 s |   4.0 |" in table
    assert report.picture(results).count("10.0 / 19.5 / 21.0 s") == 2


def test_both_functions_take_every_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "RECORDS", 6)
    monkeypatch.setattr(lanes, "ROUNDS", 1)
    # moto takes one call at a time.
    monkeypatch.setattr(lanes, "LANES", 1)
    with running(Plan((Fault.THROTTLED,), 0.0), 1) as country:
        stack = country.stacks["kaltim"]
        compared = list(lanes.compared(stack.of("operator"), 0.0, 25))
        assert [case.status for case in stack.cases()] == ["routed"] * 12
    assert [entry["function"] for entry in compared] == ["route_complaints", "publish_events"]
    assert all(entry["calls_a_record"] >= 1 for entry in compared)
