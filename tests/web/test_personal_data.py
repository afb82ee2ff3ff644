"""What the forms say of personal data before it is sent, and that nobody anonymous is asked for a name."""

import pytest

from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import press_next

pytestmark = pytest.mark.browser

WORDS = "Lampu jalan mati, NIK saya 6472011508850001, HP 0812 3456 7890."


def test_the_form_names_what_it_found_and_hides_it_with_one_tap(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    hint = page.inner_text("#personal-text")
    assert "NIK, nomor telepon" in hint
    assert "Instansi yang menangani dapat membacanya" in hint
    page.click("#personal-text .hide-personal")
    hidden = "Lampu jalan mati, NIK saya [NIK disembunyikan], HP [nomor telepon disembunyikan]."
    assert page.input_value("#text") == hidden
    assert page.inner_text("#personal-text") == ""
    assert page.evaluate("document.activeElement.id") == "text"
    for _ in range(4):
        press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert stack.filed[0]["text"] == hidden


def test_one_tap_makes_the_report_secret_and_nothing_blocks(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    page.click("#personal-text .make-secret")
    assert page.is_checked("#secret")
    assert "Laporan ini tidak tampil untuk umum" in page.inner_text("#personal-text")
    for _ in range(4):
        press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert (stack.filed[0]["text"], stack.filed[0]["secret"]) == (WORDS, True)


def test_names_and_health_are_a_hint_only(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", "Bu Rahma Rekaan sedang hamil dan ditolak di loket")
    assert "Kesehatan seseorang akan terbaca umum bersama namanya: Rahma Rekaan" in page.inner_text("#personal-text")
    assert page.query_selector("#personal-text .hide-personal") is None
    page.fill("#text", "Ibu hamil ditolak di loket puskesmas")
    assert page.inner_text("#personal-text") == ""


def test_the_place_has_the_same_hint(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", "Lampu jalan mati")
    press_next(page)
    page.fill("#place", "Rumah saya, WA 081234567890")
    page.click("#personal-place .hide-personal")
    assert page.input_value("#place") == "Rumah saya, WA [nomor telepon disembunyikan]"


def test_nobody_anonymous_is_asked_for_name_and_contact(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.fill("#text", "Lampu jalan mati")
    press_next(page)
    press_next(page)
    page.fill("#phone", "081234567890")
    page.check("#anonymous")
    assert not page.is_visible("#name")
    assert not page.is_visible("#phone")
    press_next(page)
    assert "nama dan kontak tidak disimpan" in page.inner_text("#summary")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert "reporter" not in stack.filed[0]
