"""Headers of answers, over the real app."""

import pytest

import app
from chalicelib.api.open311.formats import FORMATS
from tests.api.conftest import Api

STRICT = {"object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "default-src 'none'"}


@pytest.mark.parametrize(
    "path",
    [
        "/complaints",
        "/complaints/KI-0000-0000-0000-0",
        "/categories",
        "/openapi.json",
        "/agencies/64.08-pupr/queue",
        "/open311/v2/services.xml",
        "/open311/v2/requests/nothing.json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_answer_says_what_a_browser_may_do_with_it(api: Api, method: str, path: str) -> None:
    key = api.key("64.08-pupr") if "agencies" in path else None
    headers = api.request(method, path, {} if method == "POST" else None, key=key).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["Referrer-Policy"] == "same-origin"
    assert set(headers["Content-Security-Policy"].split("; ")) >= STRICT


def test_an_unexpected_failure_carries_them_too(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(api.world.cases, "file", fail)
    answer = api.post("/complaints", {"text": "Lampu jalan padam"})

    assert answer.status_code == 500
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_text_says_its_charset(api: Api) -> None:
    """JSON is UTF-8 by definition (RFC 8259), pages and XML are what they say."""
    page = api.post("/complaints", b"text=hm", Content_Type="application/x-www-form-urlencoded", Accept="text/html")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert all(each.endswith("; charset=utf-8") for each in FORMATS.values())


def test_whatever_is_shown_to_one_caller_is_stored_by_nobody(api: Api) -> None:
    receipt = api.file(secret=True, reporter={"name": "Nama Contoh"})
    number, secret, office = receipt["tracking_id"], {"Receipt_Secret": receipt["secret"]}, api.key("64.08-pupr")
    cookie = {"Cookie": f"__Secure-receipt={receipt['secret']}"}
    answers = [
        api.post("/complaints", {"text": "Lampu jalan padam"}),
        api.post("/suggestions", {"text": "Lampu jalan padam"}),
        api.post("/similar", {"text": "Lampu jalan padam", "region": "64.08"}),
        api.get(f"/complaints/{number}", **secret),
        api.get(f"/complaints/{number}"),
        api.get(f"/complaints/{number}/receipt", **cookie),
        api.post(f"/complaints/{number}/replies", {"text": "Masih padam"}, **secret),
        api.post(f"/complaints/{number}/attachments", {"media_type": "image/jpeg", "bytes": 9}, **secret),
        api.get("/agencies/64.08-pupr/queue", key=office),
        api.get("/agencies/64.08-pupr/events", key=office),
        api.get(f"/agencies/64.08-pupr/complaints/{number}", key=office),
        api.post(f"/agencies/64.08-pupr/complaints/{number}/accept", {}, key=office, If_Match='"2"'),
    ]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_a_redirect_leads_to_a_page_of_ours_or_to_the_bucket(api: Api) -> None:
    """No parameter names where to go, so nobody can be sent elsewhere."""
    answer = api.post(
        "/complaints",
        b"text=Lampu+jalan+padam&follows=&place=https://example.org",
        Content_Type="application/x-www-form-urlencoded",
        Accept="text/html",
    )
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/v1/complaints/KI-")
    assert "//" not in answer.headers["Location"]


def test_nothing_deployed_runs_in_debug_mode() -> None:
    assert app.app.debug is False
