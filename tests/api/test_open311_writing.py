"""Filing and updating requests by Open311 (GeoReport v2)."""

import json
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from chalice.test import HTTPResponse

from chalicelib.api.authorizer import Unauthorized
from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.case_store import CaseHistory
from tests.api.conftest import Api, assert_problem
from tests.support.open311 import ROOT, body_of, get

ROAD = {"service_code": "jalan-rusak", "address_id": "64.08", "description": "Jalan berlubang di depan pasar"}
PUPR = "64.08-pupr"


def key(api: Api, role: Role = Role.APPLICATION, agency: str = "64-diskominfo") -> str:
    return api.key(agency, role)


def post(api: Api, path: str, status: int, sent: dict[str, Any], query: str = "", **headers: str) -> HTTPResponse:
    form = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", **headers}
    answer = api.post(f"{ROOT}/{path}?{query}", urlencode(sent, doseq=True).encode(), **form)
    assert answer.status_code == status, answer.body
    return answer


def file(api: Api, status: int = 201, /, **sent: Any) -> CaseHistory:
    """File by a form; answers the history of the case."""
    (body,) = body_of(post(api, "requests.json", status, {"api_key": key(api), **ROAD, **sent}))
    return api.world.cases.load_history(body["service_request_id"])


def refused(api: Api, status: int, named: str, /, path: str = "requests", **sent: Any) -> None:
    """A form is refused, with the parameter named, in both formats, and nothing is filed."""
    before = len(api.world.cases.kept)
    for extension in ("json", "xml"):
        errors = body_of(post(api, f"{path}.{extension}", status, sent))
        assert {str(error["code"]) for error in errors} == {str(status)}
        assert any(named in error["description"] for error in errors), errors
    assert len(api.world.cases.kept) == before


def test_a_request_is_filed_and_answered_with_its_id_in_both_formats(api: Api) -> None:
    sent = {"api_key": key(api), "jurisdiction_id": "kaltim", "account_id": "a-1", **ROAD}
    for extension in ("json", "xml"):
        answer = post(api, f"requests.{extension}", 201, sent)
        (body,) = body_of(answer)
        case = api.world.cases.load(body["service_request_id"])
        assert body == {
            "service_request_id": case.id,
            "service_notice": "Instansi menerima laporan ini paling lambat Kamis, 26 November 2026.",
            "account_id": "a-1",
        }
        assert answer.headers["Cache-Control"] == "no-store"
        api.world.services.reporter.look_up(case.id, None, api.world.now, answer.headers["Receipt-Secret"])
        assert body_of(get(api, f"requests/{case.id}.json"))[0]["status"] == "open"
    assert len(api.world.cases.kept) == 2


def test_every_field_of_a_submission_is_kept(api: Api) -> None:
    history = file(
        api,
        lat="0.5",
        long="117.5",
        address_string="Depan pasar",
        first_name="Nama",
        last_name="Contoh",
        phone="0812-3456-7890",
        email="nama@contoh.id",
        device_id="tt222111",
        media_url="https://foto.example/1.jpg",
        **{"attribute[road_class]": "provinsi", "attribute[easting]": "1"},
    )

    assert (history.case.filing.category, history.case.filing.region) == ("jalan-rusak.provinsi", "64.08")
    assert (history.content.lat, history.content.lon, history.content.place) == (0.5, 117.5, "Depan pasar")
    assert history.content.text == "Jalan berlubang di depan pasar\nMedia: https://foto.example/1.jpg"
    identity = api.world.cases.identities[history.case.id]
    assert (identity.name, identity.phone, identity.email) == ("Nama Contoh", "+6281234567890", "nama@contoh.id")
    assert "tt222111" not in repr(history)


def test_the_first_event_keeps_which_application_filed(api: Api) -> None:
    bearer = key(api)
    history = file(api, api_key=bearer)
    assert history.events[0].actor.role is Role.REPORTER
    assert history.events[0].actor.key == bearer.split("_")[1]


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"description": ""}, "Jalan rusak atau berlubang"),
        ({"description": "rsk"}, "Jalan rusak atau berlubang\nrsk"),
        ({"attribute[road_class]": "provinsi"}, "Jalan berlubang di depan pasar"),
    ],
)
def test_words_are_made_of_the_service_where_the_reporter_has_none(api: Api, sent: dict[str, str], text: str) -> None:
    assert file(api, **sent).content.text == text


@pytest.mark.parametrize("name", ["attribute[road_class]", "attribute[road_class][]", "attribute[road_class][0]"])
def test_the_answer_to_a_categorys_question_decides_the_office(api: Api, name: str) -> None:
    history = file(api, **{name: "provinsi"})
    api.world.services.route_case.route(history.case.id, api.world.now)
    assert api.world.cases.load(history.case.id).agency == "64-pupr"


def test_any_of_the_three_locations_is_enough(api: Api) -> None:
    for place in ({"lat": "0.5", "long": "117.5"}, {"address_string": "Depan pasar"}, {"address_id": "64.08"}):
        assert file(api, **{"address_id": "", **place})


def test_a_receipt_key_makes_a_repetition_harmless(api: Api) -> None:
    receipt_key = "00112233445566778899aabbccddeeff"
    first = file(api, receipt_key=receipt_key)
    again = file(api, 200, receipt_key=receipt_key)

    assert again.case.id == first.case.id
    refused(
        api,
        400,
        "sudah dipakai",
        api_key=key(api),
        **{**ROAD, "description": "Lain sama sekali"},
        receipt_key=receipt_key,
    )


def test_without_a_receipt_key_each_sending_is_a_request(api: Api) -> None:
    assert file(api, device_id="d").case.id != file(api, device_id="d").case.id


@pytest.mark.parametrize(
    ("sent", "status", "named"),
    [
        ({"service_code": ""}, 400, "service_code was not provided"),
        ({"service_code": "apa"}, 404, "service_code provided was not found"),
        ({"jurisdiction_id": "city.gov"}, 404, "jurisdiction_id provided was not found"),
        ({"address_id": ""}, 400, "location"),
        ({"lat": "0.5"}, 400, "long was not provided"),
        ({"long": "117.5"}, 400, "lat was not provided"),
        ({"lat": "zero", "long": "117.5"}, 400, "lat"),
        ({"lat": "nan", "long": "117.5"}, 400, "lat"),
        ({"lat": "0.5", "long": "inf"}, 400, "long"),
        ({"lat": "-90", "long": "0"}, 400, "lat, long"),
        ({"address_id": "99.99"}, 400, "address_id"),
        ({"address_id": "kutai"}, 400, "address_id"),
        ({"address_string": "a" * 400}, 400, "address_string"),
        ({"description": "a" * 4001}, 400, "description"),
        ({"description": "Jalan\x00rusak"}, 400, "description"),
        ({"media_url": "javascript:alert(1)"}, 400, "media_url"),
        ({"media_url": "http://foto.example/\n1"}, 400, "media_url"),
        ({"receipt_key": "short"}, 400, "receipt_key"),
        ({"attribute[road_class]": "autobahn"}, 400, "attribute[road_class]"),
        ({f"a{number}": "1" for number in range(101)}, 400, "parameters"),
    ],
)
def test_a_wrong_field_is_named(api: Api, sent: dict[str, str], status: int, named: str) -> None:
    refused(api, status, named, api_key=key(api), **{**ROAD, **sent})


def test_contact_that_cannot_be_read_is_said_in_the_notice_and_files_the_report(api: Api) -> None:
    sent = {**ROAD, "email": "nobody", "phone": "12", "first_name": "a" * 101}
    answer = post(api, "requests.json", 201, {"api_key": key(api), **sent})
    notice = json.loads(answer.body)[0]["service_notice"]
    assert "Nomor telepon Anda kami simpan seperti yang Anda tulis" in notice
    assert "Alamat surel Anda" in notice


@pytest.mark.parametrize("bearer", ["", "xyz", "lapor_AAAAAAAAAAAA_" + "A" * 32])
def test_a_missing_or_wrong_key_is_refused(api: Api, bearer: str) -> None:
    refused(api, 403, "api_key", api_key=bearer, **ROAD)
    refused(api, 403, "api_key", path="servicerequestupdates", api_key=bearer, update_id="1")


def test_a_key_of_an_office_files_nothing(api: Api) -> None:
    refused(api, 403, "api_key", api_key=key(api, Role.OFFICER, PUPR), **ROAD)


def test_the_key_of_an_application_opens_nothing_of_its_office(api: Api) -> None:
    with pytest.raises(Unauthorized):
        api.get("/agencies/64-diskominfo/queue", key=key(api))


def test_no_other_content_type_is_read_as_a_form(api: Api) -> None:
    answer = api.post(f"{ROOT}/requests.xml", {"service_code": "jalan-rusak"})
    assert answer.status_code == 400
    assert "application/x-www-form-urlencoded" in body_of(answer)[0]["description"]
    too_large = post(api, "requests.json", 400, {"api_key": key(api), **ROAD, "description": "a" * 200_000})
    assert body_of(too_large)[0]["code"] == 400


def test_bytes_that_are_no_text_are_wrong_input(api: Api) -> None:
    body = urlencode({"api_key": key(api), **ROAD}).encode() + b"&description=%ff%fe%80rusak"
    answer = api.post(f"{ROOT}/requests.xml", body, Content_Type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "description" in body_of(answer)[0]["description"]


def test_errors_of_the_own_api_keep_their_own_form(api: Api) -> None:
    assert_problem(api.request("DELETE", "/complaints"), 405, "method_not_allowed")


def test_json_is_utf8_and_xml_says_so(api: Api) -> None:
    history = file(api, description="Jalan rusak — “parah” 🚧 <b>&amp;")
    as_json = get(api, f"requests/{history.case.id}.json")
    as_xml = get(api, f"requests/{history.case.id}.xml")

    assert json.loads(as_json.body.decode("utf-8"))[0]["description"] == history.content.text
    assert ElementTree.fromstring(as_xml.body).findtext("request/description") == history.content.text
