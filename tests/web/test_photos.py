"""Photos: chosen on the receipt or the tracking page, made small, sent to the bucket, and shown in the timeline."""

import io
from typing import Any

import pytest
from PIL import Image

from tests.support import pictures, webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import choose_photos, go_to_check, open_with_code, press_next

pytestmark = pytest.mark.browser

LARGE = pictures.photo(orientation=6, width=2400, height=1200)
SMALL = pictures.photo(width=400, height=300)
FULL = {
    "type": "/problems/too_many_attachments",
    "title": "Conflict",
    "status": 409,
    "code": "too_many_attachments",
    "detail": "Laporan ini sudah memuat sepuluh foto.",
}


def file_a_report(open_page: OpenPage) -> Any:
    page = open_page()
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("#photo-add")
    return page


def test_a_photo_is_added_to_the_report_that_was_just_filed(open_page: OpenPage, stack: Stack) -> None:
    page = file_a_report(open_page)
    choose_photos(page, LARGE)
    page.wait_for_selector("#photo-1:has-text('sudah ada di laporan Anda')")

    (key, sent), (_, offer) = stack.received[0], stack.said[0]
    assert key.startswith("incoming/KI-")
    assert offer == {"media_type": "image/jpeg", "bytes": len(sent)}
    image = Image.open(io.BytesIO(sent))
    assert (image.format, image.size) == ("JPEG", (800, 1600)), "upright, and small enough for a bad network"
    assert dict(image.getexif()) == {}
    assert pictures.OWNER.encode() not in sent


def test_a_report_that_waits_says_when_photos_can_be_added(open_page: OpenPage) -> None:
    page = open_page()
    go_to_check(page)
    assert page.is_visible("text=Punya foto?")
    page.context.set_offline(True)
    press_next(page)
    page.wait_for_selector("text=menambahkan foto di sini begitu laporan terkirim")
    assert page.query_selector("#photo-add") is None
    page.context.set_offline(False)
    page.wait_for_selector("#photo-add")


def test_a_photo_without_connection_stays_and_is_sent_when_the_network_is_back(
    open_page: OpenPage, stack: Stack
) -> None:
    page = file_a_report(open_page)
    page.context.set_offline(True)
    choose_photos(page, SMALL)
    page.wait_for_selector("#photo-1:has-text('sambungan terputus')")
    assert page.is_visible("#photo-1-retry")
    page.context.set_offline(False)
    page.wait_for_selector("#photo-1:has-text('sudah ada di laporan Anda')")
    assert len(stack.received) == 1


def test_a_photo_whose_answer_was_lost_is_sent_again_and_appears_once(open_page: OpenPage, stack: Stack) -> None:
    page = file_a_report(open_page)
    stack.lose_photos = 1
    choose_photos(page, SMALL)
    page.click("#photo-1-retry")
    page.wait_for_selector("#photo-1:has-text('sudah ada di laporan Anda')")
    assert len(stack.received) == 2
    assert len({key for key, _ in stack.received}) == 1, "the same invitation"
    assert len([said for act, said in stack.said if act == "attachments"]) == 1


def test_what_the_bucket_turns_away_can_be_tried_again_with_a_new_invitation(open_page: OpenPage, stack: Stack) -> None:
    page = file_a_report(open_page)
    stack.turn_away = 1
    choose_photos(page, SMALL)
    page.wait_for_selector("#photo-1:has-text('belum diterima')")
    page.click("#photo-1-retry")
    page.wait_for_selector("#photo-1:has-text('sudah ada di laporan Anda')")
    assert len([said for act, said in stack.said if act == "attachments"]) == 2


def test_the_server_says_why_it_takes_no_photo(open_page: OpenPage, stack: Stack) -> None:
    page = file_a_report(open_page)
    stack.refusal = FULL
    choose_photos(page, SMALL)
    page.wait_for_selector("#photo-1:has-text('sudah memuat sepuluh foto')")
    assert page.query_selector("#photo-1-retry") is None
    page.click("#photo-1-drop")
    assert page.query_selector("#photo-1") is None
    assert page.evaluate("document.activeElement.id") == "photo-add"


def test_a_photo_that_cannot_be_used_says_why_at_once_and_on_the_next_visit(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    stack.failing = "wrong_type"
    choose_photos(page, SMALL)
    page.wait_for_selector("#photo-1.wrong:has-text('mungkin HEIC')")
    assert "mungkin HEIC" in page.inner_text("#photos [role=status]"), "read out as well"
    assert page.query_selector("#photo-1-retry") is None
    page.click("#language")
    assert "perhaps HEIC" in page.inner_text("#photo-1")
    page.click("#language")
    page.click("#photo-1-drop")
    assert page.query_selector(".photo-list li") is None

    page.reload()
    page.wait_for_selector(".photo-list li.wrong:has-text('mungkin HEIC')")
    assert "Foto dari Sabtu, 28 November 2026" in page.inner_text(".photo-list")

    stack.failing = ""
    choose_photos(page, SMALL)
    page.wait_for_selector("#photo-1:has-text('sudah ada di laporan Anda')")
    assert page.locator(".photo-list li").count() == 2


def test_a_file_that_is_no_photo_is_refused_before_anything_is_sent(open_page: OpenPage, stack: Stack) -> None:
    page = file_a_report(open_page)
    choose_photos(page, b"Ini bukan foto", kind="application/pdf")
    page.wait_for_selector("#photo-1:has-text('tidak dapat dibaca')")
    assert (stack.received, stack.said) == ([], [])


def test_more_than_ten_are_left_out_and_said(open_page: OpenPage, stack: Stack) -> None:
    page = file_a_report(open_page)
    choose_photos(page, *[SMALL] * 11)
    page.wait_for_selector("text=1 foto tidak ikut.")
    page.wait_for_selector("#photo-10:has-text('sudah ada di laporan Anda')")
    assert len(stack.received) == 10
    choose_photos(page, SMALL)
    page.wait_for_selector("text=1 foto tidak ikut.")
    assert page.query_selector("#photo-11") is None


def test_evidence_added_later_appears_in_the_timeline_at_once(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.RESPONDED)
    page.check("#photo-private")
    choose_photos(page, SMALL)
    page.wait_for_selector(".timeline .photo img[src]")
    assert stack.said == [
        ("attachments", {"media_type": "image/jpeg", "bytes": len(stack.received[0][1]), "private": True})
    ]
    assert "Foto dari pelapor" in page.inner_text(".timeline")
    assert "Hanya Anda dan petugas" in page.inner_text(".timeline")
    assert page.is_checked("#photo-private")
    page.click("#language")
    assert "is on your report" in page.inner_text("#photo-1")


def test_a_photo_opens_large_and_from_there_in_a_tab_of_its_own(open_page: OpenPage, stack: Stack, site: str) -> None:
    case = stack.cases[webcases.ROUTED]
    webcases.attach(case, "A" * 26)
    stack.files["A" * 26] = SMALL
    page = open_page(f"/lacak.html?id={webcases.ROUTED}")
    page.wait_for_selector(".photo img[src]")
    assert page.get_attribute(".photo img", "alt") == "Foto dari pelapor, Sabtu, 28 November 2026"
    page.click(".photo")
    page.wait_for_selector(".photo-of a img")
    assert page.get_attribute(".photo-of a", "href") == f"{stack.bucket}/{'A' * 26}"
    large = "document.querySelector('.photo-of a img')"
    assert page.evaluate(f"{large}.decode().then(() => {large}.naturalWidth)") == 400
    asked = [path for _, path, _ in stack.requests if "/attachments/" in path]
    home = f"/v1/complaints/{webcases.ROUTED}/attachments/{'A' * 26}"
    assert asked == [f"{home}/preview", home]


def test_photos_of_a_secret_report_are_asked_for_with_the_code_and_never_leave_it_in_an_address(
    open_page: OpenPage, stack: Stack
) -> None:
    webcases.attach(stack.cases[webcases.SECRET_CASE], "B" * 26)
    stack.files["B" * 26] = SMALL
    page = open_with_code(open_page, webcases.SECRET_CASE)
    page.wait_for_selector(".photo img[src]")
    (headers,) = [headers for _, path, headers in stack.requests if path.endswith("/preview")]
    assert headers["Receipt-Secret"] == webcases.SECRET
    assert "Hanya Anda dan petugas" in page.inner_text("#photos")
    assert page.query_selector("#photo-private") is None


def test_what_became_of_a_photo_that_is_not_shown_is_said(open_page: OpenPage, stack: Stack) -> None:
    case = stack.cases[webcases.ROUTED]
    webcases.attach(case, "C" * 26, office=True)
    webcases.attach(case, "D" * 26, private=True)
    case["attachments"] = []
    page = open_page(f"/lacak.html?id={webcases.ROUTED}")
    page.wait_for_selector("#status")
    assert "Foto ini sudah dihapus." in page.inner_text(".timeline")
    assert "Foto ini hanya untuk pelapor dan petugas." in page.inner_text(".timeline")
    assert page.query_selector("#photos") is None, "only the reporter adds photos"


def test_a_photo_that_cannot_be_loaded_says_so(open_page: OpenPage, stack: Stack) -> None:
    webcases.attach(stack.cases[webcases.ROUTED], "E" * 26)
    page = open_page(f"/lacak.html?id={webcases.ROUTED}")
    page.wait_for_selector("text=Foto belum dapat dimuat.")
