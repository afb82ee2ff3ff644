"""What the reporter can do on the tracking page beyond replying: judge, appeal, withdraw, have the name erased."""

from typing import Any

import pytest

from tests.support import webcases
from tests.support.desk import PICTURES
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import open_with_code

pytestmark = pytest.mark.browser

NO_HIGHER_TIER = {
    "type": "/problems/no_higher_tier",
    "title": "Conflict",
    "status": 409,
    "code": "no_higher_tier",
    "detail": "Laporan ini sudah berada di tingkat tertinggi.",
}

INTERNAL = {
    "type": "/problems/internal",
    "title": "Internal Server Error",
    "status": 500,
    "code": "internal",
    "detail": "Coba lagi.",
}

OPENED = [
    {
        "day": "2026-11-23",
        "agency": {"id": "64.08-inspektorat", "name": "Inspektorat Kabupaten Kutai Timur"},
        "times": 2,
    },
    {"day": "2026-11-24", "agency": None, "times": 1},
]


def test_the_reporter_rates_with_words_and_can_think_again(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    page.click("text=Kirim penilaian")
    assert "Pilih dulu salah satu." in page.inner_text("#stars-1-problem")
    assert focused(page) == "stars-1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.fill("#rate-words", "Cepat, tetapi baru ditambal.")
    page.click("text=Kirim penilaian")
    page.wait_for_selector("text=Penilaian Anda: Baik (4 dari 5).")
    assert focused(page) == "rated"
    assert page.inner_text("#status") == "Sudah ditanggapi"
    assert "Cepat, tetapi baru ditambal." in page.inner_text(".timeline")
    assert (page.input_value("#rate-words"), page.is_checked("#stars-4")) == ("", True)
    page.check("#stars-2")
    page.click("text=Ubah penilaian")
    page.wait_for_selector("text=Penilaian Anda: Kurang (2 dari 5).")
    assert [said["stars"] for _, said in stack.said] == [4, 2]


def test_a_rating_that_was_lost_on_the_way_is_sent_under_the_same_key(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    stack.refusal = INTERNAL
    page.check("#stars-5")
    page.click("text=Kirim penilaian")
    page.wait_for_selector("#stars-1-problem:has-text('Coba lagi.')")
    page.click("text=Kirim penilaian")
    page.wait_for_selector("#rated")
    keys = [headers["Idempotency-Key"] for _, path, headers in stack.requests if path.endswith("/rating")]
    assert len(keys) == 2
    assert keys[0] == keys[1]


def test_an_appeal_needs_words_and_moves_the_report(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    assert not page.is_visible("#appeal textarea")
    page.click("#appeal summary")
    page.click("#appeal button")
    page.wait_for_selector("text=Tulis dulu apa yang perlu diperiksa lagi.")
    assert page.get_attribute("#appeal-words", "aria-invalid") == "true"
    page.fill("#appeal-words", "Lubangnya ditambal tanah saja.")
    stack.refusal = NO_HIGHER_TIER
    page.click("#appeal button")
    page.wait_for_selector("text=Laporan ini sudah berada di tingkat tertinggi.")
    page.click("#appeal button")
    page.wait_for_selector("text=Instansi lain akan memeriksa laporan ini.")
    assert "Provinsi Kalimantan Timur" in page.inner_text("#status")
    assert stack.said == [("appeal", {"text": "Lubangnya ditambal tanah saja."})]
    assert page.query_selector("#appeal") is None


def test_withdrawing_asks_first(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    page.click("#withdraw summary")
    page.dblclick("#withdraw button:text-is('Tarik laporan')")
    page.wait_for_selector("text=Yakin menarik laporan ini?")
    page.click("#withdraw >> text=Tidak jadi")
    assert not page.is_visible("text=Yakin menarik laporan ini?")
    assert stack.said == []
    page.click("#withdraw button:text-is('Tarik laporan')")
    page.click("text=Ya, tarik")
    page.wait_for_selector("text=Anda sudah menarik laporan ini.")
    assert [act for act, _ in stack.said] == ["withdrawal"]
    assert page.inner_text("#status") == "Ditarik oleh pelapor"
    assert page.query_selector("#withdraw") is None


def test_the_answer_stands_before_the_question_about_it(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    headings = [each.inner_text() for each in page.query_selector_all("#case h2")]
    assert headings.index("Jawaban instansi") < headings.index("Apakah masalahnya sudah selesai?")
    assert page.inner_text("#answer .words") in page.inner_text(".timeline")


def test_erasing_asks_first_and_leaves_the_report(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    page.fill("#reply-replySend", "Setengah jadi")
    page.click("#erase summary")
    assert "Laporannya tetap ada" in page.inner_text("#erase")
    page.click("#erase button:text-is('Hapus semua tentang saya')")
    assert stack.said == []
    page.click("#erase >> text=Ya, hapus")
    page.wait_for_selector("#said:has-text('sudah dihapus')")
    assert stack.said == [("erasure", None)]
    assert page.inner_text("#status").startswith("Diteruskan ke Dinas Pekerjaan Umum")
    assert "Identitas pelapor dihapus" in page.inner_text(".timeline")
    assert page.query_selector("#erase") is None
    assert page.input_value("#reply-replySend") == "Setengah jadi"


def test_a_reporter_whom_no_mail_reaches_reads_it_first_and_corrects_the_address(
    open_page: OpenPage, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack.cases[webcases.RESPONDED]["notices"] = {"stopped": "bounced"}
    monkeypatch.setitem(webcases.FOLLOW, "address", lambda case, _: case.update(notices={"stopped": None}))
    page = open_with_code(open_page, webcases.RESPONDED)
    page.wait_for_selector("text=E-mail Anda tidak sampai. Perbaiki alamat.")
    page.screenshot(path=PICTURES / "address-360-light.png")
    page.click("#address button")
    assert "Tulis alamat e-mail Anda." in page.inner_text("#new-email-problem")
    page.fill("#new-email", " baru@contoh.id ")
    page.click("#address button")
    page.wait_for_selector("text=Alamat baru tersimpan.")
    assert page.locator("#address").count() == 0
    assert stack.said == [("address", {"email": "baru@contoh.id"})]


def test_who_stopped_the_mails_is_asked_for_no_address(open_page: OpenPage, stack: Stack) -> None:
    stack.cases[webcases.RESPONDED]["notices"] = {"stopped": "asked"}
    page = open_with_code(open_page, webcases.RESPONDED)
    assert page.locator("#address").count() == 0


def test_taking_out_words_asks_first_says_what_stays_and_leaves_the_erasure(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    page.click("#own-words summary")
    told = page.inner_text("#own-words")
    assert all(words in told for words in ("titik di peta", "tidak dapat dikembalikan", "35 hari"))
    page.click("#own-words button:text-is('Hapus kata-kata saya')")
    assert stack.said == []
    page.click("#own-words >> text=Ya, hapus")
    page.wait_for_selector("#said:has-text('Kata-kata Anda sudah dihapus')")
    assert stack.said == [("redaction", {"part": "words"})]
    assert "Pelapor menghapus kata-katanya sendiri" in page.inner_text(".timeline")
    assert page.query_selector("#own-words") is None
    assert page.query_selector("#erase") is not None


@pytest.mark.parametrize("number", [webcases.ROUTED, webcases.RESPONDED])
def test_only_the_reporter_is_offered_any_of_it(open_page: OpenPage, number: str) -> None:
    page = open_page(f"/lacak.html?id={number}")
    page.wait_for_selector("#status")
    assert page.query_selector("#withdraw, #own-words, #erase, #appeal, .rating") is None


def test_another_language_takes_away_nothing_that_was_begun(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    page.check("#stars-3")
    page.click("#appeal summary")
    page.fill("#appeal-words", "Masih berlubang.")
    page.click("#language")
    assert page.inner_text("#rate-heading") == "How was your report handled?"
    assert page.is_checked("#stars-3")
    assert page.is_visible("#appeal-words")
    assert page.input_value("#appeal-words") == "Masih berlubang."


@pytest.mark.parametrize(
    ("accesses", "sentences"),
    [
        ({"times": 0, "days": [], "more": False}, ["Belum ada instansi yang membuka laporan rahasia Anda."]),
        (
            {"times": 3, "days": OPENED, "more": False},
            [
                "Laporan rahasia Anda dibuka 3 kali dalam setahun terakhir.",
                "Senin, 23 November 2026: Inspektorat Kabupaten Kutai Timur, 2 kali",
                "Selasa, 24 November 2026: Instansi, 1 kali",
            ],
        ),
        ({"times": 3, "days": OPENED, "more": True}, ["Laporan rahasia Anda dibuka lebih dari 3 kali"]),
    ],
)
def test_the_reporter_of_a_hidden_case_sees_which_office_opened_it_and_how_often(
    open_page: OpenPage, stack: Stack, accesses: dict[str, Any], sentences: list[str]
) -> None:
    stack.accesses = accesses
    page = open_with_code(open_page, webcases.SECRET_CASE)
    page.wait_for_selector("#accesses h2")
    told = page.inner_text("#accesses")
    assert [words for words in sentences if words not in told] == [], told
    assert len(page.query_selector_all("#accesses li")) == len(accesses["days"])
    assert (page.query_selector("#accesses ul") is None) is (accesses["times"] == 0)
    page.click("#language")
    page.wait_for_selector("#accesses h2:has-text('Who opened this report')")
    assert " 1 times" not in page.inner_text("#accesses")


def test_nobody_counts_who_reads_a_public_case_and_only_its_reporter_is_told_of_a_hidden_one(
    open_page: OpenPage, stack: Stack
) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    assert page.query_selector("#accesses") is None
    page = open_page(f"/lacak.html?id={webcases.SECRET_CASE}")
    page.wait_for_selector("text=Kami belum menemukan laporan")
    assert page.query_selector("#accesses") is None
    assert not [path for _, path, _ in stack.requests if path.endswith("/accesses")]


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))
