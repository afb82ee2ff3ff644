"""At the same moment, out of order, again, or never: a case is filed once, routed once, and not forgotten."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from chalicelib.storage import table_keys
from laporctl.http import Answer
from laporctl.remote import SWEEP, invoke
from laporctl.stacks import Stack
from tests.support.whole import assert_whole
from tools.dev.demo.actors import World, new_key
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.oversight import file_earlier
from tools.dev.demo.steps import until

THREADS = 8


def switch_stream(stack: Stack, *, enabled: bool) -> None:
    """Switch the event source that routes on or off, and wait until it is."""
    functions = stack.client("lambda")
    mappings = functions.list_event_source_mappings(FunctionName=stack.outputs["RouteFunction"])
    (mapping,) = mappings["EventSourceMappings"]
    functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=enabled)
    wanted = "Enabled" if enabled else "Disabled"
    until(
        lambda: functions.get_event_source_mapping(UUID=mapping["UUID"])["State"], lambda state: bool(state == wanted)
    )


@contextmanager
def without_stream(stack: Stack) -> Iterator[None]:
    """Switch the stream's event source off, as an outage would."""
    switch_stream(stack, enabled=False)
    try:
        yield
    finally:
        switch_stream(stack, enabled=True)


def stream_record(tracking_id: str, sequence: int) -> dict[str, Any]:
    """A new case as the stream brings it."""
    key = {"pk": {"S": table_keys.case(tracking_id)}, "sk": {"S": table_keys.META}}
    return {
        "eventID": str(sequence),
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "eventVersion": "1.1",
        "awsRegion": "ap-southeast-3",
        "eventSourceARN": "arn:aws:dynamodb:ap-southeast-3:000000000000:table/complaints/stream/2026",
        "dynamodb": {
            "Keys": key,
            "NewImage": key | {"status": {"S": "received"}},
            "SequenceNumber": str(sequence),
            "StreamViewType": "NEW_IMAGE",
        },
    }


def poison(stack: Stack, tracking_id: str) -> dict[str, Any]:
    """Put a case into the table that nothing can read: half of it is missing. Answers its key."""
    key = {"pk": {"S": table_keys.case(tracking_id)}, "sk": {"S": table_keys.META}}
    stack.client("dynamodb").put_item(
        TableName=stack.outputs["ComplaintsTable"], Item=key | {"status": {"S": "received"}}
    )
    return key


def test_the_same_filing_from_eight_threads_is_one_case(world: World) -> None:
    citizen, filing = world.citizen(), ROAD | {"receipt_key": new_key()}
    timed_out: list[int] = []

    def send_until_answered(_: int) -> Answer:
        """As the page does: a machine that is busy for half a minute answers 504, with or without a case on record."""
        answer = citizen.send(filing)
        while answer.status in (502, 503, 504):
            timed_out.append(answer.status)
            answer = citizen.send(filing)
        return answer

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(send_until_answered, range(THREADS)))

    created = [answer for answer in answers if answer.status == 201]
    assert {answer.status for answer in answers} <= {200, 201}
    assert len(created) == 1 or (not created and timed_out)
    assert (
        len({(answer.json["tracking_id"], answer.json["secret"], answer.json["filed_at"]) for answer in answers}) == 1
    )


def test_the_same_order_from_eight_threads_is_carried_out_once(world: World) -> None:
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    filed = citizen.file(ROAD)
    citizen.wait_for_routing(filed)
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: office.command(filed.id, "accept", version=2), range(THREADS)))

    assert sorted(answer.status for answer in answers) == [200] + [412] * (THREADS - 1)
    assert [event["kind"] for event in citizen.see(filed)["timeline"]] == ["filed", "routed", "accepted"]


def test_a_poison_record_is_handed_back_and_holds_up_nobody(world: World, kaltim: Stack) -> None:
    """The deployed function, given a batch as Lambda gives it, asks for the poison alone to be brought again."""
    citizen = world.citizen()
    with without_stream(kaltim):
        before, after = citizen.file(ROAD), citizen.file(ROAD)
        key = poison(kaltim, "KI-P01S-0N00-0000-0")
        batch = [before.id, "KI-P01S-0N00-0000-0", after.id]
        event = {"Records": [stream_record(number, sequence) for sequence, number in enumerate(batch, 1)]}
        functions = kaltim.client("lambda")
        invoked = functions.invoke(FunctionName=kaltim.outputs["RouteFunction"], Payload=json.dumps(event).encode())
        answer = json.loads(invoked["Payload"].read())
        kaltim.client("dynamodb").delete_item(TableName=kaltim.outputs["ComplaintsTable"], Key=key)

        assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}
        assert [citizen.see(filed)["status"] for filed in (before, after)] == ["routed", "routed"]


def test_a_poison_record_in_the_stream_itself_holds_up_nobody(world: World, kaltim: Stack) -> None:
    citizen = world.citizen()
    before = citizen.file(ROAD)
    key = poison(kaltim, "KI-P01S-0N11-1111-1")
    after = citizen.file(ROAD)

    routed = [citizen.wait_for_routing(filed)[0]["status"] for filed in (before, after)]
    kaltim.client("dynamodb").delete_item(TableName=kaltim.outputs["ComplaintsTable"], Key=key)
    assert routed == ["routed", "routed"]


def test_the_sweep_routes_what_the_stream_never_brought_and_the_late_stream_changes_nothing(
    world: World, kaltim: Stack
) -> None:
    citizen = world.citizen()
    with without_stream(kaltim):
        lost = file_earlier(world, ROAD, timedelta(minutes=10))
        fresh = citizen.file(ROAD)
        assert citizen.see(lost)["status"] == "received"

        tally = invoke(kaltim, SWEEP)

        assert tally["fired"] >= 1
        assert tally["failed"] == 0
        healed = citizen.see(lost)
        assert (healed["status"], healed["agency"]["id"], healed["version"]) == ("routed", ROAD_OFFICE, 2)
        assert citizen.see(fresh)["status"] == "received", "five minutes are the stream's"

    assert citizen.wait_for_routing(fresh)[0]["status"] == "routed"
    assert citizen.see(lost)["version"] == 2


def test_sweeps_at_the_same_moment_fire_a_clock_once(world: World, kaltim: Stack) -> None:
    late = file_earlier(world, ROAD, timedelta(days=31))
    citizen = world.citizen()
    citizen.wait_for_routing(late)
    with ThreadPoolExecutor(4) as pool:
        tallies = list(pool.map(lambda _: invoke(kaltim, SWEEP), range(4)))

    assert [tally["failed"] for tally in tallies] == [0, 0, 0, 0]
    kinds = [event["kind"] for event in citizen.see(late)["timeline"]]
    assert kinds == ["filed", "routed", "lapsed", "breached"]


def test_the_stack_is_whole_after_everything_that_came_twice_late_or_not_at_all(kaltim: Stack) -> None:
    assert_whole(kaltim)
