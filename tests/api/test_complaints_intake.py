"""What people write into the fields of a report: contact, degrees, points, pasted text; and what the answer says."""

from urllib.parse import urlencode

import pytest

from tests.api.conftest import Api, assert_problem

TEXT = {"text": "Jalan berlubang di depan pasar"}


def test_a_contact_that_cannot_be_read_is_kept_and_the_answer_says_so(api: Api) -> None:
    reporter = {"name": "Budi", "phone": "nol delapan", "email": "budi@contoh.id; siti@contoh.id"}
    answer = api.post("/complaints", TEXT | {"reporter": reporter}, Accept_Language="en")
    assert answer.status_code == 201
    assert [(hint["field"], hint["code"]) for hint in answer.json_body["hints"]] == [
        ("/reporter/phone", "phone_not_read"),
        ("/reporter/email", "first_email_kept"),
    ]
    assert answer.json_body["hints"][0]["detail"].startswith("Your phone number is kept as you wrote it")


def test_the_receipt_page_of_a_plain_form_says_the_hints(api: Api) -> None:
    form = urlencode(TEXT | {"phone": "nol delapan"}).encode()
    answer = api.post("/complaints", form, Content_Type="application/x-www-form-urlencoded")
    assert answer.status_code == 303
    location = answer.headers["Location"]
    assert location.endswith("/receipt?hints=phone_not_read")
    assert "nol" not in location
    page = api.get(location.removeprefix("/v1")).body.decode()
    assert "tidak terbaca sebagai nomor" in page
    forged = api.get(location.removeprefix("/v1").replace("phone_not_read", "<script>")).body.decode()
    assert "<script>" not in forged


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("0,5", "117,5"),
        ("0.5", "117.5"),
        (0.5, "117,5"),
        (" +0,5 ", "117,5°"),
        ("0,5 LU", "117,5 BT"),
        ("０，５", "１１７，５"),
        (117.5, 0.5),
        ("117,5", "0,5"),
    ],
)
def test_degrees_are_read_as_people_write_them(api: Api, lat: float | str, lon: float | str) -> None:
    receipt = api.file(coordinates={"lat": lat, "lon": lon})
    content = api.world.cases.load_history(receipt["tracking_id"]).content
    assert (content.lat, content.lon) == (0.5, 117.5)
    swapped = [hint["code"] for hint in receipt["hints"]] == ["point_swapped"]
    assert swapped == (str(lat).startswith("117"))
    point = {"coordinates": {"lat": lat, "lon": lon}}
    assert api.post("/suggestions", TEXT | point).status_code == api.post("/similar", TEXT | point).status_code == 200


@pytest.mark.parametrize("written", ["nol", "0,5,1", "1.234,5", "", "0,5 117,5", "-0,5 LS", "1e2", "9" * 50])
def test_what_are_no_degrees_is_named(api: Api, written: str) -> None:
    answer = api.post("/complaints", TEXT | {"coordinates": {"lat": written, "lon": 117.5}})
    assert_problem(answer, 400, "invalid_input", coordinates="degrees_shape")


def test_a_form_takes_a_decimal_comma(api: Api) -> None:
    form = urlencode(TEXT | {"lat": "-0,5", "lon": "117,1"}).encode()
    answer = api.post("/complaints", form, Content_Type="application/x-www-form-urlencoded")
    assert answer.status_code == 303
    (number,) = api.world.cases.kept
    content = api.world.cases.load_history(number).content
    assert (content.lat, content.lon) == (-0.5, 117.1)


def test_a_point_far_from_the_named_region_is_said_to_reporter_and_office(api: Api) -> None:
    api.world.place_finder.around = {"64.71": 0.0}
    receipt = api.file(coordinates={"lat": 0.5, "lon": 117.5})
    assert [hint["code"] for hint in receipt["hints"]] == ["point_far_from_region"]
    path = f"/agencies/64.08-pupr/complaints/{receipt['tracking_id']}"
    case = api.get(path, key=api.key("64.08-pupr")).json_body
    assert [hint["code"] for hint in case["hints"]] == ["point_far_from_region"]
    assert "hints" not in api.get(f"/complaints/{receipt['tracking_id']}").json_body


def test_a_point_within_or_near_the_named_region_needs_no_hint(api: Api) -> None:
    api.world.place_finder.around = {"64.71": 0.0, "64.08": 4.5}
    assert api.file(coordinates={"lat": 0.5, "lon": 117.5})["hints"] == []
    api.world.place_finder.around = None
    assert api.file(coordinates={"lat": 0.5, "lon": 117.5})["hints"] == []


def test_a_point_at_sea_takes_the_nearest_region_and_says_so(api: Api) -> None:
    api.world.place_finder.around = {"64.71": 3.2}
    for region in ({}, {"region": "64"}):
        answer = api.post("/complaints", TEXT | region | {"coordinates": {"lat": 0.5, "lon": 117.5}})
        assert [hint["code"] for hint in answer.json_body["hints"]] == ["nearest_region_taken"]


def test_a_point_on_the_border_of_two_kabupaten_says_so_where_no_region_is_named(api: Api) -> None:
    api.world.place_finder.around = {"64.71": 0.0, "64.08": 0.0}
    for region, codes in (
        ({}, ["point_on_border"]),
        ({"region": "64"}, ["point_on_border"]),
        ({"region": "64.71"}, []),
    ):
        answer = api.post("/complaints", TEXT | region | {"coordinates": {"lat": 0.5, "lon": 117.5}})
        assert [hint["code"] for hint in answer.json_body["hints"]] == codes
    api.world.place_finder.around = {"64.08.01": 0.0, "64.08.02": 0.0}
    answer = api.post("/complaints", TEXT | {"coordinates": {"lat": 0.5, "lon": 117.5}})
    assert answer.json_body["hints"] == []


def test_a_refused_character_is_named_with_its_place(api: Api) -> None:
    answer = api.post("/complaints", {"text": " Jalan\r\nrusak \u202eparah"})
    assert answer.json_body["errors"] == [
        {
            "field": "/text",
            "code": "control_character",
            "detail": "Hapus karakter kendali yang tidak terlihat: yang pertama adalah huruf ke-15.",
            "position": 14,
        }
    ]
