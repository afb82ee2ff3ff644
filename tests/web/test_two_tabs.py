"""One draft in two tabs of a phone is one report, filed once."""

from typing import Any

import pytest

from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import WORDS, go_to_check, number_on, press_next

pytestmark = pytest.mark.browser


def two_tabs(open_page: OpenPage) -> tuple[Any, Any]:
    """The same draft at its last step in two tabs."""
    first = open_page()
    go_to_check(first)
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector("#check-heading:visible")
    return first, second


def test_a_draft_that_both_tabs_send_is_filed_once(open_page: OpenPage, stack: Stack) -> None:
    first, second = two_tabs(open_page)
    press_next(first)
    number = number_on(first)
    press_next(second)
    assert number_on(second) == number
    assert [filed["text"] for filed in stack.filed] == [WORDS]


def test_a_draft_that_both_tabs_send_at_once_is_filed_once(open_page: OpenPage, stack: Stack) -> None:
    tabs = two_tabs(open_page)
    stack.lose_answers = 1
    for tab in tabs:
        tab.evaluate("document.getElementById('next').click()")
    numbers = {number_on(tab) for tab in tabs}
    assert len(numbers) == 1
    assert len(stack.filed) == 1


def test_what_was_written_after_the_other_tab_had_sent_is_a_report_of_its_own(
    open_page: OpenPage, stack: Stack
) -> None:
    first, second = two_tabs(open_page)
    second.evaluate("location.hash = '#words'")
    second.fill("#text", "Lampu jalan di depan sekolah mati.")
    press_next(first)
    number = number_on(first)
    for heading in ("place", "person", "check"):
        press_next(second)
        second.wait_for_selector(f"#{heading}-heading:visible")
    press_next(second)
    assert number_on(second) != number
    assert [filed["text"] for filed in stack.filed] == [WORDS, "Lampu jalan di depan sekolah mati."]
