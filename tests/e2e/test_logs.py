"""What the functions leave in CloudWatch Logs. That they name nobody is the story's last chapter."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.cases.tracking_id import make_tracking_id
from chalicelib.storage import table_keys
from laporctl.stacks import Stack
from tools.dev.demo.actors import Private, World
from tools.dev.demo.oversight import log_lines, messages_in
from tools.dev.demo.steps import until

WORDS = "Tetangga saya Pelapor Rahasia memukul anaknya"


@pytest.fixture
def unreadable(kaltim: Stack) -> Any:
    """A case whose stored data makes no sense, with a citizen's words where a number belongs."""
    number = str(make_tracking_id("KI", 987_654_321))
    item = {
        "pk": {"S": table_keys.case(number)},
        "sk": {"S": table_keys.META},
        "title": {"S": WORDS},
        "status": {"S": WORDS},
    }
    table = {"TableName": kaltim.outputs["ComplaintsTable"]}
    kaltim.client("dynamodb").put_item(**table, Item=item)
    yield number
    kaltim.client("dynamodb").delete_item(**table, Key={name: item[name] for name in ("pk", "sk")})


def test_an_unexpected_error_leaves_its_place_in_the_log_but_no_words(world: World, unreadable: str) -> None:
    fresh = World(world.stacks, began=datetime.now(UTC).timestamp())
    answer = world.citizen().look_up(unreadable)

    assert (answer.status, answer.json["code"]) == (500, "internal")
    assert WORDS not in answer.text
    lines = until(lambda: log_lines(fresh, "kaltim"), lambda lines: {"failed", "request"} <= messages_in(lines))
    (failure,) = [entry for entry in map(_entry, lines) if entry.get("message") == "failed"]
    assert failure["error"]
    assert failure["at"], "a place in the code"
    assert not [line for line in lines if WORDS in line or "Pelapor Rahasia" in line]


def test_an_api_key_in_a_query_is_in_no_log(world: World, kaltim: Stack) -> None:
    """Open311 lets a key stand in the query: no line of any function holds a query."""
    fresh = World(world.stacks, private=Private(), began=datetime.now(UTC).timestamp())
    key = "lapor_TESTONLY_7Q2M9XA0B3F8"
    fresh.private.remember(key)
    answer = world.citizen().post(f"/open311/v2/requests.json?api_key={key}", {"service_code": "jalan-rusak"})
    assert answer.status in (400, 403), answer.text

    lines = until(lambda: log_lines(fresh, "kaltim"), lambda lines: "request" in messages_in(lines))
    assert not [line for line in lines if fresh.private.is_in(line)]


def test_the_search_of_the_story_would_find_what_is_there(world: World) -> None:
    fresh = World(world.stacks, private=Private(), began=datetime.now(UTC).timestamp())
    world.citizen().look_up(str(make_tracking_id("KI", 1)))
    fresh.private.remember("/complaints/{tracking_id}")

    lines = until(lambda: log_lines(fresh, "kaltim"), lambda lines: "request" in messages_in(lines))

    assert any(fresh.private.is_in(line) for line in lines)


def _entry(line: str) -> dict[str, Any]:
    return dict(json.loads(line)) if line.startswith("{") else {}
