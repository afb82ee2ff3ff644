"""Reports of violence: leaving the page at once, and a phone that keeps nothing."""

from typing import Any

import pytest

from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import number_on, press_next

pytestmark = pytest.mark.browser

BLOWS = "Saya dipukul suami saya setiap malam, tolong."
NEUTRAL = "https://www.bmkg.go.id/"


def written(open_page: OpenPage) -> Any:
    page = open_page()
    page.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<h1>Cuaca</h1>", content_type="text/html"))
    page.fill("#text", BLOWS)
    page.wait_for_selector("#exit-now")
    return page


def kept(page: Any) -> str:
    return str(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))


def test_other_reports_have_no_such_button(open_page: OpenPage) -> None:
    page = open_page()
    page.fill("#text", "Jalan berlubang di depan pasar.")
    page.wait_for_selector("#going:not(:empty)")
    assert page.query_selector("#exit-now") is None


def test_the_button_stays_within_reach_on_every_step(open_page: OpenPage) -> None:
    page = written(open_page)
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
        page.evaluate("scrollTo(0, 500)")
        # A form that is drawn anew in this moment has no button for an instant.
        page.wait_for_function(
            """() => {
                const top = document.querySelector("#exit-now")?.getBoundingClientRect().top;
                return top !== undefined && top >= 0 && top < 740;
            }"""
        )


def test_it_replaces_the_page_by_a_neutral_one(open_page: OpenPage, site: str) -> None:
    page = written(open_page)
    page.check("#untraced-box")
    press_next(page)
    page.wait_for_selector("#place-heading:visible")
    page.click("#exit-now")
    page.wait_for_url(NEUTRAL)
    page.go_back()
    page.wait_for_selector("#words-heading:visible")
    assert page.input_value("#text") == ""
    assert "dipukul" not in kept(page)


def test_without_the_choice_the_draft_is_there_to_go_on_with(open_page: OpenPage, site: str) -> None:
    page = written(open_page)
    page.click("#exit-now")
    page.wait_for_url(NEUTRAL)
    page.goto(site)
    page.wait_for_selector("#exit-now")
    assert page.input_value("#text") == BLOWS


def test_of_an_untraced_report_nothing_stays_once_its_receipt_is_left(
    open_page: OpenPage, stack: Stack, site: str
) -> None:
    page = written(open_page)
    page.check("#untraced-box")
    assert "dipukul" not in kept(page), "also what was kept before the choice"
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
    press_next(page)
    page.wait_for_selector("text=Catat nomor dan kode di bawah sekarang")
    number = number_on(page)
    assert "untraced" not in stack.filed[0]
    assert number not in page.url
    assert "dipukul" not in kept(page)

    page.goto(f"{site}/terima.html")
    page.wait_for_selector("text=Belum ada laporan di ponsel ini.")
    assert number not in kept(page)
    assert "lapor.draft" not in page.evaluate("Object.keys(localStorage).filter(each => localStorage[each] !== 'null')")


def test_without_a_signal_the_report_waits_and_is_forgotten_when_it_was_sent(
    open_page: OpenPage, stack: Stack, site: str
) -> None:
    page = written(open_page)
    page.check("#untraced-box")
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")
    page.context.set_offline(True)
    press_next(page)
    number = number_on(page)
    page.context.set_offline(False)
    page.wait_for_selector("text=Catat nomor dan kode di bawah sekarang")
    assert len(stack.filed) == 1
    page.goto(f"{site}/statistik.html")
    assert number not in kept(page)
