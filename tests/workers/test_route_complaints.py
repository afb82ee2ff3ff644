"""The stream function against events as Lambda brings them."""

import json
from pathlib import Path
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.storage.case_stream import DynamoCaseStream
from chalicelib.workers.route_complaints import route_batch
from tests.support.world import World

GOLDEN = json.loads((Path(__file__).parent / "stream_event.json").read_text())


def event_for(*case_ids: str) -> dict[str, Any]:
    records = []
    for number, case_id in enumerate(case_ids, 1):
        record = json.loads(json.dumps(GOLDEN["Records"][0]))
        record["dynamodb"]["Keys"]["pk"]["S"] = f"C#{case_id}"
        record["dynamodb"]["SequenceNumber"] = f"{number:021d}"
        records.append(record)
    return {"Records": records}


def run(world: World, event: dict[str, Any]) -> list[str]:
    response = route_batch(event, DynamoCaseStream(), world.services.route_case, lambda: world.now, Logger())
    return [failure["itemIdentifier"] for failure in response["batchItemFailures"]]


def test_new_cases_are_routed() -> None:
    world = World()
    first, second = world.file(), world.file()
    assert run(world, event_for(first.case.id, second.case.id)) == []
    assert world.case(first).agency == world.case(second).agency == "64.08-pupr"


def test_a_batch_that_comes_twice_changes_nothing_the_second_time() -> None:
    world = World()
    filed = world.file()
    run(world, event_for(filed.case.id))
    assert run(world, event_for(filed.case.id)) == []
    assert world.case(filed).version == 2


def test_a_record_that_fails_is_named_and_the_others_are_routed(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = [world.file() for _ in range(3)]
    load_history = world.cases.load_history

    def fail_for_second(case_id: str) -> CaseHistory:
        if case_id == filed[1].case.id:
            raise ConnectionError
        return load_history(case_id)

    monkeypatch.setattr(world.cases, "load_history", fail_for_second)
    assert run(world, event_for(*(each.case.id for each in filed))) == [f"{2:021d}"]
    monkeypatch.undo()
    assert [world.case(each).agency for each in filed] == ["64.08-pupr", None, "64.08-pupr"]


def test_a_record_of_a_case_that_is_gone_is_left_to_retries_and_dead_letters() -> None:
    assert run(World(), event_for("KI-N4MY-SXYG-J405-C")) == [f"{1:021d}"]


def test_records_of_other_items_are_passed_over() -> None:
    world = World()
    event = event_for("x")
    event["Records"][0]["dynamodb"]["Keys"]["pk"]["S"] = "REGION#64.08"
    assert run(world, event) == []


def test_the_log_line_counts_and_holds_no_words_of_citizens(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    filed = world.file()
    run(world, event_for(filed.case.id, "KI-N4MY-SXYG-J405-C"))
    (line,) = [vars(record) for record in caplog.records]
    assert (line["routed"], line["failed"], line["errors"]) == (1, 1, ["UnknownCase"])
    assert filed.case.filing.title not in repr(line)
