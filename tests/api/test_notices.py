"""The link in a mail: its reader stops the mails of a case, without a script, a secret or the case's number."""

from http import HTTPStatus

import pytest

from chalicelib.domain.notices.ledger import Stop
from tests.api.conftest import Api
from tests.support.world import MONDAY

CASE, TOKEN = "KI-7F3K-9Q2M-XA0B-C", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
FORM = "application/x-www-form-urlencoded"
ONE_CLICK = b"List-Unsubscribe=One-Click"


@pytest.fixture
def mailed(api: Api) -> Api:
    """A case of which a mail went out."""
    api.world.notice_ledger.issue_stop(CASE, TOKEN, MONDAY)
    return api


def stopped(api: Api) -> Stop | None:
    return api.world.notice_ledger.of_case(CASE).stopped


def test_opening_the_link_stops_nothing(mailed: Api) -> None:
    answer = mailed.request("GET", f"/notices/{TOKEN}")
    assert answer.status_code == HTTPStatus.OK
    assert "Berhenti dikabari?" in answer.body.decode()
    assert stopped(mailed) is None


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (ONE_CLICK, FORM),
        (b"", FORM),
        (b"wish=", FORM),
        (b"wish=resume&wish=stop", FORM),
        (b"\xff\xfe", FORM),
        (b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nresume\r\n--x--", "multipart/form-data; boundary=x"),
    ],
)
def test_a_click_stops_whatever_it_says(body: bytes, media_type: str, mailed: Api) -> None:
    for _ in range(2):
        answer = mailed.request("POST", f"/notices/{TOKEN}", body, Content_Type=media_type)
        assert answer.status_code == HTTPStatus.OK
        assert "Kabar lewat e-mail berhenti" in answer.body.decode()
        assert stopped(mailed) is Stop.ASKED


def test_who_changes_his_mind_gets_mails_again(mailed: Api) -> None:
    mailed.request("POST", f"/notices/{TOKEN}", ONE_CLICK, Content_Type=FORM)
    answer = mailed.request("POST", f"/notices/{TOKEN}", b"wish=resume", Content_Type=FORM)
    assert "Berhenti dikabari?" in answer.body.decode()
    assert stopped(mailed) is None


def test_mails_that_did_not_arrive_do_not_come_again(mailed: Api) -> None:
    mailed.world.notice_ledger.stop(CASE, Stop.BOUNCED, MONDAY)
    answer = mailed.request("POST", f"/notices/{TOKEN}", b"wish=resume", Content_Type=FORM)
    assert "E-mail kami tidak sampai" in answer.body.decode()
    assert stopped(mailed) is Stop.BOUNCED


def visit(api: Api, token: str) -> str:
    """The page by the link, and the page after its button."""
    opened = api.request("GET", f"/notices/{token}")
    pressed = api.request("POST", f"/notices/{token}", ONE_CLICK, Content_Type=FORM)
    assert opened.status_code == pressed.status_code
    return f"{opened.status_code} {opened.body.decode()} {pressed.body.decode()}"


def test_a_link_that_no_mail_has_leads_to_a_page_that_says_so(mailed: Api) -> None:
    said = visit(mailed, "f" * 32)
    assert said.startswith(str(int(HTTPStatus.GONE)))
    assert said.count("Tautan ini tidak berlaku</h1>") == 2
    assert not mailed.world.notice_ledger.stops


def test_no_page_names_the_case(mailed: Api) -> None:
    assert CASE not in visit(mailed, TOKEN)
