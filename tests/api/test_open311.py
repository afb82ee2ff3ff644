"""Open311 (GeoReport v2) over HTTP, in both formats."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from chalicelib.api.open311.render import UPDATES
from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.tracking_id import make_tracking_id
from tests.api.conftest import Api
from tests.support.loops import at_least_one
from tests.support.open311 import ROOT, as_texts, body_of, get
from tests.support.pictures import photo
from tests.support.world import ROAD


def ids(api: Api, **sent: Any) -> list[str]:
    return [request["service_request_id"] for request in body_of(get(api, "requests.json", **sent))]


def world_with_two(api: Api) -> tuple[str, str]:
    """A road, routed, and waste, filed forty days later."""
    road = api.file(place="Depan pasar")["tracking_id"]
    api.world.later(days=40)
    return road, api.file(category="sampah-liar", coordinates={"lat": 0.5, "lon": 117.5})["tracking_id"]


@pytest.mark.parametrize("path", ["discovery", "services", "services/jalan-rusak", "requests", "servicerequestupdates"])
def test_both_formats_say_the_same(api: Api, path: str) -> None:
    world_with_two(api)
    api.world.later(milliseconds=1)
    as_json, as_xml = (get(api, f"{path}.{extension}") for extension in ("json", "xml"))

    assert as_texts(body_of(as_json)) == body_of(as_xml)
    assert body_of(as_json)


def test_discovery_names_the_endpoint_where_the_site_is(api: Api) -> None:
    api.world.stacks.sites["KI"] = "https://kaltim.example"
    found = body_of(get(api, "discovery.json"))

    assert found["endpoints"] == [
        {
            "specification": "http://wiki.open311.org/GeoReport_v2",
            "url": "https://kaltim.example/open311/v2",
            "changeset": found["changeset"],
            "type": "production",
            "formats": ["text/xml", "application/json"],
        }
    ]
    assert ElementTree.fromstring(get(api, "discovery.xml").body).find("endpoints/endpoint/formats/format") is not None


def test_the_changeset_moves_with_the_services(api: Api) -> None:
    """Clients keep the service list until the changeset says that it is another one."""
    from chalicelib.runtime.reference import _load

    known = {"616f168a152f": "2026-11-29T00:00:00Z"}
    version = _load("categories")["version"]
    assert version in known, "the categories have changed: give rendering.CHANGESET the day, and this test both"
    assert body_of(get(api, "discovery.json"))["changeset"] == known[version]


def test_services_are_the_categories(api: Api) -> None:
    services = {service["service_code"]: service for service in body_of(get(api, "services.json"))}

    categories = api.world.stack.categories
    assert services.keys() == {each for each in categories if "." not in each}
    assert services["jalan-rusak"] == {
        "service_code": "jalan-rusak",
        "service_name": "Jalan rusak atau berlubang",
        "description": "Jalan rusak atau berlubang. Misalnya: jalan rusak, jalan berlubang, lubang jalan, aspal, jalan"
        " ambles, jeglongan. Jawaban atas pertanyaan “Jalan milik siapa?” menentukan instansi yang berwenang.",
        "metadata": True,
        "type": "realtime",
        "keywords": "jalan rusak, jalan berlubang, lubang jalan, aspal, jalan ambles, jeglongan",
        "group": "Jalan, saluran air, dan bangunan",
    }
    assert services["ktp"]["metadata"] is False
    assert all(service["group"] and service["service_name"] for service in services.values())


def test_readers_of_english_get_english(api: Api) -> None:
    assert "Damaged road or potholes" in body_of(api.get(f"{ROOT}/services.json", Accept_Language="en"))[0].values()


def test_every_service_has_a_definition_and_those_with_metadata_ask_something(api: Api) -> None:
    for service in at_least_one(body_of(get(api, "services.json"))):
        definition = body_of(get(api, f"services/{service['service_code']}.json"))
        assert definition["service_code"] == service["service_code"]
        assert bool(definition["attributes"]) == service["metadata"]
        for attribute in definition["attributes"]:
            assert attribute["datatype"] == "singlevaluelist"
            variants = [f"{service['service_code']}.{value['key']}" for value in attribute["values"]]
            assert len(variants) > 1
            assert set(variants) <= api.world.stack.categories.keys()


def test_a_request_says_what_the_public_may_know(api: Api) -> None:
    road = api.file(
        place="Depan pasar",
        region="64.08.01.2001",
        coordinates={"lat": 0.5, "lon": 117.5},
        anonymous=True,
        reporter={"name": "Nama Contoh", "phone": "081234567890"},
    )["tracking_id"]

    (request,) = body_of(get(api, f"requests/{road}.json"))

    assert request == {
        "service_request_id": road,
        "status": "open",
        "status_notes": "Diteruskan ke Dinas PUPR Kabupaten Kutai Timur",
        "service_name": "Jalan rusak atau berlubang",
        "service_code": "jalan-rusak",
        "description": "Jalan berlubang di depan pasar",
        "agency_responsible": "Dinas PUPR Kabupaten Kutai Timur",
        "service_notice": "Instansi menerima laporan ini paling lambat Kamis, 26 November 2026.",
        "requested_datetime": "2026-11-23T02:00:00Z",
        "updated_datetime": "2026-11-23T02:00:00Z",
        "expected_datetime": "2026-11-26T15:59:59Z",
        "address": "Depan pasar, Desa Contoh, Kecamatan Contoh, Kabupaten Kutai Timur, Kalimantan Timur",
        "address_id": "64.08.01.2001",
        "zipcode": None,
        "lat": 0.5,
        "long": 117.5,
        "media_url": None,
        "office_due_at": "2026-12-23T15:59:59Z",
    }
    assert body_of(get(api, f"requests/{road}.xml")) == [as_texts(request)]
    assert ids(api, service_request_id=road) == [road]
    assert body_of(get(api, "requests.json")) == [request]


def test_a_closed_request_says_when_it_was_closed(api: Api) -> None:
    filed = api.world.file_and_route()
    api.world.do(filed, Command.ACCEPT)
    api.world.do(filed, Command.RESPOND, note="Petugas sudah menambalnya kemarin.")
    api.world.later(days=1)
    following = api.world.services.reporter
    following.perform(reporter_commands.Reply("", True), filed.case.id, filed.receipt.secret, api.world.now)
    api.world.later(days=1)
    following.perform(reporter_commands.Rate(5, ""), filed.case.id, filed.receipt.secret, api.world.now)

    (request,) = body_of(get(api, f"requests/{filed.case.id}.json"))
    assert (request["status"], request["status_notes"]) == ("closed", "Selesai")
    assert request["updated_datetime"] == "2026-11-24T02:00:00Z"
    assert request["expected_datetime"] is request["office_due_at"] is None


def test_a_public_photo_is_the_media_of_a_request(api: Api) -> None:
    api.world.stacks.sites["KI"] = "https://kaltim.example"
    receipt = api.file()
    number = receipt["tracking_id"]
    for private in (True, False):
        offer = {"media_type": "image/jpeg", "bytes": 100_000, "private": private}
        made = api.post(f"/complaints/{number}/attachments", offer, receipt_secret=receipt["secret"]).json_body
        api.world.files.kept[made["upload"]["fields"]["key"]] = photo()
        api.world.services.sanitizer.clean(made["upload"]["fields"]["key"], api.world.now)

    (request,) = body_of(get(api, f"requests/{number}.json"))

    public = f"https://kaltim.example/v1/complaints/{number}/attachments/{made['attachment_id']}/preview"
    assert request["media_url"] == public


def test_requests_can_be_listed_by_id(api: Api) -> None:
    road, waste = world_with_two(api)
    secret = api.file(secret=True)["tracking_id"]

    assert ids(api, service_request_id=f"{waste},{road}") == [waste, road]
    assert ids(api, service_request_id=[road, f" {waste} "], status="closed", start_date="2020-01-01") == [road, waste]
    assert ids(api, service_request_id=secret) == []
    assert ids(api, service_request_id=make_tracking_id("KU", 7)) == []


def test_requests_are_filtered_by_service_and_status(api: Api) -> None:
    road, waste = world_with_two(api)
    withdrawn = api.file()
    api.post(f"/complaints/{withdrawn['tracking_id']}/withdrawal", {}, receipt_secret=withdrawn["secret"])
    closed = withdrawn["tracking_id"]

    assert ids(api, service_code="sampah-liar") == [waste]
    assert set(ids(api, service_code="sampah-liar,jalan-rusak", status="open")) == {waste, road}
    assert set(ids(api, service_code=["sampah-liar", "jalan-rusak"], status="OPEN,closed")) == {closed, waste, road}
    assert ids(api, status="closed") == [closed]
    assert ids(api, service_code="", status="") == ids(api)


def test_a_service_holds_the_requests_of_its_variants(api: Api) -> None:
    number = api.file(category="jalan-rusak.provinsi")["tracking_id"]

    assert ids(api, service_code="jalan-rusak") == ids(api, service_code="jalan-rusak.provinsi") == [number]
    (request,) = body_of(get(api, f"requests/{number}.json"))
    assert (request["service_code"], request["service_name"]) == ("jalan-rusak", "Jalan rusak atau berlubang")


def test_requests_are_those_of_the_last_ninety_days_unless_dates_are_given(api: Api) -> None:
    road, waste = world_with_two(api)
    api.world.later(days=60)

    assert ids(api) == [waste]
    assert ids(api, start_date="2026-11-01T00:00:00Z") == [waste, road]
    assert ids(api, end_date="2026-12-01T00:00:00Z") == [road]
    assert ids(api, start_date="2026-11-23T02:00:00Z", end_date="2026-11-23T02:00:00Z") == [road]
    assert ids(api, start_date="2026-11-23T10:00:00+08:00", end_date="2026-11-23") == [road]
    assert ids(api, start_date="2026-11-23T02:00:01Z", end_date="2026-11-24T00:00:00Z") == []


def test_an_unfinished_list_links_to_its_next_part(api: Api) -> None:
    filed = [api.file()["tracking_id"] for _ in range(5)]
    api.world.stacks.sites["KI"] = "https://kaltim.example"
    seen: list[str] = []
    path, rounds = "requests.json?page_size=2&service_code=jalan-rusak", 0
    while path:
        answer = api.get(f"{ROOT}/{path}")
        seen += [request["service_request_id"] for request in body_of(answer)]
        link = answer.headers.get("Link", "")
        assert not link or link.endswith('>; rel="next"')
        path = link.partition(f"https://kaltim.example{ROOT}/")[2].partition(">")[0]
        rounds += 1

    assert sorted(seen) == sorted(filed)
    assert rounds == 3
    assert sorted(ids(api, page_size=2) + ids(api, page_size=2, page=2) + ids(api, page_size=2, page=3)) == sorted(
        filed
    )


def test_hidden_cases_are_in_no_answer(api: Api) -> None:
    secret = api.file(secret=True)["tracking_id"]
    sensitive = api.file(category="pungli")["tracking_id"]

    assert ids(api) == []
    for number in (secret, sensitive, "KI-0000-0000-0000-0", "nothing"):
        for path in (f"requests/{number}", f"tokens/{number}"):
            (error,) = body_of(get(api, f"{path}.json", 404))
            assert error["code"] == 404
    assert body_of(get(api, "servicerequestupdates.json")) == []


def test_redacted_words_stay_redacted(api: Api) -> None:
    filed = api.world.file_and_route(replace(ROAD, place="Rumah Pak Contoh"))
    for part in ("text", "place"):
        api.world.do(filed, Command.REDACT, by=api.world.coordinator("64.08-diskominfo"), part=part)

    (request,) = body_of(get(api, f"requests/{filed.case.id}.json"))
    assert request["description"] == "[…]"
    assert request["address"].startswith("[…], ")


def test_a_long_report_is_cut_as_the_specification_limits_it(api: Api) -> None:
    number = api.file(text="a" * 9_000)["tracking_id"]
    (request,) = body_of(get(api, f"requests/{number}.json"))
    assert len(request["description"]) == 4_000


def test_a_request_id_is_its_own_token(api: Api) -> None:
    number = api.file()["tracking_id"]
    assert body_of(get(api, f"tokens/{number}.json")) == [{"service_request_id": number, "token": number}]
    assert body_of(get(api, f"tokens/{number}.xml")) == [{"service_request_id": number, "token": number}]


@pytest.mark.parametrize(
    "path",
    [
        "services",
        "services/jalan-rusak",
        "requests",
        "requests/KI-0000-0000-0000-0",
        "tokens/1",
        "servicerequestupdates",
    ],
)
def test_a_jurisdiction_may_be_named_and_must_be_this_one(api: Api, path: str) -> None:
    for extension in ("json", "xml"):
        (error,) = body_of(get(api, f"{path}.{extension}", 404, jurisdiction_id="city.gov"))
        assert error["description"] == "jurisdiction_id provided was not found"
    assert get(api, "services.json", jurisdiction_id="kaltim")
    assert get(api, "services.json", jurisdiction_id="")


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"status": "gone"}, "status"),
        ({"start_date": "yesterday"}, "start_date"),
        ({"end_date": "2026-11-23T08:00:00"}, "end_date"),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, "90 days"),
        ({"page": "0"}, "page"),
        ({"cursor": "abc"}, "cursor"),
    ],
)
@pytest.mark.parametrize("extension", ["json", "xml"])
def test_a_wrong_filter_is_named(api: Api, sent: dict[str, str], named: str, extension: str) -> None:
    (error,) = body_of(get(api, f"requests.{extension}", 400, **sent))
    assert str(error["code"]) == "400"
    assert named in error["description"]


def test_a_service_that_does_not_exist_is_not_found(api: Api) -> None:
    for path in ("services/apa.json", "requests.json?service_code=jalan-rusak,apa", "services/jalan-rusak.yaml"):
        answer = api.get(f"{ROOT}/{path}")
        assert answer.status_code == 404
        assert body_of(answer)[0]["code"] in (404, "404")


def test_other_methods_are_refused_in_the_same_form(api: Api) -> None:
    answer = api.request("DELETE", f"{ROOT}/requests.xml")
    assert answer.status_code == 405
    assert body_of(answer)[0]["code"] == "405"


def test_an_internal_error_has_the_same_form(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(api.world.services.public_record), "whole", None)
    answer = api.get(f"{ROOT}/requests.json")
    assert answer.status_code == 500
    assert body_of(answer)[0]["code"] == 500


KEPT_FROM_CLIENTS = {
    "filed",
    "arrived",
    "drafted",
    "approved",
    "sent_back",
    *("redacted", "covered", "uncovered"),
    *("accessed", "identity_requested", "identity_approved", "identity_refused"),
    *("erased", "attached", "replied", "rated"),
    *("lapsed", "listed", "resent", "handed_over", "assigned", "prioritised", "receipt_renewed"),
    *("corrected", "told", "parted", "archive_proposed", "archive_refused"),
    *("promise_proposed", "promise_refused"),
    *("retyped", "retitled", "asked", "followed_up", "raised", "warning_answered"),
}
"""The beginning, what offices and reporter have between them, and what only machines need."""


def test_every_kind_of_event_is_an_update_or_kept_from_clients_on_purpose() -> None:
    kinds = set(EVENT_KINDS)
    assert kinds == UPDATES | KEPT_FROM_CLIENTS, "a new kind belongs into UPDATES, or into the list above"
    assert not UPDATES & KEPT_FROM_CLIENTS
