"""HEAD beside GET, and what scripts of other sites may read."""

import pytest

import app
from chalicelib.domain import rate_limits
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.api.http.test_rate_limits import spend

PUBLIC = sorted(
    path for path, methods in app.app.routes.items() if "GET" in methods and methods["GET"].authorizer is None
)
OWN = {
    "a key": {"Authorization": "Bearer lapor_x"},
    "a code": {"Receipt_Secret": "A" * 20},
    "a cookie": {"Cookie": "__Secure-receipt=x"},
}


def values(api: Api) -> dict[str, str]:
    number = api.file()["tracking_id"]
    return {
        "tracking_id": number,
        "token": api.world.notice_ledger.issue_stop(number, "0" * 32, api.world.now),
        "attachment_id": "0" * 26,
        "code": "64.08",
        "agency_id": "64.08-pupr",
        "file": "jalan-rusak.json",
        "category": "jalan-rusak",
    }


def test_head_stands_beside_every_public_get_and_nowhere_else() -> None:
    heads = {path for path, methods in app.app.routes.items() if "HEAD" in methods}
    assert heads == set(PUBLIC)
    assert len(heads) > 15


@pytest.mark.parametrize("path", PUBLIC)
def test_head_says_what_get_says_without_the_body(api: Api, path: str) -> None:
    filled = path.format(**values(api))
    whole, head = api.get(filled), api.request("HEAD", filled)
    assert head.status_code == whole.status_code
    assert head.body == b""
    assert head.headers == whole.headers


@pytest.mark.parametrize("path", PUBLIC)
def test_scripts_of_any_site_read_what_anybody_reads(api: Api, path: str) -> None:
    filled = path.format(**values(api))
    answer = api.get(filled, Origin="https://peta.example", Sec_Fetch_Site="cross-site")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.status_code == api.get(filled).status_code


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
@pytest.mark.parametrize("path", PUBLIC)
def test_no_script_reads_what_somebodys_own_key_code_or_cookie_opens(api: Api, path: str, own: dict[str, str]) -> None:
    answer = api.get(path.format(**values(api)), Origin="https://evil.example", **own)
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_neither_what_needs_a_key_nor_what_changes_something_is_for_scripts_of_other_sites(api: Api) -> None:
    office = api.key("64.08-pupr", Role.OFFICER)
    answers = [
        api.get("/agencies/64.08-pupr/queue", key=office),
        api.post("/complaints", {"text": "Lampu jalan padam"}),
        api.post("/similar", {"text": "Lampu jalan padam", "region": "64.08"}),
    ]
    for answer in answers:
        assert answer.status_code < 400
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
    assert not [path for path, methods in app.app.routes.items() if "OPTIONS" in methods]


def test_a_script_reads_when_to_come_back(api: Api) -> None:
    spend(api, rate_limits.LISTS)
    for extension in ("json", "xml"):
        answer = api.get(f"/open311/v2/requests.{extension}")
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 661
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
