"""What appears while somebody writes is seen on a small phone: whom to call in danger, proposals and questions."""

from typing import Any

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.browser

SMALL = {"width": 360, "height": 560}
FIRE = "rumah kebakaran, orang terjebak"


def is_seen(page: Any, selector: str) -> bool:
    """Whether all of the element lies on the screen, above the buttons that stick to its foot."""
    return bool(
        page.evaluate(
            """selector => {
                const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
                const foot = document.querySelector(".actions").getBoundingClientRect().top;
                return top >= 0 && bottom <= Math.min(innerHeight, foot);
            }""",
            selector,
        )
    )


@pytest.mark.parametrize("before", ["", "Sudah lama begini. " * 12])
def test_the_number_to_call_stands_on_the_screen_of_a_small_phone(open_page: OpenPage, before: str) -> None:
    page = open_page(viewport=SMALL)
    page.fill("#text", before + FIRE)
    page.wait_for_selector("#urgent a")
    page.wait_for_selector("#suggested .chip")
    assert is_seen(page, "#urgent a")
    assert page.get_attribute("#urgent", "role") == "alert"
    first = page.query_selector("#urgent a")
    assert first.get_attribute("href") == "tel:112"


def test_112_comes_before_the_numbers_of_an_alarm(open_page: OpenPage, stack: Stack) -> None:
    alarm = webcases.BLOW | {"numbers": ["129", "112"]}
    stack.suggestion["alarms"] = [alarm]
    page = open_page(viewport=SMALL)
    page.fill("#text", "Tetangga saya main tangan kepada anaknya setiap malam.")
    page.wait_for_selector("#urgent a")
    assert [link.get_attribute("href") for link in page.query_selector_all("#urgent a")][:2] == ["tel:112", "tel:129"]


def test_a_proposed_category_and_its_question_come_into_view_and_are_read_out(open_page: OpenPage) -> None:
    page = open_page(viewport=SMALL)
    page.fill("#text", "Jalan berlubang di depan pasar sudah tiga minggu.")
    page.wait_for_selector("#suggested .chip")
    assert is_seen(page, "#suggested .chip")
    assert "Jalan rusak" in page.inner_text("#suggested-said")
    page.click("#suggested .chip:has-text('Jalan rusak')")
    page.wait_for_selector("#question legend")
    assert is_seen(page, "#question legend")
    assert page.inner_text("#question legend") in page.inner_text("#suggested-said")


def test_a_draft_that_is_opened_again_stays_where_it_is(open_page: OpenPage) -> None:
    page = open_page(viewport=SMALL)
    page.fill("#text", "Jalan berlubang di depan pasar sudah tiga minggu. " * 4)
    page.wait_for_selector("#suggested .chip")
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_selector("#suggested .chip")
    assert again.evaluate("scrollY") == 0
