"""A lost receipt over HTTP: who asks learns nothing, and who has the code gets a fresh secret."""

import re
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.receipt import derive
from tests.api.conftest import Api, assert_problem

ADDRESS, PHONE = "pelapor@contoh.id", "0811 000 111"
PERSON = {"name": "Pelapor Contoh", "phone": PHONE, "email": ADDRESS}
KEY = "1" * 32


def ask(api: Api, number: str, contact: str = ADDRESS) -> Any:
    return api.post(f"/complaints/{number}/receipt-code", {"contact": contact})


def came(api: Api) -> str:
    """The code in the mail that the last order leads to."""
    api.world.services.code_sender.carry_out(api.world.notice_queue.codes[-1], api.world.now)
    return str(re.findall(r"[0-9]{6}", api.world.mailer.sent[-1].mail.body)[0])


def renew(api: Api, number: str, request: str, code: str, key: str = KEY) -> Any:
    body = {"request": request, "code": code, "new_key": key}
    return api.post(f"/complaints/{number}/receipt-renewal", body)


def renewed(api: Api, receipt: dict[str, Any]) -> dict[str, Any]:
    number = receipt["tracking_id"]
    request = ask(api, number).json_body["request"]
    answer = renew(api, number, request, came(api))
    assert answer.status_code == 201, answer.body
    return dict(answer.json_body)


def test_the_answer_is_the_same_whoever_asks_for_whatever(api: Api) -> None:
    numbers = [
        api.file(reporter=PERSON)["tracking_id"],
        api.file(text="Lampu jalan padam di pasar.", anonymous=True)["tracking_id"],
        api.file(text="Laporan rahasia tentang pasar.", secret=True, reporter=PERSON)["tracking_id"],
        derive(bytes(16), "KI").tracking_id,
    ]
    for number in numbers:
        for contact in (ADDRESS, "orang-lain@contoh.id", PHONE, "0812 3456 7890"):
            answer = ask(api, number, contact)
            assert answer.status_code == 202
            assert answer.json_body == {"request": answer.json_body["request"], "minutes": 15}
            assert answer.headers["Cache-Control"] == "no-store"


def test_whoever_has_the_code_gets_a_fresh_secret_and_the_old_one_opens_nothing(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number = receipt["tracking_id"]
    fresh = renewed(api, receipt)
    assert (fresh["tracking_id"], fresh["hidden"], fresh["filed_at"]) == (number, False, receipt["filed_at"])
    old, new = receipt["secret"], fresh["secret"]
    assert api.get(f"/complaints/{number}", Receipt_Secret=new).status_code == 200
    form = "application/x-www-form-urlencoded"
    refused = [
        api.get(f"/complaints/{number}", Receipt_Secret=old),
        api.post(f"/complaints/{number}/replies", {"text": "Masih berlubang."}, Receipt_Secret=old),
        api.post(f"/complaints/{number}/erasure", {}, Receipt_Secret=old),
        api.post(f"/complaints/{number}/address", {"email": "lain@contoh.id"}, Receipt_Secret=old),
        api.post(f"/complaints/{number}/attachments", {"media_type": "image/jpeg", "bytes": 9}, Receipt_Secret=old),
        api.get(f"/complaints/{number}/accesses", Receipt_Secret=old),
        api.get(f"/complaints/{number}/receipt", Cookie=f"__Secure-receipt={old}", Accept="text/html"),
        api.post("/track", f"id={number}&secret={old}".encode(), Content_Type=form),
    ]
    assert [answer.status_code for answer in refused[:6]] == [403] * 6
    assert refused[7].status_code == 403
    opened = api.post("/track", f"id={number}&secret={new}".encode(), Content_Type=form)
    assert opened.status_code == 200
    assert "Kode rahasia laporan ini diganti" in opened.body.decode()


def test_the_timeline_says_it_to_the_reporter_alone(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number, fresh = receipt["tracking_id"], renewed(api, receipt)
    own = api.get(f"/complaints/{number}", Receipt_Secret=fresh["secret"]).json_body["timeline"][-1]
    assert own["kind"] == "receipt_renewed"
    assert own["label"]["id"] == "Kode rahasia laporan ini diganti; yang lama tidak berlaku lagi"
    case = api.world.cases.load(number)
    office = api.get(f"/agencies/{case.agency}/complaints/{number}", key=api.key(case.agency or ""))
    public = api.get(f"/complaints/{number}?proof=1")
    for seen in (office, public):
        assert seen.status_code == 200
        assert "receipt_renewed" not in seen.body.decode()
        assert own["data"]["secret_hash"] not in seen.body.decode()


def test_sent_again_it_is_the_same_receipt(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number = receipt["tracking_id"]
    request = ask(api, number).json_body["request"]
    code = came(api)
    first, again = (renew(api, number, request, code) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json_body == again.json_body
    assert_problem(renew(api, number, request, code, "2" * 32), 403, "wrong_code")


def test_a_wrong_code_and_one_that_nobody_was_sent_are_refused_alike(api: Api) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    request = ask(api, number).json_body["request"]
    right = came(api)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    nobodys = ask(api, number, "orang-lain@contoh.id").json_body["request"]
    unknown = derive(bytes(16), "KI").tracking_id
    answers = [renew(api, number, request, wrong), renew(api, number, nobodys, wrong)]
    answers.append(renew(api, unknown, ask(api, unknown).json_body["request"], wrong))
    assert len({answer.body for answer in answers}) == 1
    for answer in answers:
        assert_problem(answer, 403, "wrong_code")
    api.world.now += timedelta(minutes=15)
    assert renew(api, number, request, right).body == answers[0].body


@pytest.mark.parametrize(
    ("contact", "code"), [("", "contact_shape"), ("Budi", "contact_shape"), ("a@b.id c@d.id", "contact_shape")]
)
def test_what_is_no_contact_is_named(api: Api, contact: str, code: str) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    assert_problem(ask(api, number, contact), 400, "invalid_input", contact=code)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"code": "12345"}, {"code": "code_shape"}),
        ({"request": "x"}, {"request": "request_shape"}),
        ({"new_key": "x"}, {"new_key": "receipt_key_shape"}),
    ],
)
def test_what_cannot_be_right_is_named(api: Api, fields: dict[str, str], wrong: dict[str, str]) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    body = {"request": "0" * 32, "code": "123456", "new_key": KEY} | fields
    assert_problem(api.post(f"/complaints/{number}/receipt-renewal", body), 400, "invalid_input", **wrong)


def test_a_number_of_another_stack_is_asked_for_there(api: Api) -> None:
    assert_problem(ask(api, derive(bytes(16), "KU").tracking_id), 404, "lives_elsewhere")


def test_one_address_asks_so_often_and_no_more(api: Api) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    answers = [ask(api, number, f"orang-{count}@contoh.id").status_code for count in range(62)]
    assert answers == [202] * 60 + [429] * 2
