"""A phone whose browser runs no script: look a report up, reply, and be told what is wrong."""

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.browser


def test_a_report_is_looked_up_and_answered(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/lacak.html", java_script_enabled=False)
    page.fill("#id", webcases.RESPONDED)
    page.click("#lookup button")
    assert page.inner_text("h1").startswith("Sudah ditanggapi")
    assert page.query_selector("#text") is None, "not without the code"
    page.fill("#secret", webcases.SECRET)
    page.click("text=Buka sebagai pelapor")
    page.check("text=Belum, masih ada masalah")
    page.fill("#text", "Masih berlubang di tepi.")
    page.click("text=Kirim balasan")
    assert page.inner_text(".said").startswith("Balasan Anda kami terima.")
    assert stack.said == [("replies", {"text": "Masih berlubang di tepi.", "resolved": False})]
    assert webcases.SECRET not in page.url


def test_a_number_that_is_not_found_can_be_typed_again(open_page: OpenPage) -> None:
    page = open_page("/v1/track?id=KI-0000-0000-0000-0", java_script_enabled=False)
    assert page.inner_text("h1").startswith("Laporan tidak ditemukan")
    assert page.input_value("#id") == "KI-0000-0000-0000-0"


def test_the_page_of_receipts_leads_to_the_number(open_page: OpenPage, site: str) -> None:
    page = open_page("/terima.html", java_script_enabled=False)
    page.click("noscript a, main a")
    assert page.url == f"{site}/v1/track"
