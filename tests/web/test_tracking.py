from typing import Any

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import open_with_code

pytestmark = pytest.mark.browser


def track(open_page: OpenPage, number: str, wait_for: str = "#status") -> Any:
    page = open_page(f"/lacak.html?id={number}")
    page.wait_for_selector(wait_for)
    return page


def test_a_typed_number_opens_the_case(open_page: OpenPage) -> None:
    page = open_page("/lacak.html")
    page.fill("#id", "ki n4my sxyg j4o5 c")
    page.keyboard.press("Enter")
    page.wait_for_selector("#status")
    assert page.inner_text("#status").startswith("Diteruskan ke Dinas Pekerjaan Umum")
    assert page.url.endswith("?id=KI-N4MY-SXYG-J405-C")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("KI-N4MY-SXYG-J406-C", "keliru atau tertukar"),
        ("KI-4NMY-SXYG-J405-C", "keliru atau tertukar"),
        ("KI-N4MY-SXYG-J405", "15 huruf dan angka; yang Anda ketik 14"),
        ("", "Ketik nomor laporan Anda."),
    ],
)
def test_a_typing_error_is_caught_on_the_phone(open_page: OpenPage, stack: Stack, typed: str, words: str) -> None:
    page = open_page("/lacak.html")
    page.fill("#id", typed)
    page.click("#lookup .primary")
    assert words in page.inner_text("#problems")
    assert page.get_attribute("#id", "aria-invalid") == "true"
    assert not any(path.startswith("/v1/") for _, path, _ in stack.requests)


def test_a_number_of_an_earlier_system_leads_to_its_case(open_page: OpenPage, stack: Stack) -> None:
    page = open_page("/lacak.html")
    page.route("**/v1/complaints/TKT202100042", lambda route: route.fulfill(json=stack.cases[webcases.ROUTED]))
    page.fill("#id", "tkt/2021/00042")
    page.keyboard.press("Enter")
    page.wait_for_selector("#status")
    assert page.url.endswith(f"?id={webcases.ROUTED}")


def test_a_number_that_nobody_had_is_a_typing_error(open_page: OpenPage) -> None:
    page = open_page("/lacak.html")
    page.fill("#id", "tkt/2021/00043")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problems:has-text('15 huruf dan angka')")


def test_a_number_of_another_province_leads_there(open_page: OpenPage) -> None:
    page = track(open_page, "KU-XRBR-PVBP-FVZ6-K", "text=Nomor ini milik Kalimantan Utara")
    link = page.get_by_text("Buka di situs yang menyimpannya")
    assert link.get_attribute("href") == "https://kaltara.example/lacak.html?id=KU-XRBR-PVBP-FVZ6-K"


def test_the_due_date_is_told_in_words_and_explained_day_by_day(open_page: OpenPage) -> None:
    page = track(open_page, webcases.RESPONDED)
    assert (
        "Pelapor dapat membalas paling lambat Jumat, 11 Desember 2026; setelah itu laporan ditutup."
        in page.inner_text(".due")
    )
    page.click("text=Bagaimana tanggal ini dihitung?")
    days = page.query_selector_all(".days li")
    assert "tidak dihitung: akhir pekan" in days[0].inner_text()
    assert "hari ke-10" in days[-1].inner_text()
    assert "Jumat, 11 Desember 2026" in days[-1].inner_text()


def test_both_dates_are_shown_where_they_differ(open_page: OpenPage) -> None:
    page = track(open_page, webcases.ROUTED)
    assert "Instansi menerima laporan ini paling lambat Rabu, 25 November 2026." in page.inner_text(".due")
    assert page.inner_text("#office-due") == (
        "Instansi wajib memberi perkembangan paling lambat Senin, 21 Desember 2026."
    )
    page.goto(page.url.replace(webcases.ROUTED, webcases.RESPONDED))
    page.wait_for_selector("#status")
    assert page.locator("#office-due").count() == 0


def test_times_are_in_the_zone_of_the_case_even_where_the_stack_is_unknown(open_page: OpenPage) -> None:
    page = open_page("/lacak.html", service_workers="block")
    page.evaluate("localStorage.clear()")
    page.route("**/stack.json", lambda route: route.abort())
    page.goto(f"{page.url}?id={webcases.RESPONDED}")
    page.wait_for_selector("#status")
    assert "Jumat, 27 November 2026 pukul 10.10 WITA" in page.inner_text(".timeline")
    assert "WIB" not in page.inner_text("main")


def test_a_breach_is_told_with_a_sign_and_a_word(open_page: OpenPage) -> None:
    page = track(open_page, webcases.BREACHED)
    notice = page.locator(".notice.wrong")
    assert "Melewati batas 30 hari" in notice.inner_text()
    assert notice.locator("svg").count() == 1
    assert "Instansi wajib memberi perkembangan paling lambat Jumat, 20 November 2026. Sudah lewat" in page.inner_text(
        ".due"
    )


def test_the_timeline_tells_the_newest_first_with_its_notes(open_page: OpenPage) -> None:
    page = track(open_page, webcases.RESPONDED)
    entries = page.locator(".timeline li")
    assert "Lubang sudah kami tambal" in entries.first.inner_text()
    assert "Jumat, 27 November 2026 pukul 10.10 WITA" in entries.first.inner_text()
    assert "Laporan diterima" in entries.last.inner_text()


def test_the_public_cannot_reply_but_the_reporter_can_with_the_code(open_page: OpenPage, stack: Stack) -> None:
    page = track(open_page, webcases.ROUTED)
    assert page.query_selector("textarea") is None
    page.fill("#code", "KNY8-R3VA-H82H-56VC-HWXE")
    page.click("text=Pakai kode ini")
    page.wait_for_selector("text=Kode ini tidak cocok dengan laporan ini.")
    page.fill("#code", webcases.SECRET.lower().replace("-", " "))
    page.click("text=Pakai kode ini")
    page.fill("textarea", "Lubangnya makin lebar sejak hujan kemarin.")
    page.click("text=Kirim balasan")
    page.wait_for_selector("text=Balasan Anda sampai.")
    assert "Lubangnya makin lebar" in page.inner_text(".timeline")
    assert all(webcases.SECRET not in path for _, path, _ in stack.requests)


def test_a_reply_on_a_lost_connection_stays_in_the_box(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    page.fill("textarea", "Masih gelap.")
    page.context.set_offline(True)
    page.click("text=Kirim balasan")
    page.wait_for_selector("text=Balasan belum terkirim")
    page.context.set_offline(False)
    page.click("text=Kirim balasan")
    page.wait_for_selector("text=Balasan Anda sampai.")


def test_the_reporter_says_that_it_is_solved(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    page.click("text=Ya, sudah selesai")
    page.wait_for_selector("text=Balasan Anda sampai.")
    assert page.inner_text("#status") == "Selesai"


def test_the_reporter_says_what_is_not_solved(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    page.click("button:text-is('Belum')")
    page.fill("textarea", "Baru separuh yang ditambal.")
    page.click("text=Kirim balasan")
    page.wait_for_selector("text=Balasan Anda sampai.")
    assert page.inner_text("#status") == "Dibuka kembali"
    assert "Baru separuh" in page.inner_text(".timeline")


def test_a_secret_case_opens_only_with_its_code(open_page: OpenPage) -> None:
    page = track(open_page, webcases.SECRET_CASE, "text=Kami belum menemukan laporan")
    assert "Jalan berlubang" not in page.inner_text("main")
    page.fill("#code", webcases.SECRET)
    page.click("text=Pakai kode ini")
    page.wait_for_selector("#status")
    assert "Jalan berlubang" in page.inner_text("main")


def test_words_of_citizens_are_never_taken_for_html(open_page: OpenPage, stack: Stack) -> None:
    stack.cases[webcases.ROUTED]["text"] = "<img src=x onerror=alert(1)> <b>tebal</b>"
    page = track(open_page, webcases.ROUTED)
    assert "<b>tebal</b>" in page.inner_text("main")
    assert page.query_selector("main img") is None


def test_a_case_that_another_province_works_leads_there_without_the_code(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.REFERRED)
    assert page.inner_text("#status") == "Ditangani LAPOR! Kalimantan Utara"
    told = page.inner_text("#elsewhere")
    assert "Nomor laporan dan kode rahasia Anda tetap sama." in told
    link = page.get_by_text("Buka di LAPOR! Kalimantan Utara")
    assert link.get_attribute("href") == f"https://kaltara.example/lacak.html?id={webcases.REFERRED}"
    assert webcases.SECRET not in page.content()
    assert "Diterima oleh LAPOR! Kalimantan Utara" in page.inner_text(".timeline")


def test_a_case_that_another_province_works_takes_no_words_here_but_the_name_can_be_erased(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.REFERRED)
    assert page.query_selector("#case textarea") is None
    assert page.query_selector("#photos, .rating, #withdraw") is None
    page.click("#erase summary")
    page.click("#erase button:text-is('Hapus semua tentang saya')")
    page.click("#erase >> text=Ya, hapus")
    page.wait_for_selector("#said:has-text('sudah dihapus')")


def test_the_public_is_asked_for_the_code_only_to_erase_what_is_kept_here(open_page: OpenPage) -> None:
    page = track(open_page, webcases.REFERRED)
    assert "Dengan kode rahasia Anda dapat menghapusnya." in page.inner_text("#case")
    assert "dapat membalas di sini" not in page.inner_text("#case")


def test_a_case_whose_new_site_is_unknown_says_so(open_page: OpenPage, stack: Stack) -> None:
    stack.cases[webcases.REFERRED]["lives_at"] |= {"site": None, "track_url": None}
    page = track(open_page, webcases.REFERRED)
    assert "Alamat situsnya belum kami ketahui." in page.inner_text("#elsewhere")
    assert page.query_selector("#elsewhere a") is None


def test_a_reply_to_a_case_that_left_meanwhile_says_where_it_went(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    stack.refusal = webcases.ELSEWHERE
    page.fill("#reply-replySend", "Sudah ada perkembangan?")
    page.click("text=Kirim balasan")
    page.wait_for_selector("text=Nomor ini milik Kalimantan Utara")
    assert page.input_value("#reply-replySend") == "Sudah ada perkembangan?"
