"""Webhooks over HTTP."""

from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.notifications.subscription import Disabled
from tests.api.conftest import Api, assert_problem

OFFICE = "64.08-pupr"
PATH = f"/agencies/{OFFICE}/webhooks"
URL = "https://laporan.example.go.id/hook"
STEPS = ("rotate", "test", "enable", "disable")


def manager(api: Api) -> str:
    return api.key(OFFICE, Role.APPROVER)


def add(api: Api, **fields: Any) -> dict[str, Any]:
    response = api.post(PATH, {"url": URL} | fields, key=manager(api))
    assert response.status_code == 201, response.body
    assert response.headers["Cache-Control"] == "no-store"
    return dict(response.json_body)


def listed(api: Api) -> list[dict[str, Any]]:
    response = api.get(PATH, key=manager(api))
    assert response.status_code == 200, response.body
    return list(response.json_body["items"])


def test_the_secret_is_in_the_answer_to_the_subscription_and_nowhere_else(api: Api) -> None:
    made = add(api, types=["complaint.routed"])
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert made == {
        "id": made["id"],
        "url": URL,
        "types": ["complaint.routed"],
        "status": "enabled",
        "created_at": "2026-11-23T02:00:00.000Z",
        "disabled_for": None,
        "disabled_at": None,
        "failing_since": None,
        "last_success_at": None,
        "last_failure": None,
    }
    assert listed(api) == [made]


def test_the_list_of_webhooks_shows_successes_and_failures(api: Api) -> None:
    made, store, now = add(api), api.world.hooks.store, api.world.now
    store.note_success(OFFICE, made["id"], now)
    store.note_failure(OFFICE, made["id"], "http_500", now)
    store.disable(OFFICE, made["id"], Disabled.FAILING, now)
    (seen,) = listed(api)
    at = "2026-11-23T02:00:00.000Z"
    assert (seen["status"], seen["disabled_for"], seen["disabled_at"]) == ("disabled", "failing", at)
    assert (seen["failing_since"], seen["last_success_at"]) == (at, at)
    assert seen["last_failure"] == {"at": at, "failure": "http_500"}


def test_a_secret_is_rotated(api: Api) -> None:
    made = add(api)
    rotated = api.post(f"{PATH}/{made['id']}/rotate", key=manager(api)).json_body
    assert rotated["secret"] not in (made["secret"], None)
    assert rotated == {
        "id": made["id"],
        "secret": rotated["secret"],
        "old_secret_until": "2026-11-24T02:00:00.000Z",
    }


def test_a_rotation_whose_answer_was_lost_is_repeated_without_ending_the_secret_in_use(api: Api) -> None:
    made, key = add(api), manager(api)
    signing, path = api.world.hooks.store.signing, f"{PATH}/{made['id']}/rotate"
    first, again = (api.post(path, key=key, Idempotency_Key="k") for _ in range(2))
    assert (signing[made["id"]].current, signing[made["id"]].previous) == (again.json_body["secret"], made["secret"])
    assert first.json_body["secret"] != again.json_body["secret"]
    other = api.post(path, key=key, Idempotency_Key="another").json_body
    assert (signing[made["id"]].current, signing[made["id"]].previous) == (other["secret"], again.json_body["secret"])


def test_a_test_message_is_put_into_the_outbox(api: Api) -> None:
    made = add(api)
    response = api.post(f"{PATH}/{made['id']}/test", key=manager(api))
    assert response.status_code == 202
    (letter,) = api.world.hooks.outbox.letters
    assert response.json_body == {"id": made["id"], "message_id": letter.id}


def test_a_webhook_is_disabled_enabled_and_removed(api: Api) -> None:
    one = f"{PATH}/{add(api)['id']}"
    assert api.post(f"{one}/disable", key=manager(api)).json_body["disabled_for"] == "by_hand"
    assert api.post(f"{one}/enable", key=manager(api)).json_body["status"] == "enabled"
    removed = api.request("DELETE", one, key=manager(api))
    assert (removed.status_code, removed.body) == (204, b"")
    assert listed(api) == []
    assert_problem(api.request("DELETE", one, key=manager(api)), 404, "unknown_webhook")
    for step in STEPS:
        assert_problem(api.post(f"{one}/{step}", key=manager(api)), 404, "unknown_webhook")


def test_a_fifth_webhook_is_refused(api: Api) -> None:
    for _ in range(4):
        add(api)
    assert_problem(api.post(PATH, {"url": URL}, key=manager(api)), 409, "too_many_webhooks")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "url", "missing"),
        ({"url": 7}, "url", "wrong_type"),
        ({"url": "http://laporan.example.go.id/"}, "url", "webhook_url_shape"),
        ({"url": "https://169.254.169.254/"}, "url", "webhook_url_shape"),
        ({"url": URL, "types": ["complaint.eaten"]}, "types_0", "unknown_choice"),
        ({"url": URL, "secret": "mine"}, "secret", "unknown_field"),
    ],
)
def test_a_wrong_subscription_names_its_errors(api: Api, body: Any, field: str, code: str) -> None:
    assert_problem(api.post(PATH, body, key=manager(api)), 400, "invalid_input", **{field: code})


def test_officers_and_other_offices_are_kept_out(api: Api) -> None:
    made = add(api)
    one = f"{PATH}/{made['id']}"
    calls = [("GET", PATH), ("POST", PATH), ("DELETE", one), *(("POST", f"{one}/{step}") for step in STEPS)]
    for method, path in calls:
        body = {"url": URL} if path == PATH and method == "POST" else None
        refused = api.request(method, path, body, key=api.key(OFFICE))
        assert_problem(refused, 403, "role_not_allowed")
        stranger = api.request(method, path, body, key=api.key("64.08-dlh", Role.APPROVER))
        assert_problem(stranger, 403, "not_your_case")
    assert len(listed(api)) == 1
