"""Tracking and replying without JavaScript: pages and plain forms alone."""

import re
from urllib.parse import urlencode

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from chalicelib.domain.rate_limits import ADDITIONS, WRONG_SECRETS
from tests.api.conftest import Api, assert_problem

ANSWER = "Petugas sudah menambal lubang & memadatkannya kemarin."
FORM = "application/x-www-form-urlencoded"


def send(api: Api, *, origin: str = "same-origin", **fields: str) -> HTTPResponse:
    """A plain form of the page, as a browser posts it."""
    body = urlencode(fields).encode()
    return api.post("/track", body, Content_Type=FORM, Accept="text/html", Sec_Fetch_Site=origin)


def text_of(response: HTTPResponse) -> str:
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.headers["Cache-Control"] == "no-store"
    return str(response.body.decode())


def hidden(page: str, name: str) -> str:
    (value,) = re.findall(f"<input type='hidden' name='{name}' value='([^']*)'>", page)
    return str(value)


def kinds(api: Api, number: str) -> list[str]:
    return [event.kind for event in api.world.cases.kept[number].events]


def answered(api: Api) -> dict[str, str]:
    """A report that its office has answered."""
    receipt = api.file()
    number = receipt["tracking_id"]
    office = api.world.cases.kept[number].case.agency
    assert office is not None
    key, home = api.key(office, Role.OFFICER), f"/agencies/{office}/complaints/{number}"
    for action, note in (("accept", "Kami tindak lanjuti"), ("response", ANSWER)):
        version = api.world.cases.kept[number].case.version
        done = api.post(f"{home}/{action}", {"note": note}, key=key, If_Match=f'"{version}"')
        assert done.status_code < 300, done.body
    return receipt


def test_the_page_shows_what_the_public_sees(api: Api) -> None:
    number = answered(api)["tracking_id"]
    page = text_of(api.get(f"/track?id={number.lower()}"))
    assert number in page
    assert "<h1>Sudah ditanggapi" in page
    assert "Petugas sudah menambal lubang &amp; memadatkannya kemarin." in page
    assert "Jalan berlubang di depan pasar" in page
    assert "name='text'" not in page, "replies need the code"
    assert "name='secret'" in page


def test_with_the_code_the_reporter_replies_and_says_whether_it_is_solved(api: Api) -> None:
    receipt = answered(api)
    number, secret = receipt["tracking_id"], receipt["secret"]
    before = kinds(api, number)
    page = text_of(send(api, id=number, secret=secret))
    assert set(kinds(api, number)[len(before) :]) <= {"told"}, "that the answer was opened is noted, as on any page"
    carried = {name: hidden(page, name) for name in ("id", "secret", "key")}

    done = text_of(send(api, **carried, resolved="no", text="Masih <b>berlubang</b> di tepi."))
    assert "Balasan Anda kami terima." in done
    assert "Masih &lt;b&gt;berlubang&lt;/b&gt; di tepi." in done
    assert "<b>" not in done
    assert api.world.cases.kept[number].case.status == "reopened"


def test_a_form_that_is_sent_twice_is_one_reply_and_other_words_are_another(api: Api) -> None:
    receipt = api.file()
    number, before = receipt["tracking_id"], len(kinds(api, receipt["tracking_id"]))
    page = text_of(send(api, id=number, secret=receipt["secret"]))
    carried = {name: hidden(page, name) for name in ("id", "secret", "key")}
    for _ in range(2):
        assert "Balasan Anda kami terima." in text_of(send(api, **carried, text="Dekat tiang listrik."))
    assert len(kinds(api, number)) == before + 1
    assert send(api, **carried, text="Dan dekat masjid.").status_code == 200
    assert len(kinds(api, number)) == before + 2


def test_a_secret_case_opens_with_its_code_alone(api: Api) -> None:
    receipt = api.file(secret=True)
    number = receipt["tracking_id"]
    closed = api.get(f"/track?id={number}", Accept_Language="id")
    assert (closed.status_code, "Jalan berlubang" in text_of(closed)) == (404, False)
    assert "Laporan tidak ditemukan" in text_of(closed)
    assert "Jalan berlubang" in text_of(send(api, id=number, secret=receipt["secret"]))


def test_without_a_number_the_page_asks_for_one(api: Api) -> None:
    page = text_of(api.get("/track"))
    assert "<h1>Lacak laporan" in page
    assert "name='id'" in page


@pytest.mark.parametrize(
    ("number", "status", "words"),
    [
        ("KI-N4MY-SXYG-J406-C", 400, "Isian perlu diperbaiki"),
        ("KI-N4MY-SXYG-J405-C", 404, "Laporan tidak ditemukan"),
        ("KU-XRBR-PVBP-FVZ6-K", 404, "Laporan milik wilayah lain"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_on_a_page_with_the_form_to_try_again(
    api: Api, number: str, status: int, words: str
) -> None:
    response = api.get(f"/track?id={number}")
    assert response.status_code == status
    page = text_of(response)
    assert words in page
    assert f"name='id' value='{number}'" in page


def test_a_wrong_code_is_refused_and_counted_wherever_it_is_typed(api: Api) -> None:
    hidden_case, open_case = api.file(secret=True)["tracking_id"], api.file()["tracking_id"]
    assert send(api, id=hidden_case, secret="A" * 20, text="Halo").status_code == 404, "a hidden case is none"
    assert send(api, id=open_case, secret="A" * 20, text="Halo").status_code == 403
    counted = api.world.rate_counter.counts
    assert [count for (limit, *_), count in counted.items() if limit == WRONG_SECRETS.name] == [2]
    assert "replied" not in kinds(api, hidden_case) + kinds(api, open_case)
    for key in [each for each in counted if each[0] == WRONG_SECRETS.name]:
        counted[key] = WRONG_SECRETS.most
    response = send(api, id=open_case, secret="A" * 20)
    assert (response.status_code, "Retry-After" in response.headers) == (429, True)


def test_a_number_with_markup_is_never_rendered_as_such(api: Api) -> None:
    page = text_of(send(api, id="'><script>alert(1)</script>", secret="x"))
    assert "<script>" not in page
    assert "value='&#x27;&gt;&lt;script&gt;" in page


def test_a_page_of_another_site_cannot_reply(api: Api) -> None:
    receipt = api.file()
    refused = send(api, origin="cross-site", id=receipt["tracking_id"], secret=receipt["secret"], text="Halo")
    assert refused.status_code == 403
    assert "replied" not in kinds(api, receipt["tracking_id"])


def test_a_receipt_that_cannot_be_shown_says_so_on_a_page_to_a_browser(api: Api) -> None:
    path = "/complaints/KI-N4MY-SXYG-J405-C/receipt"
    response = api.get(path, Accept="text/html,*/*", Accept_Language="id")
    assert (response.status_code, "<h1>Laporan tidak ditemukan</h1>" in text_of(response)) == (404, True)
    assert_problem(api.get(path), 404, "unknown_case")


def test_the_form_is_counted_by_address_like_a_reply(api: Api) -> None:
    receipt = api.file()
    send(api, id=receipt["tracking_id"], secret=receipt["secret"])
    counted = api.world.rate_counter.counts
    for key in [each for each in counted if each[0] == ADDITIONS.name]:
        counted[key] = ADDITIONS.most
    refused = send(api, id=receipt["tracking_id"], secret=receipt["secret"])
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert "<h1>" in text_of(refused)


def test_too_many_fields_are_refused(api: Api) -> None:
    body = "&".join(f"a{n}=1" for n in range(50)).encode()
    assert_problem(api.post("/track", body, Content_Type=FORM), 400, "invalid_input", **{"": "too_many_fields"})
