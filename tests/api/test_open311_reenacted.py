"""Every kind of request that FixMyStreet's Open311 modules send by its public documentation, one row each, as it writes
them: XML, ISO 8601 with an offset, its own fields beside those of the specification. `test_open311_fixmystreet.py`
plays a whole story of them.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.api.test_open311_photos import BOUNDARY, JPEG, form
from tests.support.open311 import ROOT

OFFSET = timedelta(hours=8)
REPORT = {
    "jurisdiction_id": "kaltim",
    "service_code": "jalan-rusak",
    "lat": "0.501234567",
    "long": "117.501234567",
    "address_id": "64.08",
    "description": "Lubang di jalan\n\nDalam sekali, dekat pasar.\n\nhttps://fms.example/report/17",
    "email": "warga@contoh.id",
    "first_name": "Nama",
    "last_name": "Contoh",
}
COMMENT = {
    "jurisdiction_id": "kaltim",
    "status": "OPEN",
    "description": "Tadi pagi ada motor jatuh.",
    "email": "warga@contoh.id",
    "first_name": "Nama",
    "last_name": "Contoh",
}
EXTENDED = {
    "update_id_ext": "31",
    "service_request_id_ext": "17",
    "public_anonymity_required": "TRUE",
    "email_alerts_requested": "FALSE",
    "title": "MR",
    "phone": "081234567890",
    "account_id": "7",
    "media_url": ["https://fms.example/c/2.0.jpeg", "https://fms.example/c/2.1.jpeg"],
}


@dataclass
class Row:
    """A request, and what its answer says: `finds` is a path in the XML with its text, or None for any text."""

    sent: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    finds: tuple[str, str | None] | None = None
    listed: int = 0


DISCOVERY: dict[str, tuple[str, Row]] = {
    "the endpoint": ("discovery.xml", Row(finds=("endpoints/endpoint/specification", None))),
    "the services": ("services.xml", Row({"jurisdiction_id": "kaltim"}, finds=("service/service_code", None))),
    "a service that asks something": (
        "services/jalan-rusak.xml",
        Row({"jurisdiction_id": "kaltim"}, finds=("attributes/attribute/datatype", "singlevaluelist")),
    ),
    "a service that asks nothing": (
        "services/ktp.xml",
        Row({"jurisdiction_id": "kaltim"}, finds=("service_code", "ktp")),
    ),
    "a service that is gone": ("services/telegram.xml", Row(status=404, finds=("error/code", "404"))),
    "another jurisdiction": ("services.xml", Row({"jurisdiction_id": "oxfordshire.gov.uk"}, 404)),
}

REPORTS: dict[str, Row] = {
    "the fields of the specification": Row(),
    "an attribute from a list": Row({"attribute[road_class]": "kabupaten"}),
    "an attribute with several values": Row({"attribute[road_class][]": ["kabupaten"]}),
    "attributes that the service does not ask for": Row(
        {"attribute[fixmystreet_id]": "17", "attribute[easting]": "556100", "attribute[closest_address]": "Pasar"}
    ),
    "fields left empty": Row({"device_id": "", "account_id": "", "address_string": "", "phone": "", "media_url": ""}),
    "a time that it was asked": Row({"requested_datetime": "2026-11-23T09:59:00+08:00"}),
    "a title of the person": Row({"title": "MR"}),
    "one photo by its address": Row({"media_url": "https://fms.example/photo/17.0.full.jpeg"}),
    "three photos by their addresses": Row({"media_url": [f"https://fms.example/photo/17.{n}.jpeg" for n in range(3)]}),
    "a phone as people write it": Row({"phone": "0812-3456 7890"}),
    "nobody's name": Row({"first_name": "", "last_name": "", "email": ""}),
    "lines that end as on Windows": Row({"description": "Lubang di jalan\r\n\r\nDalam — “sekali”"}),
    "no address but a place in words": Row({"lat": "", "long": "", "address_string": "Depan pasar"}),
    "too long a description": Row({"description": "a" * 4001}, 400, ("error/code", "400")),
    "a service that is gone": Row({"service_code": "telegram"}, 404, ("error/code", "404")),
    "half a place": Row({"long": ""}, 400, ("error/code", "400")),
    "a wrong key": Row({"api_key": "xyz"}, 403, ("error/code", "403")),
    "no key": Row({"api_key": ""}, 403, ("error/code", "403")),
}

STATES = [
    "OPEN", "CLOSED", "CONFIRMED", "INVESTIGATING", "PLANNED", "IN_PROGRESS", "ACTION_SCHEDULED", "FIXED",
    "FIXED_USER", "FIXED_COUNCIL", "NO_FURTHER_ACTION", "UNABLE_TO_FIX", "NOT_COUNCILS_RESPONSIBILITY",
    "NOT_RESPONSIBLE", "DUPLICATE", "INTERNAL_REFERRAL",
]  # fmt: skip

SPANS: dict[str, Row] = {
    "nothing": Row(listed=1),
    "a start": Row({"start_date": -2.0}, listed=1),
    "an end": Row({"end_date": 1.0}, listed=1),
    "both, as each run asks": Row({"start_date": -2.0, "end_date": 1.0}, listed=1),
    "a span before": Row({"start_date": -4.0, "end_date": -2.0}),
    "a span after": Row({"start_date": 2.0, "end_date": 4.0}),
    "backwards": Row({"start_date": 1.0, "end_date": -1.0}, 400, ("error/code", "400")),
    "half a year": Row({"start_date": -4000.0, "end_date": 1.0}, 400, ("error/code", "400")),
    "no date": Row({"start_date": "kemarin"}, 400, ("error/code", "400")),
}
"""Hours from now."""


class Site:
    """A site of FixMyStreet, with the key of an application."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.api_key = api.key("64-diskominfo", Role.APPLICATION)

    def get(self, path: str, sent: dict[str, Any]) -> HTTPResponse:
        return self.api.get(f"{ROOT}/{path}?{urlencode(sent, doseq=True)}")

    def post(self, path: str, sent: dict[str, Any]) -> HTTPResponse:
        body = urlencode({"api_key": self.api_key} | sent, doseq=True).encode()
        return self.api.post(f"{ROOT}/{path}", body, Content_Type="application/x-www-form-urlencoded; charset=utf-8")

    def filed(self) -> str:
        """A routed report of its own."""
        answer = self.post("requests.xml", REPORT)
        number = ElementTree.fromstring(answer.body).findtext("request/service_request_id") or ""
        self.api.world.services.route_case.route(number, self.api.world.now)
        return number

    def at(self, hours: float) -> str:
        moment = self.api.world.now + timedelta(hours=hours) + OFFSET
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + "+08:00"


@pytest.fixture
def site(api: Api) -> Site:
    return Site(api)


def check(answer: HTTPResponse, row: Row, status: int | None = None) -> ElementTree.Element:
    assert answer.status_code == (status or row.status), answer.body
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    read = ElementTree.fromstring(answer.body)
    if row.finds:
        path, text = row.finds
        found = read.find(path)
        if found is None and path.partition("/")[0] == read.tag:
            found = read.find(path.partition("/")[2])
        assert found is not None, answer.body
        assert found.text, path
        assert text is None or found.text == text
    return read


@pytest.mark.parametrize(("path", "row"), DISCOVERY.values(), ids=DISCOVERY)
def test_what_it_asks_before_it_files(site: Site, path: str, row: Row) -> None:
    check(site.get(path, row.sent), row)


@pytest.mark.parametrize("row", REPORTS.values(), ids=REPORTS)
def test_a_report(site: Site, row: Row) -> None:
    filed = row.status == 200
    read = check(site.post("requests.xml", REPORT | row.sent), row, 201 if filed else None)
    assert len(site.api.world.cases.kept) == filed
    if filed:
        (number,) = site.api.world.cases.kept
        assert read.findtext("request/service_request_id") == number
        public = site.get(f"requests/{number}.xml", {}).body.decode()
        for private in ("warga@contoh.id", "Contoh", "0812"):
            assert private not in public


def test_a_report_with_its_photos_in_the_form(site: Site) -> None:
    fields = {"api_key": site.api_key} | REPORT
    photos = [(f"photo{number}", f"17.{number}.jpeg", "image/jpeg", JPEG) for number in (1, 2)]
    body = form(fields, *photos)
    answer = site.api.post(f"{ROOT}/requests.xml", body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
    check(answer, Row(finds=("service_requests/request/service_request_id", None)), 201)


@pytest.mark.parametrize("extended", [False, True], ids=["plain", "extended"])
@pytest.mark.parametrize("state", STATES)
def test_a_comment_in_each_state(site: Site, state: str, extended: bool) -> None:
    number = site.filed()
    sent = COMMENT | {"service_request_id": number, "status": state, "updated_datetime": site.at(0)}
    sent |= EXTENDED if extended else {"update_id": "31"}
    answers = [site.post("servicerequestupdates.xml", sent) for _ in range(2)]
    ids = [check(each, Row()).findtext("request_update/update_id") for each in answers]
    case = site.api.world.cases.load(number)
    # It keeps the id, and sends again what it had no answer to: one event, and the case stays with its office.
    assert ids == [f"{number}.{case.version}"] * 2
    assert (case.status, case.agency) == ("routed", "64.08-pupr")
    assert [event.kind for event in site.api.world.cases.load_history(number).events] == ["filed", "routed", "replied"]


@pytest.mark.parametrize("row", SPANS.values(), ids=SPANS)
def test_fetching_updates(site: Site, row: Row) -> None:
    number = site.filed()
    site.api.world.later(minutes=5)
    span = {name: site.at(value) if isinstance(value, float) else value for name, value in row.sent.items()}
    read = check(site.get("servicerequestupdates.xml", {"jurisdiction_id": "kaltim"} | span), row)
    if row.status == 200:
        assert [each.findtext("service_request_id") for each in read] == [number] * row.listed
        assert {each.findtext("status") for each in read} <= {"open"}


@pytest.mark.parametrize("count", [1, 2, 50, 51, 300])
def test_asking_for_the_state_of_many_reports(site: Site, count: int) -> None:
    known = [site.filed() for _ in range(min(count, 3))]
    named = [*known, *(f"638{number:03}" for number in range(count))][:count]
    answer = site.get("requests.xml", {"jurisdiction_id": "kaltim", "service_request_id": ",".join(named)})
    assert [each.findtext("service_request_id") for each in check(answer, Row())] == known


@pytest.mark.parametrize("zone", ["+08:00", "Z", "+00:00"])
def test_fetching_reports_of_a_span(site: Site, zone: str) -> None:
    number = site.filed()
    local = site.api.world.now + (OFFSET if zone == "+08:00" else timedelta())
    span = {
        name: (local + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S") + zone
        for name, hours in (("start_date", -2), ("end_date", 1))
    }
    read = check(site.get("requests.xml", {"jurisdiction_id": "kaltim"} | span), Row())
    assert [each.findtext("service_request_id") for each in read] == [number]
