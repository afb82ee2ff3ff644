"""The pages in either language: by the switch, and by the address."""

import pytest

from tests.support import webcases
from tests.web.conftest import OpenPage
from tests.web.steps import WORDS

pytestmark = pytest.mark.browser


def test_the_switch_to_english_reaches_everything_and_is_remembered(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.fill("#text", WORDS)
    page.click("#language")
    assert page.inner_text("#words-heading") == "What happened?"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.input_value("#text") == WORDS
    page.goto(f"{site}/lacak.html?id={webcases.ROUTED}")
    page.wait_for_selector("#status")
    assert page.inner_text("#status").startswith("Passed on to")
    assert "Monday, 21 December 2026" in page.inner_text(".due")
    page.click("#language")
    assert page.inner_text("#status").startswith("Diteruskan ke")
    assert page.evaluate("document.documentElement.lang") == "id"


def test_an_address_opens_a_page_in_english_and_the_pages_after_it_stay_so(open_page: OpenPage) -> None:
    page = open_page("/?bahasa=en")
    assert page.inner_text("#words-heading") == "What happened?"
    with page.expect_navigation(wait_until="load"):
        page.click("nav a >> nth=1")
    page.wait_for_selector("h1:text-is('Track a report')")


def test_the_address_follows_the_switch_so_that_it_can_be_passed_on(open_page: OpenPage) -> None:
    page = open_page(f"/lacak.html?id={webcases.ROUTED}&bahasa=en")
    page.wait_for_selector("#status:has-text('Passed on to')")
    page.click("#language")
    assert page.url.endswith(f"?id={webcases.ROUTED}&bahasa=id")
    page.reload()
    page.wait_for_selector("#status:has-text('Diteruskan ke')")
