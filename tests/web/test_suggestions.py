"""What the form offers while somebody writes: a likely category, one question, whom to call, who will read it."""

from typing import Any

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import WORDS, follow, press_next

pytestmark = pytest.mark.browser

CHIP = "#suggested-jalan-rusak"
TOO_MANY = {"type": "/problems/too_many_requests", "title": "", "status": 429, "code": "too_many_requests"}


def write(page: Any, offered: str = "#suggested-jembatan-rusak") -> None:
    """Types, and pauses until that is offered: by default what only the server offers."""
    page.fill("#text", WORDS)
    page.wait_for_selector(offered)


def send(page: Any) -> None:
    for _ in range(4):
        press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")


def test_likely_categories_come_with_a_reason_and_the_office_and_nothing_has_to_be_chosen(
    open_page: OpenPage, stack: Stack
) -> None:
    page = open_page()
    write(page)
    page.wait_for_selector("#going:not(:empty)")
    chips = [chip.inner_text() for chip in page.query_selector_all(".chip")]
    # Two that the server finds likely, then what the phone found in the words by itself.
    assert chips == ["Jalan rusak atau berlubang", "Jembatan rusak", "Pasar"]
    assert "Kata “berlubang” → Jalan rusak" in page.inner_text("#suggested")
    assert page.inner_text("#going") == f"Akan diteruskan ke {webcases.SUGGESTION['agency']['name']}."
    send(page)
    assert "category" not in stack.filed[0]
    assert stack.suggested == [{"text": WORDS}]


def test_a_tap_chooses_and_another_takes_it_back(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    write(page)
    page.click(CHIP)
    assert page.get_attribute(CHIP, "aria-pressed") == "true"
    assert page.evaluate("document.activeElement.id") == CHIP[1:]
    page.click(CHIP)
    assert page.get_attribute(CHIP, "aria-pressed") == "false"
    page.click("#suggested-jembatan-rusak")
    send(page)
    assert stack.filed[0]["category"] == "jembatan-rusak"


def test_a_category_asks_its_one_question_and_is_filed_by_the_answer(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    write(page)
    assert page.inner_text("#question") == ""
    page.click(CHIP)
    assert page.inner_text("#question legend") == "Jalan milik siapa?"
    assert page.is_checked("text=Tidak tahu")
    page.check("text=Jalan provinsi")
    assert page.evaluate("document.activeElement.id") == "category-answer-provinsi"
    page.reload()
    page.wait_for_selector("#question legend")
    assert page.is_checked("text=Jalan provinsi")
    page.wait_for_selector("#going:not(:empty)")
    for _ in range(3):
        press_next(page)
    assert "Jalan provinsi" in page.inner_text("#summary")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert stack.filed[0]["category"] == "jalan-rusak.provinsi"
    assert stack.suggested[-1]["category"] == "jalan-rusak.provinsi"


def test_not_knowing_the_answer_files_the_category_itself(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    write(page)
    page.click(CHIP)
    page.check("text=Jalan nasional")
    page.check("text=Tidak tahu")
    send(page)
    assert stack.filed[0]["category"] == "jalan-rusak"


def test_another_category_forgets_the_answer(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    write(page)
    page.click(CHIP)
    page.check("text=Jalan nasional")
    page.click("#suggested-jembatan-rusak")
    assert page.inner_text("#question") == ""
    page.click(CHIP)
    assert page.is_checked("text=Tidak tahu")


def test_without_a_connection_the_phone_suggests_and_asks_by_itself(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.wait_for_selector("#category-search", state="attached")
    page.context.set_offline(True)
    write(page, CHIP)
    assert "karena Anda menulis “berlubang”" in page.inner_text("#suggested")
    assert page.inner_text("#going") == ""
    page.click(CHIP)
    page.check("text=Jalan kabupaten atau kota")
    for _ in range(4):
        press_next(page)
    page.wait_for_selector("text=Tersimpan di ponsel ini, akan dikirim lagi")
    assert stack.suggested == []
    page.context.set_offline(False)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert stack.filed[0]["category"] == "jalan-rusak.kabupaten"


def test_when_too_many_ask_the_form_is_silent_and_asks_no_more(open_page: OpenPage, stack: Stack) -> None:
    stack.suggestion = TOO_MANY
    page = open_page()
    write(page, CHIP)
    page.fill("#text", "Lampu jalan mati di depan sekolah sejak minggu lalu.")
    page.wait_for_selector("#suggested-lampu-jalan")
    assert len(stack.suggested) == 1
    assert page.inner_text("#problems") == ""
    send(page)


def test_the_office_is_named_before_sending_once_the_place_tells_it(open_page: OpenPage, stack: Stack) -> None:
    stack.suggestion["sure"] = False
    page = open_page()
    write(page)
    assert page.inner_text("#going") == ""
    press_next(page)
    stack.suggestion["sure"] = True
    page.select_option("#region-0", label="Kabupaten Kutai Timur")
    press_next(page)
    press_next(page)
    page.wait_for_selector("#summary:has-text('Akan diteruskan ke')")
    assert stack.suggested[-1] == {"text": WORDS, "region": "64.08"}


def test_violence_that_only_the_server_hears_brings_up_whom_to_call_and_says_who_reads_it(
    open_page: OpenPage, stack: Stack
) -> None:
    stack.suggestion["alarms"] = [webcases.BLOW]
    page = open_page()
    page.fill("#text", "Tetangga saya main tangan kepada anaknya setiap malam.")
    page.wait_for_selector("#urgent a")
    assert [link.get_attribute("href") for link in page.query_selector_all("#urgent a")][:3] == [
        "tel:112",
        "tel:110",
        "tel:129",
    ]
    assert "Isinya tidak tampil untuk umum" in page.inner_text("#protected")
    assert "mirip laporan tentang kekerasan" in page.inner_text("#protected")
    for _ in range(3):
        press_next(page)
    summary = page.inner_text("#summary")
    assert "Hanya Anda, instansi yang menanganinya, dan pengawasnya." in summary
    assert "Isi laporan tampil untuk umum" not in summary


def test_an_accusation_is_protected_and_nobody_has_to_be_called(open_page: OpenPage, stack: Stack) -> None:
    stack.suggestion["alarms"] = [webcases.BRIBE]
    page = open_page()
    page.fill("#text", "Petugas loket meminta uang pelicin untuk KTP saya.")
    page.wait_for_selector("#protected .notice")
    assert page.inner_text("#urgent") == ""
    page.click("#language")
    assert "The words “pungli”" in page.inner_text("#protected")
    assert "not shown to the public" in page.inner_text("#protected")


def test_the_switch_of_language_on_the_receipt_brings_back_no_draft(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    write(page)
    send(page)
    page.click("#language")
    page.wait_for_selector("text=We received your report")
    assert page.evaluate("localStorage.getItem('lapor.draft')") is None


HOW_TO = {"id": "Minta SKPWNI di Dukcapil daerah asal.", "en": "Ask for a moving letter."}
PARTS = [
    {
        "text": "Jalan berlubang.",
        "category": {"id": "jalan-rusak", "name": {"id": "Jalan rusak", "en": "Damaged road"}},
    },
    {"text": "KTP saya belum jadi.", "category": {"id": "ktp", "name": {"id": "KTP", "en": "Identity card"}}},
]


def test_a_question_is_answered_and_becomes_one_only_by_a_tap(open_page: OpenPage, stack: Stack) -> None:
    stack.suggestion |= {"proposed_type": "information_request", "how_to": HOW_TO}
    page = open_page()
    write(page)
    page.wait_for_selector("#how-to")
    assert HOW_TO["id"] in page.inner_text("#how-to")
    assert page.evaluate("document.querySelector('input[name=type]:checked').value") == "complaint"
    page.click("#set-type")
    assert page.query_selector("#set-type") is None
    send(page)
    assert stack.filed[0]["type"] == "information_request"


def test_several_matters_are_filed_one_by_one_once_the_citizen_says_yes(open_page: OpenPage, stack: Stack) -> None:
    stack.suggestion |= {"parts": PARTS}
    page = open_page()
    write(page)
    page.wait_for_selector("#parts")
    stack.suggestion |= {"parts": []}
    page.click("#split")
    assert page.input_value("#text") == PARTS[0]["text"]
    send(page)
    follow(page, "#later a")
    assert page.input_value("#text") == PARTS[1]["text"]
    send(page)
    assert [filed["text"] for filed in stack.filed] == [part["text"] for part in PARTS]
    assert page.query_selector("#later a") is None
