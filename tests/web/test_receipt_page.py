from pathlib import Path
from typing import Any

import pytest

from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import WORDS, follow, go_to_check, number_on, press_next

pytestmark = pytest.mark.browser


@pytest.fixture
def receipt(open_page: OpenPage) -> Any:
    """The page after filing."""
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    return page


def test_it_says_what_happens_next_and_until_when(receipt: Any) -> None:
    receipt.wait_for_selector(
        "text=Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur menangani laporan Anda."
    )
    assert "Instansi menerima laporan ini paling lambat Rabu, 25 November 2026." in receipt.inner_text(".steps-ahead")


def test_number_and_code_can_be_copied(receipt: Any) -> None:
    receipt.click("text=Salin nomor")
    receipt.wait_for_selector("text=Tersalin")
    assert receipt.evaluate("navigator.clipboard.readText()") == number_on(receipt)


def test_it_can_be_saved_as_a_picture(receipt: Any, tmp_path: Path) -> None:
    with receipt.expect_download() as download:
        receipt.click("text=Simpan sebagai gambar")
    picture = tmp_path / "receipt.png"
    download.value.save_as(picture)
    assert download.value.suggested_filename == f"{number_on(receipt)}.png"
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_code_never_stands_in_an_address(receipt: Any, stack: Any) -> None:
    code = receipt.inner_text(".code").replace("\n", "")
    number = number_on(receipt)
    assert receipt.url.endswith(f"/terima.html#{number}")
    follow(receipt, "text=Pantau laporan ini")
    receipt.wait_for_selector("#status")
    assert code not in receipt.url
    assert all(code not in path for _, path, _ in stack.requests)


def test_it_is_still_there_when_opened_again(receipt: Any) -> None:
    number = number_on(receipt)
    receipt.reload()
    assert number_on(receipt) == number
    assert WORDS in receipt.inner_text(".mine")


def test_the_phone_can_be_made_to_forget(receipt: Any, site: str) -> None:
    receipt.goto(f"{site}/terima.html")
    receipt.click("text=Lupakan di ponsel ini")
    assert receipt.is_visible(".mine")
    receipt.click("text=Tekan sekali lagi")
    receipt.wait_for_selector("text=Belum ada laporan di ponsel ini.")
    assert receipt.evaluate("localStorage.getItem('lapor.receipts')") is None


def test_the_back_button_leads_to_an_empty_form_not_to_a_second_sending(receipt: Any) -> None:
    receipt.go_back()
    receipt.wait_for_selector("#words-heading:visible")
    assert receipt.input_value("#text") == ""
    receipt.go_forward()
    receipt.wait_for_selector("text=Laporan Anda kami terima")


def test_a_receipt_of_another_phone_is_not_invented(open_page: OpenPage) -> None:
    page = open_page("/terima.html#KI-N4MY-SXYG-J405-C")
    assert "tidak ada di ponsel ini" in page.inner_text("main")
    assert page.query_selector(".big-number") is None


STORED, NOT_STORED = "Nama atau kontak Anda disimpan terpisah dari laporan.", "Nama dan kontak Anda tidak disimpan."


def file_as(open_page: OpenPage, *choices: str, name: str = "") -> Any:
    """The receipt of a report whose reporter ticked `choices` and gave a name, or nothing."""
    page = open_page("/")
    page.fill("#text", WORDS)
    press_next(page)
    press_next(page)
    page.wait_for_selector("#person-heading:visible")
    if name:
        page.fill("#name", name)
    for choice in choices:
        page.check(choice)
    press_next(page)
    page.wait_for_selector("#check-heading:visible")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    return page


@pytest.mark.parametrize(
    ("choices", "name", "sentence"),
    [
        ((), "Warga Contoh", STORED),
        (("#secret",), "Warga Contoh", STORED),
        (("#anonymous",), "", NOT_STORED),
        # What was typed before somebody chose to be anonymous is not sent.
        (("#anonymous",), "Warga Contoh", NOT_STORED),
        ((), "", NOT_STORED),
    ],
)
def test_the_receipt_says_whether_a_name_or_contact_is_stored(
    open_page: OpenPage, stack: Stack, choices: tuple[str, ...], name: str, sentence: str
) -> None:
    page = file_as(open_page, *choices, name=name)
    told = page.inner_text("main")
    assert [words in told for words in (sentence, *{STORED, NOT_STORED} - {sentence})] == [True, False]
    (filed,) = stack.filed
    assert ("reporter" in filed) is (sentence == STORED)


def test_after_an_erasure_the_receipt_says_that_nothing_is_stored(open_page: OpenPage, site: str) -> None:
    page = file_as(open_page, name="Warga Contoh")
    number = number_on(page)
    page.goto(f"{site}/lacak.html?id={number}")
    page.wait_for_selector("#status")
    page.click("#erase summary")
    page.click("#erase button:text-is('Hapus semua tentang saya')")
    page.click("#erase >> text=Ya, hapus")
    page.wait_for_selector("#said:has-text('sudah dihapus')")
    page.goto(f"{site}/terima.html#{number}")
    page.wait_for_selector(f"text={NOT_STORED}")
    assert STORED not in page.inner_text("main")
