"""A coordinator prints a letter for a case about a province that no stack serves, and nobody else gets one."""

from typing import Any

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api

COORDINATOR = "64-diskominfo"
TEXT = "Jalan berlubang di depan pasar, hubungi saya di 0812 3456 7890."


def filed_about(api: Api, region: str, **filing: Any) -> str:
    receipt = api.file(text=TEXT, category="jalan-rusak", region=region, place="Depan pasar", **filing)
    return str(receipt["tracking_id"])


def seen(api: Api, number: str, role: Role = Role.COORDINATOR) -> dict[str, Any]:
    answer = api.get(f"/agencies/{COORDINATOR}/complaints/{number}", key=api.key(COORDINATOR, role))
    assert answer.status_code == 200, answer.body
    return dict(answer.json_body)


def test_the_letter_has_the_words_that_the_public_reads_and_nothing_of_the_reporter(api: Api) -> None:
    number = filed_about(api, "65.01", reporter={"name": "Nama Contoh", "phone": "0812 0000 0000"})
    case = seen(api, number)
    assert case["status"] == "triage"
    letter = case["letter"]
    assert letter["to"] == "Dinas Komunikasi dan Informatika Provinsi Kalimantan Utara"
    assert letter["sender"] == "Diskominfo Provinsi Kalimantan Timur"
    assert (letter["place"], letter["province"]) == ("Depan pasar", "Kalimantan Utara")
    assert letter["text"].startswith("Jalan berlubang di depan pasar")
    assert "3456" in case["text"]
    assert not any(words in str(letter) for words in ("3456", "Nama Contoh", "0812"))


def test_a_secret_report_is_in_a_letter_without_its_words(api: Api) -> None:
    letter = seen(api, filed_about(api, "65.01", secret=True))["letter"]
    assert (letter["title"], letter["text"], letter["place"]) == (None, None, None)


def test_nobody_writes_to_the_own_province_or_to_one_with_a_stack_and_an_auditor_to_none(api: Api) -> None:
    own = api.file(text="Rusak sekali, tolong.", category=None, region="64.08")["tracking_id"]
    office = api.world.cases.load(own).agency or ""
    own_case = api.get(f"/agencies/{office}/complaints/{own}", key=api.key(office, Role.COORDINATOR)).json_body
    assert "letter" not in own_case
    number = filed_about(api, "65.01")
    assert "letter" not in seen(api, number, Role.AUDITOR)
    api.world.stacks.inboxes["KU"] = "inbox-KU"
    assert "letter" not in seen(api, number)
