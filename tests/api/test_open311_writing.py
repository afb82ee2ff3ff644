"""Filing and updating requests by Open311 (GeoReport v2)."""

import json
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from chalice.test import HTTPResponse

from chalicelib.api.authorizer import Unauthorized
from chalicelib.domain.cases.commands import Command
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


def test_a_key_of_an_office_files_nothing_and_one_of_an_application_updates_nothing(api: Api) -> None:
    refused(api, 403, "api_key", api_key=key(api, Role.OFFICER, PUPR), **ROAD)
    refused(api, 403, "api_key", path="servicerequestupdates", api_key=key(api), update_id="1")


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


def an_update(api: Api, number: str, **sent: Any) -> dict[str, Any]:
    return {
        "api_key": key(api, Role.OFFICER, PUPR),
        "service_request_id": number,
        "update_id": "77",
        "updated_datetime": "2026-11-23T03:00:00Z",
        "status": "OPEN",
        "description": "Tim kami meninjau lokasi.",
        **sent,
    }


def test_an_office_takes_a_request_on_and_says_how_it_goes(api: Api) -> None:
    number = api.file()["tracking_id"]

    (body,) = body_of(post(api, "servicerequestupdates.xml", 200, an_update(api, number)))

    assert body == {"update_id": f"{number}.4"}
    events = api.world.cases.load_history(number).events
    assert [event.kind for event in events] == ["filed", "routed", "accepted", "progressed"]
    assert events[-1].note == "Tim kami meninjau lokasi."


def test_a_closing_update_is_the_response_which_the_reporter_confirms(api: Api) -> None:
    number = api.file()["tracking_id"]
    post(api, "servicerequestupdates.json", 200, an_update(api, number, status="closed", description="Sudah ditambal."))

    assert api.world.cases.load(number).status == "responded"
    assert body_of(get(api, f"requests/{number}.json"))[0]["status"] == "open"


def test_an_update_that_comes_again_is_kept_once(api: Api) -> None:
    number = api.file()["tracking_id"]
    sent = an_update(api, number)
    first = body_of(post(api, "servicerequestupdates.json", 200, sent))
    api.world.later(minutes=5)

    assert body_of(post(api, "servicerequestupdates.json", 200, sent)) == first
    assert api.world.cases.load(number).version == 4
    post(api, "servicerequestupdates.json", 200, {**sent, "update_id": "78"})
    assert api.world.cases.load(number).version == 5
    for other in ({"description": "Yang lain sama sekali."}, {"status": "closed"}):
        refusal = post(api, "servicerequestupdates.json", 400, {**sent, **other})
        assert "update_id was used before" in refusal.body.decode()
    assert api.world.cases.load(number).version == 5


@pytest.mark.parametrize(
    ("sent", "status", "named"),
    [
        ({"service_request_id": ""}, 400, "service_request_id was not provided"),
        ({"service_request_id": "638344"}, 404, "service_request_id provided was not found"),
        ({"update_id": ""}, 400, "update_id was not provided"),
        ({"description": ""}, 400, "description was not provided"),
        ({"description": "a" * 4001}, 400, "description"),
        ({"status": ""}, 400, "status was not provided"),
        ({"status": "FIXED"}, 400, "status is none of: open, closed"),
        ({"jurisdiction_id": "city.gov"}, 404, "jurisdiction_id"),
    ],
)
def test_a_wrong_update_is_named(api: Api, sent: dict[str, str], status: int, named: str) -> None:
    number = api.file()["tracking_id"]
    refused(api, status, named, path="servicerequestupdates", **{**an_update(api, number), **sent})
    assert api.world.cases.load(number).version == 2


def test_only_the_office_that_holds_a_request_updates_it(api: Api) -> None:
    number = api.file()["tracking_id"]
    other = key(api, Role.OFFICER, "64.08-dlh")
    refused(api, 403, "", path="servicerequestupdates", **{**an_update(api, number), "api_key": other})
    hidden = api.file(category="pungli")["tracking_id"]
    refused(api, 404, "", path="servicerequestupdates", **{**an_update(api, hidden), "api_key": other})


def test_a_closed_request_takes_no_update(api: Api) -> None:
    filed = api.world.file_and_route()
    api.world.do(filed, Command.ACCEPT)
    api.world.do(filed, Command.RESPOND, note="Sudah.")
    refused(api, 400, "", path="servicerequestupdates", **an_update(api, filed.case.id))


def test_updates_are_listed_with_the_state_behind_each(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    api.world.later(days=1)
    post(api, "servicerequestupdates.json", 200, an_update(api, number, status="CLOSED", description="Sudah ditambal."))
    api.world.later(days=1)
    reply = {"text": "Terima kasih, nomor saya 081234567890.", "resolved": True}
    api.post(f"/complaints/{number}/replies", reply, receipt_secret=receipt["secret"])

    updates = body_of(get(api, "servicerequestupdates.json"))

    assert [(update["update_id"], update["status"], update["description"]) for update in updates] == [
        (f"{number}.2", "open", "Diteruskan ke Dinas PUPR Kabupaten Kutai Timur"),
        (f"{number}.3", "open", "Dinas PUPR Kabupaten Kutai Timur menerima laporan ini"),
        (f"{number}.4", "open", "Sudah ditambal."),
        (f"{number}.5", "closed", "Pelapor menyatakan selesai"),
    ]
    assert updates[0]["updated_datetime"] == "2026-11-23T02:00:00Z"
    assert {update["service_request_id"] for update in updates} == {number}
    between = {"start_date": "2026-11-24T00:00:00Z", "end_date": "2026-11-24T23:00:00Z"}
    assert len(body_of(get(api, "servicerequestupdates.json", **between))) == 2


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"start_date": "soon"}, "start_date"),
        ({"end_date": "2026-13-01T00:00:00Z"}, "end_date"),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-03-01T00:00:00Z"}, "31 days"),
    ],
)
def test_a_wrong_span_of_updates_is_named(api: Api, sent: dict[str, str], named: str) -> None:
    (error,) = body_of(get(api, "servicerequestupdates.xml", 400, **sent))
    assert named in error["description"]


def test_json_is_utf8_and_xml_says_so(api: Api) -> None:
    history = file(api, description="Jalan rusak — “parah” 🚧 <b>&amp;")
    as_json = get(api, f"requests/{history.case.id}.json")
    as_xml = get(api, f"requests/{history.case.id}.xml")

    assert json.loads(as_json.body.decode("utf-8"))[0]["description"] == history.content.text
    assert ElementTree.fromstring(as_xml.body).findtext("request/description") == history.content.text
