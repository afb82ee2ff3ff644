"""Polling: feed and queue, validators, cursors."""

from typing import Any
from urllib.parse import quote

import pytest
from chalice.test import HTTPResponse

from chalicelib.api.http import validators
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem

OFFICE, OTHER = "64.08-pupr", "64.08-dlh"


def feed(api: Api, agency: str = OFFICE, *, key: str | None = None, headers: Any = None, **query: Any) -> HTTPResponse:
    parameters = "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
    return api.get(f"/agencies/{agency}/events?{parameters}", key=key or api.key(agency), **(headers or {}))


def queue(api: Api, query: str = "", **headers: str) -> HTTPResponse:
    return api.get(f"/agencies/{OFFICE}/queue?{query}", key=api.key(OFFICE), **headers)


def settled(api: Api) -> None:
    api.world.later(minutes=2)


def accept(api: Api, event: dict[str, Any]) -> int:
    path = f"/agencies/{OFFICE}/complaints/{event['tracking_id']}/accept"
    answer = api.post(path, {}, key=api.key(OFFICE), If_Match=f'"{event["seq"]}"')
    return int(answer.status_code)


def test_a_new_case_comes_with_everything_needed_to_accept_it(api: Api) -> None:
    number = api.file()["tracking_id"]
    settled(api)
    body = feed(api).json_body
    (event,) = body["items"]
    assert event == {
        "id": f"{number}/2",
        "tracking_id": number,
        "seq": 2,
        "kind": "routed",
        "at": "2026-11-23T02:00:00.000Z",
        "status": "routed",
        "part": "holder",
        "priority": "normal",
        "tell": [],
        "citizen_due_at": "2026-11-26T15:59:59.000Z",
        "office_due_at": "2026-12-23T15:59:59.000Z",
    }
    assert body["more"] is False
    assert accept(api, event) == 200
    assert accept(api, event) == 412, "the same event again is no second acceptance"


def test_a_feed_holds_no_word_of_anybody(api: Api) -> None:
    api.file(title="Rahasia sekali", text="Nama saya Rekaan", reporter={"name": "Rekaan"}, secret=True)
    settled(api)
    answer = feed(api)
    assert len(answer.json_body["items"]) == 1
    assert b"Rekaan" not in answer.body
    assert b"Rahasia" not in answer.body


def test_the_cursor_goes_on_where_it_ended(api: Api) -> None:
    numbers = [api.file(text=f"Jalan rusak nomor {index}")["tracking_id"] for index in range(5)]
    settled(api)
    seen, query = [], {"limit": 2}
    for more in (True, True, False):
        body = feed(api, **query).json_body
        seen += [event["tracking_id"] for event in body["items"]]
        query["after"] = body["next_cursor"]
        assert body["more"] is more
    assert sorted(seen) == sorted(numbers)
    api.world.later(days=200)
    late = api.file(text="Setengah tahun kemudian")["tracking_id"]
    settled(api)
    assert [event["tracking_id"] for event in feed(api, **query).json_body["items"]] == [late]


def test_an_empty_feed_has_a_cursor_too(api: Api) -> None:
    cursor = feed(api).json_body["next_cursor"]
    number = api.file()["tracking_id"]
    settled(api)
    assert [event["tracking_id"] for event in feed(api, after=cursor).json_body["items"]] == [number]


def test_an_unchanged_feed_is_304_with_retry_after(api: Api) -> None:
    api.file()
    settled(api)
    cursor = feed(api).json_body["next_cursor"]
    first = feed(api, after=cursor)
    assert (first.status_code, first.json_body["items"], first.headers["Retry-After"]) == (200, [], "30")
    tag = first.headers["ETag"]
    again = feed(api, after=cursor, headers={"If-None-Match": tag})
    assert (again.status_code, again.body) == (304, b"")
    assert (again.headers["ETag"], again.headers["Retry-After"]) == (tag, "30")
    api.file()
    settled(api)
    assert len(feed(api, after=cursor, headers={"If-None-Match": tag}).json_body["items"]) == 1


def test_a_feed_with_more_events_has_no_retry_after(api: Api) -> None:
    for _ in range(2):
        api.file()
    settled(api)
    assert "Retry-After" not in feed(api, limit=1).headers


def test_a_validator_of_another_cursor_is_not_taken(api: Api) -> None:
    api.file()
    settled(api)
    first = feed(api)
    cursor = first.json_body["next_cursor"]
    assert feed(api, after=cursor, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert feed(api, headers={"If-None-Match": f'"x", {first.headers["ETag"]}'}).status_code == 304


def test_an_unchanged_queue_is_304_whatever_its_length(api: Api) -> None:
    for _ in range(3):
        api.file()
    settled(api)
    full = queue(api)
    assert len(full.json_body["items"]) == 3
    again = queue(api, If_None_Match=full.headers["ETag"])
    assert (again.status_code, again.body, again.headers["Retry-After"]) == (304, b"", "30")


@pytest.mark.parametrize("change", ["new", "accepted", "left", "hour"])
def test_a_changed_queue_is_sent_whole(api: Api, change: str) -> None:
    number = api.file()["tracking_id"]
    api.file()
    settled(api)
    tag = queue(api).headers["ETag"]
    path, key = f"/agencies/{OFFICE}/complaints/{number}", api.key(OFFICE)
    if change == "new":
        api.file()
    elif change == "accepted":
        api.post(f"{path}/accept", {}, key=key, If_Match='"2"')
    elif change == "left":
        api.post(f"{path}/refusal", {"reason": "Urusan sampah", "target": OTHER}, key=key, If_Match='"2"')
    else:
        api.world.later(hours=1)
    assert queue(api, If_None_Match=tag).status_code == 200
    settled(api)
    fresh = queue(api, If_None_Match=tag)
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != tag


def test_a_queue_that_may_still_change_behind_its_last_event_has_no_validator(api: Api) -> None:
    api.file()
    assert "ETag" not in queue(api).headers


def test_an_overdue_queue_changes_with_time_alone_and_has_no_validator(api: Api) -> None:
    api.file()
    settled(api)
    tag = queue(api).headers["ETag"]
    answer = queue(api, "overdue=true", If_None_Match=tag)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_workers_that_share_a_queue_accept_each_case_once(api: Api) -> None:
    """Each reads the queue before any other acts, in its own order; If-Match lets one of them through."""
    numbers = {api.file(text=f"Jalan rusak nomor {index}")["tracking_id"] for index in range(6)}
    seen = [{**line, "seq": line["version"]} for line in queue(api).json_body["items"]]
    answers = [accept(api, line) for worker in (seen, seen[::-1], seen[3:] + seen[:3]) for line in worker]
    assert sorted(answers) == [200] * 6 + [412] * 12
    for number in numbers:
        kinds = [event["kind"] for event in api.get(f"/complaints/{number}").json_body["timeline"]]
        assert kinds == ["filed", "routed", "accepted"]


def cursors_of(api: Api) -> dict[str, str]:
    """One cursor of each kind of list."""
    for index in range(3):
        api.file(text=f"Jalan rusak nomor {index}")
    settled(api)
    return {
        "feed": feed(api, limit=1).json_body["next_cursor"],
        "queue": queue(api, "limit=1").json_body["next_cursor"],
    }


def test_a_cursor_serves_its_own_list_and_no_other(api: Api) -> None:
    cursors = cursors_of(api)
    overseer = api.key("64-diskominfo", Role.OVERSEER)
    assert len(queue(api, f"cursor={cursors['queue']}").json_body["items"]) == 2
    for path, field in (
        (f"/agencies/{OFFICE}/queue?cursor={cursors['feed']}", "cursor"),
        (f"/agencies/{OTHER}/queue?cursor={cursors['queue']}", "cursor"),
        (f"/agencies/{OFFICE}/queue?status=routed&cursor={cursors['queue']}", "cursor"),
        (f"/agencies/{OFFICE}/events?after={cursors['queue']}", "after"),
        (f"/agencies/{OTHER}/events?after={cursors['feed']}", "after"),
        (f"/breaches?month=2026-11&cursor={cursors['queue']}", "cursor"),
    ):
        assert_problem(api.get(path, key=overseer), 400, "invalid_input", **{field: "cursor_shape"})


@pytest.mark.parametrize(
    "forged", ["!!!", "cXVldWU", "A" * 90, "%00", "é", "MjAyNi0xMS0yM1QwMjowMDowMC4wMDBaI0tJLTAwMDAtMDAwMC0wMDAwLTA"]
)
def test_a_forged_cursor_is_an_error_of_its_parameter(api: Api, forged: str) -> None:
    assert_problem(feed(api, after=forged), 400, "invalid_input", after="cursor_shape")
    assert_problem(queue(api, f"cursor={quote(forged)}"), 400, "invalid_input", cursor="cursor_shape")


def test_cursors_survive_a_rotation_of_the_secret(api: Api) -> None:
    cursors = cursors_of(api)
    api.world.services.cursor_signer.rotate()
    assert feed(api, after=cursors["feed"]).status_code == 200
    assert queue(api, f"cursor={cursors['queue']}").status_code == 200
    api.world.services.cursor_signer.rotate()
    assert_problem(feed(api, after=cursors["feed"]), 400, "invalid_input", after="cursor_shape")


def test_another_offices_feed_is_refused(api: Api) -> None:
    assert_problem(feed(api, OTHER, key=api.key(OFFICE)), 403, "not_your_case")
    api.file()
    settled(api)
    tag = queue(api).headers["ETag"]
    other = api.get(f"/agencies/{OFFICE}/queue", key=api.key(OTHER), If_None_Match=tag)
    assert_problem(other, 403, "not_your_case")


@pytest.mark.parametrize("limit", ["0", "201", "x", "-1"])
def test_the_size_of_a_batch_has_bounds(api: Api, limit: str) -> None:
    assert_problem(feed(api, limit=limit), 400, "invalid_input", limit="limit_range")


def test_the_tag_of_a_queue_cannot_be_tried_out(api: Api) -> None:
    """It stands for the position of the case that changed last, which an overseer may not get to see."""
    api.file()
    settled(api)
    tag = queue(api).headers["ETag"]
    assert queue(api).headers["ETag"] == tag
    position = api.world.cases.feed.newest(OFFICE) or ""
    for hour in (api.world.now.isoformat()[:13], "2026-11-23T02"):
        for role in Role:
            assert validators.tag(OFFICE, role, position, hour) != tag
    api.world.services.cursor_signer.rotate()
    assert queue(api).headers["ETag"] != tag
