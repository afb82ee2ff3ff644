"""Whoever lost the secret is led from the tracking page to a code, and from the code to a fresh receipt."""

import pytest

from tests.support import webcases, webrenewals
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.browser

LINK = "text=Kehilangan kode rahasia?"
NARROW = {"width": 360, "height": 740}


def test_a_lost_secret_is_replaced_by_a_code_and_the_receipt_shows_the_fresh_one(
    open_page: OpenPage, stack: Stack
) -> None:
    number = webcases.RESPONDED
    page = open_page(f"/lacak.html?id={number}")
    page.set_viewport_size(NARROW)
    page.click(LINK)
    page.wait_for_selector("#lost-contact")
    assert page.evaluate("document.activeElement.id") == "lost-contact"
    page.click("text=Kirim kode")
    assert "Tulis kontak yang Anda beri di laporan." in page.inner_text("#lost-contact-problem")
    page.fill("#lost-contact", "pelapor@contoh.id")
    page.click("text=Kirim kode")
    page.wait_for_selector("#lost-code")
    assert "Kode berlaku 15 menit." in page.inner_text(".lost")
    page.fill("#lost-code", "000000")
    page.click("text=Ganti kode rahasia")
    page.wait_for_selector("#lost-code-problem:has-text('Kode tidak cocok')")
    stack.lose_answers = 1
    page.fill("#lost-code", webrenewals.CODE)
    page.click("text=Ganti kode rahasia")
    page.wait_for_selector("#lost-code-problem:has-text('Sambungan terputus')")
    page.click("text=Ganti kode rahasia")
    page.wait_for_url(f"**/terima.html#{number}")
    page.wait_for_selector(f"text={webrenewals.FRESH_SECRET}")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    (code, *renewals) = stack.said
    assert code == ("receipt-code", {"contact": "pelapor@contoh.id"})
    assert len({said["new_key"] for _, said in renewals}) == 1
    assert {said["request"] for _, said in renewals} == {"0" * 32}


def test_a_phone_that_has_the_old_secret_says_so_and_leads_on(open_page: OpenPage, stack: Stack) -> None:
    number = webcases.RESPONDED
    page = open_page("/lacak.html")
    kept = [
        {"trackingId": number, "secret": webcases.SECRET, "at": webcases.FILED_AT, "excerpt": "", "state": "received"}
    ]
    page.evaluate("kept => localStorage.setItem('lapor.receipts', JSON.stringify(kept))", kept)
    stack.secrets[number] = webrenewals.FRESH_SECRET
    page.goto(page.url.partition("?")[0] + f"?id={number}")
    page.wait_for_selector("text=Kode rahasia tidak cocok dengan nomor laporan ini.")
    page.click(LINK)
    page.wait_for_selector("#lost-contact")


@pytest.mark.parametrize(
    ("channels", "said"), [(("mail",), "Alamat e-mail"), ((), "Situs ini belum dapat mengirim kode")]
)
def test_a_site_says_by_what_it_sends_before_anybody_types(
    open_page: OpenPage, stack: Stack, channels: tuple[str, ...], said: str
) -> None:
    stack.renews_by = channels
    page = open_page(f"/lacak.html?id={webcases.RESPONDED}")
    page.click(LINK)
    page.wait_for_selector(f".lost:has-text('{said}')")
    assert page.locator("#lost-contact").count() == len(channels)
