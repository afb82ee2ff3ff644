"""What others reported already, shown before sending: never waited for, never in the way."""

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import WORDS, go_to_check, press_next

pytestmark = pytest.mark.browser

REGION = "Kabupaten Kutai Timur"
ENDED = {
    "type": "/problems/invalid_input",
    "title": "Bad Request",
    "status": 400,
    "code": "invalid_input",
    "detail": "Ada isian yang perlu diperbaiki.",
    "errors": [{"field": "/follows", "code": "report_has_ended", "detail": "Laporan itu sudah selesai."}],
}


def questions(stack: Stack) -> int:
    return sum(path == "/v1/similar" for _, path, _ in stack.requests)


def test_a_report_of_the_same_matter_can_be_followed(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    go_to_check(page, region=REGION)
    page.wait_for_selector("#similar .cards")
    card = page.inner_text("#similar .cards li >> nth=0")
    assert "Jalan berlubang di depan pasar" in card
    assert "kira-kira 40 m dari titik ini" in card
    assert "dilaporkan 2 hari lalu" in card

    page.click("#similar button >> nth=0")
    assert "Laporan Anda akan mengikuti yang ini." in page.inner_text("#similar")
    assert webcases.ROUTED in page.inner_text("#summary")
    assert page.evaluate("document.activeElement.id") == f"follow-{webcases.ROUTED}"
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert stack.filed[0]["follows"] == webcases.ROUTED


def test_following_can_be_left_again(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    go_to_check(page, region=REGION)
    page.click("#similar button >> nth=0")
    page.click("text=Tidak jadi mengikuti")
    assert webcases.ROUTED not in page.inner_text("#summary")
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert "follows" not in stack.filed[0]


def test_it_is_asked_once_for_the_same_words_and_place(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    go_to_check(page, region=REGION)
    page.wait_for_selector("#similar .cards")
    page.click("#back")
    press_next(page)
    page.wait_for_selector("#similar .cards")
    assert questions(stack) == 1


def test_other_words_take_back_what_was_to_be_followed(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    go_to_check(page, region=REGION)
    page.click("#similar button >> nth=0")
    stack.similar = []
    page.click("text=Ubah >> nth=0")
    page.fill("#text", "Lampu jalan mati di depan sekolah.")
    for _ in range(3):
        press_next(page)
    page.wait_for_selector("#check-heading:visible")
    page.wait_for_selector("#similar:empty", state="attached")
    assert webcases.ROUTED not in page.inner_text("#summary")


def test_without_a_place_nothing_is_asked(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    go_to_check(page)
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert questions(stack) == 0


def test_without_a_connection_nothing_is_asked_and_nothing_is_missed(open_page: OpenPage, stack: Stack) -> None:
    page = open_page()
    page.wait_for_selector("#regions:not([hidden])", state="attached")
    page.fill("#text", WORDS)
    press_next(page)
    page.select_option("#region-0", label=REGION)
    page.context.set_offline(True)
    press_next(page)
    press_next(page)
    press_next(page)
    page.wait_for_selector("text=Tersimpan di ponsel ini")
    assert questions(stack) == 0


def test_a_report_to_follow_that_has_ended_meanwhile_does_not_stop_the_filing(
    open_page: OpenPage, stack: Stack
) -> None:
    page = open_page()
    go_to_check(page, region=REGION)
    page.click("#similar button >> nth=0")
    stack.refusal = ENDED
    press_next(page)
    page.wait_for_selector("text=Laporan Anda kami terima")
    assert "follows" not in stack.filed[0]
