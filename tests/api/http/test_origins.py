"""Forms that another site makes a browser send are refused; programs, old phones and our own pages go on."""

from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.test import HTTPResponse

import app
from chalicelib.api.http.problems import FORM
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem

SITE = "https://lapor.kaltim.example"
HOST = "api.example:8443"

FORMS = sorted(
    (method, path)
    for path, methods in app.app.routes.items()
    for method, entry in methods.items()
    if FORM in entry.content_types
)
"""Every route that takes a form."""

FOREIGN: dict[str, dict[str, str]] = {
    "a page of another site": {"Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"},
    "a frame without an origin": {"Sec_Fetch_Site": "cross-site", "Origin": "null"},
    "a sibling host": {"Sec_Fetch_Site": "same-site", "Origin": "https://other.kaltim.example"},
    "a sibling that hides itself": {"Sec_Fetch_Site": "same-site"},
    "an older browser": {"Origin": "https://evil.example"},
    "an older browser, in a frame": {"Origin": "null"},
    "a host that begins like ours": {"Origin": f"{SITE}.evil.example"},
    "our host on another port": {"Origin": f"{SITE}:81"},
}
OWN: dict[str, dict[str, str]] = {
    "a program, or an old phone": {},
    "our own page": {"Sec_Fetch_Site": "same-origin", "Origin": SITE},
    "our own page, without referrer": {"Sec_Fetch_Site": "same-origin", "Origin": "null"},
    "typed in by the visitor": {"Sec_Fetch_Site": "none"},
    "an older browser on our own page": {"Origin": SITE},
    "an older browser at the host that it asked": {"Origin": f"https://{HOST}"},
}


@pytest.fixture(autouse=True)
def known(api: Api) -> None:
    api.world.stacks.sites["KI"] = SITE


def send(api: Api, path: str, headers: dict[str, str]) -> HTTPResponse:
    number = api.file()["tracking_id"]
    fields: dict[str, Any] = {
        "/complaints": {"text": "Lampu jalan padam sejak kemarin."},
        "/track": {"id": number},
        "/notices/{token}": {},
        "/open311/v2/requests": {
            "api_key": api.key("64-diskominfo", Role.APPLICATION),
            "service_code": "jalan-rusak",
            "address_id": "64.08",
            "description": "Jalan berlubang di depan pasar",
        },
        "/open311/v2/servicerequestupdates": {
            "api_key": api.key("64.08-pupr"),
            "service_request_id": number,
            "update_id": "1",
            "status": "open",
            "description": "Tim kami meninjau lokasi.",
        },
    }[path.rpartition(".")[0] or path]
    token = api.world.notice_ledger.issue_stop(number, "0" * 32, api.world.now)
    return api.post(path.format(token=token), urlencode(fields).encode(), Content_Type=FORM, Host=HOST, **headers)


def state(api: Api) -> list[int]:
    return sorted(kept.case.version for kept in api.world.cases.kept.values())


def test_five_kinds_of_routes_take_forms() -> None:
    assert {path.rpartition(".")[0] or path for _, path in FORMS} == {
        "/complaints",
        "/track",
        "/notices/{token}",
        "/open311/v2/requests",
        "/open311/v2/servicerequestupdates",
    }, "a route that takes a form calls refuse_cross_site, and gets its form above"


@pytest.mark.parametrize("who", FOREIGN)
@pytest.mark.parametrize("path", [path for _, path in FORMS])
def test_a_form_of_another_site_is_refused_and_does_nothing(api: Api, path: str, who: str) -> None:
    refused = send(api, path, FOREIGN[who])
    assert refused.status_code == 403, refused.body
    assert "situs lain" in refused.body.decode()
    assert state(api) == [2]


@pytest.mark.parametrize("who", OWN)
@pytest.mark.parametrize("path", [path for _, path in FORMS])
def test_a_form_of_our_own_or_of_a_program_is_taken(api: Api, path: str, who: str) -> None:
    taken = send(api, path, OWN[who])
    assert taken.status_code in (200, 201, 303), taken.body


def test_a_browser_gets_a_page_and_a_program_a_problem_document(api: Api) -> None:
    form, foreign = b"text=Lampu+jalan+padam", FOREIGN["a page of another site"]
    page = api.post("/complaints", form, Content_Type=FORM, Accept="text/html", **foreign)
    assert page.status_code == 403
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "belum terkirim" in page.body.decode()
    assert_problem(api.post("/complaints", form, Content_Type=FORM, **foreign), 403, "cross_site")


UNASKED = ["", "multipart/form-data; boundary=x", "text/plain", "text/plain;application/json"]
"""Media types that a browser sends across sites without asking."""


@pytest.mark.parametrize("media_type", UNASKED)
def test_json_that_a_page_can_send_unasked_is_refused(api: Api, media_type: str) -> None:
    headers = FOREIGN["a page of another site"] | ({"Content_Type": media_type} if media_type else {})
    refused = api.post("/complaints", b'{"text": "Lampu jalan padam."}', **headers)
    assert refused.status_code in (403, 415), refused.body
    assert state(api) == []


def test_json_that_says_so_is_taken_from_an_application_with_an_origin_of_its_own(api: Api) -> None:
    sent = {"text": "Lampu jalan padam."}
    assert api.post("/complaints", sent, Origin="capacitor://localhost").status_code == 201


def test_a_stack_that_does_not_know_its_site_believes_older_browsers(api: Api) -> None:
    del api.world.stacks.sites["KI"]
    assert send(api, "/complaints", {"Origin": SITE}).status_code == 303
    for who in ("a page of another site", "a sibling host"):
        assert send(api, "/complaints", FOREIGN[who]).status_code == 403
