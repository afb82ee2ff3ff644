from typing import Any

from tests.api.conftest import Api, assert_problem

POINT = {"lat": 0.5, "lon": 117.5}
TOLD = {
    "text": "Lubang besar di jalan depan pasar, motor hampir jatuh",
    "category": "jalan-rusak",
    "region": "64.08",
    "coordinates": {"lat": 0.5003, "lon": 117.5},
}
OFFICE = "64.08-pupr"


def items(api: Api, question: dict[str, Any] = TOLD) -> list[dict[str, Any]]:
    response = api.post("/similar", question)
    assert response.status_code == 200, response.body
    assert response.headers["Cache-Control"] == "no-store"
    return list(response.json_body["items"])


def test_a_citizen_is_shown_what_was_already_reported(api: Api) -> None:
    receipt = api.file(coordinates=POINT)
    api.world.later(days=2)
    (found,) = items(api)
    assert found["tracking_id"] == receipt["tracking_id"]
    assert (found["title"], found["status"]) == ("Jalan berlubang di depan pasar", "routed")
    assert (found["distance_m"], found["days"]) == (30, 2)
    assert 0.55 <= found["likeness"] <= 1
    assert [reason["code"] for reason in found["reasons"]] == ["near", "same_category", "same_words", "recent"]
    assert found["reasons"][0]["label"]["id"] == "kira-kira 30 m dari titik ini"


def test_a_search_for_duplicates_stores_nothing(api: Api) -> None:
    assert items(api) == []
    assert items(api) == []
    assert api.world.fingerprints.kept == {}


def test_a_hidden_report_is_suggested_to_nobody(api: Api) -> None:
    api.file(coordinates=POINT, secret=True)
    assert items(api) == []


def test_a_search_for_duplicates_names_every_wrong_field(api: Api) -> None:
    assert_problem(api.post("/similar", {}), 400, "invalid_input", text="missing")
    assert_problem(
        api.post("/similar", TOLD | {"coordinates": {"lat": 90.0, "lon": 0.0}}),
        400,
        "invalid_input",
        coordinates="not_on_land",
    )
    assert_problem(api.post("/similar", TOLD | {"reporter": {}}), 400, "invalid_input", reporter="unknown_field")


def test_an_office_is_shown_possible_duplicates_of_its_case(api: Api) -> None:
    first = api.file(coordinates=POINT)
    second = api.file(**TOLD)
    key = api.key(OFFICE)
    response = api.get(f"/agencies/{OFFICE}/complaints/{second['tracking_id']}/similar", key=key)
    assert [each["tracking_id"] for each in response.json_body["items"]] == [first["tracking_id"]]
    other = api.get(f"/agencies/64.08-dlh/complaints/{second['tracking_id']}/similar", key=key)
    assert_problem(other, 403, "not_your_case")


def test_an_office_learns_nothing_from_asking_about_a_hidden_case_of_another(api: Api) -> None:
    hidden = api.file(coordinates=POINT, secret=True)
    path = f"/agencies/64.08-dlh/complaints/{hidden['tracking_id']}/similar"
    assert_problem(api.get(path, key=api.key("64.08-dlh")), 404, "unknown_case")


def test_a_following_report_has_its_own_receipt_and_shows_the_followed_case(api: Api) -> None:
    first = api.file(coordinates=POINT)
    response = api.post("/complaints", TOLD | {"follows": first["tracking_id"]})
    assert response.status_code == 201
    second = response.json_body
    assert second["tracking_id"] != first["tracking_id"]
    assert second["merged_into"] == first["tracking_id"]

    path = f"/agencies/{OFFICE}/complaints/{first['tracking_id']}/accept"
    assert api.post(path, {}, key=api.key(OFFICE), If_Match='"2"').status_code == 200
    for headers in ({}, {"Receipt_Secret": second["secret"]}):
        view = api.get(f"/complaints/{second['tracking_id']}", **headers).json_body
        assert view["merged_into"] == first["tracking_id"]
        assert view["followed"]["tracking_id"] == first["tracking_id"]
        assert view["followed"]["status"] == "accepted"
        assert view["followed"]["status_label"]["id"]
        assert view["followed"]["agency"]["id"] == OFFICE
        assert view["followed"]["due"]["clock"] == "progress"
        assert view["due"] is None
    plain = api.get(f"/complaints/{first['tracking_id']}").json_body
    assert plain["merged_into"] is None
    assert "followed" not in plain


def test_a_plain_form_can_follow_too(api: Api) -> None:
    first = api.file()
    form = f"text=Jalan+berlubang+sekali&follows={first['tracking_id']}".encode()
    response = api.post("/complaints", form, Content_Type="application/x-www-form-urlencoded")
    assert response.status_code == 303
    tracking_id = response.headers["Location"].split("/")[3]
    assert api.get(f"/complaints/{tracking_id}").json_body["merged_into"] == first["tracking_id"]


def test_a_case_that_cannot_be_followed_is_an_error_before_filing(api: Api) -> None:
    hidden = api.file(secret=True)
    for number in ("KI-N4MY-SXYG-J405-C", hidden["tracking_id"]):
        response = api.post("/complaints", TOLD | {"follows": number})
        assert_problem(response, 400, "invalid_input", follows="no_such_report")
