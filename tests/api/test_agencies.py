from datetime import UTC, datetime

import pytest

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.loops import at_least_one

OFFICE = "64.08-pupr"


NOTES = {
    "progress": "Petugas sudah meninjau lubang itu kemarin.",
    "response": "Petugas dinas sudah menambal lubang itu kemarin.",
}


def act(api: Api, number: str, action: str, version: int | None, body: dict[str, str] | None = None, **options: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    agency = options.pop("agency", OFFICE)
    key = options.pop("key", None) or api.key(agency)
    headers = {"If_Match": f'"{version}"'} if version is not None else {}
    path = f"/agencies/{agency}/complaints/{number}/{action}"
    return api.post(
        path, {"note": NOTES.get(action, "Catatan.")} if body is None else body, key=key, **headers, **options
    )


def test_an_office_reads_its_queue_and_works_a_case_through(api: Api) -> None:
    number = api.file()["tracking_id"]
    queue = api.get(f"/agencies/{OFFICE}/queue", key=api.key(OFFICE)).json_body
    (line,) = queue["items"]
    assert (line["tracking_id"], line["status"], line["version"], line["days_left"]) == (number, "routed", 2, 30)
    assert queue["next_cursor"] is None
    for action, version, status in (
        ("accept", 2, "accepted"),
        ("progress", 3, "in_progress"),
        ("response", 4, "responded"),
    ):
        response = act(api, number, action, version)
        assert response.status_code == 200, response.body
        assert response.json_body["status"] == status
        assert response.headers["ETag"] == f'"{version + 1}"'


def test_a_queue_is_read_page_by_page(api: Api) -> None:
    numbers = {api.file(text=f"Jalan rusak nomor {index}")["tracking_id"] for index in range(5)}
    key, seen, cursor = api.key(OFFICE), [], ""
    for _ in range(3):
        body = api.get(f"/agencies/{OFFICE}/queue?limit=2{cursor}", key=key).json_body
        seen += [line["tracking_id"] for line in body["items"]]
        cursor = f"&cursor={body['next_cursor']}"
    assert body["next_cursor"] is None
    assert set(seen) == numbers
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("limit=0", {"limit": "limit_range"}),
        ("limit=201", {"limit": "limit_range"}),
        ("limit=x", {"limit": "limit_range"}),
        ("cursor=!!!", {"cursor": "cursor_shape"}),
        ("cursor=cXVldWU", {"cursor": "cursor_shape"}),
        ("status=lost", {"status": "unknown_status"}),
    ],
)
def test_bad_queue_parameters_are_named(api: Api, query: str, problems: dict[str, str]) -> None:
    response = api.get(f"/agencies/{OFFICE}/queue?{query}", key=api.key(OFFICE))
    assert_problem(response, 400, "invalid_input", **problems)


def test_a_command_must_name_the_version_it_has_seen(api: Api) -> None:
    number = api.file()["tracking_id"]
    assert_problem(act(api, number, "accept", None), 428, "version_required")
    stale = assert_problem(act(api, number, "accept", 1), 412, "stale_version")
    assert stale["version"] == 2
    for shapeless in ("latest", "\u0662"):
        response = api.post(
            f"/agencies/{OFFICE}/complaints/{number}/accept", {}, key=api.key(OFFICE), If_Match=shapeless
        )
        assert_problem(response, 400, "invalid_input", **{"If-Match": "version_shape"})


def test_a_command_that_does_not_fit_the_status_is_a_conflict_that_says_where_it_would(api: Api) -> None:
    number = api.file()["tracking_id"]
    body = assert_problem(act(api, number, "response", 2), 409, "not_in_this_status")
    assert body["status_now"] == "routed"
    assert "accepted" in body["possible_in"]


def test_a_repeated_command_with_an_idempotency_key_succeeds_once(api: Api) -> None:
    number, key = api.file()["tracking_id"], api.key(OFFICE)
    for _ in range(2):
        response = act(api, number, "accept", 2, key=key, Idempotency_Key="a1")
        assert (response.status_code, response.json_body["version"]) == (200, 3)
    assert_problem(act(api, number, "accept", 2, key=key, Idempotency_Key="a2"), 412, "stale_version")


def test_a_refusal_names_where_the_case_goes(api: Api) -> None:
    number = api.file()["tracking_id"]
    body = {"reason": "Ini urusan sampah", "target": "64.08-dlh"}
    assert act(api, number, "refusal", 2, body).json_body["agency"]["id"] == "64.08-dlh"
    timeline = api.get(f"/complaints/{number}").json_body["timeline"]
    assert timeline[-1]["note"] == "Ini urusan sampah"
    assert timeline[-1]["data"]["from"] == OFFICE
    unknown = act(api, number, "refusal", 3, {"reason": "x", "target": "64.08-no"}, agency="64.08-dlh")
    assert_problem(unknown, 404, "unknown_agency")


@pytest.mark.parametrize(
    ("action", "body", "problems"),
    [
        ("refusal", {"target": "64.08-dlh"}, {"reason": "missing"}),
        ("refusal", {"note": "x"}, {"note": "unknown_field"}),
        ("escalation", {"reason": " "}, {"reason": "too_short"}),
        ("accept", {"target": "64.08-dlh"}, {"target": "unknown_field"}),
        ("disposition", {}, {"target": "missing"}),
    ],
)
def test_each_action_takes_its_own_body(api: Api, action: str, body: dict[str, str], problems: dict[str, str]) -> None:
    number = api.file()["tracking_id"]
    assert_problem(act(api, number, action, 2, body), 400, "invalid_input", **problems)


def test_a_key_opens_only_its_own_office(api: Api) -> None:
    number, key = api.file()["tracking_id"], api.key("64.08-dlh")
    assert_problem(api.get(f"/agencies/{OFFICE}/queue", key=key), 403, "not_your_case")
    assert_problem(act(api, number, "accept", 2, key=key), 403, "not_your_case")
    assert_problem(act(api, number, "accept", 2, agency="64.08-dlh"), 403, "not_your_case")


def test_only_a_coordinator_disposes(api: Api) -> None:
    number = api.file(category=None)["tracking_id"]
    agency = "64.08-diskominfo"
    officer = act(api, number, "disposition", 2, {"target": OFFICE}, agency=agency)
    assert_problem(officer, 403, "role_not_allowed")
    coordinator = api.key(agency, Role.COORDINATOR)
    done = act(api, number, "disposition", 2, {"target": OFFICE}, agency=agency, key=coordinator)
    assert done.json_body["agency"]["id"] == OFFICE


def test_an_unknown_action_is_named(api: Api) -> None:
    number = api.file()["tracking_id"]
    assert_problem(act(api, number, "bury", 2), 400, "invalid_input", action="unknown_action")


def test_overseers_read_the_broken_deadlines_of_a_month(api: Api) -> None:
    number = api.file()["tracking_id"]
    act(api, number, "accept", 2)
    api.world.later(days=31)
    api.world.sweep()
    overseer = api.key("64-diskominfo", Role.OVERSEER)
    body = api.get("/breaches?month=2026-12", key=overseer).json_body
    assert [line["tracking_id"] for line in body["items"]] == [number]
    assert_problem(api.get("/breaches?month=2026-13", key=overseer), 400, "invalid_input", month="month_shape")
    assert_problem(api.get("/breaches?month=2026-12", key=api.key(OFFICE)), 403, "role_not_allowed")


def test_the_month_of_a_broken_deadline_is_that_of_the_moment_in_utc(api: Api) -> None:
    """As docs/http.md says: 1 January, 02.00 in Samarinda, is December."""
    api.file()
    api.world.now = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
    api.world.sweep()
    overseer = api.key("64-diskominfo", Role.OVERSEER)
    counts = [len(api.get(f"/breaches?month={month}", key=overseer).json_body["items"]) for month in MONTHS]
    assert counts == [1, 0]


MONTHS = ("2026-12", "2027-01")

PROTECTED = [
    ("GET", f"/agencies/{OFFICE}/queue"),
    ("GET", f"/agencies/{OFFICE}/due.ics"),
    ("GET", f"/agencies/{OFFICE}/complaints/KI-N4MY-SXYG-J405-C"),
    ("POST", f"/agencies/{OFFICE}/complaints/KI-N4MY-SXYG-J405-C/accept"),
    ("POST", f"/agencies/{OFFICE}/complaints/KI-N4MY-SXYG-J405-C/identity"),
    ("GET", f"/agencies/{OFFICE}/events"),
    ("GET", "/breaches?month=2026-11"),
]


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_without_a_valid_key_nothing_opens(api: Api, method: str, path: str) -> None:
    from chalicelib.api.authorizer import Unauthorized

    assert api.request(method, path).status_code == 401
    with pytest.raises(Unauthorized, match=r"^Unauthorized$"):
        api.request(method, path, key="lapor_000000000000_" + "0" * 32)


def test_every_route_is_public_on_purpose_or_behind_a_key(api: Api) -> None:
    """A route that is new must be added here, by somebody who thought about who may call it."""
    public = {"/complaints", "/complaints.atom", "/complaints/{tracking_id}", "/complaints/{tracking_id}/receipt"}
    public |= {
        f"/complaints/{{tracking_id}}/{what}"
        for what in (
            "replies",
            "rating",
            "appeal",
            "objection",
            "parting",
            "type",
            "follow-up",
            "withdrawal",
            "redaction",
            "erasure",
            "accesses",
        )
    }
    public |= {
        "/similar",
        "/suggestions",
        "/categories",
        "/regions/{code}",
        "/agencies",
        "/agencies/{agency_id}",
        "/statistics",
        "/openapi.json",
        # Whoever has the link in a mail.
        "/notices/{token}",
        "/track",
        # Whoever has the secret.
        "/complaints/{tracking_id}/address",
        # Whoever lost it.
        "/complaints/{tracking_id}/receipt-code",
        "/complaints/{tracking_id}/receipt-renewal",
        # The gateway signs what it hands over.
        "/channels/sms/{gateway}",
        # Meta shows the word, or signs what it delivers.
        "/channels/whatsapp",
    }
    attachments = "/complaints/{tracking_id}/attachments"
    public |= {attachments, f"{attachments}/{{attachment_id}}", f"{attachments}/{{attachment_id}}/preview"}
    # Open311 carries its keys in forms, where no authorizer looks: its own tests ask who may write.
    public |= {path for path in api.client._app.routes if path.startswith("/open311/v2/")}
    for path, methods in at_least_one(api.client._app.routes.items()):
        for entry in at_least_one(methods.values()):
            assert (entry.authorizer is None) == (path in public), path
