"""A mail did not arrive: the reporter reads it on the case, alone, and corrects the address."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.notices.ledger import Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from tests.api.conftest import Api, assert_problem
from tests.api.test_plain_tracking import FORM

OLD, NEW = "lama@contoh.id", "baru@contoh.id"
PERSON = {"name": "Pelapor Contoh", "phone": "+62811000111", "email": OLD}
NOT_ARRIVED = "E-mail Anda tidak sampai. Perbaiki alamat."


def told(api: Api, **filing: Any) -> dict[str, Any]:
    """A case whose reporter got a mail of its filing."""
    receipt = api.file(**{"reporter": PERSON} | filing)
    api.world.now += timedelta(minutes=1)
    assert send(api, receipt["tracking_id"]) is Outcome.SENT
    return receipt


def send(api: Api, number: str, seq: int = 1) -> Outcome | None:
    return api.world.services.notice_sender.carry_out(NoticeOrder(number, seq), api.world.now).outcome


def come_back(api: Api, number: str, why: Stop = Stop.BOUNCED) -> None:
    api.world.services.returns.came_back(NoticeOrder(number, 1), why, api.world.now)
    api.world.now += timedelta(minutes=1)


def seen(api: Api, receipt: dict[str, Any]) -> dict[str, Any]:
    return dict(api.get(f"/complaints/{receipt['tracking_id']}", Receipt_Secret=receipt["secret"]).json_body)


def correct(api: Api, receipt: dict[str, Any], email: str = NEW, secret: str | None = None) -> Any:
    path = f"/complaints/{receipt['tracking_id']}/address"
    return api.post(path, {"email": email}, Receipt_Secret=secret or receipt["secret"])


def address(api: Api, receipt: dict[str, Any]) -> str | None:
    identity = api.world.identities.get(receipt["tracking_id"])
    return identity.email if identity else None


@pytest.mark.parametrize("why", [Stop.BOUNCED, Stop.REFUSED, Stop.COMPLAINED])
def test_the_reporter_reads_that_mails_do_not_arrive_and_corrects_the_address(api: Api, why: Stop) -> None:
    receipt = told(api)
    number = receipt["tracking_id"]
    assert seen(api, receipt)["notices"] == {"stopped": None}
    come_back(api, number, why)
    assert seen(api, receipt)["notices"] == {"stopped": why}
    assert "notices" not in api.get(f"/complaints/{number}").json_body
    for _ in range(2):
        answer = correct(api, receipt)
        assert answer.status_code == 201, answer.body
        assert answer.json_body["notices"] == {"stopped": None}
        assert NEW.encode() not in answer.body
    identity = api.world.identities.get(number)
    assert identity
    assert (identity.name, identity.phone, identity.email) == (PERSON["name"], PERSON["phone"], NEW)


def test_the_next_mail_goes_to_the_new_address_and_none_to_the_old_one(api: Api) -> None:
    receipt = told(api)
    come_back(api, receipt["tracking_id"])
    correct(api, receipt)
    api.world.mailer.sent.clear()
    case = api.world.cases.load(receipt["tracking_id"])
    key, path = api.key(case.agency or ""), f"/agencies/{case.agency}/complaints/{case.id}"
    accepted = api.post(f"{path}/accept", {}, key=key, If_Match=f'"{case.version}"')
    note = {"note": "Di RT berapa letaknya?"}
    asked = api.post(f"{path}/postponement", note, key=key, If_Match=accepted.headers["ETag"])
    assert asked.status_code == 200, asked.body
    assert send(api, case.id, case.version + 2) is Outcome.SENT
    assert [each.to for each in api.world.mailer.sent] == [NEW]


def test_what_comes_back_late_from_the_old_address_does_not_stop_the_new_one(api: Api) -> None:
    receipt = told(api)
    come_back(api, receipt["tracking_id"])
    correct(api, receipt)
    api.world.now += timedelta(minutes=1)
    come_back(api, receipt["tracking_id"], Stop.COMPLAINED)
    assert seen(api, receipt)["notices"] == {"stopped": None}


def test_who_wants_no_mails_gets_none_at_another_address_either(api: Api) -> None:
    receipt = told(api)
    api.world.notice_ledger.stop(receipt["tracking_id"], Stop.ASKED, api.world.now)
    assert correct(api, receipt).json_body["notices"] == {"stopped": "asked"}


@pytest.mark.parametrize("email", ["", "baru", "a@contoh.id b@contoh.id"])
def test_what_is_not_one_address_is_refused_by_its_field(api: Api, email: str) -> None:
    receipt = told(api)
    assert_problem(correct(api, receipt, email), 400, "invalid_input", email="email_shape")
    assert address(api, receipt) == OLD


def test_nobody_but_the_reporter_corrects_it(api: Api) -> None:
    receipt = told(api)
    assert_problem(correct(api, receipt, secret="0000-0000-0000-0000-0000"), 403, "wrong_secret")
    assert_problem(api.post(f"/complaints/{receipt['tracking_id']}/address", {"email": NEW}), 403, "wrong_secret")
    assert address(api, receipt) == OLD


def test_who_gave_nothing_or_was_erased_cannot_be_written_to(api: Api) -> None:
    anonymous = api.file(anonymous=True, reporter=PERSON)
    assert_problem(correct(api, anonymous), 404, "no_identity")
    assert seen(api, anonymous)["notices"] == {"stopped": None}
    erased = told(api, text="Lampu jalan di depan pasar padam.")
    api.post(f"/complaints/{erased['tracking_id']}/erasure", {}, Receipt_Secret=erased["secret"])
    assert_problem(correct(api, erased), 404, "no_identity")
    assert address(api, erased) is None


def test_without_javascript_the_page_says_it_and_takes_the_address(api: Api) -> None:
    receipt = told(api)
    number, secret = receipt["tracking_id"], receipt["secret"]
    come_back(api, number)
    opened = api.post("/track", f"id={number}&secret={secret}".encode(), Content_Type=FORM).body.decode()
    assert NOT_ARRIVED in opened
    assert NOT_ARRIVED not in api.get(f"/track?id={number}").body.decode()
    form = f"id={number}&secret={secret}&email={NEW}".encode()
    saved = api.post("/track", form, Content_Type=FORM).body.decode()
    assert "Alamat baru tersimpan." in saved
    assert NOT_ARRIVED not in saved
    assert NEW not in saved
    refused = api.post("/track", f"id={number}&secret={secret}&email=baru".encode(), Content_Type=FORM)
    assert refused.status_code == 400
    assert address(api, receipt) == NEW
