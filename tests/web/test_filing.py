import json
import re
from typing import Any

import pytest

from chalicelib.domain.cases.receipt import derive
from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import WORDS, go_to_check, number_on, press_next

pytestmark = pytest.mark.browser


def test_a_complaint_is_filed_step_by_step(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/", geolocation={"latitude": 0.512345678, "longitude": 117.5}, permissions=["geolocation"])
    page.fill("#text", WORDS)
    page.click("#kind summary")
    page.click("text=Jalan rusak atau berlubang")
    press_next(page)
    page.select_option("#region-0", label="Kabupaten Kutai Timur")
    page.select_option("#region-1", label="Kecamatan Sangatta Utara")
    page.select_option("#region-2", label="Desa Swarga Bara")
    page.fill("#place", "Dekat jembatan kecil")
    page.click("#coordinates")
    page.wait_for_selector("text=Titik ini ikut dikirim")
    page.fill("#incident_date", "2026-01-05")
    press_next(page)
    page.fill("#name", "Warga Contoh")
    page.fill("#email", "warga@contoh.id")
    assert not page.locator("#safe_to_tell").is_visible()
    page.check("#secret")
    page.check("#safe_to_tell")
    press_next(page)
    summary = page.inner_text("#summary")
    for words in (
        WORDS,
        "Desa Swarga Bara",
        "Senin, 5 Januari 2026",
        "Warga Contoh",
        "Hanya Anda dan petugas yang menangani.",
    ):
        assert words in summary
    press_next(page)

    number = number_on(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    filed = stack.filed[0]
    key = filed.pop("receipt_key")
    assert re.fullmatch("[0-9a-f]{32}", key)
    assert filed == {
        "type": "complaint",
        "text": WORDS,
        "category": "jalan-rusak",
        "region": "64.08.04.2006",
        "place": "Dekat jembatan kecil",
        "coordinates": {"lat": 0.51235, "lon": 117.5},
        "incident_date": "2026-01-05",
        "secret": True,
        "safe_to_tell": True,
        "reporter": {"name": "Warga Contoh", "email": "warga@contoh.id"},
    }
    assert number == derive(bytes.fromhex(key), "KI").tracking_id


def test_the_phones_location_names_the_place_that_it_was_found_in(open_page: OpenPage) -> None:
    page = open_page("/", geolocation={"latitude": 0.512345678, "longitude": 117.5}, permissions=["geolocation"])
    page.fill("#text", WORDS)
    press_next(page)
    page.click("#coordinates")
    page.wait_for_selector("#location:has-text('Terbaca di Kabupaten Kutai Timur. Titik ini ikut dikirim')")
    page.click("#coordinates")
    page.wait_for_selector("#location:not(:has-text('Terbaca'))")


def test_words_alone_are_enough(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert set(stack.filed[0]) == {"receipt_key", "type", "text"}


def test_without_javascript_the_page_is_a_plain_form_that_files(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/", java_script_enabled=False)
    page.fill("#text", WORDS)
    page.fill("#place", "Depan pasar")
    page.check("#secret")
    page.check("#safe_to_tell")
    page.click("#next")
    page.wait_for_url("**/v1/complaints/*/receipt")
    assert stack.filed[0]["text"] == WORDS
    assert stack.filed[0]["place"] == "Depan pasar"
    assert (stack.filed[0]["secret"], stack.filed[0]["safe_to_tell"]) == ("true", "true")


def test_without_connection_the_number_appears_at_once_and_the_report_follows_later(
    open_page: OpenPage, stack: Stack
) -> None:
    page = open_page()
    go_to_check(page)
    page.context.set_offline(True)
    press_next(page)
    number = number_on(page)
    page.wait_for_selector("text=Tersimpan di ponsel ini, akan dikirim lagi")
    assert stack.filed == []

    page.context.set_offline(False)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert number_on(page) == number == derive(bytes.fromhex(stack.filed[0]["receipt_key"]), "KI").tracking_id


def test_a_report_that_waited_is_sent_by_any_page_opened_later(open_page: OpenPage, stack: Stack, site: str) -> None:
    page = open_page()
    go_to_check(page)
    page.context.set_offline(True)
    press_next(page)
    number = number_on(page)
    page.close()
    later = page.context.new_page()
    page.context.set_offline(False)
    later.goto(f"{site}/terima.html#{number}")
    later.wait_for_selector("text=Laporan Anda kami terima")
    assert len(stack.filed) == 1


def test_a_report_that_waited_and_is_refused_is_said_as_refused_on_any_page(
    open_page: OpenPage, stack: Stack, site: str
) -> None:
    page = open_page()
    go_to_check(page)
    page.context.set_offline(True)
    press_next(page)
    number = number_on(page)
    page.close()
    later = page.context.new_page()
    refusal = {"status": 400, "content_type": "application/problem+json", "body": json.dumps(webcases.BAD_PLACE)}
    later.route("**/v1/complaints", lambda route: route.fulfill(**refusal))
    page.context.set_offline(False)
    later.goto(f"{site}/statistik.html")
    later.wait_for_selector("#refused:has-text('Laporan belum dapat kami terima')")
    assert WORDS[:20] in later.inner_text("#refused")

    later.goto(f"{site}/lacak.html?id={number}")
    later.wait_for_selector("#case:has-text('Nomornya tidak berlaku')")
    later.click("#refused a")
    later.wait_for_selector("#receipt .notice.wrong")
    assert later.query_selector("#refused .notice") is None, "said once"
    later.click("text=Perbaiki laporan")
    later.wait_for_selector("#place-problem")
    assert stack.filed == []


def test_an_answer_lost_on_the_way_does_not_file_twice(open_page: OpenPage, stack: Stack) -> None:
    stack.lose_answers = 1
    page = open_page()
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("text=Tersimpan di ponsel ini, akan dikirim lagi")
    page.click("text=Kirim sekarang")
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert len(stack.filed) == 1
    assert len([path for method, path, _ in stack.requests if (method, path) == ("POST", "/v1/complaints")]) > 1


def test_once_received_the_phone_keeps_number_and_code_but_no_words_of_the_reporter(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    press_next(page)
    press_next(page)
    page.fill("#name", "Warga Contoh")
    press_next(page)
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    kept = page.evaluate("JSON.stringify({...localStorage})")
    assert "Warga Contoh" not in kept
    assert "receipt_key" not in kept


def test_what_the_server_refuses_is_shown_at_the_field_it_names(open_page: OpenPage, stack: Stack) -> None:
    stack.refusal = webcases.BAD_PLACE
    page = open_page()
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("#place-heading:visible")
    assert page.get_attribute("#place", "aria-invalid") == "true"
    assert "Hapus karakter kendali pada huruf ke-3." in page.inner_text("#place-problem")
    assert focused(page) == "notice wrong"
    page.click("#problems a")
    assert page.evaluate("document.activeElement.id") == "place"
    page.fill("#place", "Depan pasar")
    assert page.query_selector("#place-problem") is None
    press_next(page)
    press_next(page)
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert len(stack.filed) == 1


def test_a_phone_that_cannot_be_read_is_said_beside_it_and_sent_all_the_same(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    press_next(page)
    press_next(page)
    page.fill("#phone", "nol delapan")
    assert page.inner_text("#hint-phone") == ""
    page.fill("#email", "Budi <budi@contoh.id>;")
    page.wait_for_selector("#hint-phone:has-text('tidak terbaca sebagai nomor telepon')")
    press_next(page)
    assert "Laporan tetap dapat dikirim" in page.inner_text("#summary")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert stack.filed[0]["reporter"] == {"phone": "nol delapan", "email": "Budi <budi@contoh.id>;"}
    assert webcases.PHONE_HINT in page.inner_text("#receipt")


def test_a_character_that_nobody_sees_is_marked_in_its_field(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", "  🚧 Jalan \u202erusak parah")
    press_next(page)
    assert "huruf ke-9" in page.inner_text("#text-problem")
    page.click("#problems a")
    marked = page.evaluate(
        "(({value, selectionStart: a, selectionEnd: b}) => value.slice(a, b))(document.activeElement)"
    )
    assert marked == "\u202e"
    page.keyboard.press("Delete")
    press_next(page)
    page.wait_for_selector("#place-heading:visible")


def test_what_the_phone_can_tell_is_wrong_is_said_before_going_on(open_page: OpenPage) -> None:
    page = open_page()
    press_next(page)
    assert "Tulis dulu apa yang terjadi" in page.inner_text("#problems")
    assert focused(page) == "notice wrong"
    page.fill("#text", WORDS)
    assert page.inner_text("#problems") == ""
    press_next(page)
    page.fill("#incident_date", "2999-01-01")
    press_next(page)
    assert "Pilih tanggal hari ini atau sebelumnya." in page.inner_text("#problems")


def test_going_back_and_coming_back_tomorrow_lose_nothing(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    press_next(page)
    page.select_option("#region-0", label="Kabupaten Kutai Timur")
    page.fill("#place", "Depan pasar")
    page.go_back()
    page.wait_for_selector("#words-heading:visible")
    assert page.input_value("#text") == WORDS
    page.reload()
    page.wait_for_selector("#progress:not([hidden])")
    assert page.input_value("#text") == WORDS
    press_next(page)
    page.wait_for_selector("#region-1")
    assert page.input_value("#region-0") == "64.08"
    assert page.input_value("#place") == "Depan pasar"


def test_the_draft_can_be_thrown_away_with_two_presses(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    page.click("#clear")
    assert page.input_value("#text") == WORDS
    page.click("#clear")
    assert page.input_value("#text") == ""
    assert page.evaluate("localStorage.getItem('lapor.draft')") is None


def test_urgent_words_bring_up_the_emergency_numbers_and_block_nothing(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", "Ada kebakaran di belakang pasar")
    page.wait_for_selector("a[href='tel:112']")
    press_next(page)
    assert page.is_visible("#place-heading")


def test_the_skip_link_leads_to_no_other_step(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    press_next(page)
    page.evaluate("document.querySelector('.skip').click()")
    assert page.is_visible("#place-heading")


def test_everything_can_be_done_with_the_keyboard(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    tab_to(page, "text")
    page.keyboard.type(WORDS)
    for _ in range(3):
        tab_to(page, "next")
        page.keyboard.press("Enter")
    assert page.is_visible("#check-heading")
    tab_to(page, "next")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert stack.filed[0]["text"] == WORDS


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.className"))


def tab_to(page: Any, field: str) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == field:
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"#{field} cannot be reached with the Tab key")
