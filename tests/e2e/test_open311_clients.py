"""Open311 clients that others wrote and published, not a line of them changed, against the running system."""

import itertools
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import requests
from civicbot.http import HttpError
from civicbot.open311 import Open311Client
from civicbot.registry import Endpoint
from georeport import GeoReport

from laporctl.keys import issue_key
from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site
from tests.support.pictures import photo
from tools.dev.demo.steps import until

DESCRIPTION = "Jalan berlubang di depan pasar <b>& 'dalam'</b> — parah 🚧"
ADDRESS = "Depan pasar, Sangatta"


@pytest.fixture(scope="module")
def names_below_localhost() -> Iterator[None]:
    """Resolves the site's name as a browser does; the system's resolver need not know it."""
    resolve = socket.getaddrinfo

    def resolve_here(host: Any, *arguments: Any, **named: Any) -> Any:
        below = isinstance(host, str) and host.endswith(".localhost")
        return resolve("127.0.0.1" if below else host, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", resolve_here)
        yield


@pytest.fixture(scope="module")
def endpoint(kaltim: Stack, names_below_localhost: None) -> str:
    return f"{kaltim.site}/open311/v2"


@pytest.fixture(scope="module")
def api_key(kaltim: Stack) -> str:
    return issue_key(kaltim, "application", "64-diskominfo")


@pytest.fixture(scope="module")
def civicbot(endpoint: str) -> Open311Client:
    return Open311Client(Endpoint("kaltim", "Kalimantan Timur", endpoint, write=True), jurisdiction_id="kaltim")


@pytest.fixture(scope="module")
def three(endpoint: str, api_key: str) -> Any:
    """A client of 2013. Python 3 gave one name that it imports another place: the name is lent back, the client stays
    as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(itertools, "ifilter", filter, raising=False)
        import three

        return three.Three(endpoint, api_key=api_key, jurisdiction="kaltim")


@pytest.fixture(scope="module")
def filed(civicbot: Open311Client, api_key: str) -> str:
    """A request that the first client filed."""
    sent = civicbot.create_request(
        "jalan-rusak",
        dry_run=False,
        confirm="SEND",
        api_key=api_key,
        validate_remote=True,
        lat=0.5,
        lng=117.5,
        address_string=ADDRESS,
        address_id="64.08",
        description=DESCRIPTION,
        attributes={"road_class": "kabupaten"},
        email="nama@contoh.id",
        first_name="Nama",
        last_name="Contoh",
        phone="081234567890",
    )
    (answer,) = sent.response
    assert answer["service_notice"]
    return str(answer["service_request_id"])


def until_listed(read: Callable[[], list[Any]], number: str) -> Any:
    """The request in a list, which may lag by a moment."""
    for _ in range(50):
        found = [each for each in read() or [] if each["service_request_id"] == number]
        if found:
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"{number} is on no list")


def test_civicbot_reads_and_writes(civicbot: Open311Client, filed: str) -> None:
    request = civicbot.get_request(filed)
    assert request is not None
    assert request["description"] == DESCRIPTION
    assert (request["lat"], request["long"], request["address_id"]) == (0.5, 117.5, "64.08")
    assert request["address"].startswith(ADDRESS)
    assert request["status"] == "open"

    assert len(civicbot.list_services()) > 100
    assert civicbot.get_service_definition("jalan-rusak")["attributes"][0]["code"] == "road_class"
    assert until_listed(lambda: civicbot.list_requests(service_code="jalan-rusak", status="open"), filed)
    closed = civicbot.list_requests(service_code="jalan-rusak", status="closed")
    assert {each["status"] for each in closed} <= {"closed"}
    assert filed not in {each["service_request_id"] for each in closed}
    assert [each["service_request_id"] for each in civicbot.list_requests(service_request_ids=[filed])] == [filed]
    assert civicbot.get_token(filed)[0]["service_request_id"] == filed


def test_civicbot_is_told_what_was_wrong(civicbot: Open311Client) -> None:
    with pytest.raises(HttpError) as refused:
        civicbot.create_request(
            "jalan-rusak", dry_run=False, confirm="SEND", api_key="xyz", address_string=ADDRESS, description=DESCRIPTION
        )
    assert refused.value.status == 403
    assert "api_key" in refused.value.body


def test_three_reads_and_writes(three: Any) -> None:
    assert three.discovery()["endpoints"][0]["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert {service["service_code"] for service in three.services()} > {"jalan-rusak", "ktp"}
    assert three.services("jalan-rusak")["service_code"] == "jalan-rusak"

    (posted,) = three.post(
        "sampah-liar",
        address=ADDRESS,
        address_id="64.08",
        name="Nama Contoh",
        phone="081234567890",
        description="Sampah menumpuk di depan pasar.",
    )
    number = posted["service_request_id"]

    (request,) = three.request(number)
    assert (request["service_code"], request["status"]) == ("sampah-liar", "open")
    assert until_listed(lambda: three.requests("sampah-liar", status="open", count=10), number)
    today = datetime.now(UTC).date()
    between = [day.strftime("%m-%d-%Y") for day in (today - timedelta(days=1), today + timedelta(days=1))]
    assert until_listed(lambda: three.requests(between=between), number)
    assert three.token(number)[0]["service_request_id"] == number
    assert three.post("apa", address=ADDRESS, description="Sampah.")[0]["code"] == 404


@pytest.mark.parametrize("output_format", ["json", "xml"])
def test_georeport_reads_both_formats(endpoint: str, filed: str, output_format: str) -> None:
    client = GeoReport(endpoint, jurisdiction="kaltim", output_format=output_format)

    assert {service["service_code"] for service in client.get_service_list()} > {"jalan-rusak", "ktp"}
    assert client.get_service_definition("jalan-rusak")["service_code"] == "jalan-rusak"
    request = client.get_service_request(filed)
    assert request["description"].startswith(DESCRIPTION)
    assert float(request["lat"]) == 0.5

    since = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def listed() -> list[Any]:
        found = client.get_service_requests(start_date=since, status="open")
        # Read from XML, a list of one is no list for this client.
        return found if isinstance(found, list) else [found]

    assert until_listed(listed, filed)["service_code"] == "jalan-rusak"


def test_an_office_updates_a_request_from_its_own_system(kaltim: Stack, endpoint: str, filed: str) -> None:
    case = Site(kaltim).get(f"/v1/complaints/{filed}").json()
    for _ in range(100):
        if case["agency"]:
            break
        time.sleep(0.2)
        case = Site(kaltim).get(f"/v1/complaints/{filed}").json()
    sent = {
        "api_key": issue_key(kaltim, "officer", case["agency"]["id"]),
        "service_request_id": filed,
        "update_id": "1",
        "updated_datetime": "2026-11-23T03:00:00Z",
        "status": "OPEN",
        "description": "Tim kami meninjau lokasi.",
    }
    answers = [requests.post(f"{endpoint}/servicerequestupdates.xml", data=sent, timeout=PATIENCE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    (update_id,) = (each.text for each in ElementTree.fromstring(answers[0].content).iter("update_id"))

    def updates() -> list[Any]:
        return list(requests.get(f"{endpoint}/servicerequestupdates.json", timeout=PATIENCE).json())

    for _ in range(50):
        found = {update["update_id"]: update["description"] for update in updates()}
        if update_id in found:
            break
        time.sleep(0.2)
    assert found[str(update_id)] == "Tim kami meninjau lokasi."


def test_discovery_names_the_address_that_the_clients_use(endpoint: str) -> None:
    found = requests.get(f"{endpoint}/discovery.json", timeout=PATIENCE)
    assert found.headers["Content-Type"] == "application/json; charset=utf-8"
    assert found.json()["endpoints"][0]["url"] == endpoint


def test_the_public_record_is_open_to_the_function(kaltim: Stack, filed: str) -> None:
    """Its role may ask the index, and what was filed by Open311 is on the same record."""
    for _ in range(50):
        items = Site(kaltim).get("/v1/complaints?category=jalan-rusak&limit=5").json()["items"]
        if filed in {item["tracking_id"] for item in items}:
            break
        time.sleep(0.2)
    assert filed in {item["tracking_id"] for item in items}


def test_the_key_of_an_application_opens_no_queue(kaltim: Stack, api_key: str) -> None:
    answer = Site(kaltim).get("/v1/agencies/64-diskominfo/queue", headers={"Authorization": f"Bearer {api_key}"})
    assert answer.status_code == 401


def test_a_report_brings_its_photo_through_the_gateway(kaltim: Stack, endpoint: str, api_key: str) -> None:
    """Binary from end to end: API Gateway must not take the form for text."""
    fields = {
        "api_key": api_key,
        "service_code": "jalan-rusak",
        "address_string": ADDRESS,
        "address_id": "64.08",
        "description": DESCRIPTION,
    }
    answer = requests.post(
        f"{endpoint}/requests.json",
        data=fields,
        files={"media": ("IMG_1.jpg", photo(width=640, height=480), "image/jpeg")},
        timeout=PATIENCE,
    )
    assert answer.status_code == 201, answer.text
    number = answer.json()[0]["service_request_id"]
    (request,) = until(
        lambda: requests.get(f"{endpoint}/requests/{number}.json", timeout=PATIENCE).json(),
        lambda found: bool(found[0]["media_url"]),
    )
    shown = Site(kaltim).get(request["media_url"].removeprefix(kaltim.site))
    assert shown.status_code in (302, 303, 307), shown.text


def test_public_reads_answer_head_and_scripts_of_other_sites(endpoint: str, filed: str) -> None:
    for path in (f"requests/{filed}.json", "services.xml", "requests.json"):
        head = requests.head(f"{endpoint}/{path}", timeout=PATIENCE)
        assert (head.status_code, head.content) == (200, b"")
        answer = requests.get(f"{endpoint}/{path}", headers={"Origin": "https://peta.example"}, timeout=PATIENCE)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
